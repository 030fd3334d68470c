package dubbingtest

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/dubbing"
	"dramaport/internal/provider"
	"dramaport/internal/wav"
)

// Options tell the suite what an engine has.
type Options struct {
	// Voice and Other are two voices of it, Unknown is none.
	Voice, Other, Unknown string
	Language              language.Tag
	// At makes an engine of the service at that address; nil is an engine
	// that speaks no HTTP, and leaves out the test of redirects.
	At func(t *testing.T, baseURL string) dubbing.Synthesizer
	// Secret is the key of At's engine; it must not stand in any error.
	Secret string
	// Short and Long are texts in that language; Long sounds at least
	// twice as long.
	Short, Long string
}

// Run checks that an engine keeps the contract of dubbing.Synthesizer. open
// makes an engine with the same settings each time.
func Run(t *testing.T, open func(t *testing.T) dubbing.Synthesizer, o Options) {
	s := suite{open: open, o: o}
	t.Run("speaks", s.speaks)
	t.Run("other voice", s.otherVoice)
	t.Run("becomes a take", s.take)
	t.Run("refuses", s.refuses)
	t.Run("text is only text", s.onlyText)
	t.Run("many at once", s.manyAtOnce)
	t.Run("stops when told to", s.stops)
	t.Run("identity", s.identity)
	t.Run("voices", s.voices)
	if o.At != nil {
		t.Run("redirect", s.redirect)
	}
}

type suite struct {
	open func(t *testing.T) dubbing.Synthesizer
	o    Options
}

func (s suite) speech(text string) dubbing.Speech {
	return dubbing.Speech{Text: text, Voice: s.o.Voice, Language: s.o.Language}
}

// sound speaks and trims.
func sound(t *testing.T, e dubbing.Synthesizer, sp dubbing.Speech) wav.Sound {
	t.Helper()
	raw, err := e.Speak(context.Background(), sp)
	if err != nil {
		t.Fatalf("%q: %v", sp.Text, err)
	}
	got, err := wav.Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%q: the audio %v", sp.Text, err)
	}
	got = dubbing.Trim(got)
	if got.Duration() < 50*time.Millisecond {
		t.Fatalf("%q: only %v of sound", sp.Text, got.Duration())
	}
	return got
}

func (s suite) speaks(t *testing.T) {
	e := s.open(t)
	short, long := sound(t, e, s.speech(s.o.Short)), sound(t, e, s.speech(s.o.Long))
	if long.Duration() < 3*short.Duration()/2 {
		t.Errorf("the long text sounds for %v, the short one for %v", long.Duration(), short.Duration())
	}
}

func (s suite) otherVoice(t *testing.T) {
	e := s.open(t)
	other := s.speech(s.o.Short)
	other.Voice = s.o.Other
	if one, two := sound(t, e, s.speech(s.o.Short)), sound(t, e, other); slices.Equal(one.Samples, two.Samples) {
		t.Error("two voices sound the same")
	}
}

func (s suite) take(t *testing.T) {
	lib := dubbing.Library{Dir: t.TempDir()}
	take, err := lib.Record(context.Background(), s.open(t), s.speech(s.o.Short))
	if err != nil {
		t.Fatal(err)
	}
	if found, ok := lib.Find(dubbing.TakeKey(s.open(t).Identity(), s.speech(s.o.Short))); !ok || found != take {
		t.Errorf("recorded %+v, found %+v", take, found)
	}
}

func (s suite) refuses(t *testing.T) {
	e := s.open(t)
	voice := func(v string) dubbing.Speech { sp := s.speech(s.o.Short); sp.Voice = v; return sp }
	for name, sp := range map[string]dubbing.Speech{
		"unknown voice": voice(s.o.Unknown), "no voice": voice(""),
		"voice that is an option": voice("--version"), "no text": s.speech(""), "blank text": s.speech(" \n"),
	} {
		raw, err := e.Speak(context.Background(), sp)
		var failure *provider.Error
		if !errors.As(err, &failure) || raw != nil {
			t.Errorf("%s: %d bytes, error %v is no *provider.Error", name, len(raw), err)
			continue
		}
		if failure.Provider == "" || failure.Kind != provider.Failed {
			t.Errorf("%s: %+v", name, failure)
		}
		if strings.HasPrefix(name, "unknown") && !strings.Contains(err.Error(), s.o.Unknown) {
			t.Errorf("%s: the error does not name it: %v", name, err)
		}
	}
}

// onlyText speaks what would be something else to a shell, an option parser,
// JSON, SSML or an engine's own commands.
func (s suite) onlyText(t *testing.T) {
	e := s.open(t)
	for _, text := range []string{
		"-f /etc/passwd " + s.o.Short, "--help " + s.o.Short, "$(false) `false` ; false | false " + s.o.Short,
		`","voice":"x","y":"` + s.o.Short, "<speak><audio src='x'/></speak> & " + s.o.Short,
		"[[h@]] \x01900S " + s.o.Short + "\n\n" + s.o.Short, "%s %n \x00 " + s.o.Short,
	} {
		sound(t, e, s.speech(text))
	}
}

func (s suite) manyAtOnce(t *testing.T) {
	e := s.open(t)
	texts := []string{s.o.Short, s.o.Long, s.o.Long + " " + s.o.Short, s.o.Short + " " + s.o.Short}
	var want []time.Duration
	for _, text := range texts {
		want = append(want, sound(t, e, s.speech(text)).Duration())
	}
	var all sync.WaitGroup
	for n := range 3 * len(texts) {
		all.Go(func() {
			i := n % len(texts)
			raw, err := e.Speak(context.Background(), s.speech(texts[i]))
			if err != nil {
				t.Errorf("%q: %v", texts[i], err)
				return
			}
			got, err := wav.Read(bytes.NewReader(raw))
			if off := dubbing.Trim(got).Duration() - want[i]; err != nil || off.Abs() > want[i]/5 {
				t.Errorf("%q: %v off %v, %v", texts[i], off, want[i], err)
			}
		})
	}
	all.Wait()
}

func (s suite) stops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	e := s.open(t)
	cancel()
	if raw, err := e.Speak(ctx, s.speech(s.o.Short)); !errors.Is(err, context.Canceled) || raw != nil {
		t.Errorf("%d bytes, %v", len(raw), err)
	}
}

func (s suite) identity(t *testing.T) {
	one, two := s.open(t), s.open(t)
	before := one.Identity()
	sound(t, one, s.speech(s.o.Short))
	if before == "" || one.Identity() != before || two.Identity() != before {
		t.Errorf("%q, then %q, and elsewhere %q", before, one.Identity(), two.Identity())
	}
}

func (s suite) voices(t *testing.T) {
	lister, ok := s.open(t).(dubbing.VoiceLister)
	if !ok {
		t.Skip("this engine cannot list its voices")
	}
	voices, err := lister.Voices(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	base, _, _ := strings.Cut(s.o.Voice, "+")
	if !slices.ContainsFunc(voices, func(v dubbing.Voice) bool { return v.Name == base }) {
		t.Errorf("%s is not among the %d voices", base, len(voices))
	}
}
