package keymap

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"dramaport/internal/suggest"
)

// Command is what can be typed after ":".
type Command struct {
	// Name is the action's own word.
	Name string
	// Args are the words it takes, as the help writes them; "" is none.
	Args   string
	Help   string
	Action Action
}

// Commands are the ":" commands, one for every action, in the order of the
// help.
func Commands() []Command {
	var all []Command
	for _, b := range Defaults() {
		all = append(all, Command{Name: string(b.Action), Args: b.Args, Help: b.Help, Action: b.Action})
	}
	return all
}

// ParseCommand reads what was typed after ":". A command may be shortened as
// long as it is the only one that begins so. args is the rest of the line,
// without the spaces around it. An empty line is no action and no error.
func ParseCommand(line string) (action Action, args string, err error) {
	name, args := CutCommand(line)
	if name == "" {
		return "", "", nil
	}
	c, err := commandNamed(name)
	if err != nil {
		return "", "", err
	}
	if args != "" && c.Args == "" {
		return "", "", fmt.Errorf("%s takes no words after it", c.Name)
	}
	return c.Action, args, nil
}

// CutCommand parts what was typed after ":" into its first word and the rest,
// without the spaces around them.
func CutCommand(line string) (name, args string) {
	line = strings.TrimLeft(strings.TrimSpace(line), ": ")
	name, args, _ = strings.Cut(line, " ")
	return name, strings.TrimSpace(args)
}

func commandNamed(name string) (Command, error) {
	var names []string
	var like []Command
	for _, c := range Commands() {
		if strings.EqualFold(c.Name, name) {
			return c, nil
		}
		if hasPrefixFold(c.Name, name) {
			like = append(like, c)
		}
		names = append(names, c.Name)
	}
	switch len(like) {
	case 0:
		return Command{}, errors.New(suggest.Unknown("command", name, names))
	case 1:
		return like[0], nil
	}
	return Command{}, fmt.Errorf("%q begins several commands: %s", name, joinNames(like))
}

func joinNames(all []Command) string {
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

// Complete is the lines that line, typed after ":", may become: names of
// commands and, after a command that takes words, those that words offers for
// it. Words may hold spaces. words may be nil.
func Complete(line string, words func(command string) []string) []string {
	typed := strings.TrimLeft(line, ": ")
	name, rest, after := strings.Cut(typed, " ")
	if !after {
		return completeNames(name)
	}
	c, err := commandNamed(name)
	if err != nil || c.Args == "" || words == nil {
		return nil
	}
	return completeWords(c.Name+" ", strings.TrimLeft(rest, " "), words(c.Name))
}

func completeNames(begun string) []string {
	var lines []string
	for _, c := range Commands() {
		switch {
		case !hasPrefixFold(c.Name, begun):
		case c.Args != "":
			lines = append(lines, c.Name+" ")
		default:
			lines = append(lines, c.Name)
		}
	}
	return lines
}

// completeWords completes all that was typed after the command, else its last
// word.
func completeWords(head, typed string, offered []string) []string {
	last := typed[strings.LastIndexByte(typed, ' ')+1:]
	before := typed[:len(typed)-len(last)]
	var lines []string
	for _, w := range offered {
		line := ""
		switch {
		case hasPrefixFold(w, typed):
			line = head + w
		case before != "" && hasPrefixFold(w, last):
			line = head + before + w
		}
		if line != "" && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}

// Beginning are the words that begin so, in any case.
func Beginning(words []string, begun string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !hasPrefixFold(w, begun) })
}

// hasPrefixFold is strings.HasPrefix in any case.
func hasPrefixFold(s, prefix string) bool {
	rs, rp := []rune(s), []rune(prefix)
	return len(rs) >= len(rp) && strings.EqualFold(string(rs[:len(rp)]), prefix)
}

// IsCommand reports whether a line begins with the whole name of a command.
func IsCommand(line string) bool {
	name, _ := CutCommand(line)
	return slices.ContainsFunc(Commands(), func(c Command) bool { return strings.EqualFold(c.Name, name) })
}
