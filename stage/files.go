package stage

import (
	"io"
	"os"
	"path/filepath"
	"time"

	"dramaport/internal/atomicfile"
	"dramaport/season"
	"dramaport/subtitles"
)

// writeFiles writes the subtitles and, if asked, the stem, and describes them.
func (d *Workspace) writeFiles(s Sheet, dir string, withStem bool) ([]season.ManifestFile, error) {
	base := string(s.Episode) + "." + s.Market.Locale.String()
	var files []season.ManifestFile
	broken := s.broken()
	for _, f := range formats() {
		content, err := s.render(f, broken)
		if err != nil {
			return nil, err
		}
		name := base + "." + string(f)
		if err := atomicfile.Write(filepath.Join(dir, name), content); err != nil {
			return nil, err
		}
		files = append(files, season.Describe(name, content))
	}
	stem := d.stemFile(s)
	if _, err := os.Stat(stem); !withStem || err != nil {
		return files, nil
	}
	name := base + ".dub.wav"
	if err := copyFile(stem, filepath.Join(dir, name)); err != nil {
		return nil, err
	}
	f, err := season.DescribeFile(dir, name)
	return append(files, f), err
}

// formats are the subtitle formats of every delivery.
func formats() []subtitles.Format { return []subtitles.Format{subtitles.SRT, subtitles.WebVTT} }

// copyFile copies in one step.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	return atomicfile.WriteFunc(to, func(out *os.File) error {
		_, err := io.Copy(out, in)
		return err
	})
}

// manifestEntry describes what was written and who decided.
func (s Sheet) manifestEntry(files []season.ManifestFile, input string, draft bool) *season.ManifestEpisode {
	e := &season.ManifestEpisode{Episode: s.Episode, Input: input, Draft: draft, At: time.Now().UTC(), Files: files}
	for _, r := range s.Rows {
		if t := r.Translation; r.Speaks() {
			e.Lines = append(e.Lines, season.ManifestLine{Line: r.Number, Key: r.Key, State: t.State, By: t.By, At: t.At, Version: t.Version})
		}
	}
	return e
}
