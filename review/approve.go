package review

import (
	"errors"
	"fmt"
	"strings"

	"dramaport/review/keymap"
	"dramaport/review/linelist"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/season/decide"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// approve approves the selection, or the line and goes to the next open one.
// Lines with error findings are approved too: the reviewer has them before the
// eyes, and delivery refuses them as long as the findings stand; the message says so.
func (m *Model) approve() tea.Cmd {
	blocked := blocked{}
	d := decided(&m.lines, m.lines.Chosen(), func(r *stage.Row) (season.Translation, error) {
		t, err := decide.Approve(m.o.By, r.Seen())
		blocked.count(r, err)
		return t, err
	})
	if len(d.Translations) == 0 {
		return m.nothingToApprove(blocked)
	}
	return m.act("approve "+wording.Count(len(d.Translations), "line"), d, func(m *Model) tea.Cmd {
		m.lines.Deselect()
		return m.nextOpen("approved " + changedLines(&m.lines, d) + blocked.words(len(d.Translations)))
	})
}

// blocked are lines that a decision to approve does not yet let out.
type blocked struct {
	// errors have error findings, waits a pivot text that is not approved;
	// empty have no text, and are not approved.
	errors, waits, empty int
	// rule is the first error's.
	rule season.Rule
}

// count counts a row that was approved, or why it was not.
func (b *blocked) count(r *stage.Row, err error) {
	switch {
	case errors.Is(err, decide.ErrNoText):
		b.empty++
	case err != nil:
	case r.Errors() > 0:
		b.errors++
		for _, d := range r.Findings {
			if d.Severity == season.Error && b.rule == "" {
				b.rule = d.Rule
			}
		}
	case r.Waits:
		b.waits++
	}
}

// words are what holds n approved lines back.
func (b blocked) words(n int) string {
	text := ""
	switch {
	case b.errors > 0 && n == 1:
		text = fmt.Sprintf(", but %s still keeps it from delivery", b.rule)
	case b.errors > 0:
		text = fmt.Sprintf(", but error findings still keep %d of them from delivery", b.errors)
	case b.waits > 0:
		text = ", but the pivot text is not approved yet"
	}
	return text + leftBlank(b.empty)
}

// leftBlank tells of n lines that were left open, as they have no text.
func leftBlank(n int) string {
	if n == 0 {
		return ""
	}
	return "; " + wording.Count(n, "line") + " without a text left open"
}

// heldBack is what still holds a line back once it is approved.
func heldBack(r *stage.Row) string {
	b := blocked{}
	b.count(r, nil)
	return b.words(1)
}

func (m *Model) nothingToApprove(b blocked) tea.Cmd {
	_, r, ok := m.lines.Current()
	switch {
	case !ok:
		m.tell("no line is shown")
	case b.empty > 1, r.Seen().Blank():
		m.tell("%s", m.noText(b.empty, "approve"))
	default:
		m.lines.Deselect()
		return m.nextOpen("")
	}
	return nil
}

// nextOpen goes to the next line that a person has to decide, and tells what
// was done.
func (m *Model) nextOpen(done string) tea.Cmd {
	if !m.lines.Seek(1, linelist.NeedsDecision) {
		if done != "" {
			done += "; "
		}
		done += fmt.Sprintf("all %s shown are approved", wording.Count(m.lines.Len(), "line"))
	}
	if done != "" {
		m.tell("%s", done)
	}
	return m.moved()
}

// approveAll approves every line shown that has a text and no error finding,
// after the reviewer has seen how many. Stale lines, whose texts may have to
// change, are approved together only where the filter asks for them.
func (m *Model) approveAll() tea.Cmd {
	if m.loading.busy() {
		m.tell("findings are still being looked for; approve the lines together once they are known")
		return nil
	}
	chosen := m.lines.ChosenOrAll()
	which := decide.Together{Stale: m.filter.Asks("state", "stale")}
	left := leftOpen{}
	d := decided(&m.lines, chosen, func(r *stage.Row) (season.Translation, error) {
		t, err := decide.ApproveTogether(m.o.By, r.Seen(), which)
		left.count(err)
		return t, err
	})
	if len(d.Translations) == 0 {
		m.tell("nothing to approve here%s", left)
		return nil
	}
	m.layers.open(&question{text: fmt.Sprintf("Approve %s of %d shown%s?", wording.Count(len(d.Translations), "line"), len(chosen), left),
		yes: func(m *Model) tea.Cmd {
			return m.act("approve "+wording.Count(len(d.Translations), "line"), d, func(m *Model) tea.Cmd {
				m.tell("approved %s; %s takes it back", changedLines(&m.lines, d), m.o.Keys.Name(keymap.ActionUndo))
				m.lines.Deselect()
				return m.moved()
			})
		}})
	return nil
}

// leftOpen are lines that are not approved together with others.
type leftOpen struct{ errors, stale int }

// count counts a line by why it was not approved.
func (l *leftOpen) count(err error) {
	switch {
	case errors.Is(err, decide.ErrFindings):
		l.errors++
	case errors.Is(err, decide.ErrStale):
		l.stale++
	}
}

// String is what the reviewer is told of them.
func (l leftOpen) String() string {
	var parts []string
	if l.errors > 0 {
		parts = append(parts, wording.Count(l.errors, "line")+" with error findings")
	}
	if l.stale > 0 {
		parts = append(parts, wording.Count(l.stale, "stale line"))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (left open: " + strings.Join(parts, ", ") + ")"
}
