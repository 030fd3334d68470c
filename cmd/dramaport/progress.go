package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress shows how far a long job is: a bar per market on a terminal,
// otherwise a plain line every ten seconds; JSON Lines with --json.
type progress struct {
	app  *app
	mu   sync.Mutex
	all  *mpb.Progress
	bars map[string]*mpb.Bar
	of   map[string]int
	got  map[string]int
	last time.Time
}

// every is how often a plain line is written.
const every = 10 * time.Second

func (a *app) newProgress(jobs int) *progress {
	p := &progress{app: a, bars: map[string]*mpb.Bar{}, of: map[string]int{}, got: map[string]int{}, last: time.Now()}
	if jobs > 0 && !a.quiet && !a.json && isTerminal(a.err) {
		p.all = mpb.New(mpb.WithOutput(a.err), mpb.WithWidth(40))
	}
	return p
}

// isTerminal reports whether w is a character device.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// add announces n more steps of a name.
func (p *progress) add(name string, n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.of[name] += n
	if p.all == nil {
		return
	}
	if p.bars[name] == nil {
		p.bars[name] = p.all.AddBar(0, mpb.PrependDecorators(decor.Name(name, decor.WCSyncSpaceR), decor.CountersNoUnit("%d / %d")),
			mpb.AppendDecorators(decor.Percentage()))
	}
	p.bars[name].SetTotal(int64(p.of[name]), false)
}

// step tells that n steps of a name are done.
func (p *progress) step(name string, n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.got[name] += n
	if bar := p.bars[name]; bar != nil {
		bar.IncrBy(n)
		return
	}
	if time.Since(p.last) < every && !p.app.json {
		return
	}
	p.last = time.Now()
	p.tell(name)
}

func (p *progress) tell(name string) {
	if p.app.json {
		_ = p.app.printJSONLine(map[string]any{"progress": name, "done": p.got[name], "of": p.of[name]})
		return
	}
	p.app.say("%s: %d of %d lines", name, p.got[name], p.of[name])
}

// done ends the bars and sums up.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, bar := range p.bars {
		bar.Abort(false)
	}
	if p.all != nil {
		p.all.Wait()
	}
	for name, n := range p.got {
		if !p.app.json && n > 0 {
			p.app.say("%s", fmt.Sprintf("%s: %d of %d lines done", name, n, p.of[name]))
		}
	}
}
