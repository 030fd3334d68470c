package config

import (
	"slices"
	"strings"

	"dramaport/internal/strictyaml"
)

// Capabilities are what a translator of an engine with presets can do: as its
// preset says, or as season.yaml says instead.
type Capabilities struct {
	// Preset is the known server that it is, "" if it is none.
	Preset string
	// Mode is "chat", which reads the whole prompt and answers JSON, or "mt"
	// for a translation model that takes one text and answers its
	// translation; "" is "chat".
	Mode string
	// Template is the prompt of a model of mode "mt" (see Templates).
	Template string
	// System says that the model has a system role.
	System bool
	// Context is the most tokens of a request and its reply together; 0 is
	// unknown.
	Context int
	// PrefixCache says that the head which requests have in common costs
	// little from the second request on.
	PrefixCache bool
	// CacheKey says that requests carry a prompt_cache_key.
	CacheKey bool
	// Batch says that the server has a batch tier at half price.
	Batch bool
}

// Templates are the prompts of translation models, and the parts of model
// names by which they are known.
func Templates() map[string][]string {
	return map[string][]string{
		"translategemma": {"translategemma"},
		"hunyuan-mt":     {"hunyuan-mt", "hy-mt"},
		"seed-x":         {"seed-x"},
		"qwen-mt":        {"qwen-mt"},
	}
}

func templateNames() []string {
	var names []string
	for name := range Templates() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// templateFor is the template that a model's name tells.
func templateFor(model string) string {
	for _, name := range templateNames() {
		for _, part := range Templates()[name] {
			if strings.Contains(strings.ToLower(model), part) {
				return name
			}
		}
	}
	return ""
}

// capable completes a translator that was read at a place of the file: what
// is not said there is as its preset has it.
func (d *decoder) capable(t *Translator, at []string) {
	if e := t.Row(); !e.Presets {
		t.usualKey(e)
		return
	}
	p, named := presetNamed(t.Preset)
	if !named {
		p = presetOf(t.BaseURL)
	}
	if t.BaseURL == "" {
		t.BaseURL = p.baseURL
	}
	if t.APIKeyEnv == "" && p.owns(t.BaseURL, p.env) {
		t.APIKeyEnv = p.env
	}
	d.unsaid(t, at, p)
	d.mode(t, at)
}

// unsaid takes from the preset what the file does not say.
func (d *decoder) unsaid(t *Translator, at []string, p preset) {
	said := func(key string) bool { return d.Places.Given(strictyaml.Under(at, key)...) }
	can := p.can
	can.Mode, can.Template = t.Mode, t.Template
	for _, s := range []struct {
		key        string
		have, from *bool
	}{
		{"system", &t.System, &can.System}, {"prefix_cache", &t.PrefixCache, &can.PrefixCache},
		{"cache_key", &t.CacheKey, &can.CacheKey}, {"batch", &t.Batch, &can.Batch},
	} {
		if said(s.key) {
			*s.from = *s.have
		}
	}
	if said("context") {
		can.Context = t.Context
	}
	t.Capabilities = can
	if !said("lines") {
		t.Lines = p.lines
	}
	if !said("concurrency") {
		t.Concurrency = p.concurrency
	}
	if !said("schema") {
		t.Schema = p.schema
	}
}

// mode settles how the model is spoken to. A translation model takes one text
// a request, and no head that could be cached.
func (d *decoder) mode(t *Translator, at []string) {
	switch {
	case t.Mode == "" && t.Template != "":
		t.Mode = "mt"
	case t.Mode == "":
		t.Mode = "chat"
	case t.Mode == "chat" && t.Template != "":
		d.WrongAt(strictyaml.Under(at, "template"), "a template belongs to mode: mt")
	}
	if t.Mode != "mt" {
		return
	}
	if t.Template == "" {
		t.Template = templateFor(t.Model)
	}
	if t.Template == "" {
		d.WrongAt(strictyaml.Under(at, "mode"), "mode: mt needs template:, one of %s; the model's name tells none", strings.Join(templateNames(), ", "))
	}
	t.Lines, t.System, t.PrefixCache, t.CacheKey = 1, false, false, false
}
