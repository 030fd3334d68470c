package season

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"
)

// maxFile is the most bytes season.yaml may have: far beyond any season, and
// a bound on what a hostile one can cost.
const maxFile = 1 << 20

// maxMessage is how many letters a message has at most: the file's own words
// may be of any length.
const maxMessage = 400

// decoder walks the nodes of one file and collects everything wrong with it.
type decoder struct {
	file     string
	problems Problems
	// places are the positions of keys, values and list items by their
	// joined path.
	places map[string]position
	// secrets are values that must not be shown.
	secrets []string
	// left bounds the nodes that aliases may unfold to.
	left int
}

// reader takes the value of a key; path leads to it.
type reader func(n *yaml.Node, path []string)

// fields are the keys that a mapping may have.
type fields map[string]reader

// pathSeparator cannot occur in YAML text.
const pathSeparator = "\x00"

func joined(path []string) string { return strings.Join(path, pathSeparator) }

func under(path []string, key string) []string { return append(slices.Clip(path), key) }

// valueOf is the path of the value whose key path leads to; no key is empty.
func valueOf(path []string) []string { return under(path, "") }

// problem notes what is wrong at p.
func (d *decoder) problem(p position, format string, args ...any) {
	message := []rune(fmt.Sprintf(format, args...))
	if len(message) > maxMessage {
		message = append(message[:maxMessage], '…')
	}
	d.problems = append(d.problems, Problem{File: d.file, Line: max(p.line, 1), Column: max(p.column, 1), Message: string(message)})
}

// wrong notes what is wrong at a node.
func (d *decoder) wrong(n *yaml.Node, format string, args ...any) {
	d.problem(position{n.Line, n.Column}, format, args...)
}

// wrongAt notes what is wrong at the value that path leads to, or at the
// nearest place above it that stands in the file.
func (d *decoder) wrongAt(path []string, format string, args ...any) {
	d.problem(placeOf(d.places, path), format, args...)
}

func placeOf(places map[string]position, path []string) position {
	for n := len(path); n > 0; n-- {
		if p, ok := places[joined(path[:n])]; ok {
			return p
		}
	}
	return position{1, 1}
}

// document returns the root of the file's one document, nil where it could
// not be read.
func (d *decoder) document(data []byte) *yaml.Node {
	if !d.readable(data) {
		return nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		d.problem(position{1, 1}, "%v", err)
		return nil
	}
	var doc, more yaml.Node
	if err := loader.Load(&doc); err != nil {
		d.syntax(err)
		return nil
	}
	switch err := loader.Load(&more); {
	case err == nil:
		d.wrong(&more, "a second document begins here; the file holds one season")
	case !errors.Is(err, io.EOF):
		d.syntax(err)
		return nil
	}
	if len(doc.Content) != 1 {
		d.problem(position{1, 1}, "the file is empty; it needs source: with locale: and tracks:")
		return nil
	}
	return doc.Content[0]
}

// readable notes bytes that no YAML file may hold: the library reports them
// without their place.
func (d *decoder) readable(data []byte) bool {
	switch {
	case len(data) > maxFile:
		d.problem(position{1, 1}, "the file has %d bytes; at most %d are read", len(data), maxFile)
		return false
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		d.problem(position{1, 1}, "the file is UTF-16; save it as UTF-8")
		return false
	}
	at := position{1, 1}
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			d.problem(at, "the byte %#02x is not UTF-8; save the file as UTF-8", rest[0])
			return false
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0x7f:
			d.problem(at, "the control character %U is not allowed", r)
			return false
		case r == '\n':
			at = position{at.line + 1, 0}
		}
		at.column++
		rest = rest[size:]
	}
	return true
}

// syntax notes what the YAML library could not read.
func (d *decoder) syntax(err error) {
	if errors.Is(err, io.EOF) {
		d.problem(position{1, 1}, "the file is empty; it needs source: with locale: and tracks:")
		return
	}
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		d.problem(position{1, 1}, "%v", err)
		return
	}
	message := le.Message
	if le.ContextMsg != "" {
		message += ", " + le.ContextMsg
		if le.ContextMark.Line > 0 && le.ContextMark.Line != le.Mark.Line {
			message += fmt.Sprintf(" that begins in line %d", le.ContextMark.Line)
		}
	}
	d.problem(position{le.Mark.Line, le.Mark.Column}, "%s", message)
}

// resolve follows an alias. It is nil, with a problem noted, where the file
// unfolds without end.
func (d *decoder) resolve(n *yaml.Node) *yaml.Node {
	if d.left--; d.left < 0 {
		if d.left == -1 {
			d.wrong(n, "the aliases of this file unfold to too much")
		}
		return nil
	}
	for n != nil && n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// pairs calls f for every key of a mapping, each once, with its value.
func (d *decoder) pairs(n *yaml.Node, path []string, f func(key, value *yaml.Node, name string, path []string)) {
	m := d.resolve(n)
	if m == nil {
		return
	}
	if m.Kind != yaml.MappingNode {
		d.wrong(n, "expected keys with values, found %s", kindOf(m))
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
			d.wrong(key, "the key %q is in line %d already", name, line)
			continue
		}
		lines[name] = key.Line
		at := under(path, name)
		d.places[joined(at)] = position{key.Line, key.Column}
		d.places[joined(valueOf(at))] = position{value.Line, value.Column}
		f(key, value, name, at)
	}
}

// key is a key's name in NFC.
func (d *decoder) key(n *yaml.Node) (string, bool) {
	k := d.resolve(n)
	switch {
	case k == nil:
		return "", false
	case k.Kind != yaml.ScalarNode:
		d.wrong(n, "expected a name before the colon, found %s", kindOf(k))
		return "", false
	case k.ShortTag() == "!!merge":
		d.wrong(n, "merge keys (<<) are not read; write the keys out")
		return "", false
	case strings.TrimSpace(k.Value) == "":
		d.wrong(n, "the name before the colon is empty")
		return "", false
	}
	return norm.NFC.String(k.Value), true
}

// mapping reads a mapping whose keys are known.
func (d *decoder) mapping(n *yaml.Node, path []string, known fields) {
	names := slices.Sorted(maps.Keys(known))
	d.pairs(n, path, func(key, value *yaml.Node, name string, at []string) {
		read, ok := known[name]
		if !ok {
			d.wrong(key, "%s", unknown("key", name, names))
			return
		}
		read(value, at)
	})
}

// kindOf names a node's type for people.
func kindOf(n *yaml.Node) string {
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
