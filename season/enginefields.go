package season

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// translators reads translators:.
func (d *decoder) translators(c *Config) reader {
	return func(n *yaml.Node, path []string) {
		c.Translators = map[string]Translator{}
		d.pairs(n, path, func(key, value *yaml.Node, name string, at []string) {
			t := Translator{Name: name}
			d.engineEntry(key, value, at, translatorEngines(), d.translatorFields(&t), &t.Engine)
			d.capable(&t, at)
			c.Translators[name] = t
		})
	}
}

// synthesizers reads synthesizers:.
func (d *decoder) synthesizers(c *Config) reader {
	return func(n *yaml.Node, path []string) {
		c.Synthesizers = map[string]Synthesizer{}
		d.pairs(n, path, func(key, value *yaml.Node, name string, at []string) {
			s := Synthesizer{Name: name}
			d.engineEntry(key, value, at, synthesizerEngines(), d.synthesizerFields(&s), &s.Engine)
			if e, _ := engineOf(synthesizerEngines(), s.Engine); s.APIKeyEnv == "" && s.BaseURL == "" {
				s.APIKeyEnv = e.env
			}
			c.Synthesizers[name] = s
		})
	}
}

// engineEntry reads one entry and holds it against its engine's needs.
func (d *decoder) engineEntry(key, value *yaml.Node, at []string, all []engine, known fields, name *string) {
	if text := nameProblem(key.Value); text != "" {
		d.wrong(key, "%s", text)
	}
	d.mapping(value, at, known)
	if v := d.resolve(value); v == nil || v.Kind != yaml.MappingNode {
		return
	}
	if *name == "" {
		if _, given := d.places[joined(under(at, "engine"))]; !given {
			d.wrong(key, "%q needs engine:, one of %s", key.Value, strings.Join(engineNames(all), ", "))
		}
		return
	}
	e, _ := engineOf(all, *name)
	for _, need := range e.needs {
		if _, given := d.places[joined(under(at, need))]; !given {
			d.wrong(key, "the %s engine needs %s:", e.name, need)
		}
	}
	for _, setting := range slices.Sorted(maps.Keys(known)) {
		_, given := d.places[joined(under(at, setting))]
		if given && !slices.Contains(commonSettings(), setting) && !slices.Contains(e.needs, setting) && !slices.Contains(e.takes, setting) {
			d.wrongAt(under(at, setting), "the %s engine has no setting %s", e.name, setting)
		}
	}
}

// commonSettings are those that every engine has.
func commonSettings() []string {
	return []string{"engine", "concurrency", "rpm", "tpm", "lines", "timeout", "price"}
}

func (d *decoder) translatorFields(t *Translator) fields {
	return fields{
		"engine":       oneOf(d, &t.Engine, "engine", engineNames(translatorEngines())),
		"base_url":     d.baseURL(&t.BaseURL),
		"model":        d.filled(&t.Model),
		"api_key_env":  d.keyName(&t.APIKeyEnv),
		"project":      d.filled(&t.Project),
		"location":     d.filled(&t.Location),
		"command":      d.command(&t.Command),
		"concurrency":  d.count(&t.Concurrency),
		"rpm":          d.count(&t.RPM),
		"tpm":          d.count(&t.TPM),
		"lines":        d.count(&t.Lines),
		"timeout":      d.positive(&t.Timeout),
		"price":        d.price(&t.Price),
		"extra":        d.free(&t.Extra),
		"schema":       oneOf(d, &t.Schema, "schema", []string{"strict", "object", "none"}),
		"preset":       oneOf(d, &t.Preset, "preset", Presets()),
		"mode":         oneOf(d, &t.Mode, "mode", []string{"chat", "mt"}),
		"template":     oneOf(d, &t.Template, "template", templateNames()),
		"context":      d.count(&t.Context),
		"system":       d.truth(&t.System),
		"prefix_cache": d.truth(&t.PrefixCache),
		"cache_key":    d.truth(&t.CacheKey),
		"batch":        d.truth(&t.Batch),
		"bucket":       d.bucket(&t.Bucket),
		"glossary":     d.filled(&t.Glossary),
		"adaptive":     d.truth(&t.Adaptive),
	}
}

func (d *decoder) synthesizerFields(s *Synthesizer) fields {
	return fields{
		"engine":      oneOf(d, &s.Engine, "engine", engineNames(synthesizerEngines())),
		"base_url":    d.baseURL(&s.BaseURL),
		"model":       d.filled(&s.Model),
		"api_key_env": d.keyName(&s.APIKeyEnv),
		"project":     d.filled(&s.Project),
		"location":    d.filled(&s.Location),
		"concurrency": d.count(&s.Concurrency),
		"rpm":         d.count(&s.RPM),
		"tpm":         d.count(&s.TPM),
		"timeout":     d.positive(&s.Timeout),
		"price":       d.price(&s.Price),
		"extra":       d.free(&s.Extra),
	}
}

// price reads a price: input tokens that were cached cost as much as others
// unless it says so.
func (d *decoder) price(to *Price) reader {
	return func(n *yaml.Node, path []string) {
		d.mapping(n, path, d.priceFields(to))
		to.Given = true
		if _, given := d.places[joined(under(path, "cached"))]; !given {
			to.Cached = to.Input
		}
	}
}

func (d *decoder) priceFields(p *Price) fields {
	return fields{
		"input":      d.number(&p.Input, 0),
		"cached":     d.number(&p.Cached, 0),
		"output":     d.number(&p.Output, 0),
		"characters": d.number(&p.Characters, 0),
		"requests":   d.number(&p.Requests, 0),
	}
}

// truth reads true or false.
func (d *decoder) truth(to *bool) reader {
	return func(n *yaml.Node, _ []string) {
		if s, ok := d.scalar(n, "true or false", "!!bool"); ok {
			*to = strings.EqualFold(s, "true")
		}
	}
}

// filled reads a text that is not empty.
func (d *decoder) filled(to *string) reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.str(n)
		if ok && strings.TrimSpace(s) == "" {
			d.wrong(n, "the text is empty")
			return
		}
		*to = s
	}
}

// command reads a program and its arguments.
func (d *decoder) command(to *[]string) reader {
	return func(n *yaml.Node, path []string) {
		d.texts(to, false)(n, path)
		if v := d.resolve(n); v != nil && v.Kind == yaml.SequenceNode && len(v.Content) == 0 {
			d.wrong(n, "the list needs a program, such as [python3, mt.py]")
		}
	}
}

// keyName reads the name of the environment variable that holds a key. It
// never repeats what it read: that may be the key itself.
func (d *decoder) keyName(to *string) reader {
	return func(n *yaml.Node, _ []string) {
		v := d.resolve(n)
		if v != nil && v.Kind == yaml.ScalarNode && isEnvName(v.Value) {
			*to = v.Value
			return
		}
		if v != nil && v.Kind == yaml.ScalarNode {
			d.secrets = append(d.secrets, strings.Fields(v.Value)...)
		}
		d.wrong(n, "expected the name of an environment variable in capitals, such as OPENAI_API_KEY; the key itself never stands in this file")
	}
}

// baseURL reads the URL of a service, without a sign-in.
func (d *decoder) baseURL(to *string) reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.str(n)
		if !ok {
			return
		}
		u, err := url.Parse(s)
		switch {
		case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
			d.wrong(n, "expected a URL such as http://localhost:11434/v1")
		case u.User != nil || u.RawQuery != "" || u.Fragment != "":
			d.secrets = append(d.secrets, u.User.String(), u.RawQuery)
			d.wrong(n, "the URL may hold no sign-in, no ? and no #; a key is named by api_key_env")
		default:
			*to = s
		}
	}
}

// storePassword finds a password in a PostgreSQL URL or its parameters.
var storePassword = regexp.MustCompile(`(?i)(?:^postgres(?:ql)?://[^/@]*:([^/@]+)@|password=([^&\s]+))`)

// store reads where decisions are kept.
func (d *decoder) store(to *string) reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.str(n)
		if !ok {
			return
		}
		if m := storePassword.FindStringSubmatch(s); m != nil {
			d.secrets = append(d.secrets, m[1], m[2])
			d.wrong(n, "the store's URL may hold no password; keep it in ~/.pgpass or in $PGPASSWORD")
			return
		}
		if scheme, _, found := strings.Cut(s, "://"); found && scheme != "postgres" && scheme != "postgresql" {
			d.wrong(n, "%s", unknown("kind of store", scheme, []string{"postgres", "postgresql"}))
			return
		}
		*to = s
	}
}
