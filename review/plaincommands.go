package review

import (
	"fmt"
	"slices"
	"strings"

	"dramaport/review/keymap"
	"dramaport/season"
)

// plainCommand is a command of a review in words.
type plainCommand struct {
	// words are its names; the first is the one that help tells.
	words  []string
	args   string
	help   string
	action keymap.Action
}

// plainCommands are the commands that are used most, under short names. Every
// other action is called by its own.
func plainCommands() []plainCommand {
	return []plainCommand{
		{[]string{"approve", "a"}, "", "approve the line and go to the next open one", keymap.ActionApprove},
		{[]string{"work", "x"}, "REASON", "the line needs work; without REASON it is asked for", keymap.ActionNeedsWork},
		{[]string{"edit", "e"}, "TEXT", "write the translation; without TEXT it is asked for", keymap.ActionEdit},
		{[]string{"next", "n"}, "", "the next line", keymap.ActionDown},
		{[]string{"previous", "p"}, "", "the line before", keymap.ActionUp},
		{[]string{"open", "o"}, "", "the next line that is open", keymap.ActionNextOpen},
		{[]string{"go"}, "LINE", "a line such as e012:7, an episode such as e012, or line 42 of this one; also without the word go", keymap.ActionGo},
		{[]string{"comment", "c"}, "TEXT", "write a comment", keymap.ActionComment},
		{[]string{"undo", "u"}, "", "take back what you did last", keymap.ActionUndo},
		{[]string{"redo"}, "", "do it again", keymap.ActionRedo},
		{[]string{"filter", "f"}, "CONDITIONS", "only some lines, such as state:open finding:error speaker:NAME", keymap.ActionFilter},
		{[]string{"all"}, "", "all lines again", keymap.ActionClearFilter},
		{[]string{"assign"}, "NAME", "who is to look at the line", keymap.ActionAssign},
		{[]string{"speaker"}, "NAME", "who speaks the line", keymap.ActionSpeaker},
		{[]string{"history", "h"}, "", "what the line was before, to take an older text", keymap.ActionHistory},
		{[]string{"play"}, "on", "hear the line; with on, the ones after it too", keymap.ActionPlay},
		{[]string{"statistics"}, "", "progress per market, episode and reviewer", keymap.ActionStatistics},
		{[]string{"quit", "q"}, "", "leave; everything decided is kept", keymap.ActionQuit},
	}
}

// onScreen are the actions that mean something on the screen alone, with what
// does instead.
func onScreen() map[keymap.Action]string {
	return map[keymap.Action]string{
		keymap.ActionEditExternal: "edit", keymap.ActionEditAllExternal: "edit", keymap.ActionZoom: "again", keymap.ActionScrollDown: "again", keymap.ActionScrollUp: "again", keymap.ActionHidden: "again", keymap.ActionTour: "help", keymap.ActionCommand: "help",
	}
}

// runLine does a command, or answers what was asked.
func (t *plainSession) runLine(line string) {
	if n := len(t.m.layers); n > 0 {
		t.start(t.answer(t.m.layers[n-1], line))
		return
	}
	word, rest := keymap.CutCommand(line)
	switch strings.ToLower(word) {
	case "", "again":
		t.tellLine()
		return
	case "help", "?":
		t.help(rest)
		return
	}
	action, arg, err := t.commandOf(word, rest, line)
	if err != nil {
		if _, _, no := season.ParseRef(line); no == nil {
			t.m.lost.sought(line, false)
		}
		t.m.fail(err)
		return
	}
	if instead, ok := onScreen()[action]; ok {
		t.m.fail(fmt.Errorf("%s is for the screen; here use %s", action, instead))
		return
	}
	if led := t.m.lost.led(); led != "" && !t.plain.Typed && !safe(action) {
		t.m.fail(lostError{line, led})
		return
	}
	t.start(t.m.do(action, arg))
}

// commandOf is what a line asks for: a command of ours, the name of a place, or
// an action by its name.
func (t *plainSession) commandOf(word, rest, line string) (keymap.Action, string, error) {
	for _, c := range plainCommands() {
		if !slices.Contains(c.words, strings.ToLower(word)) {
			continue
		}
		if c.args == "" && rest != "" {
			return "", "", fmt.Errorf("%s takes no words after it", c.words[0])
		}
		return c.action, rest, nil
	}
	if t.m.places().names(line) {
		return keymap.ActionGo, line, nil
	}
	return keymap.ParseCommand(line)
}

// help tells the commands, or those that mention a word.
func (t *plainSession) help(sought string) {
	sought = strings.ToLower(sought)
	found := false
	tells := func(line string) {
		if strings.Contains(strings.ToLower(line), sought) {
			t.say(line)
			found = true
		}
	}
	known := map[keymap.Action]bool{keymap.ActionHelp: true, keymap.ActionBack: true}
	for _, c := range plainCommands() {
		known[c.action] = true
		name := strings.Join(c.words, " or ")
		if c.args != "" {
			name += " " + c.args
		}
		tells(name + ": " + c.help)
	}
	tells("again, or an empty line: tell the line once more")
	for _, c := range keymap.Commands() {
		if _, screen := onScreen()[c.Action]; screen || known[c.Action] {
			continue
		}
		tells(strings.TrimSpace(c.Name+" "+c.Args) + ": " + c.Help)
	}
	if !found {
		t.say("no command mentions " + sought)
	}
}
