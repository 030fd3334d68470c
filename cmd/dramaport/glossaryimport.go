package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dramaport/glossaries"
	"dramaport/glossaries/tbx"
	"dramaport/glossaries/xlsx"
	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/season/config"
	"dramaport/stage"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"
)

type glossaryImportOptions struct {
	name, sheet string
	columns     map[string]string
	dryRun      bool
}

func (a *app) glossaryImportCommand() *cobra.Command {
	var o glossaryImportOptions
	c := &cobra.Command{
		Use:   "import FILE",
		Short: "Adds terms from CSV, TSV, XLSX or TBX to glossaries/NAME.csv",
		Long: "Adds terms from a file of another tool (.csv, .tsv, .xlsx, .tbx) to glossaries/NAME.csv.\n" +
			"Columns are known by their language codes; --map says what the others are:\n" +
			"--map Chinese=zh-CN,English=en-US,Comment=note,Status=-, or --map 1=zh-CN,2=en-US where\n" +
			"there is no header. What is agreed already is kept; a contradiction is named, exit 3.",
		Args: cobra.ExactArgs(1),
		RunE: a.verb(func(_ context.Context, args []string) error { return a.glossaryImport(args[0], o) }),
	}
	f := c.Flags()
	f.StringVar(&o.name, "name", "", "the `name` of the file in glossaries/ (default: the file's own)")
	f.StringVar(&o.sheet, "sheet", "", "the `worksheet` of an XLSX (default: the first that is not hidden)")
	f.StringToStringVar(&o.columns, "map", nil, "what columns are: `HEADER=COLUMN`,…")
	f.BoolVarP(&o.dryRun, "dry-run", "n", false, "say what would be added, write nothing")
	return c
}

func (a *app) glossaryImport(from string, o glossaryImportOptions) error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	to, err := importTarget(cfg, from, o.name)
	if err != nil {
		return err
	}
	sheet, problems, err := readForeign(cfg, from, o.sheet)
	if err != nil {
		return usageError(err)
	}
	book, _, err := stage.ReadGlossaries(cfg)
	if err != nil {
		return usageError(err)
	}
	add, more, err := book.Import(sheet, foreignColumns(cfg, o.columns))
	if err != nil {
		return errors.Join(a.printProblems(problems), usageError(err))
	}
	if err := a.writeImported(cfg, to, add, o.dryRun); err != nil {
		return err
	}
	return a.tellTerms(cfg, to, add, slices.Concat(problems, more, add.Conflicts), o.dryRun)
}

// importTarget is the file in glossaries/ that is written.
func importTarget(cfg config.Config, from, name string) (string, error) {
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(from), filepath.Ext(from))
	}
	name = strings.TrimSuffix(name, ".csv")
	if name == "" || name != filepath.Base(name) || strings.HasPrefix(name, ".") {
		return "", usagef("--name %q: write a file's name without a folder", name)
	}
	to := filepath.Join(cfg.Dir, "glossaries", name+".csv")
	if a, err := os.Stat(from); err == nil {
		if b, err := os.Stat(to); err == nil && os.SameFile(a, b) {
			return "", usagef("%s is a glossary of this season already", from)
		}
	}
	return to, nil
}

// readForeign reads a file by its name's ending.
func readForeign(cfg config.Config, from, sheet string) (glossaries.Sheet, []glossaries.Problem, error) {
	data, err := readBounded(from)
	if err != nil {
		return glossaries.Sheet{}, nil, err
	}
	f := glossaries.File{Name: from, Data: data}
	if ext := strings.ToLower(filepath.Ext(from)); ext == ".csv" || ext == ".tsv" || ext == ".txt" {
		f, doubts := stage.GlossaryText(f, stage.Languages(cfg)...)
		s, problems := glossaries.ReadTable(f)
		return s, append(doubts, problems...), nil
	}
	var s glossaries.Sheet
	var problems []glossaries.Problem
	switch ext := strings.ToLower(filepath.Ext(from)); ext {
	case ".xlsx":
		s, err = xlsx.Read(f, sheet)
	case ".tbx", ".xml":
		s, problems, err = tbx.Read(f, cfg.Source.Locale, marketLocales(cfg))
	default:
		err = usagef("%s: glossaries are read from .csv, .tsv, .xlsx and .tbx", from)
	}
	return s, problems, err
}

func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, stage.MostGlossaryBytes+1))
	if err == nil && len(data) > stage.MostGlossaryBytes {
		err = usagef("%s is larger than %d MB: part it", path, stage.MostGlossaryBytes>>20)
	}
	return data, err
}

func marketNames(cfg config.Config) []string {
	var names []string
	for _, m := range cfg.Markets {
		names = append(names, string(m.Name))
	}
	return names
}

func foreignColumns(cfg config.Config, headers map[string]string) glossaries.Columns {
	return glossaries.Columns{Source: cfg.Source.Locale, Languages: stage.Languages(cfg)[1:], Markets: marketNames(cfg), Map: headers}
}

func (a *app) writeImported(cfg config.Config, to string, add glossaries.Addition, dryRun bool) error {
	if len(add.Concepts) == 0 || dryRun {
		return nil
	}
	own, err := os.ReadFile(to)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	text, err := glossaries.Append(glossaries.File{Name: to, Data: own}, cfg.Source.Locale, marketNames(cfg), add.Concepts)
	if err != nil {
		return usageError(err)
	}
	return atomicfile.Write(to, text)
}

// tellTerms says what was added; what is doubtful ends with exit 3.
func (a *app) tellTerms(cfg config.Config, to string, add glossaries.Addition, doubtful []glossaries.Problem, dryRun bool) error {
	if err := a.printProblems(doubtful); err != nil {
		return err
	}
	verb := "added to"
	if dryRun {
		verb = "would be added to"
	}
	a.Say("%s %s %s, %s extended, %d known already", console.Plural(add.New, "term"), verb, relativeTo(cfg.Dir, to), console.Plural(len(add.Concepts)-add.New, "term"), add.Known)
	if !dryRun && len(add.Concepts) > 0 {
		a.sayUnread(cfg, to)
	}
	if n, _ := countProblems(doubtful); n > 0 {
		return openLines("what is agreed was kept; change it in the file named, or mend the rows and import again", "%s in what was imported", console.Plural(n, "problem"))
	}
	a.Next("dramaport glossary check")
	return nil
}

// sayUnread tells of a glossary file that was written and that season.yaml does
// not name.
func (a *app) sayUnread(cfg config.Config, path string) {
	if again, err := config.Load(cfg.Dir); err == nil && !slices.Contains(again.Glossaries, filepath.ToSlash(relativeTo(cfg.Dir, path))) {
		a.Say("add glossaries: [glossaries/*.csv] to season.yaml, so that it is read")
	}
}

func relativeTo(dir, path string) string {
	if rel, err := filepath.Rel(dir, path); err == nil {
		return rel
	}
	return path
}

// marketLocales is every market's locale by its name.
func marketLocales(cfg config.Config) map[string]language.Tag {
	locales := map[string]language.Tag{}
	for _, m := range cfg.Markets {
		locales[string(m.Name)] = m.Locale
	}
	return locales
}
