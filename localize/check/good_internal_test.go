package check

import (
	"encoding/csv"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/internal/lang"
	"dramaport/localize/check/checktest"
	"dramaport/localize/memory/tmx"
	"dramaport/season"
	"dramaport/subtitles"
)

func pairsIn2(lines []checktest.Example, from, to string) []Pair {
	var ss, ts []string
	for _, l := range lines {
		ss, ts = append(ss, l.Source), append(ts, l.Target)
	}
	return pairsOf(ss, ts, from, to)
}

// The most findings, per thousand good lines, that are let pass here: errors,
// which would ask an engine again for a good line, and warnings.
const (
	mostFalseErrors   = 2.0
	mostFalseWarnings = 10.0
)

// everyGoodLine is every wording of every phrase with every other, the sample
// episode and the sample season's memory, on which nothing was chosen: source, target, and their languages.
func everyGoodLine(t testing.TB, visit func(d [2]string, e checktest.Example)) {
	cols := checktest.Sample(t)
	for _, d := range checktest.Directions {
		for i := range cols[d[0]] {
			visit(d, checktest.Example{Source: cols[d[0]][i], Target: cols[d[1]][i]})
		}
		if d == checktest.Directions[0] {
			samplePairs(t, func(e checktest.Example) { visit(d, e) })
		}
		for i, p := range checktest.Phrases(t) {
			f := checktest.Fillers[i%len(checktest.Fillers)]
			for _, s := range p[d[0]] {
				for _, g := range p[d[1]] {
					visit(d, checktest.Example{Source: f[d[0]].Replace(s), Target: f[d[1]].Replace(g)})
				}
			}
		}
	}
}

// samplePairs are the lines of the sample season's memory.
func samplePairs(t testing.TB, visit func(checktest.Example)) {
	f, err := os.Open("../../examples/rainy-night-contract/memories/pilot.tmx")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	entries, err := tmx.Read(f, language.MustParse("zh-CN"), language.AmericanEnglish)
	if err != nil || len(entries) < 50 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	for _, e := range entries {
		visit(checktest.Example{Source: e.Source, Target: e.Target})
	}
}

// TestGoodTextRates prints what check.Line says of good lines, by rule.
func TestGoodTextRates(t *testing.T) {
	findings := map[season.Severity]map[season.Rule]int{season.Error: {}, season.Warning: {}}
	lines := 0
	everyGoodLine(t, func(d [2]string, e checktest.Example) {
		lines++
		for _, finding := range Line(Subject{Line: season.Line{Text: e.Source}, Source: e.Source, SourceTag: language.MustParse(d[0]),
			Target: language.MustParse(d[1]), Text: e.Target, GlossarySource: e.Source}) {
			findings[finding.Severity][finding.Rule]++
			if finding.Severity == season.Error || testing.Verbose() {
				t.Logf("%s: %q as %q: %s: %s", finding.Severity, e.Source, e.Target, finding.Rule, finding.Message)
			}
		}
	})
	if lines < 1000 {
		t.Fatalf("only %d lines", lines)
	}
	for severity, most := range map[season.Severity]float64{season.Error: mostFalseErrors, season.Warning: mostFalseWarnings} {
		sum := 0
		for _, n := range findings[severity] {
			sum += n
		}
		rate := float64(sum) * 1000 / float64(lines)
		t.Logf("%s: %d false alarms in %d good lines, %.1f per thousand (bound %.0f): %v", severity, sum, lines, rate, most, findings[severity])
		if rate > most {
			t.Errorf("%s: too many false alarms", severity)
		}
	}
}

// TestLengthFigures prints how long good translations are, in saysLetters.
func TestLengthFigures(t *testing.T) {
	ratios := map[string][]float64{}
	han, latin := 0, 0
	everyGoodLine(t, func(d [2]string, e checktest.Example) {
		if s := saysLetters(e.Source); s > 0 {
			ratios[d[0]+"-"+d[1]] = append(ratios[d[0]+"-"+d[1]], saysLetters(e.Target)/s)
		}
		if d == checktest.Directions[0] {
			han, latin = han+len(letterRunes(e.Source)), latin+len(letterRunes(e.Target))
		}
	})
	t.Logf("%.2f letters of English for each character of Chinese", float64(latin)/float64(han))
	for _, d := range slices.Sorted(maps.Keys(ratios)) {
		rs := ratios[d]
		slices.Sort(rs)
		t.Logf("%s: target/source least %.2f, median %.2f, most %.2f", d, rs[0], rs[len(rs)/2], rs[len(rs)-1])
	}
}

func letterRunes(s string) []rune { return []rune(lang.Letters(subtitles.Plain(s))) }

// TestWrongLanguageRates prints how many lines of a wrong language are found,
// alone and in a reply.
func TestWrongLanguageRates(t *testing.T) {
	f, err := os.Open("testdata/languages.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string][]string{}
	for _, row := range rows[1:] {
		lines[row[0]] = strings.Split(row[1], "|")
	}
	for _, p := range checktest.Phrases(t) {
		lines["en"] = append(lines["en"], checktest.Fillers[0]["en-US"].Replace(p["en-US"][0]))
		lines["es"] = append(lines["es"], checktest.Fillers[0]["es-419"].Replace(p["es-419"][0]))
	}
	for _, target := range slices.Sorted(maps.Keys(lines)) {
		found, all, replies, alarms := 0, 0, 0, 0
		for _, other := range slices.Sorted(maps.Keys(lines)) {
			wrong := 0
			for _, text := range lines[other] {
				if len(wrongLanguage(Subject{Target: language.MustParse(target), Text: text})) > 0 {
					wrong++
				}
			}
			if other == target {
				alarms += wrong
				continue
			}
			found, all = found+wrong, all+len(lines[other])
			if (LanguageCount{lines: len(lines[other]), wrong: wrong}).Wrong() {
				replies++
			}
		}
		t.Logf("for %s: %d of %d lines of other languages found, %d of %d whole replies; %d of %d lines of its own called foreign",
			target, found, all, replies, len(lines)-1, alarms, len(lines[target]))
		if alarms > 0 || found*100 < 40*all || replies < len(lines)-1 {
			t.Errorf("for %s: too little found, or good lines called foreign", target)
		}
	}
}
