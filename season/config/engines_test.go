package config_test

import (
	"slices"
	"testing"

	"dramaport/season/config"
)

func TestWhatNobodyBills(t *testing.T) {
	for _, test := range []struct {
		kind         config.Kind
		engine, base string
		free         bool
	}{
		{config.Text, "apertium", "", true},
		{config.Sound, "espeak", "", true},
		{config.Text, "libretranslate", "", true},
		{config.Text, "libretranslate", "https://libretranslate.com", false},
		{config.Text, "openai", "", false},
		{config.Text, "openai", "http://localhost:11434/v1", true},
		{config.Text, "openai", "http://[::1]:1/v1", true},
		{config.Text, "openai", "http://localhost.evil.example/v1", false},
		{config.Sound, "openai", "http://127.0.0.1:8880/v1", true},
		{config.Text, "google", "", false},
		{config.Text, "command", "", false}, // it may ask whom it likes
	} {
		e, ok := config.EngineNamed(test.kind, test.engine)
		if !ok || e.Free(test.base) != test.free {
			t.Errorf("%s %s at %q: free is %v", test.kind, test.engine, test.base, !test.free)
		}
	}
}

// A price of what the engine does not count would never be charged.
func TestOnlyWhatIsCountedIsCharged(t *testing.T) {
	all := config.Price{Input: 1, Cached: 2, Output: 3, Characters: 4, Requests: 5, Given: true}
	for engine, want := range map[string]config.Price{
		"openai":  {Input: 1, Cached: 2, Output: 3, Requests: 5, Given: true},
		"deepl":   {Characters: 4, Requests: 5, Given: true},
		"command": all,
	} {
		e, _ := config.EngineNamed(config.Text, engine)
		if got := e.Charged(all); got != want {
			t.Errorf("%s: %+v, want %+v", engine, got, want)
		}
	}
}

func TestEveryRowOfTheTableIsWhole(t *testing.T) {
	for _, k := range []config.Kind{config.Text, config.Sound} {
		names := config.EngineNames(k)
		for i, e := range config.Engines(k) {
			if e.Name == "" || slices.Contains(names[:i], e.Name) {
				t.Errorf("%s: the name %q is empty or taken", k, e.Name)
			}
			if (e.KeyEnv != "" || e.SignsInWith != "") && len(e.Hosts) == 0 {
				t.Errorf("%s %s: it sends a key and has no host of its own", k, e.Name)
			}
			if slices.Contains(e.Takes, "api_key_env") && e.Local && !slices.Contains(e.Takes, "base_url") {
				t.Errorf("%s %s: a key, and nowhere to send it", k, e.Name)
			}
		}
	}
}
