package main

import (
	"sync"
	"time"
)

// progress shows how far a long job is, per market: a bar each on a terminal,
// otherwise a plain line every ten seconds, and JSON Lines with --json.
type progress struct {
	app   *app
	stage string // translate, dub, export
	unit  string // line, episode
	now   func() time.Time

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

// exporting is the stage that asks nobody.
const exporting = "export"

// share is how much there is to do in a market.
type share struct {
	market string
	of     int
}

// newProgress begins to show a stage's work. Its done has to be called.
func (a *app) newProgress(stage, unit string, shares []share) *progress {
	p := newProgressAt(a, stage, unit, shares, time.Now)
	switch {
	case a.quiet || a.json || len(p.marks) == 0:
	case hasBars(a):
		p.bars = newBars(a.err, p)
	default:
		p.quit = make(chan struct{})
		go p.beatEvery(every, p.quit)
	}
	return p
}

// newProgressAt is progress without a face of its own: no bars and no beat.
func newProgressAt(a *app, stage, unit string, shares []share, now func() time.Time) *progress {
	p := &progress{app: a, stage: stage, unit: unit, now: now}
	for _, s := range shares {
		if m := p.mark(s.market); m != nil {
			m.of += s.of
			continue
		}
		p.marks = append(p.marks, &mark{market: s.market, of: s.of, free: stage == exporting, trail: []point{{now(), 0}}})
	}
	return p
}

func (p *progress) mark(market string) *mark {
	for _, m := range p.marks {
		if m.market == market {
			return m
		}
	}
	return nil
}

// step tells that n more of a market are done. A bar is moved without the lock
// held: its decorators take it.
func (p *progress) step(market string, n int) {
	done, known := p.count(market, n)
	if known && p.bars != nil {
		p.bars.set(market, done)
	}
}

// count adds n to a market and returns how many of it are done.
func (p *progress) count(market string, n int) (done int, known bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m := p.mark(market)
	if m == nil {
		return 0, false
	}
	now := p.now()
	m.step(now, n)
	if p.app.json && !p.app.quiet && now.Sub(m.told) >= everyJSON {
		p.tellJSON(m, now)
	}
	return m.done, true
}

// spend tells that a market's request has cost so much.
func (p *progress) spend(market string, cost float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if m := p.mark(market); m != nil {
		m.cost += cost
		m.fresh = true
	}
}

// beatEvery writes plain lines until quit is closed.
func (p *progress) beatEvery(d time.Duration, quit <-chan struct{}) {
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
func (p *progress) beat() {
	p.mu.Lock()
	defer p.mu.Unlock()
	var idle *mark
	told := false
	for _, m := range p.marks {
		switch {
		case m.done >= m.of:
		case m.fresh:
			m.fresh, told = false, true
			p.app.say("%s", m.words(p.stage, p.unit, p.now()))
		case idle == nil:
			idle = m
		}
	}
	if !told && idle != nil {
		p.app.say("%s", idle.words(p.stage, p.unit, p.now()))
	}
}

// done ends the bars and the beat, and sums up.
func (p *progress) done() {
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
		case p.app.quiet:
		case p.app.json && m.fresh:
			p.tellJSON(m, p.now())
		case !p.app.json && p.bars == nil && (m.done > 0 || m.cost > 0):
			p.app.say("%s", m.sum(p.unit))
		}
	}
}
