package review

import (
	"context"
	"time"

	"dramaport/internal/terminal"
	"dramaport/review/filter"
	"dramaport/review/keymap"
	"dramaport/review/linelist"
	"dramaport/review/paint"
	"dramaport/season"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Options say how a screen begins.
type Options struct {
	// By is the reviewer's name.
	By string
	// Open opens the season; it is called beside the screen, which is drawn
	// before.
	Open func(context.Context) (Season, error)
	// Markets are those to review, none for all; Episodes likewise.
	Markets  []season.MarketName
	Episodes []season.EpisodeName
	// Filter is the first filter (see ParseFilter), Start the line to begin
	// on, "" for the first open one.
	Filter, Start string
	Keys          keymap.Keys
	Look          paint.Look
	Bidi          terminal.Bidi
	// Tour begins with the guided tour; TourDone keeps that it was shown, and
	// may be nil.
	Tour     bool
	TourDone func() error
	// Now is the clock; After brings a message after a while, as tea.Tick
	// does.
	Now   func() time.Time
	After func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
}

// Model is the screen: one Bubble Tea model of plain components.
type Model struct {
	o      Options
	ctx    context.Context
	season Season
	lines  linelist.List
	filter filter.Filter
	width  int
	height int
	paint  paint.Painter
	layers layers
	keyQueue
	loading   loading
	refreshes refreshes
	details   lineDetails
	requests  requests
	playing   playing
	lineSound lineSound
	// recording names the line another take of which is being recorded.
	recording string
	// lost is what was to choose lines and could not.
	lost lost
	// message is the last word to the reviewer.
	message message
	// zoomed shows the current line alone on a narrow screen.
	zoomed bool
	// offset is how far the detail is scrolled.
	offset int
	// err is why the screen ended, if it failed.
	err error
}

// message stands at the foot of the screen.
type message struct {
	text string
	bad  bool
}

// keyQueue holds the keys that are typed while something is on its way.
type keyQueue struct {
	// acting is set while an action is on its way into the store: the keys
	// that are typed meanwhile wait in queued.
	acting bool
	queued []tea.Msg
	// interrupted is set when Ctrl-C was typed meanwhile: a second one leaves.
	interrupted bool
}

// dropQueued forgets what was typed before something unforeseen was seen, such
// as a conflict or a failure: it was no answer to that.
func (q *keyQueue) dropQueued() { q.queued = nil }

// apply is a message that brings its own work: what has been read or kept,
// laid into the model.
type apply func(*Model) tea.Cmd

// New is a screen that has read nothing yet.
func New(ctx context.Context, o Options) *Model {
	return &Model{o: o, ctx: ctx, width: 80, height: 24, paint: paint.Painter{Look: o.Look, Now: o.Now,
		Cells: terminal.Cells{Method: ansi.WcWidth, Bidi: o.Bidi}}}
}

// Err is why the screen ended, nil if the reviewer left.
func (m *Model) Err() error { return m.err }

// Init opens the season and asks the terminal how wide its characters are.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.openSeason(), tea.RequestBackgroundColor) }

// Update takes a message in. It never waits.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg)
	case tea.ModeReportMsg:
		m.measure(msg)
	case tea.BackgroundColorMsg:
		m.paint.Look = m.paint.Look.On(msg.IsDark())
	case apply:
		return m, m.applied(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		return m, m.queue(msg)
	default:
		return m, m.forward(msg)
	}
	return m, nil
}

// resize takes the terminal's size in. A terminal that does not know its own
// (serial lines, some recorders) says 0.
func (m *Model) resize(msg tea.WindowSizeMsg) {
	if msg.Width > 0 {
		m.width = msg.Width
	}
	if msg.Height > 0 {
		m.height = msg.Height
	}
}

// measure follows the terminal when it counts cells by grapheme clusters, as
// Bubble Tea's renderer does.
func (m *Model) measure(msg tea.ModeReportMsg) {
	if msg.Mode == ansi.ModeUnicodeCore && (msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet || msg.Value == ansi.ModePermanentlySet) {
		m.paint.Cells.Method = ansi.GraphemeWidth
	}
}

// applied lays a result into the model, then the keys that waited for it.
func (m *Model) applied(f apply) tea.Cmd {
	cmds := []tea.Cmd{f(m)}
	if !m.acting {
		m.interrupted = false
	}
	for !m.acting && len(m.queued) > 0 {
		next := m.queued[0]
		m.queued = m.queued[1:]
		cmds = append(cmds, m.press(next))
	}
	return tea.Batch(cmds...)
}

// queue handles what was typed or pasted, after what is on its way. A second
// Ctrl-C does not wait for that.
func (m *Model) queue(msg tea.Msg) tea.Cmd {
	switch {
	case !m.acting:
		return m.press(msg)
	case isKey(msg, "ctrl+c") && m.interrupted:
		return tea.Quit
	case isKey(msg, "ctrl+c"):
		m.interrupted = true
		m.tell("still at work; Ctrl-C again leaves without waiting for it")
	}
	m.queued = append(m.queued, msg)
	return nil
}

// press hands a key to the topmost layer, or else to the list.
func (m *Model) press(msg tea.Msg) tea.Cmd {
	m.message = message{}
	if m.stopsOnKey(msg) {
		return nil
	}
	if l := m.layers.top(); l != nil {
		return l.press(m, msg)
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	if key.String() == "ctrl+c" {
		return tea.Quit
	}
	if action, bound := m.o.Keys.Action(key); bound {
		return m.do(action, "")
	}
	if isKey(key, "ctrl+c") {
		return m.quit()
	}
	m.tell("%s does nothing here; ? shows the keys", key.String())
	return nil
}

// forward hands other messages, such as a cursor's, to the topmost layer.
func (m *Model) forward(msg tea.Msg) tea.Cmd {
	if l, ok := m.layers.top().(messageLayer); ok {
		return l.update(m, msg)
	}
	return nil
}
