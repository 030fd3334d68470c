package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/console"
	"dramaport/internal/engines"
	"dramaport/internal/ffmpeg"
	"dramaport/season"
	"dramaport/season/config"
	"dramaport/stage"
	"dramaport/store"

	"github.com/spf13/cobra"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Says what is installed, reachable, signed in, and the command that mends the rest",
		Long: "Looks at each tool and, inside a season, at each translator, synthesizer and voice\n" +
			"it names. Exit 3 if anything the season needs is missing.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(ctx context.Context, _ []string) error { return a.doctor(ctx) }),
	}
}

// symptom is one thing looked at.
type symptom struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Needed bool   `json:"needed"`
	Detail string `json:"detail"`
	// Mend is the exact command that mends it.
	Mend string `json:"mend,omitempty"`
}

// patience is how long doctor waits for one provider.
const patience = 10 * time.Second

func (a *app) doctor(ctx context.Context) error {
	cfg, err := a.loadConfig()
	inSeason := err == nil
	var problems config.Problems
	if errors.As(err, &problems) {
		return err
	}
	symptoms := append(a.tools(ctx), a.playerSymptom(ctx))
	if inSeason {
		symptoms = append(symptoms, a.seasonSymptoms(ctx, cfg)...)
	} else {
		a.Say("no season here: looking at the tools only")
	}
	return a.tellSymptoms(symptoms)
}

// tools looks at the programs of this machine.
func (a *app) tools(ctx context.Context) []symptom {
	var found []symptom
	for _, t := range ffmpeg.Tools(ctx) {
		s := symptom{Name: t.Name, OK: t.Path != "", Detail: strings.TrimSpace(t.Version + " " + t.Path)}
		s.Needed = t.Name == "ffmpeg" || t.Name == "ffprobe"
		if !s.OK {
			s.Mend = install(toolPackage(t.Name))
		}
		found = append(found, s)
	}
	return found
}

// toolPackage is the Debian and Homebrew package of a program.
func toolPackage(program string) (debian, homebrew string) {
	switch program {
	case "ffprobe":
		return "ffmpeg", "ffmpeg"
	case "rubberband":
		return "rubberband-cli", "rubberband"
	}
	return program, program
}

// seasonSymptoms looks at what season.yaml names.
func (a *app) seasonSymptoms(ctx context.Context, cfg config.Config) []symptom {
	e := a.enginesOf(cfg, noCeiling(), false)
	defer e.Close()
	found := []symptom{storeSymptom(cfg)}
	for _, m := range cfg.Markets {
		for _, name := range m.Translate {
			found = append(found, a.translatorSymptom(ctx, e, cfg, m, name))
		}
	}
	return append(found, a.voiceSymptoms(ctx, e, cfg)...)
}

func storeSymptom(cfg config.Config) symptom {
	path, err := stage.StorePath(cfg)
	if err != nil {
		return symptom{Name: "store", Needed: true, Detail: err.Error()}
	}
	s := symptom{Name: "store", OK: true, Needed: true, Detail: path}
	if store.OnNetworkFS(filepath.Dir(filepath.Dir(path))) {
		s.OK, s.Detail = false, path+" is on a network file system, where SQLite cannot keep its promises"
		s.Mend = "move the season to a local disk, or name a local file under store:"
	}
	return s
}

// translatorSymptom tries one translator of one market as translate would.
func (a *app) translatorSymptom(ctx context.Context, e *engines.Engines, cfg config.Config, m season.Market, name string) symptom {
	s := symptom{Name: fmt.Sprintf("translator %s [%s]", name, m.Name), Needed: true}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := e.Probe(ctx, m, name); err != nil {
		s.Mend = mendTranslator(err, cfg.Translators[name], e.TranslatorPackage(m, name))
		s.Detail = strings.TrimSuffix(err.Error(), " → "+s.Mend)
		return s
	}
	s.OK, s.Detail = true, "ready"
	return s
}

// mendTranslator is the command that mends a translator; needs is the package of
// the program that it runs.
func mendTranslator(err error, t config.Translator, needs engines.Package) string {
	if needs.Debian != "" {
		return install(needs.Debian, needs.Homebrew)
	}
	if t.Engine == "openai" && strings.Contains(t.BaseURL, ":11434") {
		return "ollama serve & ollama pull " + t.Model
	}
	if mend, ok := mendOf(t, err); ok {
		return mend
	}
	_, hint := classify(err)
	return hint
}

// voiceSymptoms looks for each voice of the cast.
func (a *app) voiceSymptoms(ctx context.Context, e *engines.Engines, cfg config.Config) []symptom {
	var found []symptom
	for name, voices := range castVoices(cfg) {
		found = append(found, synthesizerSymptoms(ctx, e, name, voices)...)
	}
	slices.SortFunc(found, func(x, y symptom) int { return strings.Compare(x.Name, y.Name) })
	return found
}

// castVoices are the voices the cast names, by synthesizer.
func castVoices(cfg config.Config) map[string][]string {
	by := map[string][]string{}
	for speaker := range cfg.Cast {
		for _, m := range cfg.Markets {
			name, voice, ok := cfg.Voice(speaker, m.Name)
			if ok && !slices.Contains(by[name], voice) {
				by[name] = append(by[name], voice)
			}
		}
	}
	return by
}

func synthesizerSymptoms(ctx context.Context, e *engines.Engines, name string, voices []string) []symptom {
	s := symptom{Name: "synthesizer " + name, Needed: true}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	known, _, err := e.Voices(ctx, name)
	if err != nil {
		s.Detail = err.Error()
		if _, s.Mend = classify(err); e.SynthesizerPackage(name) != (engines.Package{}) {
			s.Mend = install(e.SynthesizerPackage(name).Debian, e.SynthesizerPackage(name).Homebrew)
		}
		return []symptom{s}
	}
	s.OK, s.Detail = true, console.Plural(len(known), "voice")
	return append([]symptom{s}, missingVoices(name, known, voices)...)
}

// missingVoices names the voices that the synthesizer does not list; a
// variant such as +f3 is the engine's own matter.
func missingVoices(name string, known []dubbing.Voice, wanted []string) []symptom {
	var found []symptom
	for _, w := range wanted {
		base, _, _ := strings.Cut(w, "+")
		if len(known) > 0 && !slices.ContainsFunc(known, func(v dubbing.Voice) bool { return v.Name == base || v.Name == w }) {
			found = append(found, symptom{Name: "voice " + name + "/" + w, Needed: true, Detail: "the synthesizer does not list it",
				Mend: "dramaport voices " + name})
		}
	}
	return found
}

// install is the command that installs a package here.
func install(debian, homebrew string) string {
	if runtime.GOOS == "darwin" && homebrew != "" {
		return "brew install " + homebrew
	}
	return "sudo apt-get install " + debian
}

func (a *app) tellSymptoms(symptoms []symptom) error {
	missing := 0
	rows := [][]string{}
	for _, s := range symptoms {
		word := "ok"
		switch {
		case !s.OK && s.Needed:
			word = "MISSING"
			missing++
		case !s.OK:
			word = "absent"
		}
		rows = append(rows, []string{word, s.Name, s.Detail, mendArrow(s.Mend)})
	}
	if err := a.printSymptoms(symptoms, rows); err != nil {
		return err
	}
	if missing > 0 {
		return openLines("run the commands after →", "%s missing", console.Plural(missing, "thing"))
	}
	return nil
}

func (a *app) printSymptoms(symptoms []symptom, rows [][]string) error {
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, "found": symptoms})
	}
	return console.Table(a.Out, rows)
}

func mendArrow(command string) string {
	if command == "" {
		return ""
	}
	return "→ " + command
}
