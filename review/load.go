package review

import (
	"fmt"
	"slices"
	"time"

	"dramaport/review/filter"
	"dramaport/review/keymap"
	"dramaport/review/linelist"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// loading is how far the season has been read: market by market the lines as
// they stand, so that the reviewer can begin, then again with their findings.
type loading struct {
	opened bool
	// markets and episodes are those that are reviewed.
	markets  []season.Market
	episodes []season.EpisodeName
	toRead   []season.Market
	toCheck  []season.Market
	begun    bool
	// reading counts the markets on their way.
	reading int
}

// openSeason opens the season beside the screen.
func (m *Model) openSeason() tea.Cmd {
	return func() tea.Msg {
		s, err := m.o.Open(m.ctx)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.err = err
				return tea.Quit
			}
			return m.opened(s)
		})
	}
}

func (m *Model) opened(s Season) tea.Cmd {
	m.season = s
	filter, err := filter.Parse(m.o.Filter, m.o.By, s.Episodes, m.o.Now())
	if err != nil {
		m.err = &FilterError{err}
		return tea.Quit
	}
	m.filter = filter
	m.loading = m.o.loadingOf(s)
	m.refreshes.since = m.o.Now()
	return tea.Batch(m.read(), m.watch())
}

// loadingOf is what is to be read of a season that was opened.
func (o Options) loadingOf(s Season) loading {
	l := loading{opened: true, episodes: s.Episodes}
	for _, k := range s.Markets {
		if len(o.Markets) == 0 || slices.Contains(o.Markets, k.Name) {
			l.markets = append(l.markets, k)
		}
	}
	if len(o.Episodes) > 0 {
		l.episodes = o.Episodes
	}
	l.toRead = slices.Clone(l.markets)
	return l
}

// read reads the next market, or checks the next one when all are read.
func (m *Model) read() tea.Cmd {
	reader, ctx := m.season.Sheets, m.ctx
	get, list := reader.LayOut, &m.loading.toRead
	if len(*list) == 0 {
		get, list = reader.Sheets, &m.loading.toCheck
	}
	if len(*list) == 0 {
		return nil
	}
	market, checking := (*list)[0], list == &m.loading.toCheck
	*list = (*list)[1:]
	m.loading.reading++
	scope := stage.Scope{Markets: []season.Market{market}, Episodes: m.loading.episodes}
	return func() tea.Msg {
		sheets, err := get(ctx, scope)
		return apply(func(m *Model) tea.Cmd { return m.loaded(market, checking, sheets, err) })
	}
}

// loaded lays a market's lines down and reads on.
func (m *Model) loaded(market season.Market, checked bool, sheets []stage.Sheet, err error) tea.Cmd {
	m.loading.reading--
	switch {
	case err != nil && !m.lines.Has(market.Name):
		m.err = err
		return tea.Quit
	case err != nil: // what stands on the screen is not thrown away
		m.fail(fmt.Errorf("%s was not read again: %w; %s tries anew", market.Name, err, m.o.Keys.Name(keymap.ActionRefresh)))
		return m.read()
	}
	m.lines.Put(sheets, m.filter.Keeps)
	if !checked {
		m.loading.toCheck = append(m.loading.toCheck, market)
	} else if m.filter.OnFindings() {
		m.lines.Show(m.filter.Keeps)
	}
	m.goToStart()
	return tea.Batch(m.read(), m.readDetailsLater())
}

// goToStart goes to the line to begin on, once it is there.
func (m *Model) goToStart() {
	if m.loading.begun || m.lines.Len() == 0 {
		return
	}
	m.loading.begun = true
	if m.o.Tour {
		m.tour("")
	}
	if m.o.Start == "" {
		if s, r := m.lines.At(0); !linelist.NeedsDecision(s, r) {
			m.lines.Seek(1, linelist.NeedsDecision)
		}
		return
	}
	if !m.lines.Seek(1, func(_ *stage.Sheet, r *stage.Row) bool { return r.Ref() == m.o.Start }) {
		m.tell("%s is not among the lines shown", m.o.Start)
	}
}

// busy reports whether lines or findings are still being read.
func (l loading) busy() bool {
	return !l.opened || len(l.toRead)+len(l.toCheck)+l.reading > 0
}

// refreshes reads again what was changed, by us or by others, one reading at a
// time.
type refreshes struct {
	since   time.Time
	running bool
	places  []season.Place
}

// interval is how often the screen asks whether others have changed lines.
const interval = time.Second

// watch looks after the interval for what others have changed.
func (m *Model) watch() tea.Cmd {
	history, ctx, since := m.season.History, m.ctx, m.refreshes.since
	return m.o.After(interval, func(time.Time) tea.Msg {
		places, now, err := history.ChangedSince(ctx, since)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.fail(err)
				return m.watch()
			}
			m.refreshes.since = now
			return tea.Batch(m.readAgain(places), m.watch())
		})
	})
}

// readAgain reads places again, after what is being read.
func (m *Model) readAgain(places []season.Place) tea.Cmd {
	m.refreshes.places = append(m.refreshes.places, places...)
	if m.refreshes.running || len(m.refreshes.places) == 0 {
		return nil
	}
	todo := m.refreshes.places
	m.refreshes.places, m.refreshes.running = nil, true
	reader, ctx := m.season.Sheets, m.ctx
	return func() tea.Msg {
		sheets, err := reader.Refresh(ctx, todo)
		return apply(func(m *Model) tea.Cmd {
			m.refreshes.running = false
			if err != nil { // the next look reads them as well
				m.refreshes.places = distinct(append(todo, m.refreshes.places...))
				m.fail(err)
				return nil
			}
			m.lines.Put(m.lines.Known(sheets), m.filter.Keeps)
			m.details.stale = true // its neighbours and the memory may be others now
			return tea.Batch(m.readAgain(nil), m.readDetailsLater(), m.readTakes(false))
		})
	}
}

// distinct are places, in order, each once.
func distinct(places []season.Place) []season.Place {
	slices.SortFunc(places, season.Place.Compare)
	return slices.Compact(places)
}

// FilterError says that the filter a review was to begin with cannot be read.
type FilterError struct{ Err error }

// Error names what is wrong in the filter.
func (e *FilterError) Error() string { return e.Err.Error() }
