package season

import (
	"math"
	"slices"
	"strconv"
	"time"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// scalar is a node's value where it has one of the given YAML types.
func (d *decoder) scalar(n *yaml.Node, expected string, tags ...string) (string, bool) {
	v := d.resolve(n)
	if v == nil {
		return "", false
	}
	if v.Kind != yaml.ScalarNode || !slices.Contains(tags, v.ShortTag()) {
		hint := ""
		switch tag := v.ShortTag(); {
		case v.Kind != yaml.ScalarNode:
		case tag == "!!null":
			hint = "; write a value or remove the key"
		case slices.Contains(tags, "!!str"):
			hint = "; put it in quotes"
		}
		d.wrong(n, "expected %s, found %s%s", expected, kindOf(v), hint)
		return "", false
	}
	return v.Value, true
}

// str is a node's text in NFC.
func (d *decoder) str(n *yaml.Node) (string, bool) {
	s, ok := d.scalar(n, "text", "!!str")
	return norm.NFC.String(s), ok
}

// text reads text into to.
func (d *decoder) text(to *string) reader {
	return func(n *yaml.Node, _ []string) {
		if s, ok := d.str(n); ok {
			*to = s
		}
	}
}

// oneOf reads one of the known words.
func oneOf[S ~string](d *decoder, to *S, kind string, known []S) reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.str(n)
		switch {
		case !ok:
		case !slices.Contains(known, S(s)):
			d.wrong(n, "%s", unknown(kind, s, known))
		default:
			*to = S(s)
		}
	}
}

// locale reads a BCP 47 tag.
func (d *decoder) locale(to *language.Tag) reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.scalar(n, "a BCP 47 tag such as es-419", "!!str")
		if !ok {
			return
		}
		tag, err := parseLocale(s)
		if err != nil {
			d.wrong(n, "%q is not a BCP 47 tag: %v; write such as zh-CN, es-419, ja", s, err)
			return
		}
		*to = tag
	}
}

// count reads a whole number from 1.
func (d *decoder) count(to *int) reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.scalar(n, "a whole number", "!!int")
		if !ok {
			return
		}
		v, err := strconv.Atoi(s)
		if err != nil || v < 1 || v > math.MaxInt32 {
			d.wrong(n, "expected a whole number from 1, found %s", s)
			return
		}
		*to = v
	}
}

// number reads a number of at least least.
func (d *decoder) number(to *float64, least float64) reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.scalar(n, "a number", "!!int", "!!float")
		if !ok {
			return
		}
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || v < least {
			d.wrong(n, "expected a number from %v, found %s", least, s)
			return
		}
		*to = v
	}
}

// duration reads a duration with its unit, at least least.
func (d *decoder) duration(to *time.Duration, least time.Duration) reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.scalar(n, "a duration such as 1.2s", "!!str", "!!int", "!!float")
		if !ok {
			return
		}
		v, err := time.ParseDuration(s)
		if err != nil {
			d.wrong(n, "expected a duration with its unit, such as 90s, 1.2s or 80ms, found %s", s)
			return
		}
		if v < least {
			d.wrong(n, "expected a duration of at least %s, found %s", least, s)
			return
		}
		*to = v
	}
}

func (d *decoder) positive(to *time.Duration) reader { return d.duration(to, time.Millisecond) }

func (d *decoder) notNegative(to *time.Duration) reader { return d.duration(to, 0) }

// optional reads into a value of its own and sets to only where it was given.
func optional[T any](to **T, read func(*T) reader) reader {
	return func(n *yaml.Node, path []string) {
		v := new(T)
		read(v)(n, path)
		*to = v
	}
}

// texts reads a list of texts; with single, one text may stand for a list.
func (d *decoder) texts(to *[]string, single bool) reader {
	return func(n *yaml.Node, path []string) {
		v := d.resolve(n)
		switch {
		case v == nil:
		case v.Kind == yaml.SequenceNode:
			*to = d.items(v.Content, path)
		case single:
			*to = d.items([]*yaml.Node{n}, path)
		default:
			d.wrong(n, "expected a list, such as [a, b], found %s", kindOf(v))
		}
	}
}

func (d *decoder) items(list []*yaml.Node, path []string) []string {
	var all []string
	for _, item := range list {
		switch s, ok := d.str(item); {
		case !ok:
		case s == "":
			d.wrong(item, "the text is empty")
		default:
			d.places[joined(under(path, strconv.Itoa(len(all))))] = position{item.Line, item.Column}
			all = append(all, s)
		}
	}
	return all
}

// wordings reads a mapping of texts to texts.
func (d *decoder) wordings(to *map[string]string) reader {
	return func(n *yaml.Node, path []string) {
		all := map[string]string{}
		d.pairs(n, path, func(_, value *yaml.Node, name string, _ []string) {
			switch s, ok := d.str(value); {
			case !ok:
			case s == "":
				d.wrong(value, "the text is empty")
			default:
				all[name] = s
			}
		})
		*to = all
	}
}

// free reads a mapping of anything that JSON can say.
func (d *decoder) free(to *map[string]any) reader {
	return func(n *yaml.Node, path []string) {
		all := map[string]any{}
		d.pairs(n, path, func(_, value *yaml.Node, name string, at []string) {
			all[name] = d.any(value, at)
		})
		*to = all
	}
}

// maxDepth bounds how deep free values nest.
const maxDepth = 32

// any is a node's value as encoding/json would hold it.
func (d *decoder) any(n *yaml.Node, path []string) any {
	v := d.resolve(n)
	switch {
	case v == nil:
		return nil
	case len(path) > maxDepth:
		d.wrong(n, "nested more than %d deep", maxDepth)
		return nil
	case v.Kind == yaml.MappingNode:
		all := map[string]any{}
		d.free(&all)(n, path)
		return all
	case v.Kind == yaml.SequenceNode:
		all := make([]any, 0, len(v.Content))
		for i, item := range v.Content {
			if d.left < 0 {
				break
			}
			all = append(all, d.any(item, under(path, strconv.Itoa(i))))
		}
		return all
	}
	return d.plain(n, v)
}

func (d *decoder) plain(n, v *yaml.Node) any {
	switch v.ShortTag() {
	case "!!null":
		return nil
	case "!!str":
		return v.Value
	case "!!bool", "!!int", "!!float":
		var a any
		if err := v.Decode(&a); err == nil {
			if f, ok := a.(float64); !ok || (!math.IsInf(f, 0) && !math.IsNaN(f)) {
				return a
			}
		}
	}
	d.wrong(n, "JSON cannot say %s", kindOf(v))
	return nil
}
