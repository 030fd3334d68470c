package config

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"dramaport/season"
	"dramaport/subtitles"
)

// maxTrack is the most bytes a track may have: a feature film's subtitles
// stay under one megabyte.
const maxTrack = 32 << 20

// ReadEpisodes reads the source tracks in the natural order of their names.
// The lines have no keys yet (see Match). What the readers of the tracks
// noticed comes beside the episodes; tracks that cannot be read are errors,
// all at once, and so are two tracks of one episode.
func ReadEpisodes(c Config) ([]season.Episode, []TrackProblem, error) {
	tracks, problems, err := c.tracks()
	if err != nil {
		return nil, nil, err
	}
	var episodes []season.Episode
	var failed []error
	for _, t := range tracks {
		lines, noticed, err := c.readTrack(t)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", t.Track, err))
			continue
		}
		t.Lines = lines
		episodes = append(episodes, t)
		problems = append(problems, noticed...)
	}
	if len(failed) > 0 {
		return nil, nil, errors.Join(failed...)
	}
	return episodes, problems, nil
}

// tracks lists the episodes, without their lines, and the folders that have the
// name of a track.
func (c Config) tracks() (all []season.Episode, problems []TrackProblem, err error) {
	found, err := glob(c.Dir, c.Source.Tracks)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: source.tracks: %w", c.Where("source", "tracks"), err)
	}
	for _, track := range found {
		if isFolder(c.Dir, track) {
			if path.Ext(track) == "" {
				continue // a folder beside the tracks
			}
			problems = append(problems, TrackProblem{File: track, Diagnostic: subtitles.Diagnostic{Message: "a folder, not a track: passed over; put its tracks where source.tracks finds them"}})
			continue
		}
		base := norm.NFC.String(path.Base(track))
		if name, _, _ := strings.Cut(base, "."); name != "" {
			all = append(all, season.Episode{Name: season.EpisodeName(name), Track: track})
		}
	}
	slices.SortStableFunc(all, func(a, b season.Episode) int { return natural(string(a.Name), string(b.Name)) })
	for i := 1; i < len(all); i++ {
		if all[i].Name == all[i-1].Name {
			return nil, nil, fmt.Errorf("%s and %s are both the track of episode %s; keep one, or narrow source.tracks (%s)",
				all[i-1].Track, all[i].Track, all[i].Name, c.Where("source", "tracks"))
		}
	}
	if len(all) == 0 {
		return nil, nil, fmt.Errorf("%s: no track matches %s; put the tracks there or correct source.tracks", c.Where("source", "tracks"), c.Source.Tracks)
	}
	return all, problems, nil
}

// Where is the place of a key in season.yaml, such as Where("markets", "us"),
// as "file:line:column"; of the nearest key above it where it is not given.
func (c Config) Where(keys ...string) string {
	p := c.places.Of(keys...)
	return fmt.Sprintf("%s:%d:%d", c.File, p.Line, p.Column)
}

func (c Config) readTrack(e season.Episode) ([]season.Line, []TrackProblem, error) {
	raw, err := c.read(e.Track)
	if err != nil {
		return nil, nil, err
	}
	track, noticed, err := subtitles.Parse(path.Base(e.Track), raw, subtitles.Options{Encoding: c.Source.Encoding, Language: c.Source.Locale, Collapse: c.Source.Rolling == "collapse"})
	if err != nil {
		return nil, nil, remedied(err, c)
	}
	var problems []TrackProblem
	for _, n := range noticed {
		problems = append(problems, TrackProblem{File: e.Track, Diagnostic: n})
	}
	if c.Source.Speakers != "none" {
		problems = append(problems, c.strangers(e.Track, subtitles.PrefixesOf(track))...)
	}
	entries := subtitles.Script(track, c.Source.Speakers, c.speakers())
	lines := make([]season.Line, len(entries))
	for i, s := range entries {
		lines[i] = season.Line{
			Episode: e.Name, Number: i + 1, Start: s.Start, End: s.End,
			Speaker: norm.NFC.String(s.Speaker), Text: norm.NFC.String(s.Text),
			Before: s.Before, After: s.After, Tags: s.Tags, CueID: s.CueID, Settings: s.Settings,
		}
	}
	return lines, problems, nil
}

// strangers warns of names in front of lines that stay in the text, because not
// all of them are in the cast.
func (c Config) strangers(track string, p subtitles.Prefixes) []TrackProblem {
	names := p.Strangers(c.speakers())
	if len(names) == 0 {
		return nil
	}
	const named = 5
	list := "“" + strings.Join(names[:min(named, len(names))], "”, “") + "”"
	if len(names) > named {
		list += fmt.Sprintf(" and %d more", len(names)-named)
	}
	message := fmt.Sprintf("names stand in front of %d lines and stay in the text, because %s are not in the cast: add them to cast: (%s), or write speakers: none", p.Named, list, c.Where("cast"))
	if len(names) == 1 {
		message = strings.Replace(strings.Replace(message, " are not", " is not", 1), "add them", "add it", 1)
	}
	return []TrackProblem{{File: track, Diagnostic: subtitles.Diagnostic{Message: message}}}
}

// remedied adds where the encoding can be set to an error that asks for it.
func remedied(err error, c Config) error {
	var unsure *subtitles.UnsureError
	if errors.As(err, &unsure) {
		return fmt.Errorf("%w (%s)", err, c.Where("source", "encoding"))
	}
	return err
}

// read reads a track inside the season folder.
func (c Config) read(name string) ([]byte, error) {
	real, err := c.Resolve(name)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(real)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("not a regular file; narrow source.tracks")
	}
	f, err := os.Open(real)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxTrack+1))
	if err == nil && len(raw) > maxTrack {
		err = fmt.Errorf("more than %d bytes, which is no subtitle track", maxTrack)
	}
	return raw, err
}

// speakers are the speakers of the cast.
func (c Config) speakers() []string {
	var all []string
	for name := range c.Cast {
		if name != season.DefaultSpeaker {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

// natural compares names as people sort them: runs of digits by their value.
func natural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		dx, dy := digits(x), digits(y)
		if dx > 0 && dy > 0 {
			nx, ny := strings.TrimLeft(x[:dx], "0"), strings.TrimLeft(y[:dy], "0")
			if c := cmp.Or(cmp.Compare(len(nx), len(ny)), cmp.Compare(nx, ny)); c != 0 {
				return c
			}
			x, y = x[dx:], y[dy:]
			continue
		}
		if x[0] != y[0] {
			return cmp.Compare(x[0], y[0])
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

func digits(s string) int {
	return len(s) - len(strings.TrimLeft(s, "0123456789"))
}
