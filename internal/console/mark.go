package console

import (
	"fmt"
	"time"
)

// mark is how far a market is.
type mark struct {
	market   string
	done, of int
	cost     float64
	// free says that nobody is asked, so that there is no cost to tell.
	free bool
	// trail are the last window's steps, the oldest first; the pace is
	// measured over them.
	trail []point
	// fresh says that something has happened since the last line about it,
	// which was told at that time.
	fresh bool
	told  time.Time
}

type point struct {
	at   time.Time
	done int
}

// window is how far back the pace is measured: long enough for several
// requests, short enough to forget what the memory answered at once.
const window = time.Minute

func (m *mark) step(now time.Time, n int) {
	m.done += n
	m.fresh = true
	m.trail = append(m.trail, point{now, m.done})
	for len(m.trail) > 2 && now.Sub(m.trail[1].at) > window {
		m.trail = m.trail[1:]
	}
}

// left is how long the rest will take at the present pace, if it is known.
func (m *mark) left(now time.Time) (time.Duration, bool) {
	first := m.trail[0]
	did, took := m.done-first.done, now.Sub(first.at)
	if m.done >= m.of {
		return 0, true
	}
	if did <= 0 || took <= 0 {
		return 0, false
	}
	return time.Duration(float64(took) / float64(did) * float64(m.of-m.done)), true
}

// words are a plain line about the market.
func (m *mark) words(stage, unit string, now time.Time) string {
	return fmt.Sprintf("%s: %s %d of %s%s, %s", m.market, stage, m.done, Plural(m.of, unit), m.costWords(), m.leftWords(now))
}

func (m *mark) leftWords(now time.Time) string {
	left, known := m.left(now)
	if !known {
		return "time left unknown"
	}
	return left.Round(time.Second).String() + " left"
}

// sum is the last plain line about the market.
func (m *mark) sum(unit string) string {
	return fmt.Sprintf("%s: %d of %s done%s", m.market, m.done, Plural(m.of, unit), m.costWords())
}

func (m *mark) costWords() string {
	if m.free {
		return ""
	}
	return fmt.Sprintf(", cost %.4f", m.cost)
}

// markJSON is the market's progress with --json. Fields may be added, never
// renamed. ETA is null while it is unknown.
type markJSON struct {
	Stage  string `json:"stage"`
	Market string `json:"market"`
	Unit   string `json:"unit"`
	Done   int    `json:"done"`
	Of     int    `json:"of"`
	Cost   Money  `json:"cost"`
	ETA    *int64 `json:"eta_s"`
}

// tellJSON writes the market's line; a stdout that is gone shows elsewhere.
func (p *Progress) tellJSON(m *mark, now time.Time) {
	m.fresh, m.told = false, now
	j := markJSON{Stage: p.stage, Market: m.market, Unit: p.unit, Done: m.done, Of: m.of, Cost: Money(m.cost)}
	if left, known := m.left(now); known {
		s := int64(left.Round(time.Second) / time.Second)
		j.ETA = &s
	}
	_ = p.console.PrintJSONLine(map[string]any{"progress": j})
}
