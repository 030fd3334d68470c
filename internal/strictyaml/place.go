package strictyaml

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Position is a place in a file; both count from 1, columns in runes.
type Position struct{ Line, Column int }

// Places are positions by the path of keys that leads to them.
type Places map[string]Position

// pathSeparator cannot occur in YAML text.
const pathSeparator = "\x00"

func joined(path []string) string { return strings.Join(path, pathSeparator) }

// Under is the path of key below path.
func Under(path []string, key string) []string { return append(slices.Clip(path), key) }

// ValueOf is the path of the value whose key path leads to; no key is empty.
func ValueOf(path []string) []string { return Under(path, "") }

// Given reports whether the file has what path leads to.
func (p Places) Given(path ...string) bool {
	_, given := p[joined(path)]
	return given
}

// Of is where path leads to, or the nearest place above it that stands in the
// file; its first letter if none does.
func (p Places) Of(path ...string) Position {
	for n := len(path); n > 0; n-- {
		if at, ok := p[joined(path[:n])]; ok {
			return at
		}
	}
	return Position{1, 1}
}

func (p Places) note(path []string, n *yaml.Node) { p[joined(path)] = Position{n.Line, n.Column} }
