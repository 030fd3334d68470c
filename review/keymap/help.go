package keymap

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The measures of the help, in cells: how wide a column at least is, how many
// there are at most, what stands between them, and the most that keys take of
// a column before they have a line of their own, and the least that words do.
const (
	helpColumn  = 38
	helpColumns = 3
	helpGap     = 3
	helpKeys    = 9
	helpWords   = 9
)

// Matching is the bindings that mention text, in any case, in their keys,
// action, words or group; all of them if text is empty.
func (k Keys) Matching(text string) []Binding {
	text = strings.ToLower(strings.TrimSpace(text))
	var found []Binding
	for _, b := range k.bindings {
		all := strings.ToLower(strings.Join([]string{strings.Join(b.Keys, " "), string(b.Action), b.Help, b.Group}, "\n"))
		if strings.Contains(all, text) || slices.Contains(b.Keys, text) {
			found = append(found, b)
		}
	}
	return found
}

// Help is the help in lines of at most width cells (and at least 20): what
// mentions text, under its groups, in as many columns as there is room for.
func (k Keys) Help(width int, text string) []string {
	found := k.Matching(text)
	if len(found) == 0 {
		return wrap("no key or command mentions "+strings.TrimSpace(text), max(width, 20))
	}
	columns := min(max((width+helpGap)/(helpColumn+helpGap), 1), helpColumns)
	each := max((width-helpGap*(columns-1))/columns, 20)
	return beside(balanced(blocks(found, each), columns), each)
}

// block is a group: its heading and the lines of each of its bindings.
type block struct {
	heading string
	entries [][]string
}

func blocks(found []Binding, width int) []block {
	keys := keyWidth(found)
	var all []block
	for i, b := range found {
		if i == 0 || b.Group != found[i-1].Group {
			all = append(all, block{heading: b.Group})
		}
		last := &all[len(all)-1]
		last.entries = append(last.entries, entry(b, keys, width))
	}
	return all
}

// keyWidth is how wide the keys of all bindings are, within bounds.
func keyWidth(all []Binding) int {
	widest := 0
	for _, b := range all {
		widest = max(widest, ansi.StringWidth(keyNames(b)))
	}
	return min(widest, helpKeys)
}

// keyNames is a binding's keys, or its command where it has none.
func keyNames(b Binding) string {
	if len(b.Keys) == 0 {
		return ":" + string(b.Action)
	}
	return strings.Join(b.Keys, " ")
}

// entry is the lines of one binding: keys, then what they do.
func entry(b Binding, keys, width int) []string {
	if room := width - 2 - keys - 2; room < helpWords {
		keys = 0
	}
	words := wrap(b.Help, width-2-keys-2)
	names := keyNames(b)
	var lines []string
	if ansi.StringWidth(names) > keys {
		for _, l := range wrap(names, width-2) {
			lines = append(lines, "  "+l)
		}
		names = ""
	}
	for _, w := range words {
		lines = append(lines, "  "+padded(names, keys)+"  "+w)
		names = ""
	}
	return lines
}

// wrap breaks text between words into lines of at most width cells; a word
// that is wider is cut.
func wrap(text string, width int) []string {
	width = max(width, 1)
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch joined := strings.TrimPrefix(line+" "+word, " "); {
		case ansi.StringWidth(joined) <= width:
			line = joined
		default:
			if line != "" {
				lines = append(lines, line)
			}
			line = ansi.Truncate(word, width, "…")
		}
	}
	return append(lines, line)
}

func padded(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-ansi.StringWidth(s)))
}

// balanced lays groups into columns, in order, so that the longest column is
// as short as it can be.
func balanced(groups []block, columns int) [][]string {
	for height := 4; ; height++ {
		if laid := flow(groups, height); len(laid) <= columns {
			return laid
		}
	}
}

// flow fills columns of a height, one after the other. A group that does not
// fit goes on in the next column under its heading.
func flow(groups []block, height int) [][]string {
	var laid [][]string
	var column []string
	next := func() { laid, column = append(laid, column), nil }
	for _, g := range groups {
		if len(column) > 0 && len(column)+2+len(g.entries[0]) > height {
			next()
		}
		if len(column) > 0 {
			column = append(column, "")
		}
		column = append(column, g.heading)
		for i, e := range g.entries {
			if i > 0 && len(column)+len(e) > height {
				next()
				column = append(column, g.heading+" …")
			}
			column = append(column, e...)
		}
	}
	next()
	return laid
}

// beside puts columns beside each other.
func beside(columns [][]string, width int) []string {
	var lines []string
	for row := 0; ; row++ {
		var b strings.Builder
		some := false
		for i, c := range columns {
			cell := ""
			if row < len(c) {
				cell, some = c[row], true
			}
			if i > 0 {
				b.WriteString(strings.Repeat(" ", helpGap))
			}
			b.WriteString(padded(cell, width))
		}
		if !some {
			return lines
		}
		lines = append(lines, strings.TrimRight(b.String(), " "))
	}
}

// Table is every binding in a line: keys, command, what it does, under a
// heading, in columns padded with spaces.
func (k Keys) Table() string {
	rows := [][]string{{"KEYS", "COMMAND", "DOES", "GROUP"}}
	for _, b := range k.bindings {
		command := strings.TrimSpace(":" + string(b.Action) + " " + b.Args)
		rows = append(rows, []string{strings.Join(b.Keys, " "), command, b.Help, b.Group})
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			line += padded(cell, widths[i]+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}
