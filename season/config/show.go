package config

import (
	"dramaport/season"
	"maps"
	"slices"
	"time"

	"go.yaml.in/yaml/v4"
)

// Shown is the configuration as it is understood, defaults filled in, for
// people and programs to read. It holds no key, only the names of their
// environment variables.
type Shown struct {
	Title        string                                  `yaml:"title" json:"title"`
	Source       ShownSource                             `yaml:"source" json:"source"`
	Bible        string                                  `yaml:"bible,omitempty" json:"bible,omitempty"`
	Glossaries   []string                                `yaml:"glossaries,omitempty" json:"glossaries,omitempty"`
	Memories     []string                                `yaml:"memories,omitempty" json:"memories,omitempty"`
	Store        string                                  `yaml:"store,omitempty" json:"store,omitempty"`
	Translators  map[string]ShownEngine                  `yaml:"translators,omitempty" json:"translators,omitempty"`
	Synthesizers map[string]ShownEngine                  `yaml:"synthesizers,omitempty" json:"synthesizers,omitempty"`
	Markets      map[string]ShownMarket                  `yaml:"markets" json:"markets"`
	Cast         map[string]map[season.MarketName]string `yaml:"cast,omitempty" json:"cast,omitempty"`
}

// ShownSource is what the season is made from.
type ShownSource struct {
	Locale   string `yaml:"locale" json:"locale"`
	Tracks   string `yaml:"tracks" json:"tracks"`
	Encoding string `yaml:"encoding" json:"encoding"`
	Speakers string `yaml:"speakers" json:"speakers"`
	Rolling  string `yaml:"rolling,omitempty" json:"rolling,omitempty"`
	Video    string `yaml:"video,omitempty" json:"video,omitempty"`
	Bed      string `yaml:"bed,omitempty" json:"bed,omitempty"`
}

// ShownEngine is a translator or a synthesizer.
type ShownEngine struct {
	Engine      string   `yaml:"engine" json:"engine"`
	BaseURL     string   `yaml:"base_url,omitempty" json:"base_url,omitempty"`
	Model       string   `yaml:"model,omitempty" json:"model,omitempty"`
	APIKeyEnv   string   `yaml:"api_key_env,omitempty" json:"api_key_env,omitempty"`
	Command     []string `yaml:"command,omitempty" json:"command,omitempty"`
	Voices      []string `yaml:"voices,omitempty" json:"voices,omitempty"`
	Project     string   `yaml:"project,omitempty" json:"project,omitempty"`
	Location    string   `yaml:"location,omitempty" json:"location,omitempty"`
	Bucket      string   `yaml:"bucket,omitempty" json:"bucket,omitempty"`
	Glossary    string   `yaml:"glossary,omitempty" json:"glossary,omitempty"`
	Adaptive    bool     `yaml:"adaptive,omitempty" json:"adaptive,omitempty"`
	Concurrency int      `yaml:"concurrency,omitempty" json:"concurrency,omitempty"`
	RPM         int      `yaml:"rpm,omitempty" json:"rpm,omitempty"`
	TPM         int      `yaml:"tpm,omitempty" json:"tpm,omitempty"`
	Lines       int      `yaml:"lines,omitempty" json:"lines,omitempty"`
	Schema      string   `yaml:"schema,omitempty" json:"schema,omitempty"`
	// Price is per million of each; nil if season.yaml has none.
	Price *ShownPrice `yaml:"price,omitempty" json:"price,omitempty"`
	// Can is what an openai translator is taken to be able to do.
	Can *ShownCapabilities `yaml:"can,omitempty" json:"can,omitempty"`
}

// ShownPrice is a Price as it holds: cached is as input where it is not named.
type ShownPrice struct {
	Input      float64 `yaml:"input,omitempty" json:"input,omitempty"`
	Cached     float64 `yaml:"cached,omitempty" json:"cached,omitempty"`
	Output     float64 `yaml:"output,omitempty" json:"output,omitempty"`
	Characters float64 `yaml:"characters,omitempty" json:"characters,omitempty"`
	Requests   float64 `yaml:"requests,omitempty" json:"requests,omitempty"`
}

func (p Price) show() *ShownPrice {
	if !p.Given {
		return nil
	}
	return &ShownPrice{p.Input, p.Cached, p.Output, p.Characters, p.Requests}
}

// ShownCapabilities are a translator's, its preset filled in. They are shown
// by themselves because season.yaml needs none of them.
type ShownCapabilities struct {
	Preset      string `yaml:"preset,omitempty" json:"preset,omitempty"`
	Mode        string `yaml:"mode" json:"mode"`
	Template    string `yaml:"template,omitempty" json:"template,omitempty"`
	Context     int    `yaml:"context,omitempty" json:"context,omitempty"`
	System      bool   `yaml:"system" json:"system"`
	PrefixCache bool   `yaml:"prefix_cache" json:"prefix_cache"`
	CacheKey    bool   `yaml:"cache_key" json:"cache_key"`
	Batch       bool   `yaml:"batch" json:"batch"`
}

// ShownMarket is a market with the rules that hold in it.
type ShownMarket struct {
	Locale    string                          `yaml:"locale" json:"locale"`
	From      season.MarketName               `yaml:"from,omitempty" json:"from,omitempty"`
	Translate []string                        `yaml:"translate,omitempty" json:"translate,omitempty"`
	Speak     string                          `yaml:"speak,omitempty" json:"speak,omitempty"`
	Layout    string                          `yaml:"layout" json:"layout"`
	Rules     ShownRules                      `yaml:"rules" json:"rules"`
	Style     string                          `yaml:"style,omitempty" json:"style,omitempty"`
	Avoid     []string                        `yaml:"avoid,omitempty" json:"avoid,omitempty"`
	Severity  map[season.Rule]season.Severity `yaml:"severity,omitempty" json:"severity,omitempty"`
	Pronounce map[string]string               `yaml:"pronounce,omitempty" json:"pronounce,omitempty"`
}

// ShownRules are a market's timed-text rules: its layout's, with its own
// figures in their place.
type ShownRules struct {
	CharsPerLine   float64       `yaml:"chars_per_line" json:"chars_per_line"`
	CharsPerSecond float64       `yaml:"chars_per_second" json:"chars_per_second"`
	Lines          int           `yaml:"lines" json:"lines"`
	MinDuration    time.Duration `yaml:"min_duration" json:"min_duration"`
	MaxDuration    time.Duration `yaml:"max_duration" json:"max_duration"`
	Gap            time.Duration `yaml:"gap" json:"gap"`
}

// Show is the configuration as it is understood.
func (c Config) Show() (Shown, error) {
	s := Shown{
		Title: c.Title, Bible: c.Bible, Glossaries: c.Glossaries, Memories: c.Memories, Store: c.Store, Cast: c.Cast,
		Source:       ShownSource{c.Source.Locale.String(), c.Source.Tracks, c.Source.Encoding, c.Source.Speakers, c.Source.Rolling, c.Source.Video, c.Source.Bed},
		Translators:  map[string]ShownEngine{},
		Synthesizers: map[string]ShownEngine{},
		Markets:      map[string]ShownMarket{},
	}
	for _, name := range slices.Sorted(maps.Keys(c.Translators)) {
		s.Translators[name] = c.Translators[name].show()
	}
	for _, name := range slices.Sorted(maps.Keys(c.Synthesizers)) {
		s.Synthesizers[name] = c.Synthesizers[name].show()
	}
	for _, m := range c.Markets {
		shown, err := showMarket(m)
		if err != nil {
			return s, err
		}
		s.Markets[string(m.Name)] = shown
	}
	return s, nil
}

func (s Service) show() ShownEngine {
	return ShownEngine{Engine: s.Engine, BaseURL: s.BaseURL, Model: s.Model, APIKeyEnv: s.APIKeyEnv, Command: s.Command,
		Project: s.Project, Location: s.Location, Concurrency: s.Concurrency, RPM: s.RPM, TPM: s.TPM, Price: s.Price.show()}
}

func (s Synthesizer) show() ShownEngine {
	shown := s.Service.show()
	shown.Voices = s.Voices
	return shown
}

func (t Translator) show() ShownEngine {
	s := t.Service.show()
	s.Lines, s.Schema, s.Bucket, s.Glossary, s.Adaptive = t.Lines, t.Schema, t.Bucket, t.Glossary, t.Adaptive
	if t.Row().Presets {
		s.Can = &ShownCapabilities{Preset: t.Preset, Mode: t.Mode, Template: t.Template, Context: t.Context,
			System: t.System, PrefixCache: t.PrefixCache, CacheKey: t.CacheKey, Batch: t.Batch}
	}
	return s
}

func showMarket(m season.Market) (ShownMarket, error) {
	r, err := m.TextRules()
	layout := m.Layout
	if layout == "" {
		layout = season.DefaultLayout
	}
	return ShownMarket{
		Locale: m.Locale.String(), From: m.From, Translate: m.Translate, Speak: m.Speak, Layout: layout, Style: m.Style,
		Avoid: m.Avoid, Severity: m.Severity, Pronounce: m.Pronounce,
		Rules: ShownRules{r.CharsPerLine, r.CharsPerSecond, r.Lines, r.MinDuration, r.MaxDuration, r.Gap},
	}, err
}

// YAML is the same as a text.
func (s Shown) YAML() ([]byte, error) { return yaml.Marshal(s) }
