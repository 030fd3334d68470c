package editfile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Entry is a block as the reviewer left it.
type Entry struct {
	Name, Text string
	// Line is where its header stands.
	Line int
}

// Fault is what cannot be taken from a file, and where it stands.
type Fault struct {
	Line    int
	Message string
}

// parser takes a file apart.
type parser struct {
	known  func(name string) bool
	notes  map[string]bool
	found  []Entry
	faults []Fault
	// text is that of the block being read, broken says that it has a fault;
	// ended that the end mark was passed.
	text          []string
	broken, ended bool
}

// Read reads a file as the reviewer left it. known tells which names
// were in it, notes which lines beginning with # were. A block with a fault is
// not among the found ones; the others are.
func Read(file string, known func(string) bool, notes map[string]bool) ([]Entry, []Fault) {
	r := &parser{known: known, notes: notes}
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

func (r *parser) line(n int, l string) {
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

func (r *parser) fault(n int, message string) {
	r.faults = append(r.faults, Fault{n, message})
	r.broken = true
}

// head begins the next block.
func (r *parser) head(n int, name string) {
	r.close()
	r.found = append(r.found, Entry{Name: name, Line: n})
	r.ended = r.ended || name == endName
	if name != endName && !r.known(name) {
		r.fault(n, fmt.Sprintf("%q is not in this file; it is EPISODE:NUMBER MARKET, such as e001:7 us", name))
	}
}

// close ends the block that is being read, and drops it if it is broken.
func (r *parser) close() {
	if n := len(r.found); n > 0 {
		last := &r.found[n-1]
		last.Text = Normalize(strings.Join(r.text, "\n"))
		if r.broken || last.Name == endName {
			last.Name = ""
		}
	}
	r.text, r.broken = nil, false
}

// withoutTwice are the blocks that are whole and stand in the file once.
func (r *parser) withoutTwice() []Entry {
	lines := map[string]int{}
	twice := map[string]bool{}
	for _, w := range r.found {
		if first, known := lines[w.Name]; known && w.Name != "" {
			r.faults = append(r.faults, Fault{w.Line, fmt.Sprintf("%s stands in line %d already: leave one of them", w.Name, first)})
			twice[w.Name] = true
			continue
		}
		lines[w.Name] = w.Line
	}
	return slices.DeleteFunc(slices.Clone(r.found), func(w Entry) bool { return w.Name == "" || twice[w.Name] })
}
