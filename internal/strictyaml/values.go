package strictyaml

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"dramaport/internal/suggest"
)

// Scalar is a node's value where it has one of the given YAML types.
func (d *Decoder) Scalar(n *yaml.Node, expected string, tags ...string) (string, bool) {
	v := d.Resolve(n)
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
		d.Wrong(n, "expected %s, found %s%s", expected, KindOf(v), hint)
		return "", false
	}
	return v.Value, true
}

// Str is a node's text in NFC.
func (d *Decoder) Str(n *yaml.Node) (string, bool) {
	s, ok := d.Scalar(n, "text", "!!str")
	return norm.NFC.String(s), ok
}

// Text reads text into to.
func (d *Decoder) Text(to *string) Reader {
	return func(n *yaml.Node, _ []string) {
		if s, ok := d.Str(n); ok {
			*to = s
		}
	}
}

// OneOf reads one of the known words.
func OneOf[S ~string](d *Decoder, to *S, kind string, known []S) Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Str(n)
		switch {
		case !ok:
		case !slices.Contains(known, S(s)):
			d.Wrong(n, "%s", suggest.Unknown(kind, s, known))
		default:
			*to = S(s)
		}
	}
}

// Count reads a whole number from 1.
func (d *Decoder) Count(to *int) Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Scalar(n, "a whole number", "!!int")
		if !ok {
			return
		}
		v, err := strconv.Atoi(s)
		if err != nil || v < 1 || v > math.MaxInt32 {
			d.Wrong(n, "expected a whole number from 1, found %s", s)
			return
		}
		*to = v
	}
}

// Number reads a number of at least least.
func (d *Decoder) Number(to *float64, least float64) Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Scalar(n, "a number", "!!int", "!!float")
		if !ok {
			return
		}
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsInf(v, 0) || math.IsNaN(v) || v < least {
			d.Wrong(n, "expected a number from %v, found %s", least, s)
			return
		}
		*to = v
	}
}

// Duration reads a duration with its unit, at least least.
func (d *Decoder) Duration(to *time.Duration, least time.Duration) Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Scalar(n, "a duration such as 1.2s", "!!str", "!!int", "!!float")
		if !ok {
			return
		}
		v, err := time.ParseDuration(s)
		if err != nil {
			d.Wrong(n, "expected a duration with its unit, such as 90s, 1.2s or 80ms, found %s", s)
			return
		}
		if v < least {
			d.Wrong(n, "expected a duration of at least %s, found %s", least, s)
			return
		}
		*to = v
	}
}

// Positive reads a duration of a millisecond or more.
func (d *Decoder) Positive(to *time.Duration) Reader { return d.Duration(to, time.Millisecond) }

// NotNegative reads a duration that may be nothing.
func (d *Decoder) NotNegative(to *time.Duration) Reader { return d.Duration(to, 0) }

// Optional reads into a value of its own and sets to only where it was given.
func Optional[T any](to **T, read func(*T) Reader) Reader {
	return func(n *yaml.Node, path []string) {
		v := new(T)
		read(v)(n, path)
		*to = v
	}
}

// Texts reads a list of texts; with single, one text may stand for a list.
func (d *Decoder) Texts(to *[]string, single bool) Reader {
	return func(n *yaml.Node, path []string) {
		v := d.Resolve(n)
		switch {
		case v == nil:
		case v.Kind == yaml.SequenceNode:
			*to = d.items(v.Content, path)
		case single:
			*to = d.items([]*yaml.Node{n}, path)
		default:
			d.Wrong(n, "expected a list, such as [a, b], found %s", KindOf(v))
		}
	}
}

func (d *Decoder) items(list []*yaml.Node, path []string) []string {
	var all []string
	for _, item := range list {
		switch s, ok := d.Str(item); {
		case !ok:
		case s == "":
			d.Wrong(item, "the text is empty")
		default:
			d.Places.note(Under(path, strconv.Itoa(len(all))), item)
			all = append(all, s)
		}
	}
	return all
}

// Wordings reads a mapping of texts to texts.
func (d *Decoder) Wordings(to *map[string]string) Reader {
	return func(n *yaml.Node, path []string) {
		all := map[string]string{}
		d.Pairs(n, path, func(_, value *yaml.Node, name string, _ []string) {
			switch s, ok := d.Str(value); {
			case !ok:
			case s == "":
				d.Wrong(value, "the text is empty")
			default:
				all[name] = s
			}
		})
		*to = all
	}
}

// Truth reads true or false.
func (d *Decoder) Truth(to *bool) Reader {
	return func(n *yaml.Node, _ []string) {
		if s, ok := d.Scalar(n, "true or false", "!!bool"); ok {
			*to = strings.EqualFold(s, "true")
		}
	}
}

// Filled reads a text that is not empty.
func (d *Decoder) Filled(to *string) Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Str(n)
		if ok && strings.TrimSpace(s) == "" {
			d.Wrong(n, "the text is empty")
			return
		}
		*to = s
	}
}
