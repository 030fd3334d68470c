package command_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/dubbing"
	"dramaport/dubbing/command"
	"dramaport/dubbing/dubbingtest"
	"dramaport/internal/provider"
)

func open(t *testing.T, argv ...string) *command.Synthesizer {
	t.Helper()
	s, err := command.New(command.Options{Name: "mine", Argv: argv, Voices: []string{"slt", "kal"}, Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// shell is a synthesizer of a script; its $1 is the voice, $2 the language, $3
// the file.
func shell(t *testing.T, script string) *command.Synthesizer {
	t.Helper()
	return open(t, "sh", "-c", script, "voice", "{voice}", "{language}", "{out}")
}

func say(text string) dubbing.Speech {
	return dubbing.Speech{Text: text, Voice: "slt", Language: language.AmericanEnglish}
}

func TestContract(t *testing.T) {
	dubbingtest.Run(t, func(t *testing.T) dubbing.Synthesizer { return open(t, "flite", "-voice", "{voice}", "-o", "{out}") }, dubbingtest.Options{
		Voice: "slt", Other: "kal", Unknown: "nobody", Language: language.AmericanEnglish,
		Short: "Let me go.", Long: "You will never set foot in this house again while I live, do you hear?",
	})
}

// TestWhatTheProgramIsGiven: the text on its input, one line, and what stands
// for the braces.
func TestWhatTheProgramIsGiven(t *testing.T) {
	dir := t.TempDir()
	s, err := command.New(command.Options{Name: "mine", Voices: []string{"a b"}, Dir: dir,
		Argv: []string{"sh", "-c", `cat >text; printf '%s|' "$@" >args; env >env; echo "$3"; exit 1`, "voice", "v={voice}", "{language}", "{out}", "{other}"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("OPENAI_API_KEY", "hunter2-hunter2")
	_, _ = s.Speak(t.Context(), dubbing.Speech{Text: "-f /etc/passwd\n{voice} \x1b[2J\x00", Voice: "a b", Language: language.MustParse("es-419")})
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if got := read("text"); got != "-f /etc/passwd {voice} [2J\n" {
		t.Errorf("text %q", got)
	}
	args := strings.Split(read("args"), "|")
	if len(args) != 5 || args[0] != "v=a b" || args[1] != "es-419" || !filepath.IsAbs(args[2]) || args[3] != "{other}" {
		t.Errorf("arguments %q", args)
	}
	if strings.Contains(read("env"), "hunter2") {
		t.Error("the program sees our keys")
	}
	if _, err := os.Stat(filepath.Dir(args[2])); err == nil {
		t.Error("the folder of {out} is left")
	}
}

// TestAudio: WAV or a compressed format, on the output or in {out}.
func TestAudio(t *testing.T) {
	mp3, err := filepath.Abs("../dubbingtest/tone.mp3")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	wav := filepath.Join(dir, "tone.wav")
	raw, err := open(t, "flite", "-voice", "{voice}", "-o", "{out}").Speak(t.Context(), say("Go."))
	if err == nil {
		err = os.WriteFile(wav, raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*command.Synthesizer{
		"wav on the output": open(t, "sh", "-c", "cat "+wav, "{voice}"),
		"wav in a file":     shell(t, `cp `+wav+` "$3"`),
		"mp3 on the output": open(t, "sh", "-c", "cat "+mp3, "{voice}"),
		"mp3 in a file":     shell(t, `cp `+mp3+` "$3"; echo done`),
	} {
		lib := dubbing.Library{Dir: t.TempDir()}
		if take, err := lib.Record(t.Context(), s, say("Go.")); err != nil || take.Duration < 100*time.Millisecond {
			t.Errorf("%s: %+v, %v", name, take, err)
		}
	}
}

func TestFailures(t *testing.T) {
	for name, tc := range map[string]struct {
		script string
		kind   provider.Kind
		says   string
	}{
		"fails":         {"echo 'no model' >&2; exit 3", provider.Failed, "no model"},
		"try again":     {"exit 75", provider.Temporary, ""},
		"no permission": {"exit 77", provider.Credentials, ""},
		"no file":       {"echo 'wrote elsewhere' >&2", provider.Failed, "wrote nothing into {out}: wrote elsewhere"},
		"empty":         {`: >"$3"`, provider.Temporary, "no audio"},
		"no audio":      {`echo hello >"$3"`, provider.Failed, "no WAV file"},
		"cut off":       {`printf 'RIFF\377\000\000\000WAVEfmt \020\000\000\000\001\000\001\000\100\037\000\000\200\076\000\000\002\000\020\000data\000\100\000\000ab' >"$3"`, provider.Temporary, ""},
	} {
		raw, err := shell(t, tc.script).Speak(t.Context(), say("Go."))
		var failure *provider.Error
		if !errors.As(err, &failure) || failure.Kind != tc.kind || failure.Provider != "mine" || !strings.Contains(err.Error(), tc.says) || raw != nil {
			t.Errorf("%s: %d bytes, %v", name, len(raw), err)
		}
	}
	if _, err := open(t, "sh", "-c", "head -c 70000000 /dev/zero", "{voice}").Speak(t.Context(), say("Go.")); err == nil || !strings.Contains(err.Error(), "more than 64 MB") {
		t.Errorf("endless output: %v", err)
	}
}

// TestKilledWithItsChildren: when the context ends, and when the time is over.
func TestKilledWithItsChildren(t *testing.T) {
	s, err := command.New(command.Options{Name: "mine", Voices: []string{"slt"}, Argv: []string{"sh", "-c", "sleep 1000 & wait"}, Timeout: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if _, err := s.Speak(t.Context(), say("Go.")); provider.KindOf(err) != provider.Temporary || !strings.Contains(err.Error(), "not ready in time") {
		t.Errorf("time-out: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := shell(t, "sleep 1000 & wait").Speak(ctx, say("Go.")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the end of the context: %v", err)
	}
	if took := time.Since(start); took > 8*time.Second {
		t.Errorf("took %v: what the program had started held its output open", took)
	}
}

func TestNew(t *testing.T) {
	for want, o := range map[string]command.Options{
		"no program is named": {Voices: []string{"a"}},
		"not in $PATH":        {Argv: []string{"no-such-program"}, Voices: []string{"a"}},
		"write {voice}":       {Argv: []string{"sh"}, Voices: []string{"a", "b"}},
	} {
		if _, err := command.New(o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	voices, err := open(t, "sh", "{voice}").Voices(t.Context())
	if err != nil || !slices.Equal(voices, []dubbing.Voice{{Name: "slt"}, {Name: "kal"}}) {
		t.Errorf("%v, %v", voices, err)
	}
	if one, two := open(t, "sh", "{voice}"), open(t, "sh", "{voice} "); one.Identity() == two.Identity() {
		t.Errorf("two commands are one: %s", one.Identity())
	}
}
