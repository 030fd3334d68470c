package config_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"dramaport/season/config"
)

func TestInitFileLoads(t *testing.T) {
	yaml := config.InitFile(config.InitOptions{Title: "替嫁千金", Source: language.MustParse("zh-CN"), Tracks: "source/*",
		Markets: []string{"us", "latam=es-419", "ph", "nowhere"}, Speakers: []string{"林婉", "顾沉"}})
	c, err := config.Load(folder(t, map[string]string{config.FileName: string(yaml)}))
	if err != nil {
		t.Fatalf("%v\n%s", err, yaml)
	}
	if !strings.HasPrefix(string(yaml), "# yaml-language-server: $schema=.dramaport/season.schema.json\n") {
		t.Error(string(yaml))
	}
	if len(c.Markets) != 3 || c.Source.Tracks != "source/*" || c.Title != "替嫁千金" {
		t.Errorf("%+v", c)
	}
	if _, voice, ok := c.Voice("林婉", "latam"); !ok || voice != "es-419+f3" {
		t.Error(voice)
	}
	if _, voice, ok := c.Voice("", "us"); !ok || voice != "en-us" {
		t.Error(voice)
	}
	if _, _, ok := c.Voice("林婉", "ph"); ok {
		t.Error("espeak speaks no Filipino")
	}
	if !strings.Contains(string(yaml), `# "market`) {
		t.Errorf("the market that was not understood is not told:\n%s", yaml)
	}
}

func TestInitFileWithoutAnythingLoads(t *testing.T) {
	yaml := config.InitFile(config.InitOptions{Source: language.Chinese})
	if c, err := config.Load(folder(t, map[string]string{config.FileName: string(yaml)})); err != nil || len(c.Markets) != 0 {
		t.Errorf("%v\n%s", err, yaml)
	}
}

// Whatever stands in the tracks, the file loads and says the same.
func TestInitFileQuotes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.OneOf(rapid.String(), rapid.StringMatching(`[-?:,\[\]{}#&*!|>'"%@\x60 a~0-9.]*|null|yes|0x1F|<<|---|林婉：|\t.*`)).Draw(t, "title")
		speaker := rapid.OneOf(rapid.String(), rapid.StringMatching(`[-?:,\[\]{}#&*!|>'"%@\x60 a~0-9.]*|default|<<`)).Draw(t, "speaker")
		yaml := config.InitFile(config.InitOptions{Title: title, Source: language.Chinese, Markets: []string{"us"}, Speakers: []string{speaker, speaker}})
		c, err := config.Parse("season.yaml", yaml)
		if err != nil {
			t.Fatalf("%v\n%s", err, yaml)
		}
		if c.Title != norm.NFC.String(title) {
			t.Fatalf("%q became %q", title, c.Title)
		}
		if strings.TrimSpace(speaker) == "" {
			return
		}
		if _, ok := c.Cast[norm.NFC.String(speaker)]; !ok {
			t.Fatalf("%q is not in %v\n%s", speaker, c.Cast, yaml)
		}
	})
}

// Every voice that init writes is one that espeak-ng has.
func TestInitFileNamesRealVoices(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "espeak-ng", "--voices").Output()
	if err != nil {
		t.Fatal(err)
	}
	var voices []string
	for row := range strings.Lines(string(out)) {
		voices = append(voices, strings.ToLower(strings.Fields(row)[1]))
	}
	for _, locale := range []string{"en-US", "en-GB", "en-AU", "es-419", "es-MX", "es-ES", "pt-BR", "pt-PT", "ja", "ko", "id", "th", "vi", "tr", "ar", "de", "fr", "fr-CA", "hi", "ms-MY", "zh-CN", "zh-TW", "nb", "no"} {
		c, err := config.Parse("season.yaml", config.InitFile(config.InitOptions{Source: language.Chinese, Markets: []string{"m=" + locale}}))
		if err != nil {
			t.Fatal(err)
		}
		if _, voice, ok := c.Voice("", "m"); !ok || !slices.Contains(voices, voice) {
			t.Errorf("%s: %q", locale, voice)
		}
	}
}
