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
	"dramaport/internal/ffmpeg"
	"dramaport/localize"
	"dramaport/localize/apertium"
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
		a.say("no season here: looking at the tools only")
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
	c := a.newCrew(cfg, noCeiling())
	defer c.close()
	found := []symptom{storeSymptom(cfg)}
	for _, m := range cfg.Markets {
		for _, name := range m.Translate {
			found = append(found, a.translatorSymptom(ctx, c, m, name))
		}
	}
	return append(found, a.voiceSymptoms(ctx, c)...)
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
func (a *app) translatorSymptom(ctx context.Context, c *crew, m season.Market, name string) symptom {
	s := symptom{Name: fmt.Sprintf("translator %s [%s]", name, m.Name), Needed: true}
	only := m
	only.Translate = []string{name}
	engines, err := c.hire(only, stage.SourceOf(c.cfg, m))
	if err == nil {
		err = try(ctx, engines[0].Translator, c.cfg.Translators[name].Model)
	}
	if err != nil {
		s.Mend = a.mendTranslator(err, c.cfg, name, m)
		s.Detail = strings.TrimSuffix(err.Error(), " → "+s.Mend)
		return s
	}
	s.OK, s.Detail = true, "ready"
	return s
}

// modelLister is an engine that can prove its connection and key with a cheap
// call.
type modelLister interface {
	Models(ctx context.Context) ([]string, error)
}

// prover is an engine that proves connection, sign-in and languages in one
// call that costs nothing.
type prover interface {
	Prove(ctx context.Context) error
}

// try lets a translator prove itself, or asks it for its models, if it can
// tell, and looks for its own.
func try(ctx context.Context, engine localize.Translator, model string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if p, ok := engine.(prover); ok {
		return p.Prove(ctx)
	}
	l, ok := engine.(modelLister)
	if !ok {
		return nil
	}
	models, err := l.Models(ctx)
	if err == nil && len(models) > 0 && model != "" && !slices.Contains(models, model) {
		err = fmt.Errorf("the server does not have the model %s", model)
	}
	return err
}

func (a *app) mendTranslator(err error, cfg config.Config, name string, m season.Market) string {
	t, ok := cfg.Translators[name]
	if !ok {
		t.Engine = name
	}
	if t.Engine == "apertium" {
		if _, debian, ok := apertium.PairFor(stage.SourceOf(cfg, m), m.Locale); ok {
			return "sudo apt-get install " + debian
		}
	}
	if t.Engine == "openai" && strings.Contains(t.BaseURL, ":11434") {
		return "ollama serve & ollama pull " + t.Model
	}
	if _, mend, ok := strings.Cut(err.Error(), " → "); ok && t.Engine == "google" {
		return mend
	}
	_, hint := classify(err)
	return hint
}

// voiceSymptoms looks for each voice of the cast.
func (a *app) voiceSymptoms(ctx context.Context, c *crew) []symptom {
	var found []symptom
	for name, voices := range castVoices(c.cfg) {
		found = append(found, a.synthesizerSymptoms(ctx, c, name, voices)...)
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

func (a *app) synthesizerSymptoms(ctx context.Context, c *crew, name string, voices []string) []symptom {
	s := symptom{Name: "synthesizer " + name, Needed: true}
	engine, err := c.synthesizer(name)
	var known []dubbing.Voice
	if lister, ok := engine.(dubbing.VoiceLister); ok && err == nil {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		known, err = lister.Voices(ctx)
	}
	if err != nil {
		s.Detail = err.Error()
		if _, s.Mend = classify(err); name == "espeak" || c.cfg.Synthesizers[name].Engine == "espeak" {
			s.Mend = install("espeak-ng", "espeak-ng")
		}
		return []symptom{s}
	}
	s.OK, s.Detail = true, plural(len(known), "voice")
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
	if runtime.GOOS == "darwin" {
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
		return openLines("run the commands after →", "%s missing", plural(missing, "thing"))
	}
	return nil
}

func (a *app) printSymptoms(symptoms []symptom, rows [][]string) error {
	if a.json {
		return a.printJSON(map[string]any{"format_version": 1, "found": symptoms})
	}
	return table(a.out, rows)
}

func mendArrow(command string) string {
	if command == "" {
		return ""
	}
	return "→ " + command
}
