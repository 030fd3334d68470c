package season_test

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
		season.FileName: sample, "bible.md": "…", "glossaries/b.csv": "zh-CN\n", "glossaries/a.csv": "zh-CN\n", "memories/m.tmx": "",
	})
}

func problems(t *testing.T, err error) season.Problems {
	t.Helper()
	var ps season.Problems
	if !errors.As(err, &ps) {
		t.Fatalf("expected Problems, got %v", err)
	}
	return ps
}

func TestLoadReadsTheDesignsSeason(t *testing.T) {
	dir := sampleFolder(t)
	c, err := season.Load(dir)
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
	gpt := season.Translator{Name: "gpt", Engine: "openai", Model: "gpt-5-mini", APIKeyEnv: "OPENAI_API_KEY", Concurrency: 16, RPM: 500,
		Price: season.Price{Input: 0.25, Cached: 0.025, Output: 2}}
	if diff := cmp.Diff(gpt, c.Translators["gpt"]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(season.Translator{Name: "apertium", Engine: "apertium"}, c.Translators["apertium"]); diff != "" {
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
		if got := c.Where("markets", "us", key); got != filepath.Join(dir, season.FileName)+want {
			t.Errorf("Where(%s) = %s, want %s", key, got, want)
		}
	}
}

// minimal is a season without markets; tests append to it. It has 3 lines.
const minimal = "source:\n  locale: zh-CN\n  tracks: source/*.srt\n"

func TestEveryFaultIsNamedAtItsPlace(t *testing.T) {
	for name, test := range map[string]struct {
		yaml string
		want []string // "line:column: message"
	}{
		"empty":             {"", []string{`1:1: the file is empty; it needs source: with locale: and tracks:`}},
		"no source":         {"title: x\n", []string{`1:1: source: is missing; it names the season's language and tracks`}},
		"bare source":       {"source: {}\n", []string{`1:1: source needs locale:`, `1:1: source needs tracks:`}},
		"key":               {minimal + "glosaries: [a]\n", []string{`4:1: unknown key "glosaries"; did you mean "glossaries"?`}},
		"swapped letters":   {minimal + "tilte: a\n", []string{`4:1: unknown key "tilte"; did you mean "title"?`}},
		"key within":        {"source: {locale: zh-CN, tracks: a, vidoe: x}\n", []string{`1:36: unknown key "vidoe"; did you mean "video"?`}},
		"wide before":       {minimal + "cast: {林婉: {us: espeak/en}}\nmarkets: {uk: {locale: en-GB}}\n", []string{`4:13: unknown market "us"; did you mean "uk"?`}},
		"duplicate":         {minimal + "title: a\ntitle: b\n", []string{`5:1: the key "title" is in line 4 already`}},
		"duplicate NFC":     {minimal + "markets: {us: {locale: en}}\ncast:\n  \u00e9: {us: espeak/en}\n  e\u0301: {us: espeak/en}\n", []string{"7:3: the key \"\u00e9\" is in line 6 already"}},
		"text":              {minimal + "title: 2046\n", []string{`4:8: expected text, found the number 2046; put it in quotes`}},
		"null":              {minimal + "bible:\n", []string{`4:7: expected text, found nothing; write a value or remove the key`}},
		"list for text":     {minimal + "title: [a]\n", []string{`4:8: expected text, found a list`}},
		"text for list":     {minimal + "glossaries: a.csv\n", []string{`4:13: expected a list, such as [a, b], found text`}},
		"text for keys":     {minimal + "markets: us\n", []string{`4:10: expected keys with values, found text`}},
		"locale":            {minimal + "markets: {us: {locale: english}}\n", []string{`4:24: "english" is not a BCP 47 tag: tag is not well-formed; write such as zh-CN, es-419, ja`}},
		"unknown language":  {minimal + "markets: {us: {locale: xx}}\n", []string{`4:24: "xx" is not a BCP 47 tag: subtag "xx" is well-formed but unknown; write such as zh-CN, es-419, ja`}},
		"underscore":        {"source: {locale: zh_CN, tracks: a}\n", []string{`1:18: "zh_CN" is not a BCP 47 tag: its parts are joined by hyphens; write such as zh-CN, es-419, ja`}},
		"no language":       {"source: {locale: und-CN, tracks: a}\n", []string{`1:18: "und-CN" is not a BCP 47 tag: it names no language; write such as zh-CN, es-419, ja`}},
		"no locale":         {minimal + "markets: {us: {}}\n", []string{`4:11: the market us needs locale:, such as es-419`}},
		"from":              {minimal + "markets: {us: {locale: en}, latam: {locale: es-419, from: uss}}\n", []string{`4:59: unknown market "uss"; did you mean "us"?`}},
		"from itself":       {minimal + "markets: {us: {locale: en, from: us}}\n", []string{`4:34: markets draft from each other in a circle: us from us`}},
		"circle":            {minimal + "markets:\n  a: {locale: en, from: b}\n  b: {locale: fr, from: c}\n  c: {locale: es, from: b}\n", []string{`6:25: markets draft from each other in a circle: b from c from b`}},
		"engine":            {minimal + "translators: {a: {engine: opnai, model: x}}\n", []string{`4:27: unknown engine "opnai"; did you mean "openai"?`}},
		"far engine":        {minimal + "translators: {a: {engine: deepl}}\n", []string{`4:27: unknown engine "deepl"; known: openai, google, apertium, command`}},
		"no engine":         {minimal + "synthesizers: {a: {model: x}}\n", []string{`4:16: "a" needs engine:, one of espeak, openai, elevenlabs, google, piper`}},
		"needs":             {minimal + "translators: {a: {engine: openai}}\n", []string{`4:15: the openai engine needs model:`}},
		"not its setting":   {minimal + "translators: {a: {engine: openai, model: m, command: [x]}}\n", []string{`4:45: the openai engine has no setting command`}},
		"translator":        {minimal + "translators: {gpt: {engine: openai, model: m}}\nmarkets: {us: {locale: en, translate: [gpt, gtp]}}\n", []string{`5:45: unknown translator "gtp"; did you mean "gpt"?`}},
		"single translator": {minimal + "markets: {us: {locale: en, translate: apertum}}\n", []string{`4:39: unknown translator "apertum"; did you mean "apertium"?`}},
		"engine not alone":  {minimal + "markets: {us: {locale: en, translate: openai}}\n", []string{`4:39: the openai engine needs model:; give it an entry under translators:`}},
		"twice":             {minimal + "markets: {us: {locale: en, translate: [apertium, apertium]}}\n", []string{`4:50: the translator "apertium" is named twice`}},
		"synthesizer":       {minimal + "markets: {us: {locale: en, speak: espeek}}\n", []string{`4:35: unknown synthesizer "espeek"; did you mean "espeak"?`}},
		"layout":            {minimal + "markets: {us: {locale: en, layout: vertcal}}\n", []string{`4:36: unknown layout "vertcal"; did you mean "vertical"?`}},
		"severity":          {minimal + "markets: {us: {locale: en, severity: {too-fast: eror}}}\n", []string{`4:49: unknown severity "eror"; did you mean "error"?`}},
		"rule":              {minimal + "markets: {us: {locale: en, severity: {to-fast: error}}}\n", []string{`4:39: unknown rule "to-fast"; did you mean "too-fast"?`}},
		"rule override":     {minimal + "markets: {us: {locale: en, rules: {chars_per_lines: 3}}}\n", []string{`4:36: unknown key "chars_per_lines"; did you mean "chars_per_line"?`}},
		"rules cross":       {minimal + "markets: {us: {locale: en, rules: {min_duration: 3s, max_duration: 2s}}}\n", []string{`4:28: market us: min_duration 3s is longer than max_duration 2s`}},
		"duration":          {minimal + "markets: {us: {locale: en, rules: {gap: 1.2}}}\n", []string{`4:41: expected a duration with its unit, such as 90s, 1.2s or 80ms, found 1.2`}},
		"negative duration": {minimal + "markets: {us: {locale: en, rules: {gap: -1s}}}\n", []string{`4:41: expected a duration of at least 0s, found -1s`}},
		"count":             {minimal + "translators: {a: {engine: apertium, rpm: 0}}\n", []string{`4:42: expected a whole number from 1, found 0`}},
		"fraction":          {minimal + "translators: {a: {engine: apertium, rpm: 1.5}}\n", []string{`4:42: expected a whole number, found the number 1.5`}},
		"quoted number":     {minimal + "translators: {a: {engine: apertium, rpm: \"5\"}}\n", []string{`4:42: expected a whole number, found text`}},
		"price":             {minimal + "translators: {a: {engine: apertium, price: {input: -1}}}\n", []string{`4:52: expected a number from 0, found -1`}},
		"endless price":     {minimal + "translators: {a: {engine: apertium, price: {input: .inf}}}\n", []string{`4:52: expected a number from 0, found .inf`}},
		"schema":            {minimal + "translators: {a: {engine: openai, model: m, schema: srict}}\n", []string{`4:53: unknown schema "srict"; did you mean "strict"?`}},
		"url":               {minimal + "translators: {a: {engine: openai, model: m, base_url: localhost:1}}\n", []string{`4:55: expected a URL such as http://localhost:11434/v1`}},
		"no program":        {minimal + "translators: {a: {engine: command, command: []}}\n", []string{`4:45: the list needs a program, such as [python3, mt.py]`}},
		"encoding":          {minimal + "  encoding: gb1803\n", []string{`4:13: unknown encoding "gb1803"; did you mean "gb18030"?`}},
		"speakers":          {minimal + "  speakers: outo\n", []string{`4:13: unknown way to find speakers "outo"; did you mean "auto"?`}},
		"episode":           {minimal + "  video: v.mp4\n", []string{`4:10: the path needs {episode} where the episode's name stands, such as video/{episode}.mp4`}},
		"braces":            {minimal + "  bed: bed/{episode}{n}.wav\n", []string{`4:8: {episode} is the only thing that braces may hold here`}},
		"voice":             {minimal + "markets: {us: {locale: en}}\ncast: {a: {us: af_heart}}\n", []string{`5:16: a voice is written SYNTHESIZER/VOICE, such as espeak/es-419`}},
		"voice's engine":    {minimal + "synthesizers: {kokoro: {engine: openai, model: k}}\nmarkets: {us: {locale: en}}\ncast: {a: {us: kokro/af}}\n", []string{`6:16: unknown synthesizer "kokro"; did you mean "kokoro"?`}},
		"market name":       {minimal + "markets: {../x: {locale: en}}\n", []string{`4:11: the name "../x" may hold only letters, digits, and between them - _ and .`}},
		"column name":       {minimal + "markets: {note: {locale: en}}\n", []string{`4:11: a market cannot be called "note": it is a column of every glossary`}},
		"case":              {minimal + "markets: {us: {locale: en}, US: {locale: en}}\n", []string{`4:29: the markets "us" and "US" differ only in case and would share their folder of exports`}},
		"merge":             {minimal + "<<: {title: a}\n", []string{`4:1: merge keys (<<) are not read; write the keys out`}},
		"second document":   {minimal + "---\ntitle: a\n", []string{`4:1: a second document begins here; the file holds one season`}},
		"list key":          {minimal + "? [a]\n: b\n", []string{`4:3: expected a name before the colon, found a list`}},
		"syntax":            {minimal + "title: [a\nbible: b\n", []string{`5:6: did not find expected ',' or ']', while parsing a flow sequence that begins in line 4`}},
		"tab":               {"source:\n\tlocale: zh-CN\n", []string{`2:1: found character that cannot start any token, while scanning for the next token`}},
		"not UTF-8":         {minimal + "title: a\xff\n", []string{`4:9: the byte 0xff is not UTF-8; save the file as UTF-8`}},
		"UTF-16":            {"\xff\xfea\x00", []string{`1:1: the file is UTF-16; save it as UTF-8`}},
		"control":           {minimal + "title: \x1b[2J\n", []string{`4:8: the control character U+001B is not allowed`}},
		"store":             {minimal + "store: mysql://db/x\n", []string{`4:8: unknown kind of store "mysql"; known: postgres, postgresql`}},
		"endless alias":     {minimal + "translators: {a: {engine: openai, model: m, extra: &x {k: *x}}}\n", []string{`4:59: nested more than 32 deep`}},
		"extra":             {minimal + "translators: {a: {engine: openai, model: m, extra: {k: .nan}}}\n", []string{`4:56: JSON cannot say the number .nan`}},
		"tagged":            {minimal + "title: !secret x\n", []string{`4:8: expected text, found a value tagged !secret; put it in quotes`}},
		"crlf":              {"source:\r\n  locale: zh-CN\r\n  tracks: a\r\ntile: b\r\n", []string{`4:1: unknown key "tile"; did you mean "title"?`}},
		"line separator":    {"#\u2028tile: b\u0085source: {locale: zh, tracks: a}\n", []string{`2:1: unknown key "tile"; did you mean "title"?`}},
		"bom":               {"\ufefftile: b\nsource: {locale: zh, tracks: a}\n", []string{`1:1: unknown key "tile"; did you mean "title"?`}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := season.Parse("season.yaml", []byte(test.yaml))
			var got []string
			for _, p := range problems(t, err) {
				got = append(got, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Message))
				if p.File != "season.yaml" || p.Snippet == "" {
					t.Errorf("%+v", p)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
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
		if _, err := season.Parse("season.yaml", []byte(yaml)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestProblemsComeAllAtOnceWithTheirLines(t *testing.T) {
	_, err := season.Parse("season.yaml", []byte("title: 1\nsource: {locale: zh, tracks: a}\ncast: {林婉: {uss: x}}\n"+"tilte: x\n"))
	want := `season.yaml:1:8: expected text, found the number 1; put it in quotes
   1 | title: 1
     |        ^
season.yaml:3:13: unknown market "uss"
   2 | source: {locale: zh, tracks: a}
   3 | cast: {林婉: {uss: x}}
     |               ^
season.yaml:3:18: a voice is written SYNTHESIZER/VOICE, such as espeak/es-419
   2 | source: {locale: zh, tracks: a}
   3 | cast: {林婉: {uss: x}}
     |                    ^
season.yaml:4:1: unknown key "tilte"; did you mean "title"?
   3 | cast: {林婉: {uss: x}}
   4 | tilte: x
     | ^`
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
}

// A key that was put where its variable's name belongs is shown nowhere, even
// as a neighbour of another fault, and even where the file cannot be parsed.
func TestSecretsAreNotShown(t *testing.T) {
	const secret = "sk-proj-Ab3dEf9hIjKlMn"
	for name, yaml := range map[string]string{
		"value":          minimal + "translators: {a: {engine: openai, model: m, api_key_env: " + secret + "}}\n",
		"quoted":         minimal + "translators: {a: {engine: openai, model: m, api_key_env: \"" + secret + "\"}}\n",
		"next line":      minimal + "translators: {a: {engine: openai, model: m,\n    api_key_env:\n      " + secret + "}}\n",
		"block":          minimal + "translators:\n  a:\n    engine: openai\n    model: m\n    api_key_env: |\n      " + secret + "\n    xx: 1\n",
		"hex capitals":   minimal + "translators: {a: {engine: openai, model: m, api_key_env: AKIAIOSFODNN7EXAMPLE}}\n",
		"wrong key":      minimal + "translators: {a: {engine: openai, model: m, api_key: " + secret + "}}\n",
		"beside a fault": minimal + "translators:\n  a:\n    engine: openai\n    model: m\n    api_key_env: " + secret + "\n    rpm: x\n",
		"beside syntax":  minimal + "translators:\n  a:\n    api_key_env: " + secret + "\n   rpm: [\n",
		"sign-in":        minimal + "translators: {a: {engine: openai, model: m, base_url: \"https://me:" + secret + "@api.example/v1\"}}\n",
		"query":          minimal + "translators: {a: {engine: openai, model: m, base_url: \"https://api.example/v1?k=" + secret + "\"}}\n",
		"store":          minimal + "store: postgres://me:" + secret + "@db/x\n",
		"store query":    minimal + "store: postgres://db/x?password=" + secret + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := season.Parse("season.yaml", []byte(yaml))
			text := err.Error()
			if strings.Contains(text, secret) || strings.Contains(text, "AKIA") {
				t.Error(text)
			}
			problems(t, err)
		})
	}
}

// A hostile file costs little and says little, however much is wrong with it.
func TestProblemsAreBounded(t *testing.T) {
	again := "{" + strings.Repeat("yy: {}, ", 40_000) + "}"
	var each strings.Builder
	for i := range 40_000 {
		fmt.Fprintf(&each, "k%d: 1\n", i)
	}
	bomb := minimal + "translators:\n  a: {engine: openai, model: m, extra: {a: &a [x,x,x,x,x,x,x,x]"
	for c := 'b'; c < 'k'; c++ {
		bomb += fmt.Sprintf(", %c: &%c [%s]", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 8), ", "))
	}
	for yaml, want := range map[string]string{
		again:         "39901 more problems from here on",
		each.String(): "39901 more problems from here on", // and no source:
		bomb + "}}\n": "the aliases of this file unfold to too much",
	} {
		_, err := season.Parse("season.yaml", []byte(yaml))
		ps := problems(t, err)
		if last := ps[len(ps)-1]; len(ps) > 101 || len(err.Error()) > 100_000 || last.Message != want {
			t.Errorf("%d problems, %d bytes, last %+v", len(ps), len(err.Error()), last)
		}
	}
}

func TestLoadNamesMissingFiles(t *testing.T) {
	dir := folder(t, map[string]string{season.FileName: minimal +
		"bible: bibel.md\nglossaries: [here/*.csv, nowhere/*.csv, names.csv]\nmemories: [\"[\"]\n", "here/x": ""})
	_, err := season.Load(dir)
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
	_, err := season.Load(t.TempDir())
	if err == nil || !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "dramaport init") {
		t.Error(err)
	}
}

func TestFindDir(t *testing.T) {
	dir := folder(t, map[string]string{season.FileName: minimal, "a/b/c": ""})
	got, err := season.FindDir(filepath.Join(dir, "a", "b"))
	if err != nil || got != dir {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := season.FindDir(t.TempDir()); err == nil || !strings.Contains(err.Error(), "-C DIR") {
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
		_, err := season.Parse("season.yaml", data)
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
