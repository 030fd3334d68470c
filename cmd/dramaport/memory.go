package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"

	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/localize/memory"
	"dramaport/localize/memory/tmx"
	"dramaport/season/config"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

func (a *app) memoryCommand() *cobra.Command {
	c := &cobra.Command{Use: "memory", Short: "Approved translations: as TMX, in and out, and searched"}
	c.AddCommand(a.memoryImportCommand(), a.memoryExportCommand(), a.memorySearchCommand())
	return c
}

func (a *app) memoryImportCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE.tmx",
		Short: "Copies a TMX file into memories/, after reading it",
		Args:  cobra.ExactArgs(1),
		RunE:  a.verb(func(_ context.Context, args []string) error { return a.memoryImport(args[0]) }),
	}
}

// memoryImport refuses what cannot be read or would overwrite a file.
func (a *app) memoryImport(from string) error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return usageError(err)
	}
	if err := a.countImported(cfg, from, content); err != nil {
		return err
	}
	to := filepath.Join(cfg.Dir, "memories", filepath.Base(from))
	if _, err := os.Stat(to); err == nil {
		return usagef("%s is there already", to)
	}
	return a.tellImported(cfg, to, atomicfile.Write(to, content))
}

// countImported says how many translations a document has for each market.
func (a *app) countImported(cfg config.Config, from string, content []byte) error {
	var pairs []tmx.Pair
	for _, m := range cfg.Markets {
		pairs = append(pairs, tmx.Pair{Source: cfg.SourceOf(m), Target: m.Locale})
	}
	counts, total := make([]int, len(pairs)), 0
	var skipped []tmx.Skipped
	err := tmx.Each(bytes.NewReader(content), pairs, func(pair int, _ memory.Entry) { counts[pair]++; total++ },
		func(s tmx.Skipped) { skipped = append(skipped, s) })
	if err != nil {
		return usagef("%s: %v", from, err)
	}
	for _, s := range skipped {
		a.Warn("%s:%s", from, s.Error())
	}
	for i, m := range cfg.Markets {
		a.Say("%s: %s from %s to %s", m.Name, console.Plural(counts[i], "translation"), pairs[i].Source, m.Locale)
	}
	if total == 0 {
		return usagef("%s: nothing in it is in the languages of a market", from)
	}
	return nil
}

// tellImported says so where season.yaml does not read the new file yet.
func (a *app) tellImported(cfg config.Config, to string, err error) error {
	if err != nil {
		return err
	}
	again, err := config.Load(cfg.Dir)
	if err != nil {
		return err
	}
	if !slices.Contains(again.Memories, "memories/"+filepath.Base(to)) {
		a.Say("add memories: [memories/*.tmx] to season.yaml, so that it is read")
	}
	a.Next("dramaport translate")
	return nil
}

func (a *app) memoryExportCommand() *cobra.Command {
	var s selection
	c := &cobra.Command{
		Use:   "export",
		Short: "Writes a market's approved lines as TMX to standard output",
		Args:  cobra.NoArgs,
		RunE:  a.verb(func(ctx context.Context, _ []string) error { return a.memoryExport(ctx, s) }),
	}
	s.addFlags(c)
	return c
}

func (a *app) memoryExport(ctx context.Context, s selection) error {
	return a.withSheets(ctx, s, (*stage.Workspace).LayOut, func(d *stage.Workspace, sheets []stage.Sheet) error {
		m, err := oneMarket(d, s)
		if err != nil {
			return err
		}
		var entries []memory.Entry
		for _, sh := range sheets {
			entries = append(entries, d.Remembered(sh)...)
		}
		return tmx.Write(a.Out, d.Config.SourceOf(m), m.Locale, entries)
	})
}
