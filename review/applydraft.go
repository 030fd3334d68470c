package review

import (
	"fmt"
	"slices"

	"dramaport/review/editfile"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/season/decide"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// applyDraft keeps what the reviewer changed in a draft: first it reads again how
// the lines stand, so that one that somebody else has changed meanwhile does
// not hold the others back.
func (m *Model) applyDraft(d *draft, text string) tea.Cmd {
	found, faults := editfile.Read(text, func(name string) bool { return d.seen[name] != nil }, d.notes)
	var changed []editfile.Entry
	var places []season.Place
	for _, w := range found {
		switch saw := d.seen[w.Name]; {
		case w.Text == saw.text:
		case w.Text == "":
			faults = append(faults, editfile.Fault{Line: w.Line, Message: w.Name + " has no text: a text cannot be empty, delete the whole block to leave it as it is"})
		default:
			changed = append(changed, w)
			places = append(places, saw.Translation.Place())
		}
	}
	if len(changed) == 0 {
		return m.draftApplied(d, nil, 0, faults)
	}
	m.acting = true
	reader, ctx := m.season.Sheets, m.ctx
	return func() tea.Msg {
		sheets, err := reader.Refresh(ctx, places)
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			if err != nil {
				m.layers.open(&draftFaults{draft: d, text: text, why: err.Error()})
				return nil
			}
			m.lines.Put(m.lines.Known(sheets), m.filter.Keeps)
			return m.keepEntries(d, changed, faults)
		})
	}
}

// keepEntries keeps changed blocks as one action, but those whose line has
// changed in the store meanwhile: they become faults, and from then on count as
// seen.
func (m *Model) keepEntries(d *draft, changed []editfile.Entry, faults []editfile.Fault) tea.Cmd {
	var change season.Change
	var kept []editfile.Entry
	approved := 0
	for _, w := range changed {
		saw := d.seen[w.Name]
		_, now, _ := m.lines.Find(saw.Translation.Place())
		if now == nil || now.Translation.Version != saw.Translation.Version {
			faults = append(faults, changedMeanwhile(w, saw, now))
			continue
		}
		t, err := decide.Edit(m.o.By, saw.Seen, w.Text, false)
		if err != nil {
			faults = append(faults, editfile.Fault{Line: w.Line, Message: w.Name + ": " + err.Error()})
			continue
		}
		if saw.Translation.State == season.Approved {
			approved++
		}
		change.Translations = append(change.Translations, t)
		kept = append(kept, w)
	}
	if len(kept) == 0 {
		return m.draftApplied(d, nil, 0, faults)
	}
	label := "edit " + wording.Count(len(kept), "line")
	if len(kept) == 1 {
		label = "edit " + d.seen[kept[0].Name].ref
	}
	return m.act(label, change, func(m *Model) tea.Cmd { return m.draftApplied(d, kept, approved, faults) })
}

// changedMeanwhile tells that a line has changed since the file was written. The
// reviewer has then seen how it stands: a second time the text is kept.
func changedMeanwhile(w editfile.Entry, saw *seenLine, now *stage.Row) editfile.Fault {
	if now == nil {
		return editfile.Fault{Line: w.Line, Message: w.Name + " is not in the season any more"}
	}
	t := now.Translation
	saw.Seen, saw.text = now.Seen(), editfile.Normalize(t.Text)
	return editfile.Fault{Line: w.Line, Message: fmt.Sprintf("%s was changed by %s meanwhile, to %q; open the file again and leave yours in to keep it, or delete the block", w.Name, wording.Author(t), t.Text)}
}

// draftApplied says what was kept. Where all is well the file goes; else it stays
// and can be opened again.
func (m *Model) draftApplied(d *draft, kept []editfile.Entry, approved int, faults []editfile.Fault) tea.Cmd {
	for _, w := range kept {
		saw := d.seen[w.Name]
		if _, r, ok := m.lines.Find(saw.Translation.Place()); ok {
			saw.Translation, saw.text = r.Translation, w.Text
		}
	}
	m.tell("%s", appliedWords(d, kept, approved))
	if len(faults) > 0 {
		slices.SortStableFunc(faults, func(a, b editfile.Fault) int { return a.Line - b.Line })
		d.line = faults[0].Line
		m.layers.open(&draftFaults{draft: d, faults: faults})
		return nil
	}
	if len(kept) > 0 {
		m.lines.Deselect()
	}
	external := m.season.ExternalEditor
	return func() tea.Msg {
		err := external.Discard(d.path)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.tell("%s; delete it yourself: %v", appliedWords(d, kept, approved), err)
			}
			return nil
		})
	}
}

func appliedWords(d *draft, kept []editfile.Entry, approved int) string {
	switch len(kept) {
	case 0:
		return "nothing changed"
	case 1:
		if approved > 0 {
			return d.seen[kept[0].Name].ref + " kept as edited; it had been approved"
		}
		return d.seen[kept[0].Name].ref + " kept as edited"
	}
	if approved > 0 {
		return fmt.Sprintf("%s kept as edited; %d had been approved", wording.Count(len(kept), "line"), approved)
	}
	return wording.Count(len(kept), "line") + " kept as edited"
}
