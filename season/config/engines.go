package config

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// Kind is what an engine proposes. Its value is the section of season.yaml
// that the engines of that kind stand in.
type Kind string

// The kinds of engines.
const (
	Text  Kind = "translators"
	Sound Kind = "synthesizers"
)

// Engine is a row of the table of engines: what season.yaml must and may say of
// it beside the settings that all have, and what is known of it before it is
// built. Package internal/engines builds it.
type Engine struct {
	// Name is what engine: says.
	Name string
	// Needs are the settings it cannot work without, Takes the others.
	Needs, Takes []string
	// Hosts is where its own service lives ("*." for any name below); a key
	// goes nowhere else without trust.
	Hosts []string
	// KeyEnv is the variable that the service's own documentation keeps its
	// key in, "" for an engine that needs no key.
	KeyEnv string
	// SignsInWith is whose sign-in of the user's it sends where no key is named.
	SignsInWith string
	// Counts is what its service counts, and may bill.
	Counts Counts
	// Local says that it is a program or a server of this machine where no
	// base_url says otherwise: nobody bills it.
	Local bool
	// Presets says that what it can do is told by presets.csv.
	Presets bool
	// Prompted says that it reads what a request says beside its lines.
	Prompted bool
	// Paired says that it is built for one pair of languages.
	Paired bool
}

// Counts is what a service counts.
type Counts int

// What services count. A price of anything else would be estimated and then
// never charged.
const (
	Characters Counts = iota
	Tokens
	// WhatItSays is counted by the engine, which reports any of them.
	WhatItSays
)

// Engines is the table of the engines of a kind, in the order in which they are
// told. Hosts and variables: platform.openai.com/docs/quickstart,
// cloud.google.com/translate/docs, cloud.google.com/text-to-speech/docs,
// developers.deepl.com, elevenlabs.io/docs/quickstart. LibreTranslate has no
// host of its own: people run it.
func Engines(k Kind) []Engine {
	if k == Sound {
		return []Engine{
			{Name: "espeak", Local: true},
			{Name: "openai", Needs: []string{"model"}, Takes: []string{"base_url", "api_key_env", "extra"},
				Hosts: []string{"api.openai.com"}, KeyEnv: "OPENAI_API_KEY"},
			{Name: "elevenlabs", Takes: []string{"base_url", "model", "api_key_env", "extra"},
				Hosts: []string{"api.elevenlabs.io"}, KeyEnv: "ELEVENLABS_API_KEY"},
			{Name: "google", Takes: []string{"project", "location", "model", "base_url", "api_key_env"},
				Hosts: []string{"*.googleapis.com"}, SignsInWith: "Google"},
			{Name: "piper", Takes: []string{"base_url", "model"}, Local: true},
			{Name: "command", Needs: []string{"command", "voices"}},
		}
	}
	return []Engine{
		{Name: "openai", Needs: []string{"model"}, Takes: []string{"base_url", "api_key_env", "extra", "schema", "preset",
			"mode", "template", "context", "system", "prefix_cache", "cache_key", "batch"},
			Hosts: []string{"api.openai.com"}, KeyEnv: "OPENAI_API_KEY", Counts: Tokens, Presets: true, Prompted: true},
		{Name: "google", Takes: []string{"project", "location", "model", "base_url", "bucket", "glossary", "adaptive"},
			Hosts: []string{"*.googleapis.com"}, SignsInWith: "Google", Paired: true},
		{Name: "deepl", Takes: []string{"base_url", "api_key_env", "extra"},
			Hosts: []string{"api.deepl.com", "api-free.deepl.com"}, KeyEnv: "DEEPL_API_KEY", Paired: true},
		{Name: "libretranslate", Takes: []string{"base_url", "api_key_env", "extra"}, Local: true, Paired: true},
		{Name: "apertium", Takes: []string{"model"}, Local: true, Paired: true},
		{Name: "command", Needs: []string{"command"}, Counts: WhatItSays, Prompted: true},
	}
}

// EngineNames are the names of the engines of a kind, in the table's order.
func EngineNames(k Kind) []string {
	var names []string
	for _, e := range Engines(k) {
		names = append(names, e.Name)
	}
	return names
}

// EngineNamed is the row of that name.
func EngineNamed(k Kind, name string) (Engine, bool) {
	all := Engines(k)
	i := slices.IndexFunc(all, func(e Engine) bool { return e.Name == name })
	if i < 0 {
		return Engine{}, false
	}
	return all[i], true
}

// Charged is a price in what the engine counts.
func (e Engine) Charged(p Price) Price {
	switch e.Counts {
	case Tokens:
		p.Characters = 0
	case Characters:
		p = Price{Characters: p.Characters, Requests: p.Requests, Given: p.Given}
	}
	return p
}

// Free reports that nobody bills what is asked of a service at base, "" for the
// engine's own: a program of this machine, or a server on it.
func (e Engine) Free(base string) bool {
	if base == "" {
		return e.Local
	}
	u, err := url.Parse(base)
	return err == nil && loopback(hostOf(u))
}

// takesSetting reports whether season.yaml may give the setting.
func (e Engine) takesSetting(name string) bool {
	return slices.Contains(commonSettings(), name) || slices.Contains(e.Needs, name) || slices.Contains(e.Takes, name)
}

// ownHost reports whether a service's URL is the engine's own or on this
// machine.
func (e Engine) ownHost(base string) bool {
	u, err := url.Parse(base)
	return e.Serves(base) || err == nil && loopback(hostOf(u))
}

// Serves reports whether a service's URL is the engine's own; "" is. Its usual
// key is then the right one.
func (e Engine) Serves(base string) bool {
	if base == "" {
		return true
	}
	u, err := url.Parse(base)
	if err != nil {
		return false
	}
	host := hostOf(u)
	return u.Scheme == "https" && slices.ContainsFunc(e.Hosts, func(own string) bool {
		below, any := strings.CutPrefix(own, "*")
		return host == own || any && strings.HasSuffix(host, below)
	})
}

func hostOf(u *url.URL) string { return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".") }

func loopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}
