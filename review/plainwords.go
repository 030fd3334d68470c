package review

import (
	"fmt"
	"slices"
	"strings"
)

// plainCommand is a command of a review in words.
type plainCommand struct {
	// words are its names; the first is the one that help tells.
	words  []string
	args   string
	help   string
	action Action
}

// plainCommands are the commands that are used most, under short names. Every
// other action is called by its own.
func plainCommands() []plainCommand {
	return []plainCommand{
		{[]string{"approve", "a"}, "", "approve the line and go to the next open one", ActionApprove},
		{[]string{"work", "x"}, "REASON", "the line needs work; without REASON it is asked for", ActionNeedsWork},
		{[]string{"edit", "e"}, "TEXT", "write the translation; without TEXT it is asked for", ActionEdit},
		{[]string{"next", "n"}, "", "the next line", ActionDown},
		{[]string{"previous", "p"}, "", "the line before", ActionUp},
		{[]string{"open", "o"}, "", "the next line that is open", ActionNextOpen},
		{[]string{"go"}, "LINE", "a line such as e012:7, an episode such as e012, or line 42 of this one; also without the word go", ActionGo},
		{[]string{"comment", "c"}, "TEXT", "write a comment", ActionComment},
		{[]string{"undo", "u"}, "", "take back what you did last", ActionUndo},
		{[]string{"redo"}, "", "do it again", ActionRedo},
		{[]string{"filter", "f"}, "CONDITIONS", "only some lines, such as state:open finding:error speaker:NAME", ActionFilter},
		{[]string{"all"}, "", "all lines again", ActionClearFilter},
		{[]string{"assign"}, "NAME", "who is to look at the line", ActionAssign},
		{[]string{"speaker"}, "NAME", "who speaks the line", ActionSpeaker},
		{[]string{"history", "h"}, "", "what the line was before, to take an older text", ActionHistory},
		{[]string{"play"}, "on", "hear the line; with on, the ones after it too", ActionPlay},
		{[]string{"statistics"}, "", "progress per market, episode and reviewer", ActionStatistics},
		{[]string{"quit", "q"}, "", "leave; everything decided is kept", ActionQuit},
	}
}

// onScreen are the actions that mean something on the screen alone, with what
// does instead.
func onScreen() map[Action]string {
	return map[Action]string{
		ActionEditExternal: "edit", ActionEditAllExternal: "edit", ActionZoom: "again", ActionScrollDown: "again", ActionScrollUp: "again", ActionHidden: "again", ActionTour: "help", ActionCommand: "help",
	}
}

// take does a command, or answers what was asked.
func (t *talk) take(line string) {
	if n := len(t.m.layers); n > 0 {
		t.start(t.answer(t.m.layers[n-1], line))
		return
	}
	word, rest := cutCommand(line)
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
		t.m.fail(err)
		return
	}
	if instead, ok := onScreen()[action]; ok {
		t.m.fail(fmt.Errorf("%s is for the screen; here use %s", action, instead))
		return
	}
	t.start(t.m.do(action, arg))
}

// commandOf is what a line asks for: a command of ours, the name of a place, or
// an action by its name.
func (t *talk) commandOf(word, rest, line string) (Action, string, error) {
	for _, c := range plainCommands() {
		if !slices.Contains(c.words, strings.ToLower(word)) {
			continue
		}
		if c.args == "" && rest != "" {
			return "", "", fmt.Errorf("%s takes no words after it", c.words[0])
		}
		return c.action, rest, nil
	}
	if t.m.namesPlace(line) {
		return ActionGo, line, nil
	}
	return ParseCommand(line)
}

// help tells the commands, or those that mention a word.
func (t *talk) help(sought string) {
	sought = strings.ToLower(sought)
	found := false
	tells := func(line string) {
		if strings.Contains(strings.ToLower(line), sought) {
			t.say(line)
			found = true
		}
	}
	known := map[Action]bool{ActionHelp: true, ActionBack: true}
	for _, c := range plainCommands() {
		known[c.action] = true
		name := strings.Join(c.words, " or ")
		if c.args != "" {
			name += " " + c.args
		}
		tells(name + ": " + c.help)
	}
	tells("again, or an empty line: tell the line once more")
	for _, c := range Commands() {
		if _, screen := onScreen()[c.Action]; screen || known[c.Action] {
			continue
		}
		tells(strings.TrimSpace(c.Name+" "+c.Args) + ": " + c.Help)
	}
	if !found {
		t.say("no command mentions " + sought)
	}
}
