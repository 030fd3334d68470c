package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dramaport/season/config"
)

func TestProblemsComeAllAtOnceWithTheirLines(t *testing.T) {
	_, err := config.Parse("season.yaml", []byte("title: 1\nsource: {locale: zh, tracks: a}\ncast: {林婉: {uss: x}}\n"+"tilte: x\n"))
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
			_, err := config.Parse("season.yaml", []byte(yaml))
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
	again := "{" + strings.Repeat("yy: {}, ", 5_000) + "}"
	var each strings.Builder
	for i := range 5_000 {
		fmt.Fprintf(&each, "k%d: 1\n", i)
	}
	bomb := minimal + "translators:\n  a: {engine: openai, model: m, extra: {a: &a [x,x,x,x,x,x,x,x]"
	for c := 'b'; c < 'k'; c++ {
		bomb += fmt.Sprintf(", %c: &%c [%s]", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 8), ", "))
	}
	for yaml, want := range map[string]string{
		again:         "4901 more problems from here on",
		each.String(): "4901 more problems from here on", // and no source:
		minimal + "title: {" + strings.Repeat("x", 500_000) + ": 1}": "expected text, found keys with values",
		minimal + strings.Repeat("y", 120) + ": 1\n":                 `unknown key "` + strings.Repeat("y", 120) + `"; known: bible, cast, glossaries, markets, memories, source, store, synthesizers, title, translators`,
		bomb + "}}\n": "the aliases of this file unfold to too much",
	} {
		_, err := config.Parse("season.yaml", []byte(yaml))
		ps := problems(t, err)
		if last := ps[len(ps)-1]; len(ps) > 101 || len(err.Error()) > 100_000 || last.Message != want {
			t.Errorf("%d problems, %d bytes, last %+v", len(ps), len(err.Error()), last)
		}
	}
}
