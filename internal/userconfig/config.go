package userconfig

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v4"

	"dramaport/internal/strictyaml"
)

// FileName is the name of the file in the folder dramaport of
// os.UserConfigDir.
const FileName = "config.yaml"

// Config is the user's configuration, defaults filled in.
type Config struct {
	// File is where it is, or would be; Found tells whether it is there.
	File  string
	Found bool
	// Name is who reviews; "" leaves it to the environment.
	Name   string
	Review Review

	places strictyaml.Places
	data   []byte
}

// Review is how the review screen behaves.
type Review struct {
	// Keys are the keys of actions, as review.Rebind takes them; nil if the
	// file names none.
	Keys map[string][]string
	// Bidi is one of BidiIsolate, BidiOff.
	Bidi string
	// Player is the command that plays a stretch of a file, with {file} in
	// it (see PlayerFields); "" leaves the choice to the tool.
	Player string
	// Editor is the command that edits a file, its name added at the end; ""
	// leaves it to $VISUAL and $EDITOR.
	Editor string
	// Theme is one of the Theme constants.
	Theme string
}

// How right-to-left text is sent to the terminal: inside direction isolates
// (harmless where they are not understood), or as it is.
const (
	BidiIsolate = "isolate"
	BidiOff     = "off"
)

// How the screen is coloured: as the terminal's background asks, for a light
// or a dark one, or not at all.
const (
	ThemeAuto  = "auto"
	ThemeLight = "light"
	ThemeDark  = "dark"
	ThemePlain = "plain"
)

// PlayerFields are what the player's command may hold, filled in for each
// play: the file, where in it to begin and end, and how long that is, in
// seconds.
func PlayerFields() []string { return []string{"file", "start", "end", "duration"} }

// File is where the user's configuration is kept.
func File() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("no folder for your configuration: %w", err)
	}
	return filepath.Join(dir, "dramaport", FileName), nil
}

// Load reads the user's configuration from file; where there is none, it is
// the defaults. What is wrong with it is reported all at once, as
// strictyaml.Problems.
func Load(file string) (Config, error) {
	data, err := strictyaml.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Parse(file, nil)
	}
	if err != nil {
		return Config{}, err
	}
	c, err := Parse(file, data)
	c.Found = true
	return c, err
}

// Parse decodes the bytes of the file; name is what problems call it.
func Parse(name string, data []byte) (Config, error) {
	d := &decoder{newDecoder(name, data)}
	c := Config{File: name, places: d.Places, data: data, Review: Review{Bidi: BidiIsolate, Theme: ThemeAuto}}
	if root := d.Document(data); root != nil {
		d.Mapping(root, nil, d.fields(&c))
	}
	return c, d.Result(data)
}

func newDecoder(name string, data []byte) *strictyaml.Decoder {
	return strictyaml.New(strictyaml.File{Name: name, Holds: "one configuration"}, len(data))
}

type decoder struct{ *strictyaml.Decoder }

func (d *decoder) fields(c *Config) strictyaml.Fields {
	return strictyaml.Fields{
		"name":   d.oneLine(&c.Name),
		"review": func(n *yaml.Node, p []string) { d.Mapping(n, p, d.reviewFields(&c.Review)) },
	}
}

func (d *decoder) reviewFields(r *Review) strictyaml.Fields {
	return strictyaml.Fields{
		"keys":   d.keys(&r.Keys),
		"bidi":   strictyaml.OneOf(d.Decoder, &r.Bidi, "way with right-to-left text", []string{BidiIsolate, BidiOff}),
		"player": d.player(&r.Player),
		"editor": d.oneLine(&r.Editor),
		"theme":  strictyaml.OneOf(d.Decoder, &r.Theme, "theme", []string{ThemeAuto, ThemeLight, ThemeDark, ThemePlain}),
	}
}

// keys reads actions to keys; whether they exist is for the screen to say.
func (d *decoder) keys(to *map[string][]string) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		all := map[string][]string{}
		d.Pairs(n, path, func(_, value *yaml.Node, name string, at []string) {
			var keys []string
			d.Texts(&keys, true)(value, at)
			all[name] = append([]string{}, keys...)
		})
		*to = all
	}
}

// oneLine reads a text of one line that is not empty.
func (d *decoder) oneLine(to *string) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		s := ""
		d.Filled(&s)(n, path)
		if strings.ContainsAny(strings.TrimRight(s, "\n"), "\n") {
			d.Wrong(n, "expected one line")
			return
		}
		*to = strings.TrimSpace(s)
	}
}

// Fault is a value of the file that its reader cannot use.
type Fault struct {
	// Path leads to it, such as review, keys, approve, 0.
	Path    []string
	Message string
}

// Wrong is what is wrong with values that only their users could judge, as
// strictyaml.Problems with place and snippet; nil for no faults.
func (c Config) Wrong(faults []Fault) error {
	d := newDecoder(c.File, c.data)
	d.Places = c.places
	for _, f := range faults {
		d.WrongAt(f.Path, "%s", f.Message)
	}
	return d.Result(c.data)
}
