package apertium_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/apertium"
	"dramaport/localize/localizetest"
)

func start(t *testing.T, o apertium.Options) *apertium.Translator {
	t.Helper()
	tr, err := apertium.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	return tr
}

// mode writes a pair whose engine is a shell script of ours.
func mode(t *testing.T, script string) apertium.Options {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "engine")
	err := errors.Join(
		os.WriteFile(program, []byte("#!/bin/sh\n"+script+"\n"), 0o700),
		os.WriteFile(filepath.Join(dir, "xx.mode"), []byte("'"+program+"' $1\n"), 0o600),
	)
	if err != nil {
		t.Fatal(err)
	}
	return apertium.Options{Pair: "xx", ModesDir: dir}
}

func TestContract(t *testing.T) {
	localizetest.Run(t, localizetest.Options{
		New: func(t *testing.T) localize.Translator { return start(t, apertium.Options{}) },
		Hanging: func(t *testing.T) localize.Translator {
			return start(t, mode(t, "sleep 1000"))
		},
		Failing: map[provider.Kind]func(*testing.T) localize.Translator{
			provider.Failed: func(t *testing.T) localize.Translator { return start(t, mode(t, "false")) },
		},
	})
}

func ask(t *testing.T, tr *apertium.Translator, source, target string, items ...localize.Item) (localize.Reply, error) {
	t.Helper()
	for i := range items {
		items[i].N = i + 1
	}
	return tr.Translate(t.Context(), localize.Request{Source: language.MustParse(source), Target: language.MustParse(target), Lines: items})
}

func TestLines(t *testing.T) {
	tr := start(t, apertium.Options{})
	gu := []localize.Wording{{Source: "Gu", Target: "Gu"}, {Source: "Gu Group", Target: "Grupo Gu"}, {Source: "CEO", Target: "director general"}}
	for _, tc := range []struct {
		source, target, text, want string
	}{
		{"en", "es-419", "Are you pregnant?", "¿Eres embarazada?"},
		{"en", "es", "I said no", "Dije no"}, // not the abbreviation "no."
		{"en", "es", "⟦1⟧I said no⟦2⟧", "⟦1⟧Dije no⟦2⟧"},
		{"en", "es", "⟦1⟧ Hello", "⟦1⟧ Hola"},
		{"en", "es", "The CEO of the Gu Group is here", "El director general del Grupo Gu es aquí"},
		{"en", "es", "The Gu Group has 50% [now].", "El Grupo Gu tiene 50% [ahora]."},
		{"en", "es", "Gus is xqzy", "Gus Es xqzy"}, // no mark at the unknown word, "Gu" in "Gus" is no term
		{"en", "es", `a \ ^ $ / < > { } [ ] @ b`, `Un \ ^ $ / < > { } [ ] @ b`},
		{"es", "en-US", "Nunca quise tu dinero.", "Never I wanted your money."},
		{"es", "en", "¿Estás bien?", "You are well?"},
	} {
		reply, err := ask(t, tr, tc.source, tc.target, localize.Item{Text: tc.text, Terms: gu})
		if err != nil || reply.Texts[1] != tc.want {
			t.Errorf("%s: %q, %v, want %q", tc.text, reply.Texts[1], err, tc.want)
		}
		if strings.ContainsAny(strings.ReplaceAll(reply.Texts[1], "@ b", ""), "*#@") {
			t.Errorf("%s: marks in %q", tc.text, reply.Texts[1])
		}
	}
}

func TestSpanishOpensWhatItCloses(t *testing.T) {
	tr := start(t, mode(t, "cat"))
	for text, want := range map[string]string{
		"Qué?":                         "¿Qué?",
		"Cómo pudiste?!":               "¡¿Cómo pudiste?!",
		"No!!! Espera... qué?":         "¡¡¡No!!! Espera... ¿qué?",
		"- Quién eres? - Grace.":       "- ¿Quién eres? - Grace.",
		`Dijo "por qué?" y dejó.`:      `Dijo "¿por qué?" y dejó.`,
		"Dijo «no» y ya?":              "¿Dijo «no» y ya?",
		"Viene el Sr. Gu hoy?":         "¿Viene el Sr. Gu hoy?",
		"Son 3.5 millones?":            "¿Son 3.5 millones?",
		"¿Qué? ¡No!":                   "¿Qué? ¡No!",
		"Bueno, ¿qué?":                 "Bueno, ¿qué?",
		"⟦1⟧Vienes?⟦2⟧":                "⟦1⟧¿Vienes?⟦2⟧",
		"?!":                           "?!",
		"Sí. 你好？":                      "Sí. 你好？",
		"Nada que preguntar.":          "Nada que preguntar.",
		"Vienes? Sí, vengo. Cuándo?":   "¿Vienes? Sí, vengo. ¿Cuándo?",
		"Qué “raro” es esto, verdad?”": "¿Qué “raro” es esto, verdad?”",
	} {
		reply, err := ask(t, tr, "en", "es-MX", localize.Item{Text: text})
		if err != nil || reply.Texts[1] != want {
			t.Errorf("%s: %q, %v, want %q", text, reply.Texts[1], err, want)
		}
	}
	reply, _ := ask(t, tr, "es", "pt-BR", localize.Item{Text: "Que?"})
	if reply.Texts[1] != "Que?" {
		t.Errorf("not Spanish: %q", reply.Texts[1])
	}
}

// TestMaskLost plants an engine that loses or doubles blanks.
func TestMaskLost(t *testing.T) {
	for _, edit := range []string{`s/\[0\]//`, `s/\[0\]/[0][0]/`, `s/\[0\]/[7]/`, `s/\[0\]/[x]/`, `s/\[0\]/[0/`} {
		tr := start(t, mode(t, "sed -z -u '"+edit+"'"))
		reply, err := ask(t, tr, "en", "es", localize.Item{Text: "a ⟦1⟧ b"}, localize.Item{Text: "c"})
		if text, there := reply.Texts[1]; err != nil || there || reply.Texts[2] != "c" {
			t.Errorf("%s: %q, %q, %v", edit, text, reply.Texts[2], err)
		}
	}
}

// TestPipelineDies plants engines that die: once, and at one line always.
func TestPipelineDies(t *testing.T) {
	died := filepath.Join(t.TempDir(), "died")
	once := start(t, mode(t, "[ -e '"+died+"' ] && exec cat; touch '"+died+"'; echo no >&2; exit 3"))
	if reply, err := ask(t, once, "en", "fr", localize.Item{Text: "a"}); err != nil || reply.Texts[1] != "a" {
		t.Errorf("after one death: %v, %v", reply.Texts, err)
	}
	poison := start(t, mode(t, `exec awk 'BEGIN{RS=ORS="\0"} /poison/{print "cannot do this" > "/dev/stderr"; exit 3} {print; fflush()}'`))
	reply, err := ask(t, poison, "en", "fr", localize.Item{Text: "a"}, localize.Item{Text: "poison"}, localize.Item{Text: "c"})
	if err != nil || reply.Texts[1] != "a" || reply.Texts[3] != "c" || !strings.Contains(reply.Refused[2], "cannot do this") {
		t.Errorf("around a line that kills: %+v, %v", reply, err)
	}
	if _, err := ask(t, poison, "en", "fr", localize.Item{Text: "poison"}); err == nil || !strings.Contains(err.Error(), "cannot do this") {
		t.Errorf("a line that kills, alone: %v", err)
	}
}

func TestTimeout(t *testing.T) {
	o := mode(t, "sleep 1000")
	o.Timeout = 50 * time.Millisecond
	if _, err := ask(t, start(t, o), "en", "es", localize.Item{Text: "a"}); provider.KindOf(err) != provider.Failed || !strings.Contains(err.Error(), "no answer") {
		t.Errorf("%v", err)
	}
}

func TestClosed(t *testing.T) {
	tr := start(t, mode(t, "cat"))
	if _, err := ask(t, tr, "en", "fr", localize.Item{Text: "a"}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(tr.Close(), tr.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := ask(t, tr, "en", "fr", localize.Item{Text: "a"}); err == nil {
		t.Error("translates after Close")
	}
}

// TestCloseUnderWay: a line that hangs does not keep Close waiting.
func TestCloseUnderWay(t *testing.T) {
	begun := filepath.Join(t.TempDir(), "begun")
	tr := start(t, mode(t, "touch '"+begun+"'; sleep 1000"))
	failed := make(chan error)
	go func() {
		_, err := tr.Translate(t.Context(), localize.Request{Lines: []localize.Item{{N: 1, Text: "a"}}})
		failed <- err
	}()
	for {
		if _, err := os.Stat(begun); err == nil {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if err := tr.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-failed; provider.KindOf(err) != provider.Failed || err == nil {
		t.Errorf("%v", err)
	}
}

func TestPairs(t *testing.T) {
	if _, err := os.Stat(filepath.Join(apertium.ModesDir, "eng-spa.mode")); err != nil {
		t.Error(err)
	}
	for _, tc := range []struct{ source, target, mode, pkg string }{
		{"en", "es", "eng-spa", "apertium-eng-spa"},
		{"en-US", "es-419", "eng-spa", "apertium-eng-spa"},
		{"es-MX", "en-US", "spa-eng_US", "apertium-eng-spa"},
		{"es", "en-GB", "spa-eng", "apertium-eng-spa"},
		{"es", "en", "spa-eng", "apertium-eng-spa"},
		{"es", "pt-BR", "es-pt_BR", "apertium-es-pt"},
		{"es", "pt-PT", "es-pt", "apertium-es-pt"},
		{"fr-CA", "es", "fr-es", "apertium-fr-es"},
		{"id", "ms", "ind-zlm", "apertium-ind-zlm"},
		{"da", "no", "dan-nob", "apertium-dan-nor"},
		{"zh-CN", "en-US", "", ""},
		{"en", "ja", "", ""},
		{"en", "bs-Cyrl", "", ""},
		{"und", "en", "", ""},
	} {
		mode, pkg, ok := apertium.PairFor(language.MustParse(tc.source), language.MustParse(tc.target))
		if mode != tc.mode || pkg != tc.pkg || ok != (tc.mode != "") {
			t.Errorf("%s→%s: %q %q %v, want %q %q", tc.source, tc.target, mode, pkg, ok, tc.mode, tc.pkg)
		}
	}
}

func TestMissingPairIsNamed(t *testing.T) {
	tr := start(t, apertium.Options{Name: "rough", ModesDir: t.TempDir()})
	if _, err := ask(t, tr, "en", "es", localize.Item{Text: "a"}); err == nil || err.Error() != "rough: pair eng-spa is not installed: apt install apertium-eng-spa" {
		t.Errorf("%v", err)
	}
	if _, err := ask(t, tr, "zh-CN", "en", localize.Item{Text: "a"}); err == nil || !strings.Contains(err.Error(), "no pair from zh-CN to en") {
		t.Errorf("%v", err)
	}
	if _, err := apertium.New(apertium.Options{Pair: "eng-spa", ModesDir: t.TempDir()}); err == nil {
		t.Error("a pair that is not there was accepted")
	}
}

// BenchmarkLine is one line through a running pipeline.
func BenchmarkLine(b *testing.B) {
	tr, err := apertium.New(apertium.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer tr.Close()
	r := localize.Request{Source: language.English, Target: language.Spanish, Lines: []localize.Item{{N: 1, Text: "I never wanted your money, Ethan."}}}
	for b.Loop() {
		if reply, err := tr.Translate(b.Context(), r); err != nil || len(reply.Texts) != 1 {
			b.Fatal(err)
		}
	}
}
