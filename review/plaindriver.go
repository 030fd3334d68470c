package review

import (
	"context"
	"time"

	"dramaport/internal/terminal"
	"dramaport/review/paint"

	tea "charm.land/bubbletea/v2"
)

// driver runs a Model without a screen: it does its commands and brings their
// messages back, until nothing is on its way any more.
type driver struct {
	m   *Model
	ctx context.Context
	// came are messages of commands, late those of short waits.
	came, late chan tea.Msg
	pending    int
	// held are longer waits: they end before the next line is written, so that
	// nothing changes between what was written and what is answered to it.
	held []delayed
	left bool
	// observe is called after every message; stopWord is where a word comes from
	// that ends what plays, nil if none can.
	observe  func()
	stopWord func() <-chan string
}

// delayed is a wait of the model and what follows it.
type delayed struct {
	due  time.Time
	then func(time.Time) tea.Msg
}

// shortWait is up to how long a wait is a matter of the screen alone.
const shortWait = interval - 1

func newDriver(ctx context.Context, o Options) driver {
	o.After = func(d time.Duration, then func(time.Time) tea.Msg) tea.Cmd {
		return func() tea.Msg { return delayed{o.Now().Add(d), then} }
	}
	o.Bidi, o.Look, o.Tour = terminal.Off, paint.Look{}, false
	m := New(ctx, o)
	m.width, m.height = 100, 50
	return driver{m: m, ctx: ctx, came: make(chan tea.Msg), late: make(chan tea.Msg), observe: func() {}, stopWord: func() <-chan string { return nil }}
}

// start does a command beside us.
func (d *driver) start(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	d.pending++
	go d.send(d.came, cmd)
}

func (d *driver) send(to chan<- tea.Msg, cmd tea.Cmd) {
	msg := cmd()
	select {
	case to <- msg:
	case <-d.ctx.Done():
	}
}

// settle takes in what comes until nothing is on its way, then once more what
// was to be done after a while.
func (d *driver) settle() error {
	for again := true; again; {
		for d.pending > 0 {
			select {
			case msg := <-d.came:
				d.pending--
				d.deliver(msg)
			case msg := <-d.late:
				d.deliver(msg)
			case _, more := <-d.stopWord():
				d.m.playing.end()
				if more {
					d.m.tell("stopped")
				}
			case <-d.ctx.Done():
				return d.ctx.Err()
			}
		}
		again = d.release()
	}
	return nil
}

// release does what was held back and is due.
func (d *driver) release() bool {
	now, held := d.m.o.Now(), d.held
	d.held = nil
	for _, w := range held {
		if w.due.After(now) {
			d.held = append(d.held, w)
			continue
		}
		d.start(func() tea.Msg { return w.then(now) })
	}
	return d.pending > 0
}

// deliver gives the model a message.
func (d *driver) deliver(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case tea.QuitMsg:
		d.left = true
	case tea.BatchMsg:
		for _, cmd := range msg {
			d.start(cmd)
		}
	case delayed:
		d.wait(msg)
	default:
		_, cmd := d.m.Update(msg)
		d.start(cmd)
		d.observe()
	}
}

// wait holds a wait back, or lets it run if it is short: what is read of a line
// that the reviewer rests on is read at once.
func (d *driver) wait(w delayed) {
	left := w.due.Sub(d.m.o.Now())
	then := func() tea.Msg { return w.then(w.due) }
	switch {
	case left > shortWait:
		d.held = append(d.held, w)
	case left <= restTime:
		d.start(then)
	default:
		time.AfterFunc(left, func() { d.send(d.late, then) })
	}
}
