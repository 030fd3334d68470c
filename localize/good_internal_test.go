package localize

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/season"
)

// phrase is a line of good dialogue in three languages, some wordings of each.
type phrase map[string][]string

// phrasesOf reads testdata/phrases.csv.
func phrasesOf(t testing.TB) []phrase {
	t.Helper()
	f, err := os.Open("testdata/phrases.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var ps []phrase
	for _, row := range rows[1:] {
		p := phrase{}
		for i, name := range rows[0] {
			p[name] = strings.Split(row[i], "|")
		}
		ps = append(ps, p)
	}
	return ps
}

var fillers = []map[string]*strings.Replacer{
	fill("林婉", "Lin Wan", "3", "third", "三", "three", "tres", "30,000", "30.000"),
	fill("顾沉", "Gu Chen", "5", "fifth", "五", "five", "cinco", "50,000", "50.000"),
	fill("苏晴", "Su Qing", "6", "sixth", "六", "six", "seis", "60,000", "60.000"),
	fill("陈默", "Chen Mo", "8", "eighth", "八", "8", "8", "80,000", "80 mil"),
	fill("奶奶", "Grandma", "9", "ninth", "9", "nine", "9", "90 thousand", "90 mil"),
}

func fill(zhName, name, digit, ordinal, zh, en, es, enWan, esWan string) map[string]*strings.Replacer {
	return map[string]*strings.Replacer{
		"zh-CN":  strings.NewReplacer("{N}", zhName, "{D}", zh),
		"en-US":  strings.NewReplacer("{N}", name, "{D}", en, "{O}", ordinal, "{W}", enWan),
		"es-419": strings.NewReplacer("{N}", name, "{D}", es, "{W}", esWan),
	}
}

// example is a good line: what was said and how it was translated.
type example struct{ source, target string }

// goodEpisode is n good lines in random order and wording. No two neighbours
// are the same phrase.
func goodEpisode(r *rand.Rand, ps []phrase, from, to string, n int) []example {
	var lines []example
	order := r.Perm(len(ps))
	for k := range n {
		p := ps[order[k%len(order)]]
		f := fillers[r.IntN(len(fillers))]
		s, t := p[from][r.IntN(len(p[from]))], p[to][r.IntN(len(p[to]))]
		lines = append(lines, example{f[from].Replace(s), f[to].Replace(t)})
	}
	return lines
}

func pairsIn2(lines []example, from, to string) []pair {
	var ss, ts []string
	for _, l := range lines {
		ss, ts = append(ss, l.source), append(ts, l.target)
	}
	return pairsOf(ss, ts, from, to)
}

var goodDirections = [][2]string{{"zh-CN", "en-US"}, {"zh-CN", "es-419"}, {"en-US", "es-419"}, {"es-419", "en-US"}, {"en-US", "zh-CN"}}

// The most findings, per thousand good lines, that are let pass here: errors,
// which would ask an engine again for a good line, and warnings.
const (
	mostFalseErrors   = 2.0
	mostFalseWarnings = 10.0
)

// everyGoodLine is every wording of every phrase with every other, the sample
// episode and the sample season's memory, on which nothing was chosen: source, target, and their languages.
func everyGoodLine(t testing.TB, visit func(d [2]string, e example)) {
	cols := columns(t)
	for _, d := range goodDirections {
		for i := range cols[d[0]] {
			visit(d, example{cols[d[0]][i], cols[d[1]][i]})
		}
		if d == goodDirections[0] {
			samplePairs(t, func(e example) { visit(d, e) })
		}
		for i, p := range phrasesOf(t) {
			f := fillers[i%len(fillers)]
			for _, s := range p[d[0]] {
				for _, g := range p[d[1]] {
					visit(d, example{f[d[0]].Replace(s), f[d[1]].Replace(g)})
				}
			}
		}
	}
}

// samplePairs are the lines of the sample season's memory.
func samplePairs(t testing.TB, visit func(example)) {
	f, err := os.Open("../examples/rainy-night-contract/memories/pilot.tmx")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	entries, err := ReadTMX(f, language.MustParse("zh-CN"), language.AmericanEnglish)
	if err != nil || len(entries) < 50 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	for _, e := range entries {
		visit(example{e.Source, e.Target})
	}
}

// TestGoodTextRates prints what CheckLine says of good lines, by rule.
func TestGoodTextRates(t *testing.T) {
	findings := map[season.Severity]map[season.Rule]int{season.Error: {}, season.Warning: {}}
	lines := 0
	everyGoodLine(t, func(d [2]string, e example) {
		lines++
		for _, finding := range CheckLine(Subject{Line: season.Line{Text: e.source}, Source: e.source, SourceTag: language.MustParse(d[0]),
			Target: language.MustParse(d[1]), Text: e.target, GlossarySource: e.source}) {
			findings[finding.Severity][finding.Rule]++
			if finding.Severity == season.Error || testing.Verbose() {
				t.Logf("%s: %q as %q: %s: %s", finding.Severity, e.source, e.target, finding.Rule, finding.Message)
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
	everyGoodLine(t, func(d [2]string, e example) {
		if s := saysLetters(e.source); s > 0 {
			ratios[d[0]+"-"+d[1]] = append(ratios[d[0]+"-"+d[1]], saysLetters(e.target)/s)
		}
		if d == goodDirections[0] {
			han, latin = han+len(letterRunes(e.source)), latin+len(letterRunes(e.target))
		}
	})
	t.Logf("%.2f letters of English for each character of Chinese", float64(latin)/float64(han))
	for _, d := range slices.Sorted(maps.Keys(ratios)) {
		rs := ratios[d]
		slices.Sort(rs)
		t.Logf("%s: target/source least %.2f, median %.2f, most %.2f", d, rs[0], rs[len(rs)/2], rs[len(rs)-1])
	}
}

func letterRunes(s string) []rune { return []rune(letters(s)) }

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
	for _, p := range phrasesOf(t) {
		lines["en"] = append(lines["en"], fillers[0]["en-US"].Replace(p["en-US"][0]))
		lines["es"] = append(lines["es"], fillers[0]["es-419"].Replace(p["es-419"][0]))
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
			if mostlyWrongLanguage(len(lines[other]), wrong) {
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

// TestGoodRepliesAreAccepted: a good reply of an engine is accepted whole, at
// the first asking, in every one of 300 varied episodes; prints the exceptions.
func TestGoodRepliesAreAccepted(t *testing.T) {
	ps := phrasesOf(t)
	r := rand.New(rand.NewPCG(3, 5))
	const episodes = 300
	lines, rejected, again := 0, 0, 0
	for k := range episodes {
		d := goodDirections[k%len(goodDirections)]
		good := goodEpisode(r, ps, d[0], d[1], 10+r.IntN(60))
		c := climbFor(good, d[0], d[1])
		reply := Reply{Texts: map[int]string{}}
		for i := range good {
			reply.Texts[i+1] = good[i].target
		}
		if err := c.acceptReply(upTo(len(good)), reply); err != nil {
			t.Fatal(err)
		}
		lines += len(good)
		rejected += len(c.why)
		if len(c.why) > 0 {
			again++
		}
		for i, f := range c.why {
			t.Logf("%q as %q: %v", good[i].source, good[i].target, f.findings)
		}
	}
	t.Logf("%d of %d good lines rejected (%.2f %%), in %d of %d replies", rejected, lines, float64(rejected)*100/float64(lines), again, episodes)
	if rejected*1000 > 2*lines {
		t.Errorf("more than 2 good lines in a thousand are rejected")
	}
}

func climbFor(lines []example, from, to string) *attempt {
	b := Batch{Market: season.Market{Name: "m", Locale: language.MustParse(to)}, Source: language.MustParse(from)}
	for i, l := range lines {
		b.Units = append(b.Units, Unit{Source: l.source, Open: true, Line: season.Line{Key: season.LineKey(fmt.Sprint(i)), Number: i + 1, Text: l.source}})
	}
	b.Judge = func(u Unit, text string) []season.Finding {
		return CheckLine(Subject{Line: u.Line, Source: u.Source, SourceTag: b.Source, Target: b.Market.Locale, Text: text, GlossarySource: u.Source, Market: b.Market})
	}
	d := &drafter{Batch: b, units: b.Units, marked: map[int]bool{}, failed: map[int][]season.Finding{}, keep: func([]Draft) error { return nil }}
	return newAttempt(d, Engine{Name: "e"})
}
