package config_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"dramaport/season"
	"dramaport/season/config"
)

// sample is the season of the design page.
const sample = `title: 替嫁千金
source:
  locale: zh-CN
  tracks: source/*.srt
  encoding: auto              # or gb18030, big5, utf-16le, shift_jis, …
  speakers: auto
  video: video/{episode}.mp4
  bed: bed/{episode}.wav
bible: bible.md
glossaries: [glossaries/*.csv]
memories: [memories/*.tmx]
store: ""
translators:
  ollama: {engine: openai, base_url: http://localhost:11434/v1, model: qwen3:14b}
  gpt:    {engine: openai, model: gpt-5-mini, api_key_env: OPENAI_API_KEY, concurrency: 16, rpm: 500,
           price: {input: 0.25, cached: 0.025, output: 2.0}}        # per million tokens
  google: {engine: google, project: my-project, location: us-central1, model: translation-llm, price: {characters: 20}}
synthesizers:
  local:  {engine: espeak}
  kokoro: {engine: openai, base_url: http://localhost:8880/v1, model: kokoro}
markets:
  us:
    locale: en-US
    translate: [gpt, google]      # tried in order, per line
    speak: kokoro
    layout: vertical
    style: American English. Fast, soapy, everyday words. CEO, never "president".
    avoid: [president]
    severity: {too-fast: error}
    rules: {chars_per_line: 30, gap: 0s, max_duration: 6.5s}
    pronounce: {Gu Chen: Goo Chun}
  latam:
    locale: es-419
    from: us
    translate: apertium
    speak: local
cast:
  林婉:   {us: kokoro/af_heart, latam: local/es-419+f3}
  顾沉:   {us: kokoro/am_adam,  latam: local/es-419+m3}
  default: {us: kokoro/af_bella, latam: local/es-419}
`

// folder writes files into a season folder of its own.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func sampleFolder(t *testing.T) string {
	return folder(t, map[string]string{
		config.FileName: sample, "bible.md": "…", "glossaries/b.csv": "zh-CN\n", "glossaries/a.csv": "zh-CN\n", "memories/m.tmx": "",
	})
}

func problems(t *testing.T, err error) config.Problems {
	t.Helper()
	var ps config.Problems
	if !errors.As(err, &ps) {
		t.Fatalf("expected Problems, got %v", err)
	}
	return ps
}

func TestLoadReadsTheDesignsSeason(t *testing.T) {
	dir := sampleFolder(t)
	c, err := config.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	per, gap, longest := 30.0, time.Duration(0), 6500*time.Millisecond
	want := []season.Market{
		{Name: "us", Locale: language.MustParse("en-US"), Translate: []string{"gpt", "google"}, Speak: "kokoro", Layout: "vertical",
			Style: `American English. Fast, soapy, everyday words. CEO, never "president".`, Avoid: []string{"president"},
			Rules:    season.RuleOverrides{CharsPerLine: &per, Gap: &gap, MaxDuration: &longest},
			Severity: map[season.Rule]season.Severity{season.RuleTooFast: season.Error}, Pronounce: map[string]string{"Gu Chen": "Goo Chun"}},
		{Name: "latam", Locale: language.MustParse("es-419"), From: "us", Translate: []string{"apertium"}, Speak: "local"},
	}
	if diff := cmp.Diff(want, c.Markets, cmp.Comparer(func(a, b language.Tag) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
	gpt := config.Translator{Service: config.Service{Name: "gpt", Engine: "openai", Model: "gpt-5-mini", APIKeyEnv: "OPENAI_API_KEY", Concurrency: 16, RPM: 500,
		Price: config.Price{Input: 0.25, Cached: 0.025, Output: 2, Given: true}, BaseURL: "https://api.openai.com/v1"}, Schema: "strict",
		Capabilities: config.Capabilities{Preset: "openai", Mode: "chat", System: true, Context: 128000, PrefixCache: true, CacheKey: true, Batch: true}}
	if diff := cmp.Diff(gpt, c.Translators["gpt"]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(config.Translator{Service: config.Service{Name: "apertium", Engine: "apertium"}}, c.Translators["apertium"]); diff != "" {
		t.Error("an engine named alone has an entry", diff)
	}
	if got := c.Translators["ollama"].APIKeyEnv; got != "" {
		t.Errorf("a server of one's own gets no key unless asked, got %q", got)
	}
	if diff := cmp.Diff([]string{"glossaries/a.csv", "glossaries/b.csv"}, c.Glossaries); diff != "" {
		t.Error(diff)
	}
	if c.Dir != dir || c.Bible != "bible.md" || c.Title != "替嫁千金" || c.Source.Locale != language.MustParse("zh-CN") {
		t.Errorf("%+v", c)
	}
	if got := c.Cast["林婉"]["latam"]; got != "local/es-419+f3" {
		t.Error(got)
	}
	for key, want := range map[string]string{"severity": ":29:5", "bogus": ":22:3"} {
		if got := c.Where("markets", "us", key); got != filepath.Join(dir, config.FileName)+want {
			t.Errorf("Where(%s) = %s, want %s", key, got, want)
		}
	}
}

func TestParseAccepts(t *testing.T) {
	for name, yaml := range map[string]string{
		"minimal":              minimal,
		"memory only":          minimal + "markets: {us: {locale: en-US}}\n",
		"no as a market":       minimal + "markets: {no: {locale: nb-NO}}\n",
		"numbers as names":     minimal + "markets: {us: {locale: en}}\ncast: {007: {us: espeak/en}, 1e3: {us: espeak/en}}\n",
		"anchors":              minimal + "markets:\n  us: {locale: en, rules: &r {lines: 1}}\n  uk: {locale: en-GB, rules: *r}\n",
		"engines alone":        minimal + "markets: {us: {locale: en, translate: [apertium], speak: elevenlabs}}\ncast: {default: {us: piper/en_US-amy/medium}}\n",
		"extra":                minimal + "translators: {a: {engine: openai, model: m, extra: {reasoning: {effort: low}, stop: [a, 1, 2.5, true, null]}}}\n",
		"document marks":       "---\n" + minimal + "...\n",
		"another way of utf-8": minimal + "  encoding: UTF-8\n",
	} {
		if _, err := config.Parse("season.yaml", []byte(yaml)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLoadNamesMissingFiles(t *testing.T) {
	dir := folder(t, map[string]string{config.FileName: minimal +
		"bible: bibel.md\nglossaries: [here/*.csv, nowhere/*.csv, names.csv]\nmemories: [\"[\"]\n", "here/x": ""})
	_, err := config.Load(dir)
	var got []string
	for _, p := range problems(t, err) {
		got = append(got, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Message))
	}
	want := []string{
		"4:8: no file bibel.md in the season folder",
		"5:26: no folder nowhere in the season folder",
		"5:41: no file names.csv in the season folder",
		`6:12: the pattern [ is malformed: a [ is not closed, or a \ stands last`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLoadWithoutTheFile(t *testing.T) {
	_, err := config.Load(t.TempDir())
	if err == nil || !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "dramaport init") {
		t.Error(err)
	}
}

func TestFindDir(t *testing.T) {
	dir := folder(t, map[string]string{config.FileName: minimal, "a/b/c": ""})
	got, err := config.FindDir(filepath.Join(dir, "a", "b"))
	if err != nil || got != dir {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := config.FindDir(t.TempDir()); err == nil || !strings.Contains(err.Error(), "-C DIR") {
		t.Error(err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte(minimal + "cast: {林: &x {us: *x}}\n"))
	f.Add([]byte(minimal + "translators: {a: {engine: openai, extra: &x [*x, *x]}}\n"))
	f.Add([]byte("inner:\n x:\n  !000\n00"))
	f.Add([]byte("? ? a\n: b\n---\n\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := config.Parse("season.yaml", data)
		if err == nil {
			return
		}
		lines := 1 + strings.Count(string(data), "\n") + strings.Count(string(data), "\r")
		for _, separator := range []string{"\u0085", "\u2028", "\u2029"} {
			lines += strings.Count(string(data), separator)
		}
		for _, p := range problems(t, err) {
			if p.Line < 1 || p.Column < 1 || p.Line > lines+1 || p.Message == "" {
				t.Fatalf("%+v of %d lines", p, lines)
			}
		}
	})
}
