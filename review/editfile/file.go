package editfile

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// The signs of a file for the reviewer's own editor; docs/review-edit-file.md
// describes it.
const (
	headMark = "==="
	noteSign = "# "
	endName  = "end"
)

// Block is a line of the season in such a file: its name, what is told about
// it, its text.
type Block struct {
	Name  string
	Notes []string
	Text  string
}

// File is such a file as it is written. Above and Below are what is
// told before and after the blocks.
type File struct {
	Above, Below []string
	Blocks       []Block
}

// names are the names of the blocks.
func (f File) names() map[string]bool {
	all := make(map[string]bool, len(f.Blocks))
	for _, b := range f.Blocks {
		all[b.Name] = true
	}
	return all
}

// Text is the file, first the number of the line on which the first text
// stands.
func (f File) Text() (first int, text string) {
	names := f.names()
	var lines []string
	note := func(all []string) {
		for _, n := range all {
			lines = append(lines, strings.TrimRight(noteSign+n, " \t"))
		}
	}
	note(f.Above)
	for _, b := range f.Blocks {
		lines = append(lines, "", headMark+" "+b.Name)
		note(b.Notes)
		if first == 0 {
			first = len(lines) + 1
		}
		for _, l := range strings.Split(b.Text, "\n") {
			lines = append(lines, escaped(l, names))
		}
	}
	lines = append(lines, "", headMark+" "+endName)
	note(f.Below)
	return first, strings.Join(lines, "\n") + "\n"
}

// Notes are all lines of the file that are told, not to be kept.
func (f File) Notes() map[string]bool {
	all := map[string]bool{}
	add := func(notes []string) {
		for _, n := range notes {
			all[strings.TrimRight(noteSign+n, " \t")] = true
		}
	}
	add(f.Above)
	add(f.Below)
	for _, b := range f.Blocks {
		add(b.Notes)
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

// Normalize is a text as it comes back from the file, if it is left alone.
func Normalize(text string) string {
	return strings.TrimSpace(norm.NFC.String(pastedLines(text)))
}
