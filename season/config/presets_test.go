package config_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dramaport/season/config"
)

func translatorOf(t *testing.T, entry string) (config.Translator, config.Config, error) {
	t.Helper()
	dir := folder(t, map[string]string{"season.yaml": "source: {locale: zh-CN, tracks: source/*.srt}\ntranslators:\n  mine: " + entry + "\nmarkets:\n  us: {locale: en-US, translate: mine}\n"})
	c, err := config.Load(dir)
	return c.Translators["mine"], c, err
}

func TestPresetsFillInWhatIsNotSaid(t *testing.T) {
	for entry, want := range map[string]config.Translator{
		"{engine: openai, model: m}": {Service: config.Service{BaseURL: "https://api.openai.com/v1", APIKeyEnv: "OPENAI_API_KEY"}, Schema: "strict",
			Capabilities: config.Capabilities{Preset: "openai", Mode: "chat", System: true, Context: 128000, PrefixCache: true, CacheKey: true, Batch: true}},
		"{engine: openai, model: m, preset: ollama}": {Service: config.Service{BaseURL: "http://localhost:11434/v1", Concurrency: 1}, Schema: "strict", Lines: 12,
			Capabilities: config.Capabilities{Preset: "ollama", Mode: "chat", System: true, Context: 4096}},
		"{engine: openai, model: m, base_url: http://127.0.0.1:11434/v1}": {Service: config.Service{BaseURL: "http://127.0.0.1:11434/v1", Concurrency: 1}, Schema: "strict", Lines: 12,
			Capabilities: config.Capabilities{Preset: "ollama", Mode: "chat", System: true, Context: 4096}},
		"{engine: openai, model: m, preset: ollama, base_url: http://gpu:11434/v1, context: 32000, lines: 40, system: false, schema: none, prefix_cache: true}": {
			Service: config.Service{BaseURL: "http://gpu:11434/v1", Concurrency: 1}, Schema: "none", Lines: 40,
			Capabilities: config.Capabilities{Preset: "ollama", Mode: "chat", Context: 32000, PrefixCache: true}},
		"{engine: openai, model: m, base_url: https://api.deepseek.com/v1, cache_key: true}": {Service: config.Service{BaseURL: "https://api.deepseek.com/v1", APIKeyEnv: "DEEPSEEK_API_KEY"}, Schema: "object",
			Capabilities: config.Capabilities{Preset: "deepseek", Mode: "chat", System: true, Context: 64000, PrefixCache: true, CacheKey: true}},
		"{engine: openai, model: m, base_url: http://elsewhere:9/v1}": {Service: config.Service{BaseURL: "http://elsewhere:9/v1"},
			Capabilities: config.Capabilities{Mode: "chat", System: true, PrefixCache: true}},
		"{engine: openai, model: translategemma:4b, preset: ollama, mode: mt, lines: 20}": {Service: config.Service{BaseURL: "http://localhost:11434/v1", Concurrency: 1}, Schema: "strict", Lines: 1,
			Capabilities: config.Capabilities{Preset: "ollama", Mode: "mt", Template: "translategemma", Context: 4096}},
		"{engine: openai, model: m, preset: qwen, template: qwen-mt}": {Service: config.Service{BaseURL: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", APIKeyEnv: "DASHSCOPE_API_KEY"}, Schema: "object", Lines: 1,
			Capabilities: config.Capabilities{Preset: "qwen", Mode: "mt", Template: "qwen-mt", Context: 32768}},
	} {
		got, _, err := translatorOf(t, entry)
		want.Name, want.Engine, want.Model = "mine", "openai", got.Model
		if err != nil || !cmp.Equal(want, got) {
			t.Errorf("%s: %v\n%s", entry, err, cmp.Diff(want, got))
		}
	}
}

func TestEveryPresetIsWholeAndKnownByItsOwnAddress(t *testing.T) {
	if n := len(config.Presets()); n != 8 {
		t.Fatalf("%d presets", n)
	}
	for _, name := range config.Presets() {
		named, c, err := translatorOf(t, "{engine: openai, model: m, preset: "+name+"}")
		if err != nil {
			t.Fatal(err)
		}
		byURL, _, err := translatorOf(t, "{engine: openai, model: m, base_url: "+named.BaseURL+"}")
		if err != nil || !cmp.Equal(named, byURL) {
			t.Errorf("%s: %v\n%s", name, err, cmp.Diff(named, byURL))
		}
		if len(c.Wants()) != 0 {
			t.Errorf("%s wants %v", name, c.Wants())
		}
	}
}

// The usual key may go to its own service; no other key may, and not elsewhere.
func TestAKeyOfAPresetNeedsTrustElsewhere(t *testing.T) {
	for _, entry := range []string{
		"{engine: openai, model: m, preset: deepseek, api_key_env: OPENAI_API_KEY}",
		"{engine: openai, model: m, preset: deepseek, base_url: https://evil.example/v1, api_key_env: DEEPSEEK_API_KEY}",
		"{engine: openai, model: m, preset: deepseek, base_url: http://api.deepseek.com, api_key_env: DEEPSEEK_API_KEY}",
		"{engine: openai, model: m, preset: qwen, base_url: https://x.maas.aliyuncs.com/v1, api_key_env: DASHSCOPE_API_KEY}",
	} {
		if _, c, err := translatorOf(t, entry); err != nil || len(c.Wants()) != 1 {
			t.Errorf("%s: %v, wants %v", entry, err, c.Wants())
		}
	}
	got, _, err := translatorOf(t, "{engine: openai, model: m, preset: deepseek, base_url: https://evil.example/v1}")
	if err != nil || got.APIKeyEnv != "" {
		t.Errorf("%v, %q", err, got.APIKeyEnv)
	}
}

func TestWrongCapabilitiesAreNamed(t *testing.T) {
	for entry, want := range map[string]string{
		"{engine: openai, model: m, preset: olama}":                             "ollama",
		"{engine: openai, model: m, mode: mt}":                                  "needs template",
		"{engine: openai, model: m, mode: chat, template: seed-x}":              "belongs to mode: mt",
		"{engine: openai, model: m, system: maybe}":                             "true or false",
		"{engine: openai, model: m, context: 0}":                                "context",
		"{engine: apertium, preset: ollama}":                                    "no setting preset",
		"{engine: openai, model: m, cache_key: \"yes\", base_url: http://x/v1}": "true or false",
	} {
		_, _, err := translatorOf(t, entry)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "season.yaml:") {
			if want != "context" || err == nil {
				t.Errorf("%s: %v, want %q", entry, err, want)
			}
		}
	}
}

func TestConfigShowTellsCapabilities(t *testing.T) {
	_, c, err := translatorOf(t, "{engine: openai, model: m, preset: lmstudio}")
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.Show()
	if err != nil {
		t.Fatal(err)
	}
	text, err := s.YAML()
	for _, want := range []string{"preset: lmstudio", "context: 4096", "lines: 12", "schema: strict"} {
		if err != nil || !slices.Contains(strings.Split(strings.ReplaceAll(string(text), "    ", ""), "\n"), want) {
			t.Errorf("%v: no %q in\n%s", err, want, text)
		}
	}
}
