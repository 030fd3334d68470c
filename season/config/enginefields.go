package config

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"dramaport/internal/strictyaml"
	"dramaport/internal/suggest"
)

// translators reads translators:.
func (d *decoder) translators(c *Config) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		c.Translators = map[string]Translator{}
		d.Pairs(n, path, func(key, value *yaml.Node, name string, at []string) {
			t := Translator{Service: Service{Name: name}}
			d.engineEntry(key, value, at, Text, d.translatorFields(&t), &t.Service)
			d.capable(&t, at)
			c.Translators[name] = t
		})
	}
}

// synthesizers reads synthesizers:.
func (d *decoder) synthesizers(c *Config) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		c.Synthesizers = map[string]Synthesizer{}
		d.Pairs(n, path, func(key, value *yaml.Node, name string, at []string) {
			s := Synthesizer{Service: Service{Name: name}}
			d.engineEntry(key, value, at, Sound, d.synthesizerFields(&s), &s.Service)
			s.usualKey(s.Row())
			c.Synthesizers[name] = s
		})
	}
}

// usualKey names the variable that the engine's own service is used with, where
// no other is named and nowhere else is asked.
func (s *Service) usualKey(e Engine) {
	if s.APIKeyEnv == "" && s.BaseURL == "" {
		s.APIKeyEnv = e.KeyEnv
	}
}

// engineEntry reads one entry and holds it against its engine's needs.
func (d *decoder) engineEntry(key, value *yaml.Node, at []string, k Kind, known strictyaml.Fields, s *Service) {
	if text := nameProblem(key.Value); text != "" {
		d.Wrong(key, "%s", text)
	}
	d.Mapping(value, at, known)
	if v := d.Resolve(value); v == nil || v.Kind != yaml.MappingNode {
		return
	}
	if s.Engine == "" {
		if !d.Places.Given(strictyaml.Under(at, "engine")...) {
			d.Wrong(key, "%q needs engine:, one of %s", key.Value, strings.Join(EngineNames(k), ", "))
		}
		return
	}
	e := rowOf(k, s.Engine)
	for _, need := range e.Needs {
		if !d.Places.Given(strictyaml.Under(at, need)...) {
			d.Wrong(key, "the %s engine needs %s:", e.Name, need)
		}
	}
	for _, setting := range slices.Sorted(maps.Keys(known)) {
		if d.Places.Given(strictyaml.Under(at, setting)...) && !e.takesSetting(setting) {
			d.WrongAt(strictyaml.Under(at, setting), "the %s engine has no setting %s", e.Name, setting)
		}
	}
}

// commonSettings are those that every engine has.
func commonSettings() []string {
	return []string{"engine", "concurrency", "rpm", "tpm", "lines", "timeout", "price"}
}

func (d *decoder) translatorFields(t *Translator) strictyaml.Fields {
	known := d.serviceFields(Text, &t.Service)
	maps.Copy(known, strictyaml.Fields{
		"lines":        d.Count(&t.Lines),
		"schema":       strictyaml.OneOf(d.Decoder, &t.Schema, "schema", []string{"strict", "object", "none"}),
		"preset":       strictyaml.OneOf(d.Decoder, &t.Preset, "preset", Presets()),
		"mode":         strictyaml.OneOf(d.Decoder, &t.Mode, "mode", []string{"chat", "mt"}),
		"template":     strictyaml.OneOf(d.Decoder, &t.Template, "template", templateNames()),
		"context":      d.Count(&t.Context),
		"system":       d.Truth(&t.System),
		"prefix_cache": d.Truth(&t.PrefixCache),
		"cache_key":    d.Truth(&t.CacheKey),
		"batch":        d.Truth(&t.Batch),
		"bucket":       d.bucket(&t.Bucket),
		"glossary":     d.Filled(&t.Glossary),
		"adaptive":     d.Truth(&t.Adaptive),
	})
	return known
}

func (d *decoder) synthesizerFields(s *Synthesizer) strictyaml.Fields {
	known := d.serviceFields(Sound, &s.Service)
	known["voices"] = d.voices(&s.Voices)
	return known
}

// serviceFields are the settings that engines of both kinds may have.
func (d *decoder) serviceFields(k Kind, s *Service) strictyaml.Fields {
	return strictyaml.Fields{
		"engine":      strictyaml.OneOf(d.Decoder, &s.Engine, "engine", EngineNames(k)),
		"base_url":    d.baseURL(&s.BaseURL),
		"model":       d.Filled(&s.Model),
		"api_key_env": d.keyName(&s.APIKeyEnv),
		"project":     d.Filled(&s.Project),
		"location":    d.Filled(&s.Location),
		"command":     d.command(&s.Command),
		"concurrency": d.Count(&s.Concurrency),
		"rpm":         d.Count(&s.RPM),
		"tpm":         d.Count(&s.TPM),
		"timeout":     d.Positive(&s.Timeout),
		"price":       d.price(&s.Price),
		"extra":       d.Free(&s.Extra),
	}
}

// price reads a price: input tokens that were cached cost as much as others
// unless it says so.
func (d *decoder) price(to *Price) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		d.Mapping(n, path, d.priceFields(to))
		to.Given = true
		if !d.Places.Given(strictyaml.Under(path, "cached")...) {
			to.Cached = to.Input
		}
	}
}

func (d *decoder) priceFields(p *Price) strictyaml.Fields {
	return strictyaml.Fields{
		"input":      d.Number(&p.Input, 0),
		"cached":     d.Number(&p.Cached, 0),
		"output":     d.Number(&p.Output, 0),
		"characters": d.Number(&p.Characters, 0),
		"requests":   d.Number(&p.Requests, 0),
	}
}

// command reads a program and its arguments.
func (d *decoder) command(to *[]string) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		d.Texts(to, false)(n, path)
		if v := d.Resolve(n); v != nil && v.Kind == yaml.SequenceNode && len(v.Content) == 0 {
			d.Wrong(n, "the list needs a program, such as [python3, mt.py]")
		}
	}
}

// voices reads the names of a program's voices, which become its arguments: none
// may be taken for an option.
func (d *decoder) voices(to *[]string) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		d.Texts(to, false)(n, path)
		v := d.Resolve(n)
		if v == nil || v.Kind != yaml.SequenceNode {
			return
		}
		if len(v.Content) == 0 {
			d.Wrong(n, "the list needs the name of a voice, such as [kal, slt]")
		}
		for _, name := range v.Content {
			if strings.HasPrefix(name.Value, "-") {
				d.Wrong(name, "the name of a voice cannot begin with a hyphen: the program would take it for an option")
			}
		}
	}
}

// keyName reads the name of the environment variable that holds a key. It
// never repeats what it read: that may be the key itself.
func (d *decoder) keyName(to *string) strictyaml.Reader {
	return func(n *yaml.Node, _ []string) {
		v := d.Resolve(n)
		if v != nil && v.Kind == yaml.ScalarNode && strictyaml.IsEnvName(v.Value) {
			*to = v.Value
			return
		}
		if v != nil && v.Kind == yaml.ScalarNode {
			d.Secret(strings.Fields(v.Value)...)
		}
		d.Wrong(n, "expected the name of an environment variable in capitals, such as OPENAI_API_KEY; the key itself never stands in this file")
	}
}

// baseURL reads the URL of a service, without a sign-in.
func (d *decoder) baseURL(to *string) strictyaml.Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Str(n)
		if !ok {
			return
		}
		u, err := url.Parse(s)
		switch {
		case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
			d.Wrong(n, "expected a URL such as http://localhost:11434/v1")
		case u.User != nil || !onlyVersion(u) || u.Fragment != "":
			d.Secret(u.User.String(), u.RawQuery)
			d.Wrong(n, "the URL may hold no sign-in, nothing behind ? but api-version, and no #; a key is named by api_key_env")
		default:
			*to = s
		}
	}
}

// version is an API's version as Azure writes it: 2024-10-21, preview.
var version = regexp.MustCompile(`^api-version=[0-9A-Za-z.-]{1,32}$`)

// onlyVersion reports a URL that says nothing behind its ?, or an API's version,
// which Azure's services need.
func onlyVersion(u *url.URL) bool { return u.RawQuery == "" || version.MatchString(u.RawQuery) }

// storePassword finds a password in a PostgreSQL URL or its parameters.
var storePassword = regexp.MustCompile(`(?i)(?:^postgres(?:ql)?://[^/@]*:([^/@]+)@|password=([^&\s]+))`)

// store reads where decisions are kept.
func (d *decoder) store(to *string) strictyaml.Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Str(n)
		if !ok {
			return
		}
		if m := storePassword.FindStringSubmatch(s); m != nil {
			d.Secret(m[1], m[2])
			d.Wrong(n, "the store's URL may hold no password; keep it in ~/.pgpass or in $PGPASSWORD")
			return
		}
		if scheme, _, found := strings.Cut(s, "://"); found && scheme != "postgres" && scheme != "postgresql" {
			d.Wrong(n, "%s", suggest.Unknown("kind of store", scheme, []string{"postgres", "postgresql"}))
			return
		}
		*to = s
	}
}
