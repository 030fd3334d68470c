package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dramaport/glossaries"
	"dramaport/glossaries/tbx"
	"dramaport/glossaries/xlsx"
	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/season/config"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

type glossaryExportOptions struct {
	format string
	force  bool
}

func (a *app) glossaryExportCommand() *cobra.Command {
	var o glossaryExportOptions
	c := &cobra.Command{
		Use:   "export [FILE]",
		Short: "Writes the merged glossaries as CSV, TSV, XLSX or TBX",
		Long: "Writes all glossaries, merged, as one file of another tool's format, by its ending (.csv,\n" +
			".tsv, .xlsx, .tbx) or --format; to standard output without FILE.",
		Args: cobra.MaximumNArgs(1),
		RunE: a.verb(func(_ context.Context, args []string) error { return a.glossaryExport(args, o) }),
	}
	c.Flags().StringVar(&o.format, "format", "", "csv, tsv, xlsx or tbx (default: the file's ending, or csv)")
	c.Flags().BoolVar(&o.force, "force", false, "write over an existing file")
	return c
}

func (a *app) glossaryExport(args []string, o glossaryExportOptions) error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	book, problems, err := stage.ReadGlossaries(cfg)
	if err != nil {
		return usageError(err)
	}
	if n, _ := countProblems(problems); n > 0 {
		a.Warn("glossaries: %s; dramaport glossary check names them", console.Plural(n, "problem"))
	}
	var out bytes.Buffer
	if len(args) == 0 {
		if err := writeGlossary(&out, cfg, book, formatOf("", o.format)); err != nil {
			return err
		}
		_, err = a.Out.Write(out.Bytes())
		return err
	}
	if _, err := os.Stat(args[0]); err == nil && !o.force {
		return usagef("%s is there already: --force writes over it", args[0])
	}
	if err := writeGlossary(&out, cfg, book, formatOf(args[0], o.format)); err != nil {
		return err
	}
	if err := atomicfile.Write(args[0], out.Bytes()); err != nil {
		return err
	}
	a.Say("wrote %s: %s", args[0], console.Plural(len(book.Concepts()), "term"))
	return nil
}

func formatOf(file, format string) string {
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(file)), ".")
	}
	if format == "" {
		return "csv"
	}
	return format
}

func writeGlossary(w io.Writer, cfg config.Config, book glossaries.Book, format string) error {
	concepts := book.Concepts()
	header := glossaries.Header(cfg.Source.Locale, nil, concepts)
	rows := append([][]string{header}, glossaries.Table(header, concepts)...)
	switch format {
	case "csv":
		return glossaries.WriteTable(w, rows, ',')
	case "tsv":
		return glossaries.WriteTable(w, rows, '\t')
	case "xlsx":
		return xlsx.Write(w, rows)
	case "tbx":
		return tbx.Write(w, concepts, cfg.Source.Locale, marketLocales(cfg))
	}
	return usagef("--format %s: glossaries are written as csv, tsv, xlsx or tbx", format)
}
