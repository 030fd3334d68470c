package stage

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"dramaport/season"
	"dramaport/subtitles"
)

// writeFiles writes the subtitles and, if asked, the stem; it returns their
// names.
func (d *Desk) writeFiles(s Sheet, dir string, withStem bool) ([]string, error) {
	base := string(s.Episode) + "." + s.Market.Locale.String()
	var names []string
	broken := s.broken()
	for _, f := range formats() {
		content, err := s.render(f, broken)
		if err != nil {
			return nil, err
		}
		name := base + "." + string(f)
		if err := season.WriteFile(filepath.Join(dir, name), content); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	_, stem := d.dubFiles(s)
	if _, err := os.Stat(stem); !withStem || err != nil {
		return names, nil
	}
	name := base + ".dub.wav"
	return append(names, name), copyFile(stem, filepath.Join(dir, name))
}

// formats are the subtitle formats of every delivery.
func formats() []subtitles.Format { return []subtitles.Format{subtitles.SRT, subtitles.WebVTT} }

// copyFile copies in one step: temporary file, then rename.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.CreateTemp(filepath.Dir(to), ".tmp-*")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Chmod(0o644), out.Close()); err != nil {
		return err
	}
	return os.Rename(out.Name(), to)
}

// manifestEntry describes what was written and who decided.
func (s Sheet) manifestEntry(dir string, names []string, input string, draft bool) (season.ManifestEpisode, error) {
	e := season.ManifestEpisode{Episode: s.Episode, Input: input, Draft: draft, At: time.Now().UTC()}
	for _, n := range names {
		f, err := season.DescribeFile(dir, n)
		if err != nil {
			return e, err
		}
		e.Files = append(e.Files, f)
	}
	for _, r := range s.Rows {
		if t := r.Translation; r.Speaks() {
			e.Lines = append(e.Lines, season.ManifestLine{Line: r.Number, Key: r.Key, State: t.State, By: t.By, At: t.At, Version: t.Version})
		}
	}
	return e, nil
}
