package console

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"dramaport/internal/terminal"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/cwriter"
	"github.com/vbauerster/mpb/v8/decor"
)

// bars are a bar per market on a terminal, without colours.
type bars struct {
	all *mpb.Progress
	one map[string]*mpb.Bar
	err *Stderr
	// mu keeps one market's steps in their order.
	mu sync.Mutex
}

// hasBars reports a terminal that can move its cursor.
func (c *Console) hasBars() bool { return IsTerminal(c.Err) && c.Term != "dumb" }

// IsTerminal reports whether w is a terminal.
func IsTerminal(w io.Writer) bool {
	f, ok := w.(interface{ Fd() uintptr })
	return ok && cwriter.IsTerminal(int(f.Fd()))
}

func newBars(w io.Writer, p *Progress) *bars {
	b := &bars{all: mpb.New(mpb.WithOutput(w), mpb.WithWidth(80)), one: map[string]*mpb.Bar{}}
	if c, ok := w.(*Stderr); ok {
		b.all = mpb.New(mpb.WithOutput(c.File), mpb.WithWidth(80))
		b.err = c
		c.over(b.all)
	}
	for _, m := range p.marks {
		b.one[m.market] = b.all.AddBar(int64(m.of),
			mpb.PrependDecorators(decor.Name(terminal.Visible(m.market), decor.WCSyncSpaceR), decor.CountersNoUnit("%d/%d", decor.WCSyncSpace)),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return p.tail(m) }, decor.WCSyncSpaceR)))
	}
	return b
}

// tail is what stands behind a market's bar.
func (p *Progress) tail(m *mark) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	left := "--"
	if d, known := m.left(p.now()); known {
		left = d.Round(time.Second).String()
	}
	if m.free {
		return left
	}
	return fmt.Sprintf("%.4f %s", m.cost, left)
}

// set moves a market's bar; a later call with less does not move it back.
func (b *bars) set(market string, done int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if bar := b.one[market]; int64(done) > bar.Current() {
		bar.SetCurrent(int64(done))
	}
}

// close leaves the bars as they are and gives the terminal back.
func (b *bars) close() {
	for _, bar := range b.one {
		bar.Abort(false)
	}
	b.all.Wait()
	if b.err != nil {
		b.err.over(nil)
	}
}

// Stderr is standard error. What is said while bars are shown goes above them.
type Stderr struct {
	File *os.File

	mu    sync.Mutex
	above io.Writer
}

// over says what stands at the foot of the terminal now; nil for nothing.
func (c *Stderr) over(w io.Writer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.above = w
}

// Fd is the file's.
func (c *Stderr) Fd() uintptr { return c.File.Fd() }

// Write writes above what stands at the foot of the terminal.
func (c *Stderr) Write(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.above != nil {
		if n, err := c.above.Write(b); err == nil {
			return n, nil
		}
	}
	return c.File.Write(b)
}
