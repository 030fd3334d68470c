package espeak_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/dubbing"
	"dramaport/dubbing/dubbingtest"
	"dramaport/dubbing/espeak"
	"dramaport/internal/provider"
)

func open(t *testing.T) *espeak.Synthesizer {
	t.Helper()
	s, err := espeak.New(context.Background(), espeak.Options{Name: "local"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestContract(t *testing.T) {
	dubbingtest.Run(t, func(t *testing.T) dubbing.Synthesizer { return open(t) }, dubbingtest.Options{
		Voice: "es-419+f3", Other: "es-419+m3", Unknown: "es-419+f99", Language: language.MustParse("es-419"),
		Short: "Suéltame.", Long: "No volverás a pisar esta casa mientras yo viva, ¿me oyes?",
	})
}

func TestSaysTheSameEveryTime(t *testing.T) {
	s := open(t)
	sp := dubbing.Speech{Text: "Let me go.", Voice: "en-us", Language: language.AmericanEnglish}
	one, err1 := s.Speak(context.Background(), sp)
	two, err2 := s.Speak(context.Background(), sp)
	if err1 != nil || err2 != nil || !bytes.Equal(one, two) {
		t.Errorf("%d and %d bytes, %v, %v", len(one), len(two), err1, err2)
	}
	sp.Text = "Let me [[h@l]] \x01900S go."
	sp2 := sp
	sp2.Text = "Let me [ [h@l]]  900S go."
	one, err1 = s.Speak(context.Background(), sp)
	two, err2 = s.Speak(context.Background(), sp2)
	if err1 != nil || err2 != nil || !bytes.Equal(one, two) {
		t.Errorf("a text commands the engine: %d and %d bytes, %v, %v", len(one), len(two), err1, err2)
	}
}

func TestVoices(t *testing.T) {
	s := open(t)
	for voice, known := range map[string]bool{
		"es-419": true, "es-mx": true, "ES-419": true, "en-us+m3": true, "en-us+Mr serious": true, "cmn": true, "zh": true,
		"es-420": false, "en-us+": false, "en-us+f99": false, "en-us+f3+m3": false, "+f3": false, "../en": false, "klingon": false,
	} {
		raw, err := s.Speak(context.Background(), dubbing.Speech{Text: "Go.", Voice: voice})
		if (err == nil) != known || (len(raw) > 0) != known {
			t.Errorf("%q: %d bytes, %v", voice, len(raw), err)
		}
	}
	variants, err := s.Variants(context.Background())
	if err != nil || !slices.Contains(variants, "f3") || !slices.Contains(variants, "Mr serious") {
		t.Errorf("variants %q, %v", variants, err)
	}
}

func TestSaysWhyItCannot(t *testing.T) {
	tests := []struct {
		name     string
		speech   dubbing.Speech
		contains []string
	}{
		{"near voices", dubbing.Speech{Text: "Vete.", Voice: "es-491", Language: language.MustParse("es-419")}, []string{"es-491", "es-419", "dramaport voices local", "cast:"}},
		{"near variants", dubbing.Speech{Text: "Vete.", Voice: "es-419+f33"}, []string{"es-419+f33", "es-419+f3"}},
		{"a language it has not", dubbing.Speech{Text: "Alis!", Voice: "fil", Language: language.MustParse("fil")}, []string{"fil", "another engine"}},
		{"kanji", dubbing.Speech{Text: "離して", Voice: "ja+f2", Language: language.Japanese}, []string{"kana", "pronounce"}},
	}
	for _, tt := range tests {
		_, err := open(t).Speak(context.Background(), tt.speech)
		if err == nil || provider.KindOf(err) != provider.Failed {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		for _, word := range append(tt.contains, "local: ") {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%s: %q is not in %q", tt.name, word, err)
			}
		}
	}
	if _, err := open(t).Speak(context.Background(), dubbing.Speech{Text: "はなして", Voice: "ja", Language: language.Japanese}); err != nil {
		t.Errorf("kana: %v", err)
	}
}

func TestIdentityHoldsTheVersion(t *testing.T) {
	s := open(t)
	if s.Version() == "" || s.Identity() != "espeak-ng "+s.Version() {
		t.Errorf("%q, version %q", s.Identity(), s.Version())
	}
}

func TestNotInstalledOrBroken(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	if _, err := espeak.New(context.Background(), espeak.Options{Name: "local"}); err == nil || !strings.Contains(err.Error(), "apt-get install espeak-ng") {
		t.Errorf("not installed: %v", err)
	}
	script := "#!/bin/sh\necho 'no data at \x1b[31mhome' >&2\nexit 3\n"
	if err := os.WriteFile(filepath.Join(dir, "espeak-ng"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := espeak.New(context.Background(), espeak.Options{Name: "local"})
	if err == nil || !strings.Contains(err.Error(), "no data at") || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("broken: %v", err)
	}
}
