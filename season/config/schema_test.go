package config

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"dramaport/internal/strictyaml"
	"dramaport/season"
	"dramaport/subtitles"
)

type schemaNode struct {
	Properties    map[string]json.RawMessage `json:"properties"`
	Additional    any                        `json:"additionalProperties"`
	Enum          []string                   `json:"enum"`
	PropertyNames struct {
		Enum []string `json:"enum"`
	} `json:"propertyNames"`
}

func parsed(t *testing.T, raw []byte) schemaNode {
	t.Helper()
	var n schemaNode
	if err := json.Unmarshal(raw, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// What an editor offers is what Load takes.
func TestSchemaAndDecoderKnowTheSameKeys(t *testing.T) {
	var root struct {
		Schema string                     `json:"$schema"`
		Defs   map[string]json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &root); err != nil {
		t.Fatal(err)
	}
	if root.Schema != "https://json-schema.org/draft/2020-12/schema" {
		t.Error(root.Schema)
	}
	d := &decoder{}
	for name, want := range map[string]strictyaml.Fields{
		"":            d.seasonFields(&Config{}),
		"source":      d.sourceFields(&Source{}),
		"translator":  d.translatorFields(&Translator{}),
		"synthesizer": d.synthesizerFields(&Synthesizer{}),
		"price":       d.priceFields(&Price{}),
		"market":      d.marketFields(&season.Market{}),
		"rules":       d.ruleFields(&season.RuleOverrides{}),
	} {
		raw := Schema()
		if name != "" {
			raw = root.Defs[name]
		}
		n := parsed(t, raw)
		if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(n.Properties))); diff != "" {
			t.Errorf("%q: decoder and schema differ:\n%s", name, diff)
		}
		if n.Additional != false {
			t.Errorf("%q: the schema takes unknown keys", name)
		}
	}
}

func TestSchemaAndDecoderKnowTheSameWords(t *testing.T) {
	var root struct {
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &root); err != nil {
		t.Fatal(err)
	}
	in := func(def, property string) schemaNode {
		return parsed(t, parsed(t, root.Defs[def]).Properties[property])
	}
	var severities []string
	for _, r := range season.Rules() {
		severities = append(severities, string(r))
	}
	for _, test := range []struct {
		name      string
		got, want []string
	}{
		{"translators", in("translator", "engine").Enum, EngineNames(Text)},
		{"synthesizers", in("synthesizer", "engine").Enum, EngineNames(Sound)},
		{"layouts", in("market", "layout").Enum, subtitles.Profiles()},
		{"rules", in("market", "severity").PropertyNames.Enum, severities},
		{"schema", in("translator", "schema").Enum, []string{"strict", "object", "none"}},
		{"presets", in("translator", "preset").Enum, Presets()},
		{"modes", in("translator", "mode").Enum, []string{"chat", "mt"}},
		{"templates", in("translator", "template").Enum, templateNames()},
		{"speakers", in("source", "speakers").Enum, []string{"auto", "none"}},
		{"rolling", in("source", "rolling").Enum, []string{"keep", "collapse"}},
	} {
		slices.Sort(test.got)
		slices.Sort(test.want)
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestNaturalOrder(t *testing.T) {
	want := []string{"e01", "e1", "e2", "e10", "e10a", "e10b", "f1", "第2集", "第10集"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, natural)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLocalesOfMarketNames(t *testing.T) {
	for name, want := range map[string]string{
		"us": "en-US", "br": "pt-BR", "kr": "ko-KR", "jp": "ja-JP", "mx": "es-MX", "ph": "fil-PH", "id": "id-ID", "th": "th-TH",
		"latam": "es-419", "uk": "en-GB", "ms": "ms-MY", "vi": "vi-VN", "ar": "ar", "pt-BR": "pt-BR", "tr": "tr-TR", "in": "hi-IN",
		"my": "ms-MY", "es": "es-ES", "ja": "ja", "us=en-US": "en-US", "de=gsw": "gsw",
	} {
		_, got, err := ParseMarket(name)
		if err != nil || got != language.MustParse(want) {
			t.Errorf("%s: %v, %v; want %s", name, got, err, want)
		}
	}
	for _, name := range []string{"", "=en", "nowhere", "us=english", "a/b=en", "note=en"} {
		if m, tag, err := ParseMarket(name); err == nil {
			t.Errorf("%q is %s, %s", name, m, tag)
		}
	}
}
