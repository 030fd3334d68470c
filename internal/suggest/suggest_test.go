package suggest_test

import (
	"testing"

	"dramaport/internal/suggest"
)

func TestSuggestions(t *testing.T) {
	known := []string{"gpt", "google", "vertical"}
	for name, want := range map[string]string{
		"gtp": "gpt", "GPT": "gpt", "gogle": "google", "goolge": "google", "vert": "", "x": "", "": "", "verticall": "vertical",
	} {
		if got := suggest.Nearest(name, known); got != want {
			t.Errorf("suggest.Nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestUnknownNamesTheNearOrTheFew(t *testing.T) {
	for name, want := range map[string]string{
		"gtp": `unknown engine "gtp"; did you mean "gpt"?`,
		"zzz": `unknown engine "zzz"; known: gpt, google`,
	} {
		if got := suggest.Unknown("engine", name, []string{"gpt", "google"}); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
