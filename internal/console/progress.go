package console

import (
	"sync"
	"time"
)

// progress shows how far a long job is, per market: a bar each on a terminal,
// otherwise a plain line every ten seconds, and JSON Lines with --json.
type Progress struct {
	console *Console
	stage   string // translate, dub, export
	unit    string // line, episode
	now     func() time.Time

	mu    sync.Mutex
	marks []*mark
	bars  *bars
	quit  chan struct{}
}

// every is how often a plain line is written, and everyJSON how often a
// market's line with --json.
const (
	every     = 10 * time.Second
	everyJSON = time.Second
)

// Exporting is the stage that asks nobody.
const Exporting = "export"

// Share is how much there is to do in a market.
type Share struct {
	Market string
	Of     int
}

// NewProgress begins to show a stage's work. Its done has to be called.
func (c *Console) NewProgress(stage, unit string, shares []Share) *Progress {
	p := newProgressAt(c, stage, unit, shares, time.Now)
	switch {
	case c.Quiet || c.JSON || len(p.marks) == 0:
	case c.hasBars():
		p.bars = newBars(c.Err, p)
	default:
		p.quit = make(chan struct{})
		go p.beatEvery(every, p.quit)
	}
	return p
}

// newProgressAt is progress without a face of its own: no bars and no beat.
func newProgressAt(c *Console, stage, unit string, shares []Share, now func() time.Time) *Progress {
	p := &Progress{console: c, stage: stage, unit: unit, now: now}
	for _, s := range shares {
		if m := p.mark(s.Market); m != nil {
			m.of += s.Of
			continue
		}
		p.marks = append(p.marks, &mark{market: s.Market, of: s.Of, free: stage == Exporting, trail: []point{{now(), 0}}})
	}
	return p
}

func (p *Progress) mark(market string) *mark {
	for _, m := range p.marks {
		if m.market == market {
			return m
		}
	}
	return nil
}

// Step tells that n more of a market are done. A bar is moved without the lock
// held: its decorators take it.
func (p *Progress) Step(market string, n int) {
	done, known := p.count(market, n)
	if known && p.bars != nil {
		p.bars.set(market, done)
	}
}

// count adds n to a market and returns how many of it are done.
func (p *Progress) count(market string, n int) (done int, known bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m := p.mark(market)
	if m == nil {
		return 0, false
	}
	now := p.now()
	m.step(now, n)
	if p.console.JSON && !p.console.Quiet && now.Sub(m.told) >= everyJSON {
		p.tellJSON(m, now)
	}
	return m.done, true
}

// Spend tells that a market's request has cost so much.
func (p *Progress) Spend(market string, cost float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if m := p.mark(market); m != nil {
		m.cost += cost
		m.fresh = true
	}
}

// beatEvery writes plain lines until quit is closed.
func (p *Progress) beatEvery(d time.Duration, quit <-chan struct{}) {
	t := time.NewTicker(d)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			p.beat()
		case <-quit:
			return
		}
	}
}

// beat writes a line for every unfinished market in which something has
// happened since the last beat; if nothing has, for the first of them, so that
// a log shows that the job is alive.
func (p *Progress) beat() {
	p.mu.Lock()
	defer p.mu.Unlock()
	var idle *mark
	told := false
	for _, m := range p.marks {
		switch {
		case m.done >= m.of:
		case m.fresh:
			m.fresh, told = false, true
			p.console.Say("%s", m.words(p.stage, p.unit, p.now()))
		case idle == nil:
			idle = m
		}
	}
	if !told && idle != nil {
		p.console.Say("%s", idle.words(p.stage, p.unit, p.now()))
	}
}

// Done ends the bars and the beat, and sums up.
func (p *Progress) Done() {
	if p.quit != nil {
		close(p.quit)
	}
	if p.bars != nil {
		p.bars.close()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.marks {
		switch {
		case p.console.Quiet:
		case p.console.JSON && m.fresh:
			p.tellJSON(m, p.now())
		case !p.console.JSON && p.bars == nil && (m.done > 0 || m.cost > 0):
			p.console.Say("%s", m.sum(p.unit))
		}
	}
}
