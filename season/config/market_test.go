package config_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"dramaport/season"
	"dramaport/season/config"
	"dramaport/subtitles"
)

func parsedConfig(t *testing.T, yaml string) config.Config {
	t.Helper()
	c, err := config.Parse("season.yaml", []byte(yaml))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func names(markets []season.Market) string {
	var all []string
	for _, m := range markets {
		all = append(all, string(m.Name))
	}
	return strings.Join(all, " ")
}

func TestInOrderPutsPivotsFirst(t *testing.T) {
	c := parsedConfig(t, minimal+"markets:\n  br: {locale: pt-BR, from: es}\n  jp: {locale: ja}\n  es: {locale: es, from: us}\n  us: {locale: en-US}\n")
	if got := names(c.InOrder(c.Markets)); got != "us es br jp" {
		t.Error(got)
	}
	if got := names(c.InOrder(c.Markets[:2])); got != "br jp" {
		t.Errorf("without the pivots: %s", got)
	}
}

func TestVoice(t *testing.T) {
	c := parsedConfig(t, sample)
	for _, test := range []struct {
		speaker     string
		market      season.MarketName
		synthesizer string
		voice       string
		ok          bool
	}{
		{"林婉", "us", "kokoro", "af_heart", true},
		{"", "latam", "local", "es-419", true},
		{"路人", "us", "", "", false}, // never a silent default
		{"林婉", "jp", "", "", false},
	} {
		s, v, ok := c.Voice(test.speaker, test.market)
		if s != test.synthesizer || v != test.voice || ok != test.ok {
			t.Errorf("%s in %s: %s %s %v", test.speaker, test.market, s, v, ok)
		}
	}
}

func TestTextRules(t *testing.T) {
	c := parsedConfig(t, sample)
	us, _ := c.Market("us")
	got, err := us.TextRules()
	if err != nil {
		t.Fatal(err)
	}
	want, err := subtitles.RulesFor("vertical", language.AmericanEnglish)
	if err != nil {
		t.Fatal(err)
	}
	want.CharsPerLine, want.Gap, want.MaxDuration = 30, 0, 6500*time.Millisecond
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := (season.Market{Name: "x", Layout: "none", Locale: language.English}).TextRules(); err == nil {
		t.Error("a layout that does not exist")
	}
}

func TestSeverityOf(t *testing.T) {
	us, _ := parsedConfig(t, sample).Market("us")
	for r, want := range map[season.Rule]season.Severity{
		season.RuleTooFast: season.Error, season.RuleTooLong: season.Warning, season.RuleTermMissing: season.Error,
	} {
		if got := us.SeverityOf(r); got != want {
			t.Errorf("%s: %s", r, got)
		}
	}
}

func TestSelectMarkets(t *testing.T) {
	c := parsedConfig(t, sample)
	for _, test := range []struct {
		names []string
		want  string
		err   string
	}{
		{nil, "us latam", ""},
		{[]string{"latam", "us", "latam"}, "us latam", ""},
		{[]string{"latam"}, "latam", ""},
		{[]string{"latm"}, "", `unknown market "latm"; did you mean "latam"?`},
		{[]string{"jp"}, "", `unknown market "jp"; known: us, latam`},
	} {
		got, err := c.SelectMarkets(test.names)
		if names(got) != test.want || message(err) != test.err {
			t.Errorf("%v: %s, %v", test.names, names(got), err)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
