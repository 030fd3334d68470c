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

// Delivery is how sheets are delivered.
type Delivery struct {
	// Tool is the name and version that manifests carry.
	Tool string
	// Draft writes what there is into a folder apart, past the gate.
	Draft bool
	// SubtitlesOnly leaves the stem out.
	SubtitlesOnly bool
}

// Delivered is what became of a delivery.
type Delivered struct {
	// Written are the files, from the season folder.
	Written []string `json:"written"`
	// UpToDate counts the episodes that had been delivered as they are.
	UpToDate int `json:"up_to_date"`
	// Refused says why lines may not leave.
	Refused []season.Gap `json:"refused"`
}

// Deliver writes one episode's files and adds to what became of it, or to why
// it may not leave. The text leaves without the stem where only the stem is
// held back.
func (d *Desk) Deliver(s Sheet, how Delivery, sum *Delivered) error {
	gaps := s.Gaps()
	if len(gaps) > 0 && !how.Draft {
		sum.Refused = append(sum.Refused, gaps...)
		return nil
	}
	withStem := s.Market.Speak != "" && !how.SubtitlesOnly
	if withStem && !how.Draft {
		gaps, err := d.dubGaps(s)
		if err != nil {
			return err
		}
		sum.Refused = append(sum.Refused, gaps...)
		withStem = len(gaps) == 0
	}
	return d.write(s, how, withStem, sum)
}

// Gaps says why an episode's text may not leave.
func (s Sheet) Gaps() []season.Gap {
	lines := make([]season.Line, len(s.Rows))
	translations := map[season.LineKey]season.Translation{}
	bases := map[season.LineKey]string{}
	doubts := map[season.LineKey][]season.Doubt{}
	for i, r := range s.Rows {
		lines[i] = r.Line
		translations[r.Key], bases[r.Key], doubts[r.Key] = r.Translation, r.Basis, r.Doubts
	}
	return season.Gaps(s.Market.Name, lines, translations, bases, doubts)
}

// dubGaps says why an episode's stem may not leave: it is not there, or a
// line of it has no fitting take.
func (d *Desk) dubGaps(s Sheet) ([]season.Gap, error) {
	plan, err := d.Plan(s)
	if err != nil {
		return nil, err
	}
	_, stem := d.dubFiles(s)
	if _, err := os.Stat(stem); err != nil || len(plan.Lines) == 0 || plan.Draft {
		return []season.Gap{{Episode: s.Episode, Market: s.Market.Name, Line: 1,
			Reason: "the episode is not dubbed yet: dramaport dub (or export --subtitles-only)"}}, nil
	}
	var gaps []season.Gap
	for _, fault := range plan.Faults {
		gaps = append(gaps, season.Gap{Episode: s.Episode, Market: s.Market.Name, Line: 1, Reason: "the stem is not as planned: " + fault})
	}
	for _, r := range s.Rows {
		for _, doubt := range d.dubDoubts(s, r, plan) {
			if doubt.Severity != season.Info {
				gaps = append(gaps, season.Gap{Episode: s.Episode, Line: r.Number, Market: s.Market.Name, Reason: string(doubt.Rule) + ": " + doubt.Message})
			}
		}
	}
	return gaps, nil
}

// write writes the files, unless the manifest says that they are there.
func (d *Desk) write(s Sheet, how Delivery, withStem bool, sum *Delivered) error {
	dir := d.exportDir(s.Market, how.Draft)
	manifest, err := season.ReadManifest(dir)
	if err != nil {
		return err
	}
	input := d.input(s, how.Tool, withStem)
	if e, ok := manifest.Episode(s.Episode); ok && e.Current(dir, input) {
		sum.UpToDate++
		return nil
	}
	names, err := d.writeFiles(s, dir, withStem)
	if err != nil {
		return err
	}
	entry, err := s.manifestEntry(dir, names, input, how.Draft)
	if err != nil {
		return err
	}
	for _, n := range names {
		sum.Written = append(sum.Written, filepath.Join(d.Relative(dir), n))
	}
	manifest.FormatVersion, manifest.Tool, manifest.Title = 1, how.Tool, d.Config.Title
	manifest.Market, manifest.Locale = s.Market.Name, s.Market.Locale.String()
	return manifest.With(entry).Write(dir)
}

func (d *Desk) exportDir(m season.Market, draft bool) string {
	dir := filepath.Join(d.Config.Dir, "exports", string(m.Name))
	if draft {
		return filepath.Join(dir, "draft")
	}
	return dir
}

// writeFiles writes the subtitles and, if asked, the stem; it returns their
// names.
func (d *Desk) writeFiles(s Sheet, dir string, withStem bool) ([]string, error) {
	base := string(s.Episode) + "." + s.Market.Locale.String()
	var names []string
	for _, f := range formats() {
		content, err := s.Render(f)
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
	e := season.ManifestEpisode{Episode: s.Episode, Input: input, Draft: draft, At: time.Now().UTC().Truncate(time.Second)}
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
