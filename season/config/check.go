package config

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"dramaport/internal/strictyaml"
	"dramaport/internal/suggest"
	"dramaport/season"
)

// check notes what only the whole file can tell.
func (d *decoder) check(c *Config) {
	if !d.Places.Given("source") {
		d.Problem(strictyaml.Position{Line: 1, Column: 1}, "source: is missing; it names the season's language and tracks")
	} else {
		d.checkSource(c)
	}
	for i := range c.Markets {
		d.checkMarket(c, &c.Markets[i])
	}
	d.checkCycles(c)
	d.checkCast(c)
}

func (d *decoder) checkSource(c *Config) {
	for _, key := range []string{"locale", "tracks"} {
		if !d.Places.Given("source", key) {
			d.WrongAt([]string{"source"}, "source needs %s:", key)
		}
	}
	if t := []string{"source", "tracks"}; c.Source.Tracks == "" {
		if d.Places.Given(t...) {
			d.WrongAt(strictyaml.ValueOf(t), "expected a pattern such as source/*.srt")
		}
	}
}

// checkMarket holds a market against the rest, and gives the engines it names
// alone their entries.
func (d *decoder) checkMarket(c *Config, m *season.Market) {
	at := []string{"markets", string(m.Name)}
	if !d.Places.Given(strictyaml.Under(at, "locale")...) {
		d.WrongAt(at, "the market %s needs locale:, such as es-419", m.Name)
	}
	if _, ok := c.Market(m.From); m.From != "" && !ok {
		d.WrongAt(strictyaml.ValueOf(strictyaml.Under(at, "from")), "%s", suggest.Unknown("market", string(m.From), c.marketNames()))
	}
	for i, name := range m.Translate {
		place := strictyaml.Under(strictyaml.Under(at, "translate"), strconv.Itoa(i))
		if slices.Contains(m.Translate[:i], name) {
			d.WrongAt(place, "the translator %q is named twice", name)
		}
		d.translatorNamed(c, place, name)
	}
	if m.Speak != "" {
		d.synthesizerNamed(c, strictyaml.ValueOf(strictyaml.Under(at, "speak")), m.Speak)
	}
	if !m.Locale.IsRoot() {
		if _, err := m.TextRules(); err != nil {
			d.WrongAt(strictyaml.Under(at, "rules"), "%v", err)
		}
	}
}

func (d *decoder) translatorNamed(c *Config, place []string, name string) {
	if _, ok := c.Translators[name]; ok {
		return
	}
	e, ok := d.namedAlone(place, "translator", name, Text, slices.Sorted(maps.Keys(c.Translators)))
	if !ok {
		return
	}
	if c.Translators == nil {
		c.Translators = map[string]Translator{}
	}
	c.Translators[name] = Translator{Service: alone(e)}
}

func (d *decoder) synthesizerNamed(c *Config, place []string, name string) {
	if _, ok := c.Synthesizers[name]; ok {
		return
	}
	e, ok := d.namedAlone(place, "synthesizer", name, Sound, slices.Sorted(maps.Keys(c.Synthesizers)))
	if !ok {
		return
	}
	if c.Synthesizers == nil {
		c.Synthesizers = map[string]Synthesizer{}
	}
	c.Synthesizers[name] = Synthesizer{Service: alone(e)}
}

// alone is the entry of an engine that is named without one.
func alone(e Engine) Service { return Service{Name: e.Name, Engine: e.Name, APIKeyEnv: e.KeyEnv} }

// namedAlone is the engine of that name where it needs no settings; entries
// are the names that have an entry of their own.
func (d *decoder) namedAlone(place []string, kind, name string, k Kind, entries []string) (Engine, bool) {
	e, ok := EngineNamed(k, name)
	switch {
	case !ok:
		d.WrongAt(place, "%s", suggest.Unknown(kind, name, slices.Concat(entries, aloneNames(k))))
	case len(e.Needs) > 0:
		d.WrongAt(place, "the %s engine needs %s:; give it an entry under %ss:", name, strings.Join(e.Needs, ", "), kind)
	}
	return e, ok && len(e.Needs) == 0
}

// aloneNames are the engines that may be named without settings.
func aloneNames(k Kind) []string {
	var names []string
	for _, e := range Engines(k) {
		if len(e.Needs) == 0 {
			names = append(names, e.Name)
		}
	}
	return names
}

// checkCycles notes markets that draft from each other in a circle, once per
// circle.
func (d *decoder) checkCycles(c *Config) {
	done := map[season.MarketName]bool{}
	for _, start := range c.Markets {
		var way []string
		on := map[season.MarketName]bool{}
		for m, ok := start, true; ok && !done[m.Name]; m, ok = c.Market(m.From) {
			way = append(way, string(m.Name))
			if on[m.Name] {
				way = way[slices.Index(way, string(m.Name)):]
				d.WrongAt(strictyaml.ValueOf([]string{"markets", way[0], "from"}), "markets draft from each other in a circle: %s", strings.Join(way, " from "))
				break
			}
			on[m.Name] = true
		}
		maps.Copy(done, on)
	}
}

func (d *decoder) checkCast(c *Config) {
	for _, speaker := range slices.Sorted(maps.Keys(c.Cast)) {
		for _, market := range slices.Sorted(maps.Keys(c.Cast[speaker])) {
			at := []string{"cast", speaker, string(market)}
			if _, ok := c.Market(market); !ok {
				d.WrongAt(at, "%s", suggest.Unknown("market", string(market), c.marketNames()))
			}
			synthesizer, voice, ok := strings.Cut(c.Cast[speaker][market], "/")
			if !ok || voice == "" || synthesizer == "" {
				d.WrongAt(strictyaml.ValueOf(at), "a voice is written SYNTHESIZER/VOICE, such as espeak/es-419")
				continue
			}
			d.synthesizerNamed(c, strictyaml.ValueOf(at), synthesizer)
		}
	}
}
