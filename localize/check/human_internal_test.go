package check

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/season"
	"dramaport/subtitles"
)

// humanLine is a row of testdata/good.
type humanLine struct {
	kind, source, target, group string
	from, to                    language.Tag
	terms                       []string // source=target
}

// humanEpisodes are the lines of testdata/good by target and group, in order.
func humanEpisodes(t testing.TB) (episodes [][]humanLine) {
	t.Helper()
	names, err := filepath.Glob("testdata/good/*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatal("no good lines", err)
	}
	for _, name := range names {
		episodes = append(episodes, readHuman(t, name)...)
	}
	return episodes
}

// readHuman reads one file by its tabs: a quotation mark is part of a line.
func readHuman(t testing.TB, name string) (episodes [][]humanLine) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	to := language.MustParse(strings.TrimSuffix(filepath.Base(name), ".tsv"))
	last := ""
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		cells := strings.Split(in.Text(), "\t")
		if n == 1 {
			continue
		}
		if len(cells) != 6 {
			t.Fatalf("%s:%d: %d fields, not 6", name, n, len(cells))
		}
		l := humanLine{kind: cells[1], source: cells[2], target: cells[3], group: cells[4], from: language.MustParse(cells[0]), to: to}
		if cells[5] != "" {
			l.terms = strings.Split(cells[5], "|")
		}
		if l.group != last {
			episodes, last = append(episodes, nil), l.group
		}
		episodes[len(episodes)-1] = append(episodes[len(episodes)-1], l)
	}
	return episodes
}

// humanGlossary has the agreed wordings of an episode, each a must.
func humanGlossary(t testing.TB, lines []humanLine) glossaries.Glossary {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s\t%s\trule\n", lines[0].from, lines[0].to)
	seen := map[string]bool{}
	for _, l := range lines {
		for _, term := range l.terms {
			source, target, _ := strings.Cut(term, "=")
			if !seen[source] {
				fmt.Fprintf(&b, "%s\t%s\tmust\n", source, target)
			}
			seen[source] = true
		}
	}
	book, problems := glossaries.Load([]glossaries.File{{Name: "terms.tsv", Data: []byte(b.String())}}, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return book.For("", lines[0].to, lines[0].from, "")
}

// humanRows is an episode as check sees it, drafted by a machine, on times that
// no rule minds.
func humanRows(t testing.TB, lines []humanLine) []Row {
	t.Helper()
	g := humanGlossary(t, lines)
	var rows []Row
	var texts []season.Line
	for i, l := range lines {
		start := time.Duration(i) * time.Minute
		line := season.Line{Episode: "e001", Key: season.LineKey(fmt.Sprint("k", i)), Number: i + 1, Start: start, End: start + 30*time.Second, Text: l.source}
		texts = append(texts, line)
		rows = append(rows, Row{State: season.Machine, Subject: Subject{Line: line, Source: l.source, SourceTag: l.from, Target: l.to,
			Text: l.target, Glossary: g, GlossarySource: l.source}})
	}
	names := NamesIn(texts, lines[0].from)
	for i := range rows {
		rows[i].Names = append([]string{}, names...)
		rows[i].Subject = rows[i].WithTerms()
	}
	return rows
}

// untimed bounds no time and no length.
var untimed = subtitles.Rules{CharsPerLine: 500, CharsPerSecond: 500, Lines: 9, MaxDuration: time.Hour}

// verdict is what the rules say of a line: the rules that raise an error, those
// that warn, and those for which a draft would be refused.
// again says that a draft asks for the line once more because of its neighbours.
type verdict struct {
	errors, warnings, refuses map[season.Rule]bool
	again                     bool
}

// verdicts are what check finds in an episode, and what a draft of it would be
// refused for: errors of a line, a repetition or an absurd length. Texts that
// seem to have moved or to be joined are asked for again, once and alone.
func verdicts(rows []Row) []verdict {
	all := make([]verdict, len(rows))
	found := Episode(rows, untimed)
	pairs := pairsIn(rows)
	for i, r := range rows {
		v := verdict{map[season.Rule]bool{}, map[season.Rule]bool{}, map[season.Rule]bool{}, false}
		for _, d := range found[r.Line.Key] {
			switch d.Severity {
			case season.Error:
				v.errors[d.Rule] = true
			case season.Warning:
				v.warnings[d.Rule] = true
			}
		}
		for _, d := range Line(r.Subject) {
			if d.Severity == season.Error || d.Severity == season.Warning && (d.Rule == season.RuleRepeated || d.Rule == season.RuleWrongLength) {
				v.refuses[d.Rule] = true
			}
		}
		all[i] = v
	}
	if MovedReply(pairs, false) {
		for i := range all {
			all[i].again = true
		}
	}
	for i := range JoinedLines(pairs) {
		all[i].again = true
	}
	return all
}

// The most that the rules may say of good lines, in lines of ten thousand. They
// are what was measured last: lower them when the measure does.
const (
	mostHumanRefused = 30
	mostHumanAgain   = 189
	mostHumanErrors  = 17
	mostHumanDoubted = 439
)

// humanTally counts lines by what is said of them.
type humanTally struct {
	lines, refused, again, errors, warned, doubted int
	rules                                          map[string]int
}

func (h *humanTally) add(v verdict) {
	h.lines++
	h.refused += min(1, len(v.refuses))
	h.again += int(truth(v.again))
	h.errors += min(1, len(v.errors))
	h.doubted += min(1, len(v.errors)+len(v.warnings))
	h.warned += min(1, len(v.warnings))
	for word, rules := range map[string]map[season.Rule]bool{"refused": v.refuses, "error": v.errors, "warning": v.warnings} {
		for r := range rules {
			h.rules[word+" "+string(r)]++
		}
	}
}

func (h humanTally) String() string {
	return fmt.Sprintf("%5d lines  refused %4d %5.1f %%  again %4d %5.1f %%  errors %4d %5.1f %%  warnings %4d %5.1f %%  either %4d",
		h.lines, h.refused, pct(h.refused, h.lines), h.again, pct(h.again, h.lines), h.errors, pct(h.errors, h.lines), h.warned, pct(h.warned, h.lines), h.doubted)
}

// TestHumanLines prints, by target and by rule, what is held against lines that
// are good, and with -v names each.
func TestHumanLines(t *testing.T) {
	all := humanTally{rules: map[string]int{}}
	byTarget := map[string]*humanTally{}
	for _, lines := range humanEpisodes(t) {
		to := lines[0].to.String()
		if byTarget[to] == nil {
			byTarget[to] = &humanTally{rules: map[string]int{}}
		}
		for i, v := range verdicts(humanRows(t, lines)) {
			all.add(v)
			byTarget[to].add(v)
			l := lines[i]
			if v.again {
				t.Logf("again   %-17s %-6s %-9s %q as %q", "", l.to, l.kind, l.source, l.target)
			}
			for _, r := range slices.Sorted(maps.Keys(v.refuses)) {
				t.Logf("refused %-17s %-6s %-9s %q as %q", r, l.to, l.kind, l.source, l.target)
			}
			for _, r := range slices.Sorted(maps.Keys(v.errors)) {
				if !v.refuses[r] {
					t.Logf("error   %-17s %-6s %-9s %q as %q", r, l.to, l.kind, l.source, l.target)
				}
			}
			for _, r := range slices.Sorted(maps.Keys(v.warnings)) {
				t.Logf("warning %-17s %-6s %-9s %q as %q", r, l.to, l.kind, l.source, l.target)
			}
		}
	}
	for _, to := range slices.Sorted(maps.Keys(byTarget)) {
		t.Logf("%-6s %s", to, byTarget[to])
	}
	t.Logf("all    %s", all)
	for _, r := range slices.Sorted(maps.Keys(all.rules)) {
		t.Logf("       %-28s %4d", r, all.rules[r])
	}
	for word, have := range map[string][2]int{"refused": {all.refused, mostHumanRefused}, "asked for again": {all.again, mostHumanAgain}, "under an error": {all.errors, mostHumanErrors}, "doubted": {all.doubted, mostHumanDoubted}} {
		if have[0]*10000 > have[1]*all.lines {
			t.Errorf("%d of %d good lines are %s, more than %d of ten thousand", have[0], all.lines, word, have[1])
		}
	}
	if all.lines < 1500 {
		t.Errorf("only %d lines", all.lines)
	}
}
