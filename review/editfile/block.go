package editfile

import (
	"fmt"
	"slices"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/wording"
	"dramaport/stage"
)

// New is a file of blocks, with what the reviewer is told before and after them.
func New(title, reviewer string, blocks []Block) File {
	return File{Blocks: blocks, Above: []string{
		"dramaport review: " + terminal.Visible(title) + ", " + wording.Count(len(blocks), "line") + " for " + terminal.Visible(reviewer),
		"",
		"Write each text under the notes of its line; save and leave the editor. Every",
		"text that you changed is then kept as edited, all of them as one action.",
		"Lines that begin with # are notes. What you delete or leave alone stays as it is.",
		`A line of a text that begins with #, === or \ has a \ before it.`,
	}, Below: []string{
		"Nothing is kept if the editor ends with an error (:cq in vi).",
		"", "", "", "dramaport: the end of the file",
	}}
}

// NewBlock is a line as a file shows it.
func NewBlock(s *stage.Sheet, r *stage.Row) Block {
	return Block{Name: Name(s, r), Notes: notesOf(s, r), Text: Normalize(r.Translation.Text)}
}

// Name is a line's name in a file.
func Name(s *stage.Sheet, r *stage.Row) string {
	return r.Ref() + " " + string(s.Market.Name)
}

// notesOf is what the reviewer is told of a line beside its text.
func notesOf(s *stage.Sheet, r *stage.Row) []string {
	state := strings.ReplaceAll(string(r.Translation.State), "_", " ")
	if r.Stale {
		state += ", stale"
	}
	notes := []string{fmt.Sprintf("%s - %s  %s  (%s)", wording.Clock(r.Start), wording.Clock(r.End), r.Speaker, state)}
	notes = append(notes, strings.Split(r.Text, "\n")...)
	if s.Market.From != "" {
		notes = append(notes, string(s.Market.From)+": "+wording.OneLine(r.From))
	}
	var terms []string
	for _, t := range r.Terms {
		if text := "term: " + t.Term.Agreement(); !slices.Contains(terms, text) {
			terms = append(terms, text)
		}
	}
	notes = append(notes, terms...)
	for _, f := range r.Findings {
		notes = append(notes, fmt.Sprintf("%s %s: %s", f.Severity, f.Rule, f.Message))
	}
	if r.Translation.Note != "" {
		notes = append(notes, "note: "+r.Translation.Note)
	}
	for _, c := range r.Comments {
		if c.Open() {
			notes = append(notes, "comment by "+c.By+": "+c.Text)
		}
	}
	for i, n := range notes {
		notes[i] = terminal.Visible(n)
	}
	return notes
}
