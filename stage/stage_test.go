package stage_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dramaport/dubbing"
	"dramaport/internal/atomicfile"
	"dramaport/internal/engines"
	"dramaport/localize"
	"dramaport/season"
	"dramaport/season/config"
	"dramaport/stage"
	"dramaport/subtitles"

	"golang.org/x/text/language"
)

const twoMarkets = `title: Test
source: {locale: zh-CN, tracks: source/*}
glossaries: [names.csv]
markets:
  us: {locale: en-US, translate: [engine], speak: espeak}
  latam: {locale: es-419, from: us, translate: [engine]}
translators:
  engine: {engine: openai, base_url: "http://127.0.0.1:1/v1", model: m}
cast:
  林婉: {us: espeak/en-us}
`

const voices = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v 林婉>你骗了我三年。\n\n00:04.000 --> 00:06.000\n<v 路人甲>我没有骗你。\n"

// workspace opens a season written for one test.
func workspace(t *testing.T, files map[string]string) *stage.Workspace {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return reopen(t, dir)
}

func reopen(t *testing.T, dir string) *stage.Workspace {
	t.Helper()
	c, err := config.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	d, err := stage.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func season1(t *testing.T) *stage.Workspace {
	return workspace(t, map[string]string{"season.yaml": twoMarkets, "source/e001.vtt": voices, "names.csv": "zh-CN,en-US,rule\n林婉,Lin Wan,prefer\n"})
}

func scope(d *stage.Workspace, markets ...string) stage.Scope {
	s := stage.Scope{Episodes: d.EpisodeNames()}
	for _, name := range markets {
		m, _ := d.Config.Market(season.MarketName(name))
		s.Markets = append(s.Markets, m)
	}
	return s
}

func sheet(t *testing.T, d *stage.Workspace, market string) stage.Sheet {
	t.Helper()
	sheets, err := d.Sheets(context.Background(), scope(d, market))
	if err != nil {
		t.Fatal(err)
	}
	return sheets[0]
}

// decide approves texts, in the order of the lines.
func decide(t *testing.T, d *stage.Workspace, market string, texts ...string) {
	t.Helper()
	var ts []season.Translation
	for i, r := range sheet(t, d, market).Rows[:len(texts)] {
		tr := r.Translation
		tr.Text, tr.State, tr.Origin, tr.Basis, tr.By = texts[i], season.Approved, season.FromHuman, r.Basis, "Ana"
		ts = append(ts, tr)
	}
	if err := d.Store.Decide(context.Background(), ts); err != nil {
		t.Fatal(err)
	}
}

func TestRenderWritesNoSource(t *testing.T) {
	d := season1(t)
	decide(t, d, "us", "You lied to me for three years.")
	s := sheet(t, d, "us")
	for _, f := range []subtitles.Format{subtitles.SRT, subtitles.WebVTT} {
		b, err := s.Render(f)
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		if strings.ContainsAny(text, "林婉路人甲你骗我没有") {
			t.Errorf("%s holds source text:\n%s", f, text)
		}
		if strings.Count(text, "-->") != 1 {
			t.Errorf("%s: a line without a translation is written:\n%s", f, text)
		}
	}
	b, _ := s.Render(subtitles.WebVTT)
	if !strings.Contains(string(b), "<v Lin Wan>You lied to me") {
		t.Errorf("the agreed name of the speaker is missing:\n%s", b)
	}
	decide(t, d, "us", "You lied to me for three years.", "I never lied to you.")
	b, _ = sheet(t, d, "us").Render(subtitles.WebVTT)
	if !strings.Contains(string(b), "\nI never lied to you.\n") {
		t.Errorf("a speaker without an agreed name keeps a voice span:\n%s", b)
	}
}

func TestPivotWaitsAndGoesStale(t *testing.T) {
	d := season1(t)
	if s := sheet(t, d, "latam"); !s.Rows[0].Waiting() || s.Rows[0].Open() {
		t.Error("a line is open though its pivot is not approved")
	}
	decide(t, d, "us", "You lied to me.", "I never lied.")
	if s := sheet(t, d, "latam"); !s.Rows[0].Open() || s.Rows[0].From != "You lied to me." {
		t.Errorf("a line is not open though its pivot is approved: %+v", s.Rows[0])
	}
	decide(t, d, "latam", "Me mentiste.", "Nunca mentí.")
	decide(t, d, "us", "You lied to all of us.")
	s := sheet(t, d, "latam")
	if !s.Rows[0].Stale || s.Rows[1].Stale {
		t.Errorf("stale: %v %v, want only the line whose pivot changed", s.Rows[0].Stale, s.Rows[1].Stale)
	}
}

func TestChangedTermReopensItsLinesOnly(t *testing.T) {
	d := workspace(t, map[string]string{"season.yaml": twoMarkets, "names.csv": "zh-CN,en-US\n三年,three years\n",
		"source/e001.srt": "1\n00:00:01,000 --> 00:00:03,000\n你骗了我三年。\n\n2\n00:00:04,000 --> 00:00:06,000\n我没有骗你。\n"})
	decide(t, d, "us", "You lied for three years.", "I never lied.")
	if err := os.WriteFile(filepath.Join(d.Config.Dir, "names.csv"), []byte("zh-CN,en-US\n三年,all these years\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s := sheet(t, reopen(t, d.Config.Dir), "us")
	if !s.Rows[0].Stale || s.Rows[1].Stale {
		t.Errorf("stale: %v %v, want only the line with the term", s.Rows[0].Stale, s.Rows[1].Stale)
	}
}

// engine answers every line with one text and may do something first.
type engine struct {
	mu     sync.Mutex
	calls  int
	before func() error
}

func (e *engine) Translate(_ context.Context, r localize.Request) (localize.Reply, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.calls++
	if e.before != nil {
		if err := e.before(); err != nil {
			return localize.Reply{}, err
		}
	}
	texts := map[int]string{}
	for _, l := range r.Lines {
		texts[l.N] = []string{"You lied to me for three years.", "I never lied to you at all."}[l.N-1]
	}
	return localize.Reply{Texts: texts, Usage: localize.Usage{Characters: 7}}, nil
}

func draft(t *testing.T, d *stage.Workspace, e localize.Translator, stop chan struct{}) error {
	t.Helper()
	ctx := context.Background()
	sheets, err := d.LayOut(ctx, scope(d, "us"))
	if err != nil {
		t.Fatal(err)
	}
	jobs, err := d.DraftJobs(ctx, sheets, func(season.Market, language.Tag) ([]localize.Engine, error) {
		return []localize.Engine{{Name: "engine", Translator: e}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d.Draft(ctx, jobs, stage.Drafting{Stop: stop, Progress: func(season.MarketName, int) {},
		Meter: func(es []localize.Engine, stop <-chan struct{}, record func(context.Context, season.Usage) error) []localize.Engine {
			es[0].Translator = engines.Stack{Stop: stop, Record: func(ctx context.Context, u localize.Usage) error {
				return record(ctx, season.Usage{Provider: "engine", Requests: 1, Characters: u.Characters})
			}}.Translator(es[0].Translator)
			return es
		}})
}

func TestDraftKeepsWhatItGotAndAsksOnce(t *testing.T) {
	d := season1(t)
	e := &engine{}
	for range 2 {
		if err := draft(t, d, e, nil); err != nil {
			t.Fatal(err)
		}
	}
	if e.calls != 1 {
		t.Errorf("%d requests, want 1", e.calls)
	}
	for _, r := range sheet(t, d, "us").Rows {
		if r.Translation.State != season.Machine || r.Stale || r.Translation.Engine != "engine" {
			t.Errorf("line %d: %+v", r.Number, r.Translation)
		}
	}
	usage, err := d.Store.Usage(context.Background())
	if err != nil || len(usage) != 1 || usage[0].Requests != 1 || usage[0].Characters != 7 {
		t.Errorf("usage %+v, %v", usage, err)
	}
}

func TestDraftNeverOverwritesAPerson(t *testing.T) {
	d := season1(t)
	e := &engine{}
	// While the engine is at work, a person writes the first line.
	e.before = func() error { decide(t, d, "us", "A person's words."); return nil }
	if err := draft(t, d, e, nil); err != nil {
		t.Fatal(err)
	}
	if got := sheet(t, d, "us").Rows[0].Translation; got.Text != "A person's words." || got.State != season.Approved {
		t.Errorf("overwritten: %+v", got)
	}
}

func TestStopBeginsNothing(t *testing.T) {
	d := season1(t)
	stop := make(chan struct{})
	close(stop)
	e := &engine{}
	if err := draft(t, d, e, stop); !errors.Is(err, localize.ErrStopped) || e.calls != 0 {
		t.Errorf("%v after %d requests, want a stop after none", err, e.calls)
	}
}

func TestCastNamesTheMute(t *testing.T) {
	d := season1(t)
	decide(t, d, "us", "You lied to me.", "I never lied.")
	cast, err := d.Cast(sheet(t, d, "us"), false, func(string) (dubbing.Synthesizer, error) { return nil, nil })
	if err != nil {
		t.Fatal(err)
	}
	if len(cast.Roles) != 1 || len(cast.Mute) != 1 {
		t.Errorf("%d roles and %d mute, want 1 and 1: 路人甲 has no voice", len(cast.Roles), len(cast.Mute))
	}
}

func TestDeliverIsRefusedUntilAllIsApproved(t *testing.T) {
	d := season1(t)
	how := stage.Delivery{Tool: "test", SubtitlesOnly: true}
	deliver := func() stage.Delivered {
		t.Helper()
		sheets, err := d.LayOut(context.Background(), scope(d, "us"))
		if err != nil {
			t.Fatal(err)
		}
		sum, err := d.Deliver(context.Background(), sheets, how)
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	decide(t, d, "us", "You lied to me for three years.")
	if sum := deliver(); len(sum.Written) != 0 || len(sum.Refused) != 1 || sum.Refused[0].Line != 2 {
		t.Errorf("%+v, want line 2 refused", sum)
	}
	decide(t, d, "us", "You lied to me for three years.", "I never lied to you.")
	if sum := deliver(); len(sum.Written) != 2 || len(sum.Refused) != 0 {
		t.Errorf("%+v, want two files", sum)
	}
	if sum := deliver(); sum.UpToDate != 1 || len(sum.Written) != 0 {
		t.Errorf("%+v, want it up to date", sum)
	}
	srt := filepath.Join(d.Config.Dir, "exports", "us", "e001.en-US.srt")
	if err := os.WriteFile(srt, []byte("touched"), 0o644); err != nil {
		t.Fatal(err)
	}
	if sum := deliver(); len(sum.Written) != 2 {
		t.Errorf("%+v, want a file that was touched written anew", sum)
	}
}
