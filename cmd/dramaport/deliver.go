package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"dramaport/season"
	"dramaport/subtitles"
)

// formats are the subtitle formats that every export writes.
func formats() []subtitles.Format { return []subtitles.Format{subtitles.SRT, subtitles.WebVTT} }

// gaps says why an episode's text may not leave.
func (s sheet) gaps() []season.Gap {
	lines := make([]season.Line, len(s.rows))
	translations := map[season.LineKey]season.Translation{}
	bases := map[season.LineKey]string{}
	doubts := map[season.LineKey][]season.Doubt{}
	for i, r := range s.rows {
		lines[i] = r.Line
		translations[r.Key], bases[r.Key], doubts[r.Key] = r.trans, r.basis, r.doubts
	}
	return season.Gaps(s.market.Name, lines, translations, bases, doubts)
}

// dubGaps says why an episode's stem may not leave.
func (d *desk) dubGaps(s sheet) ([]season.Gap, error) {
	plan, err := d.plan(s)
	if err != nil {
		return nil, err
	}
	_, stem := d.dubFiles(s)
	if _, err := os.Stat(stem); err != nil || len(plan.Lines) == 0 || plan.Draft {
		return []season.Gap{{Episode: s.episode, Market: s.market.Name, Line: 1, Reason: "the episode is not dubbed yet: dramaport dub (or export --subtitles-only)"}}, nil
	}
	var gaps []season.Gap
	for _, r := range s.rows {
		if !r.Speaks() {
			continue
		}
		for _, doubt := range d.dubDoubts(s, r, plan) {
			if doubt.Severity != season.Info {
				gaps = append(gaps, season.Gap{Episode: s.episode, Line: r.Number, Market: s.market.Name, Reason: string(doubt.Rule) + ": " + doubt.Message})
			}
		}
	}
	return gaps, nil
}

// render writes the episode's subtitles: broken by the market's rules, ends
// extended into free time to meet the reading speed.
func (s sheet) render(f subtitles.Format) ([]byte, error) {
	var cues []subtitles.OutCue
	for _, r := range s.rows {
		if r.trans.Text != "" {
			cues = append(cues, subtitles.OutCue{ID: r.CueID, Settings: r.Settings, Start: r.Start, End: r.End, Payload: s.payload(r, f)})
		}
	}
	s.extend(cues)
	var b bytes.Buffer
	write := subtitles.WriteSRT
	if f == subtitles.WebVTT {
		write = subtitles.WriteVTT
	}
	err := write(&b, cues)
	return b.Bytes(), err
}

// payload is a row's text as the format writes it, its markup back in place.
func (s sheet) payload(r row, f subtitles.Format) string {
	broken := strings.Join(subtitles.Break(r.trans.Text, s.rules, s.market.Locale, s.unbroken(r)), "\n")
	marked := subtitles.Marked{Before: r.Before, Text: r.Text, After: r.After, Tags: r.Tags}
	shown, _ := marked.Show(broken, f)
	return shown
}

// unbroken are the agreed words that a line break may not split.
func (s sheet) unbroken(r row) []string {
	var words []string
	for _, m := range r.terms {
		words = append(words, m.Term.Target)
	}
	return words
}

// extend lengthens the cues' ends where there is room.
func (s sheet) extend(cues []subtitles.OutCue) {
	timed := make([]subtitles.Timed, len(cues))
	for i, c := range cues {
		timed[i] = subtitles.Timed{Start: c.Start, End: c.End, Text: c.Payload}
	}
	for i, t := range subtitles.Extend(timed, s.rules, s.market.Locale) {
		cues[i].End = t.End
	}
}

// exportInput is the hash of everything an episode's files are made from.
func (d *desk) exportInput(s sheet, withStem bool) string {
	h := sha256.New()
	e := json.NewEncoder(h)
	_ = e.Encode([]any{version, s.rules, s.market.Locale, withStem})
	for _, r := range s.rows {
		_ = e.Encode([]any{r.Line, r.trans.Text, r.trans.State, r.trans.By, r.trans.Version, s.unbroken(r)})
	}
	if withStem {
		planFile, _ := d.dubFiles(s)
		b, _ := os.ReadFile(planFile)
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// exported reports whether the episode's export is there and up to date, with
// or without its stem.
func (d *desk) exported(s sheet) bool {
	dir := d.exportDir(s.market, false)
	m, err := season.ReadManifest(dir)
	if err != nil {
		return false
	}
	e, ok := m.Episode(s.episode)
	if !ok {
		return false
	}
	for _, f := range e.Files {
		if _, err := os.Stat(filepath.Join(dir, f.Name)); err != nil {
			return false
		}
	}
	return e.Input == d.exportInput(s, true) || e.Input == d.exportInput(s, false)
}
