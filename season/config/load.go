package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"

	"dramaport/internal/strictyaml"
	"dramaport/internal/suggest"
	"dramaport/subtitles"
)

// decoder reads the keys of season.yaml.
type decoder struct{ *strictyaml.Decoder }

// Problem is one thing wrong with season.yaml.
type Problem = strictyaml.Problem

// Problems is everything wrong with season.yaml, in the file's order.
type Problems = strictyaml.Problems

// Load reads dir's season.yaml and finds the files it names. What is wrong
// with the file is reported all at once, as Problems; a file that cannot be
// read is another error.
func Load(dir string) (Config, error) {
	file := filepath.Join(dir, FileName)
	data, err := readFile(file)
	if err != nil {
		return Config{}, err
	}
	d, c := decode(file, data)
	c.Dir = filepath.Clean(dir)
	d.files(&c)
	return c, d.Result(data)
}

// FindDir is the nearest folder with a season.yaml, from start upwards.
func FindDir(start string) (string, error) {
	abs, err := filepath.Abs(start)
	if err != nil {
		return "", err
	}
	for dir := abs; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, FileName)); err == nil && !info.IsDir() {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("no %s in %s or above it; name the season with -C DIR, or write one with: dramaport init", FileName, abs)
		}
	}
}

func readFile(file string) ([]byte, error) {
	data, err := strictyaml.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w; write one with: dramaport init %s", err, filepath.Dir(file))
	}
	return data, err
}

// decode reads all that the bytes alone can tell.
func decode(file string, data []byte) (*decoder, Config) {
	d := &decoder{strictyaml.New(strictyaml.File{Name: file, Holds: "one season", Needs: "source: with locale: and tracks:"}, len(data))}
	c := Config{File: file, places: d.Places, Source: Source{Encoding: "auto", Speakers: "auto"}}
	root := d.Document(data)
	if root == nil {
		return d, c
	}
	d.Mapping(root, nil, d.seasonFields(&c))
	if root.Kind == yaml.MappingNode {
		d.check(&c)
	}
	return d, c
}

// seasonFields are the keys of the file itself.
func (d *decoder) seasonFields(c *Config) strictyaml.Fields {
	return strictyaml.Fields{
		"title":        d.Text(&c.Title),
		"source":       func(n *yaml.Node, p []string) { d.Mapping(n, p, d.sourceFields(&c.Source)) },
		"bible":        d.Text(&c.Bible),
		"glossaries":   d.Texts(&c.Glossaries, false),
		"memories":     d.Texts(&c.Memories, false),
		"store":        d.store(&c.Store),
		"translators":  d.translators(c),
		"synthesizers": d.synthesizers(c),
		"markets":      d.markets(c),
		"cast":         d.cast(c),
	}
}

func (d *decoder) sourceFields(s *Source) strictyaml.Fields {
	return strictyaml.Fields{
		"locale":   d.locale(&s.Locale),
		"tracks":   d.Text(&s.Tracks),
		"encoding": d.encoding(&s.Encoding),
		"speakers": strictyaml.OneOf(d.Decoder, &s.Speakers, "way to find speakers", []string{"auto", "none"}),
		"rolling":  strictyaml.OneOf(d.Decoder, &s.Rolling, "way to read captions that roll up", []string{"keep", "collapse"}),
		"video":    d.perEpisode(&s.Video),
		"bed":      d.perEpisode(&s.Bed),
	}
}

// encoding reads an encoding's name as package subtitles knows it.
func (d *decoder) encoding(to *string) strictyaml.Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Str(n)
		if !ok {
			return
		}
		if _, _, err := subtitles.Decode(nil, subtitles.Options{Encoding: s, Language: language.Und}); err != nil {
			if suggest.Nearest(s, subtitles.Encodings()) != "" {
				err = errors.New(suggest.Unknown("encoding", s, subtitles.Encodings()))
			}
			d.Wrong(n, "%v", err)
			return
		}
		*to = s
	}
}

// perEpisode reads a path with "{episode}" in it.
func (d *decoder) perEpisode(to *string) strictyaml.Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Str(n)
		switch rest := strings.ReplaceAll(s, "{episode}", ""); {
		case !ok:
		case rest == s:
			d.Wrong(n, "the path needs {episode} where the episode's name stands, such as video/{episode}.mp4")
		case strings.ContainsAny(rest, "{}"):
			d.Wrong(n, "{episode} is the only thing that braces may hold here")
		default:
			*to = s
		}
	}
}
