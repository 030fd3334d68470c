package config

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"golang.org/x/text/language"

	"dramaport/subtitles"
)

// Survey looks for tracks in dir/source, then in dir, and completes what a new
// season is known by: the pattern of its tracks, its speakers and, where o
// names none, its title. locale is the language of the tracks. That there are
// no tracks is an error.
func Survey(dir, locale string, o InitOptions) (InitOptions, error) {
	tag, err := parseLocale(locale)
	if err != nil {
		return o, fmt.Errorf("--source %s: %w", locale, err)
	}
	o.Source = tag
	for _, m := range o.Markets {
		if _, _, err := ParseMarket(m); err != nil {
			return o, err
		}
	}
	if o.Title == "" {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return o, err
		}
		o.Title = filepath.Base(abs)
	}
	if o.Tracks == "" {
		o.Tracks = findTracks(dir)
	}
	found, err := glob(dir, o.Tracks)
	if err != nil || len(found) == 0 {
		return o, fmt.Errorf("no tracks in %s: put them into %s, or name them with --tracks", dir, filepath.Join(dir, "source"))
	}
	o.Speakers = surveySpeakers(dir, found, tag)
	return o, nil
}

// findTracks is the narrowest pattern that matches the tracks there are.
func findTracks(dir string) string {
	for _, folder := range []string{"source", "."} {
		extensions := map[string]bool{}
		entries, _ := os.ReadDir(filepath.Join(dir, folder))
		for _, e := range entries {
			if _, ok := subtitles.FormatOf(e.Name()); ok && !e.IsDir() {
				extensions[path.Ext(e.Name())] = true
			}
		}
		switch len(extensions) {
		case 0:
			continue
		case 1:
			for x := range extensions {
				return path.Join(folder, "*"+x)
			}
		}
		return path.Join(folder, "*")
	}
	return "source/*.srt"
}

// surveySpeakers lists who speaks, from voice spans and from the names that
// stand in front of lines. A track that cannot be read is left to check.
func surveySpeakers(dir string, tracks []string, tag language.Tag) []string {
	names := map[string]bool{}
	for _, name := range tracks {
		raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			continue
		}
		t, _, err := subtitles.Parse(path.Base(name), raw, subtitles.Options{Language: tag})
		if err != nil {
			continue
		}
		for _, e := range subtitles.Script(t, "auto", nil) {
			names[e.Speaker] = true
		}
		for _, speaker := range subtitles.PrefixesOf(t).Speakers() {
			names[speaker] = true
		}
	}
	delete(names, "")
	return slices.Sorted(maps.Keys(names))
}
