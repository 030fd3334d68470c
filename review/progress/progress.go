package progress

import (
	"strings"

	"dramaport/review/filter"
	"dramaport/season"
	"dramaport/stage"
)

// Counts is how far some lines are.
type Counts struct {
	Lines, Open, Machine, Edited, NeedsWork, Approved, Stale, Errors, Comments int
}

// add counts a row.
func (p *Counts) add(r *stage.Row) {
	p.Lines++
	switch r.Translation.State {
	case season.Machine:
		p.Machine++
	case season.Edited:
		p.Edited++
	case season.NeedsWork:
		p.NeedsWork++
	case season.Approved:
		p.Approved++
	}
	if r.Stale {
		p.Stale++
	}
	if !r.Settled() {
		p.Open++
	}
	if r.Errors() > 0 {
		p.Errors++
	}
	for _, c := range r.Comments {
		if c.Open() {
			p.Comments++
		}
	}
}

func (p *Counts) join(q Counts) {
	p.Lines, p.Open, p.Machine, p.Edited = p.Lines+q.Lines, p.Open+q.Open, p.Machine+q.Machine, p.Edited+q.Edited
	p.NeedsWork, p.Approved, p.Stale = p.NeedsWork+q.NeedsWork, p.Approved+q.Approved, p.Stale+q.Stale
	p.Errors, p.Comments = p.Errors+q.Errors, p.Comments+q.Comments
}

// percent is how much is approved as it stands, rounded down: 100 is all.
func (p Counts) percent() int {
	if p.Lines == 0 {
		return 0
	}
	return (p.Lines - p.Open) * 100 / p.Lines
}

// bar is the percent as n signs of ASCII.
func (p Counts) bar(n int) string {
	full := p.percent() * n / 100
	return strings.Repeat("#", full) + strings.Repeat(".", n-full)
}

// figures are the counts under heads.
func (p Counts) figures() []int {
	return []int{p.Lines, p.Open, p.Machine, p.Edited, p.NeedsWork, p.Approved, p.Stale, p.Errors, p.Comments}
}

func heads() []string {
	return []string{"lines", "open", "mach", "edit", "work", "appr", "stale", "err", "cmt"}
}

// Part is a market, or an episode of it, in the statistics.
type Part struct {
	Counts
	// Filter shows its lines.
	Name, Filter string
	// Market is the market of an episode, "" for a market itself.
	Market season.MarketName
}

// Of counts the season market by market: each as a whole, then its
// episodes.
func Of(markets []season.Market, sheets []stage.Sheet) []Part {
	var all []Part
	for _, k := range markets {
		of := "market:" + filter.Quoted(string(k.Name))
		at := len(all)
		all = append(all, Part{Name: string(k.Name), Filter: of})
		for i := range sheets {
			s := &sheets[i]
			if s.Market.Name != k.Name {
				continue
			}
			one := Part{Name: string(s.Episode), Filter: of + " episode:" + filter.Quoted(string(s.Episode)), Market: k.Name}
			for j := range s.Rows {
				if s.Rows[j].Speaks() {
					one.add(&s.Rows[j])
				}
			}
			all[at].join(one.Counts)
			all = append(all, one)
		}
	}
	return all
}
