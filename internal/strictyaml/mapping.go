package strictyaml

import (
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"dramaport/internal/suggest"
)

// Resolve follows an alias. It is nil, with a problem noted, where the file
// unfolds without end.
func (d *Decoder) Resolve(n *yaml.Node) *yaml.Node {
	if d.left--; d.left < 0 {
		if d.left == -1 {
			d.Wrong(n, "the aliases of this file unfold to too much")
		}
		return nil
	}
	for n != nil && n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// Pairs calls f for every key of a mapping, each once, with its value.
func (d *Decoder) Pairs(n *yaml.Node, path []string, f func(key, value *yaml.Node, name string, path []string)) {
	m := d.Resolve(n)
	if m == nil {
		return
	}
	if m.Kind != yaml.MappingNode {
		d.Wrong(n, "expected keys with values, found %s", KindOf(m))
		return
	}
	lines := map[string]int{}
	for i := 0; i+1 < len(m.Content) && d.left >= 0; i += 2 {
		key, value := m.Content[i], m.Content[i+1]
		name, ok := d.key(key)
		if !ok {
			continue
		}
		if line, again := lines[name]; again {
			d.Wrong(key, "the key %q is in line %d already", name, line)
			continue
		}
		lines[name] = key.Line
		at := Under(path, name)
		d.Places.note(at, key)
		d.Places.note(ValueOf(at), value)
		f(key, value, name, at)
	}
}

// key is a key's name in NFC.
func (d *Decoder) key(n *yaml.Node) (string, bool) {
	k := d.Resolve(n)
	switch {
	case k == nil:
		return "", false
	case k.Kind != yaml.ScalarNode:
		d.Wrong(n, "expected a name before the colon, found %s", KindOf(k))
		return "", false
	case k.ShortTag() == "!!merge":
		d.Wrong(n, "merge keys (<<) are not read; write the keys out")
		return "", false
	case strings.TrimSpace(k.Value) == "":
		d.Wrong(n, "the name before the colon is empty")
		return "", false
	}
	return norm.NFC.String(k.Value), true
}

// Mapping reads a mapping whose keys are known.
func (d *Decoder) Mapping(n *yaml.Node, path []string, known Fields) {
	names := slices.Sorted(maps.Keys(known))
	d.Pairs(n, path, func(key, value *yaml.Node, name string, at []string) {
		read, ok := known[name]
		if !ok {
			d.Wrong(key, "%s", suggest.Unknown("key", name, names))
			return
		}
		read(value, at)
	})
}

// KindOf names a node's type for people.
func KindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys with values"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.ShortTag() {
	case "!!null":
		return "nothing"
	case "!!int", "!!float":
		return "the number " + n.Value
	case "!!bool":
		return "the truth value " + n.Value
	case "!!str":
		return "text"
	}
	return "a value tagged " + n.ShortTag()
}
