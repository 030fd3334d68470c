package config

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// engine is what season.yaml must and may say of a kind of translator or
// synthesizer, beside the settings that all have.
type engine struct {
	name string
	// needs are the settings it cannot work without, takes the others.
	needs, takes []string
	// host is where its own service lives ("*." for any name below; several
	// are parted by spaces), and env the variable that the service's own
	// documentation keeps its key in.
	host, env string
}

// translatorEngines are the engines of translators:. Hosts and variables:
// platform.openai.com/docs/quickstart, cloud.google.com/translate/docs,
// developers.deepl.com. LibreTranslate has no host of its own: people run it.
func translatorEngines() []engine {
	return []engine{
		{name: "openai", needs: []string{"model"}, takes: []string{"base_url", "api_key_env", "extra", "schema", "preset",
			"mode", "template", "context", "system", "prefix_cache", "cache_key", "batch"},
			host: "api.openai.com", env: "OPENAI_API_KEY"},
		{name: "google", takes: []string{"project", "location", "model", "base_url", "bucket", "glossary", "adaptive"},
			host: "*.googleapis.com"},
		{name: "deepl", takes: []string{"base_url", "api_key_env", "extra"},
			host: "api.deepl.com api-free.deepl.com", env: "DEEPL_API_KEY"},
		{name: "libretranslate", takes: []string{"base_url", "api_key_env", "extra"}},
		{name: "apertium", takes: []string{"model"}},
		{name: "command", needs: []string{"command"}},
	}
}

// synthesizerEngines are the engines of synthesizers:. Hosts and variables:
// platform.openai.com/docs/quickstart, elevenlabs.io/docs/quickstart,
// cloud.google.com/text-to-speech/docs.
func synthesizerEngines() []engine {
	return []engine{
		{name: "espeak"},
		{name: "openai", needs: []string{"model"}, takes: []string{"base_url", "api_key_env", "extra"},
			host: "api.openai.com", env: "OPENAI_API_KEY"},
		{name: "elevenlabs", takes: []string{"base_url", "model", "api_key_env", "extra"},
			host: "api.elevenlabs.io", env: "ELEVENLABS_API_KEY"},
		{name: "google", takes: []string{"project", "location", "model", "base_url", "api_key_env"},
			host: "*.googleapis.com"},
		{name: "piper", takes: []string{"base_url", "model"}},
	}
}

func engineNames(all []engine) []string {
	names := make([]string, len(all))
	for i, e := range all {
		names[i] = e.name
	}
	return names
}

// engineOf is the engine of that name.
func engineOf(all []engine, name string) (engine, bool) {
	i := slices.IndexFunc(all, func(e engine) bool { return e.name == name })
	if i < 0 {
		return engine{}, false
	}
	return all[i], true
}

// ownHost reports whether a service's URL is the engine's own or on this
// machine.
func (e engine) ownHost(base string) bool {
	if base == "" {
		return true
	}
	u, err := url.Parse(base)
	if err != nil {
		return false
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if loopback(host) {
		return true
	}
	if u.Scheme != "https" || e.host == "" {
		return false
	}
	return slices.ContainsFunc(strings.Fields(e.host), func(own string) bool {
		below, any := strings.CutPrefix(own, "*")
		return host == own || any && strings.HasSuffix(host, below)
	})
}

func loopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}
