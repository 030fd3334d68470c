package review_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dramaport/review"
	"dramaport/review/keymap"
	"dramaport/review/paint"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/language"
)

// noon is the clock of all screens in tests.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// fake is a season in memory: SheetReader, Decisions and History at once.
type fake struct {
	sheets  []stage.Sheet
	history map[season.Place][]season.Revision
	done    []season.Change
	before  [][]season.Translation
	undone  int
	// conflict, if set, is how the next action is refused.
	conflict *season.Conflict
	// broken, if set, is how every action and every reading again fails.
	broken error
	// checkedOnly lets LayOut bring lines without findings, as it does.
	checkedOnly bool
	stirred     []season.Place
}

func (f *fake) LayOut(_ context.Context, s stage.Scope) ([]stage.Sheet, error) {
	var found []stage.Sheet
	for _, sh := range f.sheets {
		if slices.ContainsFunc(s.Markets, func(m season.Market) bool { return m.Name == sh.Market.Name }) && slices.Contains(s.Episodes, sh.Episode) {
			sh.Rows = slices.Clone(sh.Rows)
			for i := range sh.Rows {
				if f.checkedOnly {
					sh.Rows[i].Findings = nil
				}
			}
			found = append(found, sh)
		}
	}
	return found, nil
}

func (f *fake) Sheets(ctx context.Context, s stage.Scope) ([]stage.Sheet, error) {
	if f.broken != nil {
		return nil, f.broken
	}
	unchecked := f.checkedOnly
	f.checkedOnly = false
	found, err := f.LayOut(ctx, s)
	f.checkedOnly = unchecked
	return found, err
}

func (f *fake) Refresh(_ context.Context, places []season.Place) ([]stage.Sheet, error) {
	if f.broken != nil {
		return nil, f.broken
	}
	var found []stage.Sheet
	for _, sh := range f.sheets {
		if slices.ContainsFunc(places, func(p season.Place) bool { return p.Market == sh.Market.Name && p.Episode == sh.Episode }) {
			sh.Rows = slices.Clone(sh.Rows)
			found = append(found, sh)
		}
	}
	return found, nil
}

// row is the stored row at a place.
func (f *fake) row(p season.Place) *stage.Row {
	for i := range f.sheets {
		for j := range f.sheets[i].Rows {
			if r := &f.sheets[i].Rows[j]; r.Translation.Place() == p {
				return r
			}
		}
	}
	return nil
}

func (f *fake) Act(_ context.Context, by, label string, d season.Change) (season.Action, error) {
	if f.broken != nil {
		return season.Action{}, f.broken
	}
	if c := f.conflict; c != nil {
		f.conflict = nil
		return season.Action{}, c
	}
	var before []season.Translation
	for _, t := range d.Translations {
		r := f.row(t.Place())
		if r.Translation.Version != t.Version {
			return season.Action{}, &season.Conflict{Mine: t, Theirs: r.Translation}
		}
		before = append(before, r.Translation)
		f.set(r, t, by)
	}
	for _, c := range d.Comments {
		r := f.row(c.Place)
		c.ID, c.By, c.At = int64(len(r.Comments)+1), by, noon()
		r.Comments = append(r.Comments, c)
	}
	f.done, f.before = append(f.done[:len(f.done)-f.undone], d), append(f.before[:len(f.before)-f.undone], before)
	f.undone = 0
	return season.Action{ID: int64(len(f.done)), By: by, Label: label}, nil
}

func (f *fake) set(r *stage.Row, t season.Translation, by string) {
	old := r.Translation
	t.Version, t.By, t.At = old.Version+1, by, noon()
	r.Translation = t
	r.Stale = t.Stale(r.Basis)
	if f.history == nil {
		f.history = map[season.Place][]season.Revision{}
	}
	f.history[t.Place()] = append(f.history[t.Place()], season.Revision{Market: t.Market, Episode: t.Episode, Key: t.Key, By: by, At: noon(), Note: t.Note,
		FromState: old.State, State: t.State, FromText: old.Text, Text: t.Text, Version: t.Version})
}

func (f *fake) Undo(_ context.Context, by string) (season.Action, []season.Place, error) {
	if f.undone == len(f.done) {
		return season.Action{}, nil, errors.New("nothing to undo")
	}
	f.undone++
	i := len(f.done) - f.undone
	return f.turn(by, f.before[i])
}

func (f *fake) Redo(_ context.Context, by string) (season.Action, []season.Place, error) {
	if f.undone == 0 {
		return season.Action{}, nil, errors.New("nothing to redo")
	}
	i := len(f.done) - f.undone
	f.undone--
	return f.turn(by, f.done[i].Translations)
}

func (f *fake) turn(by string, ts []season.Translation) (season.Action, []season.Place, error) {
	var places []season.Place
	for _, t := range ts {
		f.set(f.row(t.Place()), t, by)
		places = append(places, t.Place())
	}
	return season.Action{Label: fmt.Sprintf("%d lines", len(ts))}, places, nil
}

func (f *fake) History(_ context.Context, m season.MarketName, e season.EpisodeName, k season.LineKey) ([]season.Revision, error) {
	return f.history[season.Place{Market: m, Episode: e, Key: k}], nil
}

func (f *fake) ChangedSince(context.Context, time.Time) ([]season.Place, time.Time, error) {
	places := f.stirred
	f.stirred = nil
	return places, noon(), nil
}

// said is one line of a fake season.
type said struct{ speaker, source, text string }

// sheetOf is an episode in a market, each line proposed by a machine.
func sheetOf(t testing.TB, m season.Market, episode season.EpisodeName, all ...said) stage.Sheet {
	t.Helper()
	rules, err := m.TextRules()
	if err != nil {
		t.Fatal(err)
	}
	s := stage.Sheet{Market: m, Episode: episode, Rules: rules, Source: language.Chinese}
	for i, one := range all {
		key := season.LineKey(fmt.Sprint("k", i+1))
		start := time.Duration(i) * 3 * time.Second
		r := stage.Row{Line: season.Line{Episode: episode, Key: key, Number: i + 1, Start: start, End: start + 2*time.Second, Speaker: one.speaker, Text: one.source},
			From: one.source, Basis: "b",
			Translation: season.Translation{Market: m.Name, Episode: episode, Key: key, Text: one.text, State: season.Machine, Origin: season.FromMachine, Engine: "gpt", Basis: "b", Version: 1}}
		if one.text == "" {
			r.Translation = season.Translation{Market: m.Name, Episode: episode, Key: key, State: season.Untranslated}
		}
		s.Rows = append(s.Rows, r)
	}
	return s
}

// rainy is a small season for the American market.
func rainy(t testing.TB) *fake {
	us := season.Market{Name: "us", Locale: language.AmericanEnglish}
	return &fake{sheets: []stage.Sheet{
		sheetOf(t, us, "e001",
			said{"林婉", "你骗了我。", "You lied to me."},
			said{"顾沉", "我没有。", "I didn't."},
			said{"林婉", "那这份合同是什么？", "Then what is this contract?"},
			said{"顾沉", "听我解释。", ""}),
		sheetOf(t, us, "e002",
			said{"林婉", "放手！", "Let go!"},
			said{"顾沉", "听我解释。", "Let me explain."}),
	}}
}

// season is the fake as the screen sees it.
func (f *fake) season() review.Season {
	s := review.Season{Title: "雨夜合约", Sheets: f, Decisions: f, History: f}
	for _, sh := range f.sheets {
		if !slices.ContainsFunc(s.Markets, func(m season.Market) bool { return m.Name == sh.Market.Name }) {
			s.Markets = append(s.Markets, sh.Market)
		}
		if !slices.Contains(s.Episodes, sh.Episode) {
			s.Episodes = append(s.Episodes, sh.Episode)
		}
	}
	return s
}

// screen is a screen on which a person types.
type screen struct {
	t    testing.TB
	m    *review.Model
	left bool
	// waiting is what happens after a second or more.
	waiting []tea.Cmd
}

// begin opens a fake season on a screen of w by h cells.
func begin(t testing.TB, f *fake, w, h int, change ...func(*review.Options)) *screen {
	t.Helper()
	keys, err := keymap.Rebind(keymap.Defaults(), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{t: t}
	o := review.Options{By: "Ana", Open: func(context.Context) (review.Season, error) { return f.season(), nil },
		Keys: keys, Look: paint.NewLook("plain"), Now: noon}
	o.After = s.after
	for _, c := range change {
		c(&o)
	}
	s.m = review.New(t.Context(), o)
	s.give(tea.WindowSizeMsg{Width: w, Height: h})
	s.run(s.m.Init())
	return s
}

// give hands the screen a message and does what follows.
func (s *screen) give(msg tea.Msg) {
	_, cmd := s.m.Update(msg)
	s.run(cmd)
}

// after is the clock of the screen: short waits are over at once, the others
// wait for pass.
func (s *screen) after(d time.Duration, f func(time.Time) tea.Msg) tea.Cmd {
	if d < time.Second {
		return func() tea.Msg { return f(noon()) }
	}
	s.waiting = append(s.waiting, func() tea.Msg { return f(noon()) })
	return nil
}

// pass lets time pass: what was waited for happens.
func (s *screen) pass() {
	due := s.waiting
	s.waiting = nil
	for _, cmd := range due {
		s.run(cmd)
	}
}

// run does what a command does, and all that follows from it.
func (s *screen) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		s.left = true
	case tea.BatchMsg:
		for _, c := range msg {
			s.run(c)
		}
	default:
		s.give(msg)
	}
}

// press types keys by their names; a single character is itself.
func (s *screen) press(keys ...string) *screen {
	for _, k := range keys {
		s.give(keyNamed(s.t, k))
	}
	return s
}

// write types a text, character by character.
func (s *screen) write(text string) *screen {
	for _, r := range text {
		s.give(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return s
}

func keyNamed(t testing.TB, name string) tea.KeyPressMsg {
	t.Helper()
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp}
	mod := tea.KeyMod(0)
	for prefix, m := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt, "shift+": tea.ModShift} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			mod |= m
			name = rest
		}
	}
	if code, ok := special[name]; ok {
		k := tea.KeyPressMsg{Code: code, Mod: mod}
		if name == "space" {
			k.Text = " "
		}
		return k
	}
	runes := []rune(name)
	if len(runes) != 1 {
		t.Fatalf("there is no key %q", name)
	}
	if mod != 0 {
		return tea.KeyPressMsg{Code: runes[0], Mod: mod}
	}
	return tea.KeyPressMsg{Code: runes[0], Text: name}
}

// text is what the screen shows, without colours.
func (s *screen) text() string {
	var lines []string
	for _, l := range strings.Split(s.m.View().Content, "\n") {
		lines = append(lines, strings.TrimRight(ansi.Strip(l), " "))
	}
	return strings.Join(lines, "\n")
}

// shows fails the test unless the screen shows a text.
func (s *screen) shows(text string) *screen {
	s.t.Helper()
	if !strings.Contains(s.text(), text) {
		s.t.Errorf("the screen does not show %q:\n%s", text, s.text())
	}
	return s
}

// usual are the keys of a user who has changed nothing.
func usual(t testing.TB) keymap.Keys {
	t.Helper()
	keys, err := keymap.Rebind(keymap.Defaults(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}
