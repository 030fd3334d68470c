package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"dramaport/season"

	"github.com/spf13/cobra"
)

type exportOptions struct {
	draft         bool
	subtitlesOnly bool
}

func (a *app) exportCommand() *cobra.Command {
	var s selection
	var o exportOptions
	c := &cobra.Command{
		Use:   "export",
		Short: "Writes approved deliverables",
		Long: "Writes an episode's SRT, WebVTT and stem into exports/MARKET, with a manifest of\n" +
			"what was written and who approved it. Refused, exit 3, unless every line of the\n" +
			"episode is approved on its present basis and without error findings, and for the\n" +
			"stem every line has a fitting take. --draft writes into exports/MARKET/draft.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(ctx context.Context, _ []string) error { return a.export(ctx, s, o) }),
	}
	s.addFlags(c)
	c.Flags().BoolVar(&o.draft, "draft", false, "what there is, into exports/MARKET/draft; not for delivery")
	c.Flags().BoolVar(&o.subtitlesOnly, "subtitles-only", false, "no stem, also where the market speaks")
	return c
}

func (a *app) export(ctx context.Context, s selection, o exportOptions) error {
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	chosen, err := s.of(d)
	if err != nil {
		return err
	}
	result, err := a.exportSelected(ctx, d, chosen, o)
	if err != nil {
		return err
	}
	return a.tellExport(d, result)
}

// exportResult is what an export did and what it refused.
type exportResult struct {
	Written  []string     `json:"written"`
	UpToDate int          `json:"up_to_date"`
	Refused  []season.Gap `json:"refused"`
}

// exportSelected writes every episode that may leave.
func (a *app) exportSelected(ctx context.Context, d *desk, chosen selected, o exportOptions) (exportResult, error) {
	result := exportResult{Written: []string{}, Refused: []season.Gap{}}
	sheets, err := d.sheets(ctx, chosen)
	if err != nil {
		return result, err
	}
	for _, sh := range sheets {
		if a.stopped() {
			return result, interrupted()
		}
		if err := d.exportSheet(sh, o, &result); err != nil {
			return result, fmt.Errorf("%s [%s]: %w", sh.episode, sh.market.Name, err)
		}
	}
	return result, nil
}

// exportSheet writes one episode, or says why it may not leave.
func (d *desk) exportSheet(sh sheet, o exportOptions, result *exportResult) error {
	textGaps := sh.gaps()
	if len(textGaps) > 0 && !o.draft {
		result.Refused = append(result.Refused, textGaps...)
		return nil
	}
	withStem := sh.market.Speak != "" && !o.subtitlesOnly
	if withStem && !o.draft {
		gaps, err := d.dubGaps(sh)
		if err != nil {
			return err
		}
		result.Refused = append(result.Refused, gaps...)
		withStem = len(gaps) == 0
	}
	return d.writeSheet(sh, o.draft, withStem, result)
}

// writeSheet writes the files that differ from what the manifest describes.
func (d *desk) writeSheet(sh sheet, draft, withStem bool, result *exportResult) error {
	dir := d.exportDir(sh.market, draft)
	manifest, err := season.ReadManifest(dir)
	if err != nil {
		return err
	}
	input := d.exportInput(sh, withStem)
	if e, ok := manifest.Episode(sh.episode); ok && e.Current(dir, input) {
		result.UpToDate++
		return nil
	}
	names, err := d.writeFiles(sh, dir, withStem)
	if err != nil {
		return err
	}
	entry, err := sh.manifestEpisode(dir, names, input, draft)
	if err != nil {
		return err
	}
	for _, n := range names {
		result.Written = append(result.Written, filepath.Join(d.relative(dir), n))
	}
	return d.stamped(manifest, sh.market).With(entry).Write(dir)
}

// stamped fills in what a market's manifest says of the season.
func (d *desk) stamped(m season.Manifest, market season.Market) season.Manifest {
	m.FormatVersion, m.Tool, m.Title = 1, "dramaport "+version, d.cfg.Title
	m.Market, m.Locale = market.Name, market.Locale.String()
	return m
}

func (d *desk) exportDir(m season.Market, draft bool) string {
	dir := filepath.Join(d.cfg.Dir, "exports", string(m.Name))
	if draft {
		return filepath.Join(dir, "draft")
	}
	return dir
}

// writeFiles writes the subtitles and, if asked, the stem; it returns their
// names.
func (d *desk) writeFiles(sh sheet, dir string, withStem bool) ([]string, error) {
	base := fmt.Sprintf("%s.%s", sh.episode, sh.market.Locale)
	var names []string
	for _, f := range formats() {
		content, err := sh.render(f)
		if err != nil {
			return nil, err
		}
		name := base + "." + string(f)
		if err := season.WriteFile(filepath.Join(dir, name), content); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	_, stem := d.dubFiles(sh)
	if _, err := os.Stat(stem); !withStem || err != nil {
		return names, nil
	}
	name := base + ".dub.wav"
	return append(names, name), copyFile(stem, filepath.Join(dir, name))
}

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
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	if err := out.Chmod(0o644); err != nil {
		out.Close()
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	return os.Rename(out.Name(), to)
}

// manifestEpisode describes what was written and who decided.
func (s sheet) manifestEpisode(dir string, names []string, input string, draft bool) (season.ManifestEpisode, error) {
	e := season.ManifestEpisode{Episode: s.episode, Input: input, Draft: draft, At: time.Now().UTC().Truncate(time.Second)}
	for _, n := range names {
		f, err := season.DescribeFile(dir, n)
		if err != nil {
			return e, err
		}
		e.Files = append(e.Files, f)
	}
	for _, r := range s.rows {
		if r.Speaks() {
			e.Lines = append(e.Lines, season.ManifestLine{Line: r.Number, Key: r.Key, State: r.trans.State, By: r.trans.By, At: r.trans.At, Version: r.trans.Version})
		}
	}
	return e, nil
}

// tellExport says what was written and what may not leave; exit 3 for that.
func (a *app) tellExport(d *desk, r exportResult) error {
	if a.json {
		if err := a.printJSON(map[string]any{"format_version": 1, "written": r.Written, "up_to_date": r.UpToDate, "refused": r.Refused}); err != nil {
			return err
		}
	} else {
		for _, f := range r.Written {
			fmt.Fprintln(a.out, f)
		}
		a.tellGaps(r.Refused)
	}
	if r.UpToDate > 0 {
		a.say("%s up to date already", plural(r.UpToDate, "episode"))
	}
	if len(r.Refused) > 0 {
		return openLines("approve the lines named, or look at a draft: dramaport export --draft", "%s may not leave yet", plural(len(r.Refused), "line"))
	}
	return nil
}

// tellGaps names lines that may not leave, the first few of each episode.
func (a *app) tellGaps(gaps []season.Gap) {
	const few = 5
	seen := map[string]int{}
	for _, g := range gaps {
		place := fmt.Sprintf("%s [%s]", g.Episode, g.Market)
		seen[place]++
		switch {
		case a.verbose || seen[place] <= few:
			a.say("refused: %s:%d [%s] %s", g.Episode, g.Line, g.Market, g.Reason)
		case seen[place] == few+1:
			a.say("refused: %s more lines; -v names them all", place)
		}
	}
}
