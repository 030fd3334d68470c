package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"dramaport/dubbing"
	"dramaport/internal/ffmpeg"
	"dramaport/internal/program"
	"dramaport/internal/provider"
	"dramaport/internal/wav"
)

// MostAudio is the most bytes of one line's audio.
const MostAudio = 64 << 20

// DefaultTimeout is how long a program may take for one line: models on a CPU
// are slow, and load themselves each time.
const DefaultTimeout = 2 * time.Minute

// What stands in the arguments for what is asked.
const (
	voiceMark    = "{voice}"
	languageMark = "{language}"
	outMark      = "{out}"
)

// Options say what to run.
type Options struct {
	// Name is the synthesizer's name in season.yaml.
	Name string
	// Argv is the program and its arguments; no shell is involved.
	Argv []string
	// Voices are the names that {voice} may stand for.
	Voices []string
	// Dir is the folder to run in: the season's.
	Dir string
	// Timeout is for one line; 0 means DefaultTimeout.
	Timeout time.Duration
}

// Synthesizer is a dubbing.Synthesizer and a dubbing.VoiceLister that holds no
// state.
type Synthesizer struct{ o Options }

// New returns a synthesizer. It is a *provider.Error if there is no such
// program, or no way to tell it which of several voices is meant.
func New(o Options) (*Synthesizer, error) {
	s := &Synthesizer{o}
	if s.o.Timeout <= 0 {
		s.o.Timeout = DefaultTimeout
	}
	if err := (program.Program{Argv: o.Argv}).Find(); err != nil {
		return nil, s.failed(provider.Failed, err)
	}
	if len(o.Voices) > 1 && !s.has(voiceMark) {
		return nil, s.failed(provider.Failed, errors.New("command: says nowhere which voice is meant: write {voice} where its name belongs"))
	}
	return s, nil
}

// has reports whether an argument holds the mark.
func (s *Synthesizer) has(mark string) bool {
	return slices.ContainsFunc(s.o.Argv[1:], func(arg string) bool { return strings.Contains(arg, mark) })
}

// Identity is the command as season.yaml has it. What the program itself is
// made of, it does not know.
func (s *Synthesizer) Identity() string { return fmt.Sprintf("command %q", s.o.Argv) }

// Voices are those that season.yaml names.
func (s *Synthesizer) Voices(context.Context) ([]dubbing.Voice, error) {
	var all []dubbing.Voice
	for _, name := range s.o.Voices {
		all = append(all, dubbing.Voice{Name: name})
	}
	return all, nil
}

// Speak runs the program once.
func (s *Synthesizer) Speak(ctx context.Context, sp dubbing.Speech) ([]byte, error) {
	text := oneLine(sp.Text)
	if text == "" {
		return nil, s.failed(provider.Failed, errors.New("there is nothing to say"))
	}
	if !slices.Contains(s.o.Voices, sp.Voice) {
		known, _ := s.Voices(ctx)
		return nil, dubbing.UnknownVoice(s.o.Name, sp.Voice, known)
	}
	raw, err := s.run(ctx, text, sp)
	if ctx.Err() != nil {
		return nil, fmt.Errorf("%s: %w", s.o.Name, ctx.Err())
	}
	if err != nil {
		return nil, err
	}
	return s.audio(ctx, raw)
}

// oneLine is a text with nothing in it but text: what is a command to a program
// that reads lines, or to a terminal, becomes a blank.
func oneLine(text string) string {
	blank := func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}
	return strings.Join(strings.Fields(strings.Map(blank, strings.ToValidUTF8(text, " "))), " ")
}

// run is the program's audio, as it wrote it.
func (s *Synthesizer) run(ctx context.Context, text string, sp dubbing.Speech) ([]byte, error) {
	out := ""
	if s.has(outMark) {
		dir, err := os.MkdirTemp("", "dramaport-voice-")
		if err != nil {
			return nil, s.failed(provider.Failed, err)
		}
		defer os.RemoveAll(dir)
		out = filepath.Join(dir, "line.wav")
	}
	p := program.Program{Argv: s.arguments(sp, out), Dir: s.o.Dir, Timeout: s.o.Timeout, MostOutput: MostAudio}
	end := p.Run(ctx, []byte(text+"\n"))
	if end.Err != nil {
		return nil, s.failed(end.Kind, end.Failure())
	}
	if out == "" {
		return end.Output, nil
	}
	raw, err := readFile(out)
	if err != nil {
		return nil, s.failed(provider.Failed, end.WithWords(err))
	}
	return raw, nil
}

// arguments are the command for one line.
func (s *Synthesizer) arguments(sp dubbing.Speech, out string) []string {
	marks := strings.NewReplacer(voiceMark, sp.Voice, languageMark, sp.Language.String(), outMark, out)
	argv := slices.Clone(s.o.Argv)
	for i := range argv[1:] {
		argv[1+i] = marks.Replace(argv[1+i])
	}
	return argv
}

// readFile is what the program wrote into a file.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, errors.New("the program wrote nothing into {out}")
	case info.Size() > MostAudio:
		return nil, fmt.Errorf("%w %d MB", program.ErrTooMuch, MostAudio>>20)
	}
	return os.ReadFile(path)
}

// audio makes sure that the program's output is a WAV file with samples in it,
// or decodes it.
func (s *Synthesizer) audio(ctx context.Context, raw []byte) ([]byte, error) {
	if format := ffmpeg.FormatOf(raw); format != "" {
		decoded, err := ffmpeg.Decode(ctx, format, raw)
		if err != nil {
			return nil, s.failed(provider.Failed, fmt.Errorf("the program wrote %s, which cannot be decoded: %w", format, err))
		}
		raw = decoded
	}
	sound, err := wav.Read(bytes.NewReader(raw))
	switch {
	case len(raw) == 0:
		return nil, s.failed(provider.Temporary, errors.New("the program wrote no audio"))
	case errors.Is(err, wav.ErrCutOff):
		return nil, s.failed(provider.Temporary, fmt.Errorf("the program's audio %w", err))
	case err != nil:
		return nil, s.failed(provider.Failed, fmt.Errorf("the program's audio %w", err))
	case len(sound.Samples) == 0:
		return nil, s.failed(provider.Temporary, errors.New("the program wrote a WAV file without samples"))
	}
	return raw, nil
}

func (s *Synthesizer) failed(kind provider.Kind, err error) error {
	return &provider.Error{Provider: s.o.Name, Kind: kind, Err: err}
}
