package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"

	"dramaport/internal/strictyaml"
	"dramaport/internal/suggest"
	"dramaport/season"
	"dramaport/subtitles"
)

// parseLocale reads a BCP 47 tag of one language.
func parseLocale(s string) (language.Tag, error) {
	if strings.Contains(s, "_") {
		return language.Und, errors.New("its parts are joined by hyphens")
	}
	tag, err := language.Parse(s)
	if err != nil {
		return language.Und, errors.New(strings.TrimPrefix(err.Error(), "language: "))
	}
	if base, _ := tag.Base(); base.String() == "und" || base.String() == "mul" || strings.HasPrefix(strings.ToLower(s), "und") {
		return language.Und, errors.New("it names no language")
	}
	return tag, nil
}

// locale reads a BCP 47 tag.
func (d *decoder) locale(to *language.Tag) strictyaml.Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Scalar(n, "a BCP 47 tag such as es-419", "!!str")
		if !ok {
			return
		}
		tag, err := parseLocale(s)
		if err != nil {
			d.Wrong(n, "%q is not a BCP 47 tag: %v; write such as zh-CN, es-419, ja", s, err)
			return
		}
		*to = tag
	}
}

// maxName is the most letters of a name that becomes part of a path.
const maxName = 64

// nameProblem is what is wrong with the name of a market or engine; "" if
// nothing is.
func nameProblem(name string) string {
	if name == "" {
		return "the name is empty"
	}
	for i, r := range name {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && i > 0:
		case (r == '-' || r == '_') && i > 0:
		case r == '.' && i > 0 && i < len(name)-1:
		default:
			return fmt.Sprintf("the name %q may hold only letters, digits, and between them - _ and .", name)
		}
	}
	if utf8.RuneCountInString(name) > maxName {
		return fmt.Sprintf("the name %q has more than %d letters", name, maxName)
	}
	return ""
}

// markets reads markets: in the order of the file.
func (d *decoder) markets(c *Config) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		c.Markets = nil
		d.Pairs(n, path, func(key, value *yaml.Node, name string, at []string) {
			if text := marketNameProblem(name, c.Markets); text != "" {
				d.Wrong(key, "%s", text)
			}
			m := season.Market{Name: season.MarketName(name)}
			d.Mapping(value, at, d.marketFields(&m))
			c.Markets = append(c.Markets, m)
		})
	}
}

// glossaryColumns are the columns of a glossary that are no wording; a market
// of such a name could have no column of its own. Source: package glossaries.
func glossaryColumns() []string {
	return []string{"type", "rule", "aliases", "forbidden", "forms", "note", "pos", "description"}
}

func marketNameProblem(name string, before []season.Market) string {
	if text := nameProblem(name); text != "" {
		return text
	}
	if slices.Contains(glossaryColumns(), strings.ToLower(name)) {
		return fmt.Sprintf("a market cannot be called %q: it is a column of every glossary", name)
	}
	for _, m := range before {
		if strings.EqualFold(string(m.Name), name) {
			return fmt.Sprintf("the markets %q and %q differ only in case and would share their folder of exports", m.Name, name)
		}
	}
	return ""
}

func (d *decoder) marketFields(m *season.Market) strictyaml.Fields {
	return strictyaml.Fields{
		"locale":    d.locale(&m.Locale),
		"from":      d.Text((*string)(&m.From)),
		"translate": d.Texts(&m.Translate, true),
		"speak":     d.Text(&m.Speak),
		"layout":    strictyaml.OneOf(d.Decoder, &m.Layout, "layout", subtitles.Profiles()),
		"style":     d.Text(&m.Style),
		"rules":     func(n *yaml.Node, p []string) { d.Mapping(n, p, d.ruleFields(&m.Rules)) },
		"avoid":     d.Texts(&m.Avoid, false),
		"severity":  d.severities(m),
		"pronounce": d.Wordings(&m.Pronounce),
	}
}

func (d *decoder) ruleFields(r *season.RuleOverrides) strictyaml.Fields {
	return strictyaml.Fields{
		"chars_per_line":   strictyaml.Optional(&r.CharsPerLine, func(v *float64) strictyaml.Reader { return d.Number(v, 1) }),
		"chars_per_second": strictyaml.Optional(&r.CharsPerSecond, func(v *float64) strictyaml.Reader { return d.Number(v, 1) }),
		"lines":            strictyaml.Optional(&r.Lines, d.Count),
		"min_duration":     strictyaml.Optional(&r.MinDuration, d.Positive),
		"max_duration":     strictyaml.Optional(&r.MaxDuration, d.Positive),
		"gap":              strictyaml.Optional(&r.Gap, d.NotNegative),
	}
}

// severities reads severity:, rules to severities.
func (d *decoder) severities(m *season.Market) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		m.Severity = map[season.Rule]season.Severity{}
		d.Pairs(n, path, func(key, value *yaml.Node, name string, at []string) {
			if !slices.Contains(season.Rules(), season.Rule(name)) {
				d.Wrong(key, "%s", suggest.Unknown("rule", name, season.Rules()))
			}
			var s season.Severity
			strictyaml.OneOf(d.Decoder, &s, "severity", []season.Severity{season.Error, season.Warning, season.Info})(value, at)
			m.Severity[season.Rule(name)] = s
		})
	}
}

// cast reads cast:, speakers to markets to voices.
func (d *decoder) cast(c *Config) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		c.Cast = map[string]map[season.MarketName]string{}
		d.Pairs(n, path, func(_, value *yaml.Node, speaker string, at []string) {
			voices := map[string]string{}
			d.Wordings(&voices)(value, at)
			c.Cast[speaker] = map[season.MarketName]string{}
			for market, voice := range voices {
				c.Cast[speaker][season.MarketName(market)] = voice
			}
		})
	}
}
