package review

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The signs of a file for the reviewer's own editor; docs/review-edit-file.md
// describes it.
const (
	headMark = "==="
	noteSign = "# "
	endName  = "end"
)

// passage is a line of the season in such a file: its name, what is told about
// it, its text.
type passage struct {
	name  string
	notes []string
	text  string
}

// sheetOfBlocks is such a file as it is written. above and below are what is
// told before and after the blocks.
type sheetOfBlocks struct {
	above, below []string
	blocks       []passage
}

// names are the names of the blocks.
func (f sheetOfBlocks) names() map[string]bool {
	all := make(map[string]bool, len(f.blocks))
	for _, b := range f.blocks {
		all[b.name] = true
	}
	return all
}

// text is the file, first the number of the line on which the first text
// stands.
func (f sheetOfBlocks) text() (first int, text string) {
	names := f.names()
	var lines []string
	note := func(all []string) {
		for _, n := range all {
			lines = append(lines, strings.TrimRight(noteSign+n, " \t"))
		}
	}
	note(f.above)
	for _, b := range f.blocks {
		lines = append(lines, "", headMark+" "+b.name)
		note(b.notes)
		if first == 0 {
			first = len(lines) + 1
		}
		for _, l := range strings.Split(b.text, "\n") {
			lines = append(lines, escaped(l, names))
		}
	}
	lines = append(lines, "", headMark+" "+endName)
	note(f.below)
	return first, strings.Join(lines, "\n") + "\n"
}

// notes are all lines of the file that are told, not to be kept.
func (f sheetOfBlocks) notes() map[string]bool {
	all := map[string]bool{}
	add := func(notes []string) {
		for _, n := range notes {
			all[strings.TrimRight(noteSign+n, " \t")] = true
		}
	}
	add(f.above)
	add(f.below)
	for _, b := range f.blocks {
		add(b.notes)
	}
	return all
}

// escaped is a line of a text as it stands in the file whose blocks have names:
// with a \ before what would be read as something else.
func escaped(l string, names map[string]bool) string {
	sign := strings.HasPrefix(l, "#") || strings.HasPrefix(l, `\`) || strings.HasPrefix(l, headMark)
	if sign || names[bare(l)] {
		return `\` + l
	}
	return l
}

// bare is a line without what a header may have before its name.
func bare(l string) string { return strings.Trim(l, "=#[] \t") }

// asRead is a text as it comes back from the file, if it is left alone.
func asRead(text string) string {
	return strings.TrimSpace(norm.NFC.String(pastedLines(text)))
}

// rewritten is a block as the reviewer left it.
type rewritten struct {
	name, text string
	// line is where its header stands.
	line int
}

// fault is what cannot be taken from a file, and where it stands.
type fault struct {
	line    int
	message string
}

// reading takes a file apart.
type reading struct {
	known  func(name string) bool
	notes  map[string]bool
	found  []rewritten
	faults []fault
	// text is that of the block being read, broken says that it has a fault;
	// ended that the end mark was passed.
	text          []string
	broken, ended bool
}

// readBlocks reads a file as the reviewer left it. known tells which names
// were in it, notes which lines beginning with # were. A block with a fault is
// not among the found ones; the others are.
func readBlocks(file string, known func(string) bool, notes map[string]bool) ([]rewritten, []fault) {
	r := &reading{known: known, notes: notes}
	file = strings.TrimPrefix(file, "\ufeff")
	for i, l := range strings.Split(pastedLines(file), "\n") {
		r.line(i+1, l)
	}
	r.close()
	found := r.withoutTwice() // it adds to the faults
	return found, r.faults
}

// pastedLines is a file with its line ends as LF.
func pastedLines(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

func (r *reading) line(n int, l string) {
	shown := strings.TrimRight(l, " \t")
	switch {
	case !utf8.ValidString(l):
		r.fault(n, "is not UTF-8: save the file in that encoding")
	case strings.HasPrefix(l, headMark):
		r.head(n, strings.Trim(l, "= \t"))
	case strings.HasPrefix(l, "#"):
		if !r.notes[shown] {
			r.fault(n, `begins with #, which is for notes: write \# if it belongs to the text`)
		}
	case shown == "":
		r.text = append(r.text, l)
	case r.ended:
		r.fault(n, "stands after the end of the file, where no text is kept")
	case len(r.found) == 0:
		r.fault(n, "stands before the first header, such as === e001:7 us")
	case strings.HasPrefix(l, `\`):
		r.text = append(r.text, l[1:])
	case r.known(bare(l)):
		r.fault(n, "looks like a header without its sign: write === before it")
	default:
		r.text = append(r.text, l)
	}
}

func (r *reading) fault(n int, message string) {
	r.faults = append(r.faults, fault{n, message})
	r.broken = true
}

// head begins the next block.
func (r *reading) head(n int, name string) {
	r.close()
	r.found = append(r.found, rewritten{name: name, line: n})
	r.ended = r.ended || name == endName
	if name != endName && !r.known(name) {
		r.fault(n, fmt.Sprintf("%q is not in this file; it is EPISODE:NUMBER MARKET, such as e001:7 us", name))
	}
}

// close ends the block that is being read, and drops it if it is broken.
func (r *reading) close() {
	if n := len(r.found); n > 0 {
		last := &r.found[n-1]
		last.text = asRead(strings.Join(r.text, "\n"))
		if r.broken || last.name == endName {
			last.name = ""
		}
	}
	r.text, r.broken = nil, false
}

// withoutTwice are the blocks that are whole and stand in the file once.
func (r *reading) withoutTwice() []rewritten {
	lines := map[string]int{}
	twice := map[string]bool{}
	for _, w := range r.found {
		if first, known := lines[w.name]; known && w.name != "" {
			r.faults = append(r.faults, fault{w.line, fmt.Sprintf("%s stands in line %d already: leave one of them", w.name, first)})
			twice[w.name] = true
			continue
		}
		lines[w.name] = w.line
	}
	return slices.DeleteFunc(slices.Clone(r.found), func(w rewritten) bool { return w.name == "" || twice[w.name] })
}
