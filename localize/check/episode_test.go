package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/localize/check"
	"dramaport/localize/check/checktest"
	"dramaport/season"
	"dramaport/subtitles"
)

var loose = subtitles.Rules{CharsPerLine: 60, CharsPerSecond: 40, Lines: 2, MinDuration: 800 * time.Millisecond, MaxDuration: 5 * time.Second, Gap: 80 * time.Millisecond}

// rows is the sample in English, machine-drafted, on times that fit.
func rows(t testing.TB) []check.Row {
	t.Helper()
	sources, targets, speakers := checktest.Sample(t)["zh-CN"], checktest.Sample(t)["en-US"], checktest.Sample(t)["speaker"]
	g := book(t, terms)
	var rs []check.Row
	for i, source := range sources {
		start := time.Duration(i) * 3 * time.Second
		rs = append(rs, check.Row{
			Subject: check.Subject{
				Line: season.Line{Episode: "e001", Key: season.LineKey(fmt.Sprint("k", i+1)), Number: i + 1, Start: start,
					End: start + 2500*time.Millisecond, Speaker: speakers[i], Text: source},
				Source: source, SourceTag: language.MustParse("zh-CN"), Target: language.AmericanEnglish, Text: targets[i],
				Glossary: g, GlossarySource: source, Market: market,
			},
			State: season.Machine,
		})
	}
	return rs
}

func TestCheckEpisodeSound(t *testing.T) {
	if found := check.Episode(rows(t), loose); len(found) > 0 {
		t.Errorf("sound lines gave %v", found)
	}
}

// ruled are the keys that have a finding of a rule.
func ruled(found map[season.LineKey][]season.Finding, r season.Rule) []season.LineKey {
	var keys []season.LineKey
	for k, ds := range found {
		if slices.Contains(rulesOf(ds), r) {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}

func TestCheckEpisodeUntranslated(t *testing.T) {
	rs := rows(t)
	rs[4].State, rs[4].Text = season.Untranslated, ""
	rs[5].State, rs[5].Text = "", ""
	rs[5].Findings = []season.Finding{{Rule: season.RuleUntranslated, Severity: season.Error, Message: "gpt: no luck"}}
	rs[6].State, rs[6].Text = season.Untranslated, ""
	rs[6].Findings = []season.Finding{{Rule: season.RuleRefusal, Severity: season.Error, Message: "gpt: would not"}}
	rs[7].Source, rs[7].State, rs[7].Text = "", season.Untranslated, ""
	rs[8].Findings, rs[8].State = []season.Finding{{Rule: season.RuleRefusal, Message: "old"}}, season.Approved
	found := check.Episode(rs, loose)
	if keys := ruled(found, season.RuleUntranslated); !slices.Equal(keys, []season.LineKey{"k5", "k6", "k7"}) {
		t.Errorf("untranslated: %v", keys)
	}
	if ds := found["k6"]; len(ds) != 1 || ds[0].Message != "gpt: no luck" {
		t.Errorf("the stored reason became %v", ds)
	}
	if keys := ruled(found, season.RuleRefusal); !slices.Equal(keys, []season.LineKey{"k7"}) {
		t.Errorf("stored doubts: %v", keys)
	}
}

func TestCheckEpisodeEmptyIsNotUntranslated(t *testing.T) {
	rs := rows(t)
	rs[4].State, rs[4].Text = season.Edited, " "
	found := check.Episode(rs, loose)
	if ds := found["k5"]; len(found) != 1 || len(ds) != 1 || ds[0].Rule != season.RuleEmpty {
		t.Errorf("found %v", found)
	}
}

func TestCheckEpisodeRepeated(t *testing.T) {
	rs := rows(t)
	rs[8].Text = rs[7].Text // "I just want the truth." for another source
	found := check.Episode(rs, loose)
	if keys := ruled(found, season.RuleRepeated); !slices.Equal(keys, []season.LineKey{"k9"}) {
		t.Errorf("repeated: %v", keys)
	}
	rs = rows(t)
	rs[7].Source, rs[8].Source, rs[8].Text = "走。", "走吧。", "Let's go." // short, and alike
	rs[7].Text = rs[8].Text
	if keys := ruled(check.Episode(rs, loose), season.RuleRepeated); len(keys) > 0 {
		t.Errorf("short lines that are alike: %v", keys)
	}
}

func TestCheckEpisodeShifted(t *testing.T) {
	for _, at := range []int{0, 5, 30, 50} {
		rs := rows(t)
		rs[at].Text += " " + rs[at+1].Text
		for i := at + 1; i+1 < len(rs); i++ {
			rs[i].Text = rs[i+1].Text
		}
		keys := ruled(check.Episode(rs, loose), season.RuleShifted)
		moved := len(rs) - at - 2
		if len(keys) < moved*8/10 || len(keys) > moved+2 {
			t.Errorf("shift after line %d: %d lines named of %d", at+1, len(keys), moved)
		}
	}
	rs := rows(t)
	for i := len(rs) - 1; i > 20; i-- { // and downwards
		rs[i].Text = rs[i-1].Text
	}
	if keys := ruled(check.Episode(rs, loose), season.RuleShifted); len(keys) < 30 {
		t.Errorf("shift downwards: %d lines named", len(keys))
	}
}

func TestCheckEpisodeNameInconsistent(t *testing.T) {
	rs := rows(t)
	rs[50].Text = strings.Replace(rs[50].Text, "Lin Wan", "Lin Wen", 1)
	found := check.Episode(rs, loose)
	if keys := ruled(found, season.RuleNameInconsistent); !slices.Equal(keys, []season.LineKey{"k51"}) {
		t.Errorf("name-inconsistent: %v", keys)
	}
	rs = rows(t)
	rs[50].Text = "I'm sorry. I was wrong about you. What was Wonderful is over." // a pronoun for the name
	if keys := ruled(check.Episode(rs, loose), season.RuleNameInconsistent); len(keys) > 0 {
		t.Errorf("a line without the name: %v", keys)
	}
}

func TestCheckEpisodeTiming(t *testing.T) {
	rs := rows(t)
	rs[3].Text = strings.Repeat("I never wanted any of that money. ", 4)
	rs[12].Text = "Chen, " + strings.Repeat("a", 70) + "!"
	rs[9].Line.End = rs[10].Line.Start + 500*time.Millisecond                                                           // the source's own overlap
	rs[20].Line.End, rs[21].Line.Start = rs[20].Line.Start+100*time.Millisecond, rs[20].Line.Start+200*time.Millisecond // too short to read anything
	rs[20].Text, rs[20].State = "She says she'll be here soon.", season.Machine
	rs[20].Market.Severity = map[season.Rule]season.Severity{season.RuleTooFast: season.Error}
	found := check.Episode(rs, loose)
	severities := func(key season.LineKey) map[season.Rule]season.Severity {
		of := map[season.Rule]season.Severity{}
		for _, d := range found[key] {
			of[d.Rule] = d.Severity
		}
		return of
	}
	if s := severities("k4")[season.RuleTooManyLines]; s != season.Warning {
		t.Errorf("a text of too many lines: %q in %v", s, found["k4"])
	}
	if s := severities("k13")[season.RuleLineTooLong]; s != season.Warning {
		t.Errorf("a line that is too long: %q in %v", s, found["k13"])
	}
	if s := severities("k10")[season.RuleOverlap]; s != season.Info {
		t.Errorf("the source's own overlap: %q in %v", s, found["k10"])
	}
	if s := severities("k21"); s[season.RuleTooShort] != season.Info || s[season.RuleTooFast] != season.Info {
		t.Errorf("a cue too short for any text: %v", found["k21"])
	}
	rs = rows(t)
	rs[3].Line.End = rs[3].Line.Start + 1000*time.Millisecond
	rs[4].Line.Start = rs[3].Line.End + 100*time.Millisecond
	rs[3].Text = strings.Repeat("word ", 12)
	found = check.Episode(rs, loose)
	if s := severities("k4")[season.RuleTooFast]; s != season.Warning {
		t.Errorf("a text too long for its cue: %q in %v", s, found["k4"])
	}
}

func TestCheckEpisodeOrderAndSeverity(t *testing.T) {
	rs := rows(t)
	rs[50].Text = strings.Replace(rs[50].Text, "Lin Wan", "Lin Wen", 1)
	rs[50].Market.Severity = map[season.Rule]season.Severity{season.RuleNameInconsistent: season.Error}
	first := fmt.Sprint(check.Episode(rs, loose))
	slices.Reverse(rs)
	if again := fmt.Sprint(check.Episode(rs, loose)); again != first || !strings.Contains(first, "name-inconsistent error") {
		t.Errorf("in order %s, reversed %s", first, again)
	}
}

func TestCheckEpisodeNothing(t *testing.T) {
	if found := check.Episode(nil, loose); len(found) != 0 {
		t.Errorf("no rows gave %v", found)
	}
}

func BenchmarkCheckEpisode(b *testing.B) {
	rs := rows(b)
	b.ReportAllocs()
	for b.Loop() {
		check.Episode(rs, loose)
	}
}
