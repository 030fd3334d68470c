package localize

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dramaport/glossaries"
)

// Context is what an engine is told about the lines of one request. An engine
// that reads prompts is sent it as Render writes it; one that needs only a part
// takes the part. The texts in it are those of the season: what is sent as part
// of a prompt must be made harmless first (see ContextLine.Harmless).
type Context struct {
	// Terms are agreed words that occur in the lines and that the Prefix does
	// not state.
	Terms []glossaries.Term
	// Lines are those around the request's own, in the order of the episode.
	Lines []ContextLine
	// Before are source texts that stand right before the line, without markup,
	// one line each. They are set for an engine that is Plain, and then alone.
	Before []string
	// Sentences are the lines of the request that are one sentence together.
	Sentences []LineRange
	// Wish is what a person wants of another text for the one line that is
	// asked for; nil for a first draft.
	Wish *Wish
	// Repair are the reasons for which earlier answers were not accepted.
	Repair []Reason
}

// ContextLine is a line beside those of a request.
type ContextLine struct {
	// After is how many of the request's lines stand before it.
	After           int
	Speaker, Source string
	// Translation is the one that stands, "" if there is none or it is not shown.
	Translation string
}

// Harmless is l with each text in one line, without control characters and
// without "|", so that it cannot be taken for another part of a prompt.
func (l ContextLine) Harmless() ContextLine {
	l.Speaker, l.Source, l.Translation = harmless(l.Speaker), harmless(l.Source), harmless(l.Translation)
	return l
}

// LineRange is the lines First to Last of a request, by Item.N.
type LineRange struct{ First, Last int }

// String is "3-5", or "3" for one line.
func (r LineRange) String() string {
	if r.First == r.Last {
		return strconv.Itoa(r.First)
	}
	return fmt.Sprintf("%d-%d", r.First, r.Last)
}

// Reason is why an earlier answer was not accepted. N is the line's, 0 for a
// reason that concerns them all.
type Reason struct {
	N    int
	Text string
}

// Render writes the context of a request of so many lines as it stands in a
// prompt, "" if there is none: each part under its own head, and only if there
// is something in it. No text of a track can look like a head: each is in one
// line, behind a "- ".
func (c Context) Render(lines int) string {
	return c.renderTerms() + c.renderLines(lines) + strings.Join(c.Before, "\n") + c.renderSentences() + c.renderWish() + c.renderRepair()
}

// essential is what must be sent even where there is no room for the lines
// around: what a person wishes.
func (c Context) essential() Context {
	if c.Wish == nil {
		return Context{}
	}
	return Context{Wish: c.Wish, Repair: c.Repair}
}

func (c Context) renderTerms() string {
	if len(c.Terms) == 0 {
		return ""
	}
	var rows []string
	for _, t := range c.Terms {
		rows = append(rows, glossaryRow(t))
	}
	slices.Sort(rows)
	return "GLOSSARY\n" + strings.Join(slices.Compact(rows), "\n") + "\n\n"
}

// renderLines shows the lines around a request, with "[n]" where its own stand.
func (c Context) renderLines(lines int) string {
	if len(c.Lines) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("CONTEXT ([n] stands where the lines to translate belong)\n")
	placed := 0 // of the request's lines
	place := func(until int) {
		if until > placed {
			fmt.Fprintf(&b, "[%s]\n", LineRange{placed + 1, until})
			placed = until
		}
	}
	for _, l := range c.Lines {
		place(l.After)
		b.WriteString(l.render())
	}
	place(lines)
	return b.String()
}

func (l ContextLine) render() string {
	l = l.Harmless()
	text := "- " + l.Speaker + fieldMark + l.Source
	if l.Translation != "" {
		text += " => " + l.Translation
	}
	return text + "\n"
}

// renderSentences is "SENTENCES 4-5 9-11".
func (c Context) renderSentences() string {
	if len(c.Sentences) == 0 {
		return ""
	}
	text := "SENTENCES"
	for _, s := range c.Sentences {
		text += " " + s.String()
	}
	return text + "\n"
}

func (c Context) renderWish() string {
	if c.Wish == nil {
		return ""
	}
	return "ANOTHER TRY (a person asks for another translation; heed what is asked, within the rules)\n- 1: " + c.Wish.words() + "\n"
}

func (c Context) renderRepair() string {
	if len(c.Repair) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("REPAIR (why an earlier answer was not accepted)\n")
	for _, r := range c.Repair {
		if r.N > 0 {
			fmt.Fprintf(&b, "- %d: %s\n", r.N, r.Text)
		} else {
			fmt.Fprintf(&b, "- %s\n", r.Text)
		}
	}
	return b.String()
}
