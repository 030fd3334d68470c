package espeak

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"dramaport/dubbing"
	"dramaport/internal/provider"
)

// Program is what is run.
const Program = "espeak-ng"

// Install is how to get it.
const Install = "install it with: apt-get install espeak-ng (Debian, Ubuntu) or brew install espeak-ng (macOS)"

// Options are the settings of an engine.
type Options struct {
	// Name is the engine's name in season.yaml.
	Name string
}

// Synthesizer speaks with espeak-ng. It is a dubbing.Synthesizer and a
// dubbing.VoiceLister.
type Synthesizer struct {
	name, path, version string

	mu     sync.Mutex
	voices *catalog
}

// New finds espeak-ng and asks it for its version. It is a *provider.Error if
// there is none.
func New(ctx context.Context, o Options) (*Synthesizer, error) {
	s := &Synthesizer{name: o.Name}
	if s.name == "" {
		s.name = "espeak"
	}
	path, err := exec.LookPath(Program)
	if err != nil {
		return nil, s.fail(provider.Failed, errors.New(Program+" is not installed; "+Install))
	}
	s.path = path
	out, err := s.run(ctx, "", "--version")
	if err != nil {
		return nil, err
	}
	if s.version = versionNumber.FindString(string(out)); s.version == "" {
		return nil, s.fail(provider.Failed, fmt.Errorf("%s does not tell its version: %s", path, provider.Shorten(string(out))))
	}
	return s, nil
}

var versionNumber = regexp.MustCompile(`\d+(\.\d+)+[^\s]*`)

// Version is espeak-ng's.
func (s *Synthesizer) Version() string { return s.version }

// Identity is the engine and its version: another version sounds different.
func (s *Synthesizer) Identity() string { return Program + " " + s.version }

// Speak returns a WAV file of 22.05 kHz whose header does not know its size.
func (s *Synthesizer) Speak(ctx context.Context, sp dubbing.Speech) ([]byte, error) {
	text := spoken(sp.Text)
	if text == "" {
		return nil, s.fail(provider.Failed, errors.New("there is nothing to say"))
	}
	if err := s.check(ctx, sp); err != nil {
		return nil, err
	}
	// -b 1: the text is UTF-8 whatever the locale; -z: no pause at the end.
	return s.run(ctx, text, "-v", sp.Voice, "-b", "1", "-z", "--stdin", "--stdout")
}

// spoken is a text with nothing in it but text: to espeak-ng, [[…]] are
// phonemes and a control character begins a command (Ctrl-A 900 S: speed 900).
func spoken(text string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(text, " ") {
		switch {
		case unicode.IsControl(r):
			b.WriteByte(' ')
		case r == '[' && strings.HasSuffix(b.String(), "["):
			b.WriteString(" [")
		default:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// run starts espeak-ng and returns what it wrote.
func (s *Synthesizer) run(ctx context.Context, text string, args ...string) ([]byte, error) {
	var out, said bytes.Buffer
	cmd := exec.CommandContext(ctx, s.path, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(text), &out, &said
	provider.Group(cmd)
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil, s.fail(provider.Failed, ctx.Err())
	}
	if err != nil {
		return nil, s.fail(kindOf(err), fmt.Errorf("%s: %w: %s", Program, err, provider.Tail(said.String())))
	}
	return out.Bytes(), nil
}

// kindOf tells a program that failed from one that ended well before we had
// read all it said, which happens on a machine under load and is worth
// another try.
func kindOf(err error) provider.Kind {
	if errors.Is(err, exec.ErrWaitDelay) {
		return provider.Temporary
	}
	return provider.Failed
}

func (s *Synthesizer) fail(kind provider.Kind, err error) error {
	return &provider.Error{Provider: s.name, Kind: kind, Err: err}
}
