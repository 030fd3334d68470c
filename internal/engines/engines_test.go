package engines_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/text/language"

	"dramaport/dubbing"
	"dramaport/internal/debuglog"
	"dramaport/internal/engines"
	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season"
	"dramaport/season/config"
)

// seasonOf loads a season.yaml of these lines.
func seasonOf(t *testing.T, lines ...string) config.Config {
	t.Helper()
	dir := t.TempDir()
	text := "source: {locale: zh-CN, tracks: source/*.srt}\n" + strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(filepath.Join(dir, config.FileName), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

func nothingSet(string) string { return "" }

// TestTheTableIsWhole: every engine that season.yaml may name is built, or is
// one of those whose adapter comes later, which is said.
func TestTheTableIsWhole(t *testing.T) {
	later := []string{"elevenlabs", "google", "piper"}
	settings := map[string]string{"model": "model: m", "command": "command: [sh]", "voices": "voices: [a]"}
	for _, k := range []config.Kind{config.Text, config.Sound} {
		for _, row := range config.Engines(k) {
			entry := "engine: " + row.Name
			for _, need := range row.Needs {
				entry += ", " + settings[need]
			}
			market := "translate: [mine]"
			if k == config.Sound {
				market = "speak: mine"
			}
			cfg := seasonOf(t, fmt.Sprintf("%s: {mine: {%s}}", k, entry), "markets: {us: {locale: en-US, "+market+"}}")
			e := engines.New(engines.Options{Config: cfg, Getenv: func(string) string { return "x" }, Dry: true})
			var err error
			if k == config.Text {
				_, err = e.TranslatorsFor(cfg.Markets[0], cfg.Source.Locale)
			} else {
				_, err = e.Synthesizer("mine")
			}
			unknown := err != nil && strings.Contains(err.Error(), "this version has no engine")
			if unknown != (k == config.Sound && slices.Contains(later, row.Name)) {
				t.Errorf("%s %s: %v", k, row.Name, err)
			}
			var wrong *engines.ConfigError
			if unknown && !errors.As(err, &wrong) {
				t.Errorf("%s %s: %v is no *ConfigError", k, row.Name, err)
			}
		}
	}
}

func TestKeys(t *testing.T) {
	for entry, want := range map[string]string{
		"{engine: openai, model: m}":                                                     "$OPENAI_API_KEY",
		"{engine: openai, model: m, base_url: http://localhost:9/v1}":                    "",
		"{engine: openai, model: m, base_url: http://localhost:9/v1, api_key_env: MINE}": "$MINE",
		"{engine: openai, model: m, base_url: https://api.openai.com/v1}":                "$OPENAI_API_KEY",
		"{engine: deepl}": "$DEEPL_API_KEY",
		"{engine: deepl, base_url: \"https://api-free.deepl.com\"}": "$DEEPL_API_KEY is not set",
		"{engine: deepl, base_url: https://deepl.example}":          "no key for https://deepl.example: name the variable that holds it, such as api_key_env: DEEPL_API_KEY",
		"{engine: libretranslate}":                                  "",
		"{engine: libretranslate, api_key_env: MINE}":               "$MINE",
		"{engine: command, command: [sh]}":                          "",
	} {
		cfg := seasonOf(t, "translators: {mine: "+entry+"}", "markets: {us: {locale: en-US, translate: mine}}")
		for _, dry := range []bool{false, true} {
			_, err := engines.New(engines.Options{Config: cfg, Getenv: nothingSet, Dry: dry}).TranslatorsFor(cfg.Markets[0], cfg.Source.Locale)
			missing := provider.KindOf(err) == provider.Credentials && err != nil
			if unnamed := strings.HasPrefix(want, "no key for"); missing != (want != "" && (!dry || unnamed)) || missing && !strings.Contains(err.Error(), want) {
				t.Errorf("%s, dry %v: %v, want %q", entry, dry, err, want)
			}
		}
	}
}

// TestNothingIsBuiltWithoutTrust: what is not allowed is not even looked for.
func TestNothingIsBuiltWithoutTrust(t *testing.T) {
	cfg := seasonOf(t, "translators: {mine: {engine: command, command: [no-such-program]}}", "synthesizers: {local: {engine: espeak}}",
		"markets: {us: {locale: en-US, translate: mine, speak: local}}")
	no := errors.New("not trusted")
	var asked []string
	e := engines.New(engines.Options{Config: cfg, Getenv: nothingSet, Allowed: func(section string) error {
		asked = append(asked, section)
		return no
	}})
	_, err := e.TranslatorsFor(cfg.Markets[0], cfg.Source.Locale)
	_, err2 := e.Synthesizer("local")
	if !errors.Is(err, no) || !errors.Is(err2, no) || !slices.Equal(asked, []string{"translators.mine", "synthesizers.local"}) {
		t.Errorf("%v, %v, asked for %q", err, err2, asked)
	}
}

// TestBuiltOncePerPair: an engine for one pair of languages is built for each,
// another once; whoever wants to know hears of each once.
func TestBuiltOncePerPair(t *testing.T) {
	cfg := seasonOf(t, "translators: {pair: {engine: libretranslate}, any: {engine: command, command: [sh]}}",
		"markets: {us: {locale: en-US, translate: [pair, any]}, uk: {locale: en-GB, translate: [pair, any]}}")
	var built []string
	e := engines.New(engines.Options{Config: cfg, Getenv: nothingSet, Built: func(t config.Translator) { built = append(built, t.Name) }})
	us, err := e.TranslatorsFor(cfg.Markets[0], cfg.Source.Locale)
	uk, err2 := e.TranslatorsFor(cfg.Markets[1], cfg.Source.Locale)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	if us[0].Translator == uk[0].Translator || us[0].Pair != "zh-CN en-US" || us[1].Translator != uk[1].Translator || us[1].Pair != "" {
		t.Errorf("%+v\n%+v", us, uk)
	}
	if !slices.Equal(built, []string{"pair", "any"}) {
		t.Errorf("heard of %q", built)
	}
}

// batching is a translator with a batch tier, built for one target.
type batching struct {
	localize.Translator
	localize.Batcher
	target language.Tag
}

func (b batching) BatchStatus(context.Context, string) (localize.BatchStatus, error) {
	return localize.BatchStatus{State: b.target.String()}, nil
}

// TestABatchIsAskedInItsOwnLanguages: not in those of the season's first market.
func TestABatchIsAskedInItsOwnLanguages(t *testing.T) {
	cfg := seasonOf(t, "translators: {pair: {engine: libretranslate}}", "markets: {us: {locale: en-US, translate: pair}, br: {locale: pt-BR, translate: pair}}")
	e := engines.New(engines.Options{Config: cfg, Getenv: nothingSet, Translators: map[string]engines.NewTranslator{
		"libretranslate": func(o engines.TextOrder) (localize.Translator, error) { return batching{target: o.Target}, nil }}})
	for _, m := range cfg.Markets {
		b, err := e.Batcher("pair", m)
		if err != nil {
			t.Fatal(err)
		}
		if s, err := b.BatchStatus(t.Context(), ""); err != nil || s.State != m.Locale.String() {
			t.Errorf("%s is asked in %s, %v", m.Name, s.State, err)
		}
	}
}

// voice speaks at once and says when.
type voice struct {
	dubbing.Synthesizer
	at []time.Time
}

func (v *voice) Speak(context.Context, dubbing.Speech) ([]byte, error) {
	v.at = append(v.at, time.Now())
	return []byte{1}, nil
}

// TestTokensPerMinuteHoldForSound: the text's tokens count, though no engine
// that speaks says them, and the price stays that of its characters.
func TestTokensPerMinuteHoldForSound(t *testing.T) {
	cfg := seasonOf(t, "synthesizers: {tts: {engine: openai, model: m, base_url: http://localhost:9/v1, tpm: 120, price: {characters: 1000000}}}",
		"markets: {us: {locale: en-US, speak: tts}}")
	synctest.Test(t, func(t *testing.T) {
		v, cost := &voice{}, 0.0
		e := engines.New(engines.Options{Config: cfg, Getenv: nothingSet})
		s := e.MeteredSpeech("tts", v, nil, func(_ context.Context, u season.Usage) error { cost += u.Cost; return nil })
		text := strings.Repeat("You never loved me. ", 12) // about 60 tokens
		tokens := localize.EstimateTokens(text)
		for range 6 {
			if _, err := s.Speak(t.Context(), dubbing.Speech{Text: text}); err != nil {
				t.Fatal(err)
			}
		}
		took := v.at[5].Sub(v.at[0])
		if least := time.Duration(5*tokens-2*tokens) * time.Minute / 120; tokens < 40 || took < least {
			t.Errorf("6 texts of %d tokens took %v at 120 a minute, want at least %v", tokens, took, least)
		}
		if want := float64(6 * len(text)); cost != want || e.Budget().Spent() != want {
			t.Errorf("cost %v, spent %v, want %v", cost, e.Budget().Spent(), want)
		}
	})
}

// file is where a debug log is written to.
type file struct{ bytes.Buffer }

func (*file) Close() error { return nil }

// fails fails twice.
type fails struct{ left int }

func (f *fails) Translate(context.Context, localize.Request) (localize.Reply, error) {
	if f.left--; f.left >= 0 {
		return localize.Reply{}, &provider.Error{Provider: "gpt", Kind: provider.Temporary, Err: errors.New("down")}
	}
	return localize.Reply{}, nil
}

// TestTheDebugLogHearsOfAll: each try is a request with its reply, and what is
// waited for is told.
func TestTheDebugLogHearsOfAll(t *testing.T) {
	cfg := seasonOf(t, "translators: {gpt: {engine: openai, model: m, rpm: 2}}", "markets: {us: {locale: en-US, translate: gpt}}")
	synctest.Test(t, func(t *testing.T) {
		var to file
		start := time.Now()
		ctx := debuglog.Into(t.Context(), debuglog.New(&to, debuglog.Options{}))
		e := engines.New(engines.Options{Config: cfg, Getenv: nothingSet})
		asked := e.Metered([]localize.Engine{{Name: "gpt", Translator: &fails{left: 2}}}, nil, func(context.Context, season.Usage) error { return nil })
		if _, err := asked[0].Translator.Translate(ctx, localize.Request{}); err != nil {
			t.Fatal(err)
		}
		count, tries, waited := map[string]int{}, []int{}, int64(0)
		for dec := json.NewDecoder(&to.Buffer); dec.More(); {
			var line debuglog.Event
			if err := dec.Decode(&line); err != nil || line.Provider != "gpt" {
				t.Fatalf("%+v, %v", line, err)
			}
			count[line.Event]++
			switch line.Event {
			case "retry":
				tries = append(tries, line.Try)
			case "wait":
				waited += *line.MS
			}
		}
		if count["request"] != 3 || count["reply"] != 3 || !slices.Equal(tries, []int{1, 2}) || waited == 0 || waited > time.Since(start).Milliseconds() {
			t.Errorf("%v, tries %v, %d ms waited in %v", count, tries, waited, time.Since(start))
		}
	})
}
