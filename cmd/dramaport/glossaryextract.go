package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"dramaport/glossaries"
	"dramaport/glossaries/extract"
	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/season"
	"dramaport/season/config"
	"dramaport/stage"
	"dramaport/subtitles"

	"github.com/spf13/cobra"
)

type extractOptions struct {
	out      string
	minCount int
}

func (a *app) glossaryExtractCommand() *cobra.Command {
	var o extractOptions
	c := &cobra.Command{
		Use:   "extract",
		Short: "Proposes names and recurring terms of the season, with counts and contexts",
		Long: "Proposes names and recurring words of the season's tracks that no glossary has yet, as a\n" +
			"glossary file with empty columns for the markets: fill what is to be agreed, delete the rest.\n" +
			"Offline, by statistics; nothing is sent anywhere. An existing file is never overwritten.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(_ context.Context, _ []string) error { return a.glossaryExtract(o) }),
	}
	c.Flags().StringVar(&o.out, "out", "", "write a new `file`, such as glossaries/extracted.csv (default: standard output)")
	c.Flags().IntVar(&o.minCount, "min-count", 0, "how often a wording must occur (default: 3, more in seasons of more than 2,400 lines)")
	return c
}

func (a *app) glossaryExtract(o extractOptions) error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	in, err := extractInput(cfg)
	if err != nil {
		return usageError(err)
	}
	in.MinCount = o.minCount
	found := extract.Propose(in)
	if o.out != "" {
		return a.writeExtracted(cfg, o.out, found)
	}
	if a.JSON {
		for _, p := range found {
			if err := a.PrintJSONLine(p); err != nil {
				return err
			}
		}
		return nil
	}
	return glossaries.WriteTable(a.Out, extractedTable(cfg, found), ',')
}

// extractInput is the season's lines and what is agreed already.
func extractInput(cfg config.Config) (extract.Input, error) {
	episodes, _, err := config.ReadEpisodes(cfg)
	if err != nil {
		return extract.Input{}, err
	}
	book, _, err := stage.ReadGlossaries(cfg)
	if err != nil {
		return extract.Input{}, err
	}
	source := cfg.Source.Locale
	// A concept is known by its wording in the source, whether or not a
	// market has one yet.
	in := extract.Input{Source: source, Known: book.For("", source, source, "")}
	for _, e := range episodes {
		for _, l := range e.Lines {
			in.Lines = append(in.Lines, extract.Line{Episode: string(e.Name), Ref: l.Ref(), Speaker: l.Speaker, Text: subtitles.Plain(l.Text)})
		}
	}
	for name := range cfg.Cast {
		if name != season.DefaultSpeaker {
			in.Cast = append(in.Cast, name)
		}
	}
	slices.Sort(in.Cast)
	return in, nil
}

// extractedTable is the proposals as a glossary to fill: a column for each
// locale of the markets.
func extractedTable(cfg config.Config, found []extract.Proposal) [][]string {
	var given []string
	for _, m := range cfg.Markets {
		if name := m.Locale.String(); !slices.Contains(given, name) && m.Locale != cfg.Source.Locale {
			given = append(given, name)
		}
	}
	concepts := make([]glossaries.Concept, len(found))
	for i, p := range found {
		concepts[i] = glossaries.Concept{Columns: map[string]string{cfg.Source.Locale.String(): p.Wording}, Type: p.Type, Note: p.Note()}
	}
	header := glossaries.Header(cfg.Source.Locale, given, concepts)
	return append([][]string{header}, glossaries.Table(header, concepts)...)
}

func (a *app) writeExtracted(cfg config.Config, name string, found []extract.Proposal) error {
	path := name
	if !filepath.IsAbs(name) {
		path = filepath.Join(cfg.Dir, name)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return usagef("%s is there already: name another file, or move it away; nothing was overwritten", name)
	}
	if len(found) == 0 {
		a.Say("nothing to propose: every name and recurring wording is in a glossary already")
		return nil
	}
	var text bytes.Buffer
	if err := glossaries.WriteTable(&text, extractedTable(cfg, found), ','); err != nil {
		return err
	}
	if err := atomicfile.Write(path, text.Bytes()); err != nil {
		return err
	}
	a.Say("wrote %s: %s", name, console.Plural(len(found), "proposal"))
	a.sayUnread(cfg, path)
	a.Next("fill the columns of the markets, delete what needs no agreement, then dramaport glossary check")
	return nil
}
