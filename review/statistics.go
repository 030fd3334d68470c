package review

import (
	"context"
	"fmt"
	"time"

	"dramaport/internal/terminal"
	"dramaport/review/filter"
	"dramaport/review/paint"
	"dramaport/review/progress"
	"dramaport/season"

	tea "charm.land/bubbletea/v2"
)

// statistics shows how far the season is, and who has decided how much.
func (m *Model) statistics(string) tea.Cmd {
	counts, ctx, now := m.season.ReviewerCounts, m.ctx, m.o.Now()
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	return func() tea.Msg {
		people, err := reviewers(ctx, counts, midnight)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.fail(err)
			}
			m.layers.open(newStatistics(progress.Of(m.loading.markets, m.lines.Sheets()), people))
			return nil
		})
	}
}

func reviewers(ctx context.Context, counts ReviewerCounts, since time.Time) ([]season.Reviewer, error) {
	if counts == nil {
		return nil, nil
	}
	return counts.Reviewers(ctx, since)
}

// statisticsView is a list of parts of the season and of people; an entry can be
// entered, which shows its lines.
type statisticsView struct {
	parts   []progress.Part
	people  []season.Reviewer
	at, top int
}

func newStatistics(all []progress.Part, people []season.Reviewer) *statisticsView {
	return &statisticsView{parts: all, people: people}
}

func (v *statisticsView) area() area { return whole }

func (v *statisticsView) press(m *Model, msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch key.String() {
	case "j", "down":
		v.at++
	case "k", "up":
		v.at--
	case "pgdown", "space", "ctrl+d", "ctrl+f":
		v.at += m.page()
	case "pgup", "ctrl+u", "ctrl+b":
		v.at -= m.page()
	case "g", "home":
		v.at = 0
	case "G", "end":
		v.at = v.size()
	case "enter":
		m.layers.close()
		return m.setFilter(v.filter())
	case "esc", "q", "S", "ctrl+c":
		m.layers.close()
	}
	v.at = max(0, min(v.at, v.size()-1))
	return nil
}

func (v *statisticsView) size() int { return len(v.parts) + len(v.people) }

// filter shows the lines of the entry.
func (v *statisticsView) filter() string {
	if i := v.at - len(v.parts); i >= 0 && i < len(v.people) {
		return "by:" + filter.Quoted(v.people[i].By)
	}
	if v.at < len(v.parts) {
		return v.parts[v.at].Filter
	}
	return ""
}

func (v *statisticsView) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	rows, at := v.rows(m, w)
	room := max(h-2, 1)
	v.top = max(0, min(max(min(v.top, at), at-room+1), len(rows)-room))
	if v.at == 0 {
		v.top = 0
	}
	drawn := []string{m.paint.Rule("Statistics", w)}
	drawn = paint.Fill(append(drawn, rows[v.top:min(v.top+room, len(rows))]...), w, h-1)
	return append(drawn, m.paint.Line("Enter shows the lines  j k other entries  Esc closes", w, m.paint.Look.Faint)), nil
}

// rows are all lines of the statistics, and which of them is the entry that
// the reviewer is on.
func (v *statisticsView) rows(m *Model, w int) (rows []string, at int) {
	t := progress.NewTable(v.parts, w)
	rows = append(rows, m.paint.Line(t.Heads(), w, m.paint.Look.Faint))
	style := func(i int, base terminal.Style) terminal.Style {
		if i == v.at {
			at = len(rows)
			base.Reverse = true
		}
		return base
	}
	for i, s := range v.parts {
		base := m.paint.Look.Plain
		if s.Market == "" {
			base = m.paint.Look.Strong
		}
		rows = append(rows, m.paint.Line(t.Row(m.paint, s), w, style(i, base)))
	}
	if len(v.people) > 0 {
		rows = append(rows, m.paint.Rule("Decided", w), m.paint.Line(t.PeopleHeads(m.paint), w, m.paint.Look.Faint))
	}
	for i, p := range v.people {
		rows = append(rows, m.paint.Line(t.Person(m.paint, p), w, style(len(v.parts)+i, m.paint.Look.Plain)))
	}
	return rows, at
}

func (v *statisticsView) inWords(*Model) ([]string, string) {
	told := []string{"Statistics:"}
	for _, s := range v.parts {
		if s.Market == "" || s.Open > 0 {
			told = append(told, s.Sentence())
		}
	}
	for _, p := range v.people {
		told = append(told, fmt.Sprintf("%s: today %s; in all %s.", p.By, progress.Decided(p.Today), progress.Decided(p.All)))
	}
	return told, ""
}

func (v *statisticsView) answer(m *Model, _ string) tea.Cmd {
	m.layers.close()
	return nil
}
