package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dramaport/internal/console"
	"dramaport/internal/player"
	"dramaport/internal/provider"
	"dramaport/review"
	"dramaport/season/config"
	"dramaport/stage"
)

// reviewApp is an app on a season of one line whose market nobody translates
// and nobody speaks.
func reviewApp(t *testing.T) *app {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"season.yaml":     "title: Short\nsource: {locale: zh-CN, tracks: source/*.srt}\nmarkets:\n  us: {locale: en-US}\n",
		"source/e001.srt": "1\n00:00:01,000 --> 00:00:02,000\n你骗了我。\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return &app{in: strings.NewReader(""), getenv: func(string) string { return "" }, dir: dir, stop: make(chan struct{}), Console: console.Console{Out: io.Discard, Err: io.Discard, Quiet: true}}
}

// openLine is the season of an app with its line.
func openLine(t *testing.T, a *app) (*stage.Workspace, stage.Sheet) {
	t.Helper()
	d, err := a.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	sheets, err := d.LayOut(t.Context(), stage.Scope{Markets: d.Config.Markets, Episodes: d.EpisodeNames()})
	if err != nil {
		t.Fatal(err)
	}
	return d, sheets[0]
}

// Whoever leaves while the season is being opened leaves no store open.
func TestLeavingWhileTheSeasonOpensClosesTheStore(t *testing.T) {
	a := reviewApp(t)
	for i := range 20 {
		o := reviewOptions{maxCost: math.Inf(1)}
		options, end, err := a.screen(t.Context(), o, "Ana")
		if err != nil {
			t.Fatal(err)
		}
		opened := make(chan review.Season, 1)
		go func() {
			s, _ := options.Open(t.Context())
			opened <- s
		}()
		if i%2 > 0 {
			time.Sleep(time.Duration(i) * time.Millisecond)
		}
		end()
		s := <-opened
		if s.History == nil { // it was not opened
			continue
		}
		if _, _, err := s.History.ChangedSince(t.Context(), time.Now()); err == nil {
			t.Fatalf("in round %d the store is still open", i)
		}
	}
}

func TestNothingIsOpenedOnceTheReviewHasEnded(t *testing.T) {
	a := reviewApp(t)
	options, end, err := a.screen(t.Context(), reviewOptions{maxCost: math.Inf(1)}, "Ana")
	if err != nil {
		t.Fatal(err)
	}
	end()
	if _, err := options.Open(t.Context()); !errors.Is(err, errReviewOver) {
		t.Errorf("%v", err)
	}
}

// Questions that come while the screen is left, which the race detector looks
// at, are answered or refused; those that come after are refused.
func TestAskingWhileLeaving(t *testing.T) {
	a := reviewApp(t)
	d, s := openLine(t, a)
	for range 50 {
		k := a.addAsker(&review.Season{}, d, provider.NewBudget(math.Inf(1)))
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() { _, _, _ = k.Ask(t.Context(), s, 0, "shorter") })
		}
		k.close()
		if _, _, err := k.Ask(t.Context(), s, 0, "shorter"); !errors.Is(err, errReviewOver) {
			t.Fatalf("asked after the end: %v", err)
		}
		all.Wait()
	}
}

// The same for takes, and for the subtitles beside a video.
func TestRecordingWhileLeaving(t *testing.T) {
	a := reviewApp(t)
	d, s := openLine(t, a)
	t.Setenv("TMPDIR", t.TempDir())
	for range 50 {
		room := a.newReviewSound(d, player.Options{}, provider.NewBudget(math.Inf(1)))
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() { _, _ = room.Record(t.Context(), s, s.Rows[0]) })
			all.Go(func() { _, _ = room.writeSubtitles(s) })
		}
		if err := room.close(); err != nil {
			t.Fatal(err)
		}
		if _, err := room.Record(t.Context(), s, s.Rows[0]); !errors.Is(err, errReviewOver) {
			t.Fatalf("recorded after the end: %v", err)
		}
		all.Wait()
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("%v stayed, %v", left, err)
	}
}

// A file for the reviewer's editor that cannot be written leaves no folder.
func TestDraftThatCannotBeWrittenLeavesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	full := errors.New("no space left on device")
	w := externalEditor{write: func(string, []byte, fs.FileMode) error { return full }}
	if path, err := w.Draft("e001:1 us", "text"); !errors.Is(err, full) || path != "" {
		t.Errorf("%q, %v", path, err)
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("%v stayed, %v", left, err)
	}
}

// A season that cannot be opened ends without one.
func TestSessionWithoutASeasonEnds(t *testing.T) {
	s := &reviewSession{app: reviewApp(t), config: config.Config{Dir: filepath.Join(t.TempDir(), "nowhere")}}
	if _, err := s.open(context.Background()); err == nil {
		t.Error("opened")
	}
	s.close()
}
