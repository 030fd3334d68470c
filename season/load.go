package season

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"

	"dramaport/subtitles"
)

// maxUnfolded is how many values aliases may add to those of a file; each of
// the file's own takes at least a byte.
const maxUnfolded = 20_000

// Load reads dir's season.yaml and finds the files it names. What is wrong
// with the file is reported all at once, as Problems; a file that cannot be
// read is another error.
func Load(dir string) (Config, error) {
	file := filepath.Join(dir, FileName)
	data, err := readBounded(file)
	if err != nil {
		return Config{}, err
	}
	d, c := decode(file, data)
	c.Dir = filepath.Clean(dir)
	d.files(&c)
	return c, d.result(data)
}

// Parse decodes the bytes of a season.yaml without looking at any other
// file; name is what problems call it. The error is Problems.
func Parse(name string, data []byte) (Config, error) {
	d, c := decode(name, data)
	c.Dir = filepath.Dir(name)
	return c, d.result(data)
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

func readBounded(file string) ([]byte, error) {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w; write one with: dramaport init %s", err, filepath.Dir(file))
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a regular file", file)
	case info.Size() > maxFile:
		return nil, fmt.Errorf("%s has %d bytes; at most %d are read", file, info.Size(), maxFile)
	}
	return os.ReadFile(file)
}

// decode reads all that the bytes alone can tell.
func decode(file string, data []byte) (*decoder, Config) {
	d := &decoder{file: file, places: map[string]position{}, left: 2*len(data) + maxUnfolded}
	c := Config{File: file, places: d.places, Source: Source{Encoding: "auto", Speakers: "auto"}}
	root := d.document(data)
	if root == nil {
		return d, c
	}
	d.mapping(root, nil, d.seasonFields(&c))
	if root.Kind == yaml.MappingNode {
		d.check(&c)
	}
	return d, c
}

// result is nil where nothing is wrong.
func (d *decoder) result(data []byte) error {
	if len(d.problems) == 0 {
		return nil
	}
	text := strings.TrimPrefix(strings.ToValidUTF8(string(data), "\uFFFD"), "\uFEFF")
	return d.problems.sorted(lineBreak.Split(text, -1), d.secrets)
}

// lineBreak is what the YAML library counts as the end of a line.
var lineBreak = regexp.MustCompile("\r\n|[\n\r\u0085\u2028\u2029]")

// seasonFields are the keys of the file itself.
func (d *decoder) seasonFields(c *Config) fields {
	return fields{
		"title":        d.text(&c.Title),
		"source":       func(n *yaml.Node, p []string) { d.mapping(n, p, d.sourceFields(&c.Source)) },
		"bible":        d.text(&c.Bible),
		"glossaries":   d.texts(&c.Glossaries, false),
		"memories":     d.texts(&c.Memories, false),
		"store":        d.store(&c.Store),
		"translators":  d.translators(c),
		"synthesizers": d.synthesizers(c),
		"markets":      d.markets(c),
		"cast":         d.cast(c),
	}
}

func (d *decoder) sourceFields(s *Source) fields {
	return fields{
		"locale":   d.locale(&s.Locale),
		"tracks":   d.text(&s.Tracks),
		"encoding": d.encoding(&s.Encoding),
		"speakers": oneOf(d, &s.Speakers, "way to find speakers", []string{"auto", "none"}),
		"video":    d.perEpisode(&s.Video),
		"bed":      d.perEpisode(&s.Bed),
	}
}

// encoding reads an encoding's name as package subtitles knows it.
func (d *decoder) encoding(to *string) reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.str(n)
		if !ok {
			return
		}
		if _, _, err := subtitles.Decode(nil, subtitles.Options{Encoding: s, Language: language.Und}); err != nil {
			if nearest(s, subtitles.Encodings()) != "" {
				err = errors.New(unknown("encoding", s, subtitles.Encodings()))
			}
			d.wrong(n, "%v", err)
			return
		}
		*to = s
	}
}

// perEpisode reads a path with "{episode}" in it.
func (d *decoder) perEpisode(to *string) reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.str(n)
		switch rest := strings.ReplaceAll(s, "{episode}", ""); {
		case !ok:
		case rest == s:
			d.wrong(n, "the path needs {episode} where the episode's name stands, such as video/{episode}.mp4")
		case strings.ContainsAny(rest, "{}"):
			d.wrong(n, "{episode} is the only thing that braces may hold here")
		default:
			*to = s
		}
	}
}
