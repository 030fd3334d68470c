package main

import (
	"context"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"dramaport/internal/console"
	"dramaport/review"

	tea "charm.land/bubbletea/v2"
)

// typist is a person at the screen, without a terminal.
type typist struct {
	m *review.Model
	// file is what the reviewer's own editor makes of a draft.
	file string
}

// atScreen opens the screen on a season.
func atScreen(t *testing.T, dir string) *typist {
	t.Helper()
	a := &app{in: strings.NewReader(""), getenv: os.Getenv, dir: dir, Console: console.Console{Out: io.Discard, Err: io.Discard}}
	o, end, err := a.screen(t.Context(), reviewOptions{}, "Ana")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(end)
	p := &typist{}
	open := o.Open
	o.Open = func(ctx context.Context) (review.Season, error) {
		s, err := open(ctx)
		s.ExternalEditor = p
		return s, err
	}
	o.After = func(d time.Duration, then func(time.Time) tea.Msg) tea.Cmd {
		if d >= time.Second {
			return nil
		}
		return func() tea.Msg { return then(time.Now()) }
	}
	p.m = review.New(t.Context(), o)
	p.give(tea.WindowSizeMsg{Width: 120, Height: 40})
	p.run(p.m.Init())
	return p
}

func (p *typist) give(msg tea.Msg) {
	_, cmd := p.m.Update(msg)
	p.run(cmd)
}

// run does a command and all that follows from it.
func (p *typist) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			p.run(c)
		}
	default:
		p.give(msg)
	}
}

// press types keys: a name in angle brackets is that key.
func (p *typist) press(keys ...string) {
	named := map[string]tea.KeyPressMsg{"<enter>": {Code: tea.KeyEnter}, "<clear>": {Code: 'u', Mod: tea.ModCtrl},
		"<alt+a>": {Code: 'a', Mod: tea.ModAlt}}
	for _, k := range keys {
		if key, ok := named[k]; ok {
			p.give(key)
			continue
		}
		for _, r := range k {
			p.give(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

func (p *typist) Draft(_, text string) (string, error) {
	p.file = strings.Replace(text, standText, newText, 1)
	return "draft", nil
}

func (p *typist) Edit(_ string, _ int, done func(string, error) tea.Msg) tea.Cmd {
	return func() tea.Msg { return done(p.file, nil) }
}

func (p *typist) Discard(string) error { return nil }
