package review

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dramaport/internal/terminal"
	"dramaport/review/filter"
	"dramaport/review/paint"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// progress is how far some lines are.
type progress struct {
	lines, open, machine, edited, needsWork, approved, stale, errors, comments int
}

// add counts a row.
func (p *progress) add(r *stage.Row) {
	p.lines++
	switch r.Translation.State {
	case season.Machine:
		p.machine++
	case season.Edited:
		p.edited++
	case season.NeedsWork:
		p.needsWork++
	case season.Approved:
		p.approved++
	}
	if r.Stale {
		p.stale++
	}
	if !r.Settled() {
		p.open++
	}
	if r.Errors() > 0 {
		p.errors++
	}
	for _, c := range r.Comments {
		if c.Open() {
			p.comments++
		}
	}
}

func (p *progress) join(q progress) {
	p.lines, p.open, p.machine, p.edited = p.lines+q.lines, p.open+q.open, p.machine+q.machine, p.edited+q.edited
	p.needsWork, p.approved, p.stale = p.needsWork+q.needsWork, p.approved+q.approved, p.stale+q.stale
	p.errors, p.comments = p.errors+q.errors, p.comments+q.comments
}

// percent is how much is approved as it stands, rounded down: 100 is all.
func (p progress) percent() int {
	if p.lines == 0 {
		return 0
	}
	return (p.lines - p.open) * 100 / p.lines
}

// bar is the percent as n signs of ASCII.
func (p progress) bar(n int) string {
	full := p.percent() * n / 100
	return strings.Repeat("#", full) + strings.Repeat(".", n-full)
}

// figures are the counts under progressHeads.
func (p progress) figures() []int {
	return []int{p.lines, p.open, p.machine, p.edited, p.needsWork, p.approved, p.stale, p.errors, p.comments}
}

func progressHeads() []string {
	return []string{"lines", "open", "mach", "edit", "work", "appr", "stale", "err", "cmt"}
}

// standing is a market, or an episode of it, in the statistics.
type standing struct {
	progress
	name, filter string
	// of is the market of an episode, "" for a market itself.
	of season.MarketName
}

// standings counts the season market by market: each as a whole, then its
// episodes.
func (m *Model) standings() []standing {
	var all []standing
	for _, k := range m.markets() {
		of := "market:" + filter.Quoted(string(k.Name))
		at := len(all)
		all = append(all, standing{name: string(k.Name), filter: of})
		for i := range m.lines.Sheets() {
			s := &m.lines.Sheets()[i]
			if s.Market.Name != k.Name {
				continue
			}
			one := standing{name: string(s.Episode), filter: of + " episode:" + filter.Quoted(string(s.Episode)), of: k.Name}
			for j := range s.Rows {
				if s.Rows[j].Speaks() {
					one.add(&s.Rows[j])
				}
			}
			all[at].join(one.progress)
			all = append(all, one)
		}
	}
	return all
}

// statistics shows how far the season is, and who has decided how much.
func (m *Model) statistics(string) tea.Cmd {
	tally, ctx, now := m.season.ReviewerCounts, m.ctx, m.o.Now()
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	return func() tea.Msg {
		people, err := reviewers(ctx, tally, midnight)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.fail(err)
			}
			m.open(newStatistics(m.standings(), people))
			return nil
		})
	}
}

func reviewers(ctx context.Context, tally ReviewerCounts, since time.Time) ([]season.Reviewer, error) {
	if tally == nil {
		return nil, nil
	}
	return tally.Reviewers(ctx, since)
}

// statisticsView is a list of standings and of people; an entry can be
// entered, which shows its lines.
type statisticsView struct {
	standings []standing
	people    []season.Reviewer
	at, top   int
}

func newStatistics(all []standing, people []season.Reviewer) *statisticsView {
	return &statisticsView{standings: all, people: people}
}

func (v *statisticsView) spread() spread { return whole }

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
		m.close()
		return m.setFilter(v.filter())
	case "esc", "q", "S", "ctrl+c":
		m.close()
	}
	v.at = max(0, min(v.at, v.size()-1))
	return nil
}

func (v *statisticsView) size() int { return len(v.standings) + len(v.people) }

// filter shows the lines of the entry.
func (v *statisticsView) filter() string {
	if i := v.at - len(v.standings); i >= 0 && i < len(v.people) {
		return "by:" + filter.Quoted(v.people[i].By)
	}
	if v.at < len(v.standings) {
		return v.standings[v.at].filter
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
	t := newStatisticsTable(v, w)
	rows = append(rows, m.paint.Line(t.heads(), w, m.paint.Look.Faint))
	style := func(i int, base terminal.Style) terminal.Style {
		if i == v.at {
			at = len(rows)
			base.Reverse = true
		}
		return base
	}
	for i, s := range v.standings {
		base := m.paint.Look.Plain
		if s.of == "" {
			base = m.paint.Look.Strong
		}
		rows = append(rows, m.paint.Line(t.row(m, s), w, style(i, base)))
	}
	if len(v.people) > 0 {
		rows = append(rows, m.paint.Rule("Decided", w), m.paint.Line(peopleHeads(m, t.name), w, m.paint.Look.Faint))
	}
	for i, p := range v.people {
		rows = append(rows, m.paint.Line(personRow(m, p, t.name), w, style(len(v.standings)+i, m.paint.Look.Plain)))
	}
	return rows, at
}

func (v *statisticsView) inWords(*Model) ([]string, string) {
	told := []string{"Statistics:"}
	for _, s := range v.standings {
		if s.of == "" || s.open > 0 {
			told = append(told, s.inWords())
		}
	}
	for _, p := range v.people {
		told = append(told, fmt.Sprintf("%s: today %s; in all %s.", p.By, decidedWords(p.Today), decidedWords(p.All)))
	}
	return told, ""
}

func (v *statisticsView) answered(m *Model, _ string) tea.Cmd {
	m.close()
	return nil
}
