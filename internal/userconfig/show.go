package userconfig

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// DefaultOrigin is the origin of a setting that the file does not name.
const DefaultOrigin = "default"

// Setting is one value with where it comes from.
type Setting struct {
	// Key is its keys joined by dots, such as review.bidi.
	Key string `json:"key"`
	// Value is its text; keys of the screen are joined by spaces.
	Value string `json:"value"`
	// Origin is "file:line:column" or DefaultOrigin.
	Origin string `json:"origin"`
}

// Settings are all values with their origin, in the order of the
// documentation. Of the keys of the screen, only those the file names.
func (c Config) Settings() []Setting {
	all := []Setting{c.setting(c.Name, "name")}
	for _, action := range slices.Sorted(maps.Keys(c.Review.Keys)) {
		all = append(all, c.setting(strings.Join(c.Review.Keys[action], " "), "review", "keys", action))
	}
	return append(all,
		c.setting(c.Review.Bidi, "review", "bidi"), c.setting(c.Review.Player, "review", "player"),
		c.setting(c.Review.Editor, "review", "editor"), c.setting(c.Review.Theme, "review", "theme"))
}

func (c Config) setting(value string, path ...string) Setting {
	s := Setting{Key: strings.Join(path, "."), Value: value, Origin: DefaultOrigin}
	if c.places.Given(path...) {
		at := c.places.Of(path...)
		s.Origin = fmt.Sprintf("%s:%d:%d", c.File, at.Line, at.Column)
	}
	return s
}
