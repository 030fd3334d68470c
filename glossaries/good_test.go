package glossaries_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/glossaries"
)

// goodLine is a line of a translator with the terms that were agreed for it.
type goodLine struct {
	target               language.Tag
	kind, source, wanted string
	from                 language.Tag
	terms                [][2]string
}

// goodLines are the lines of the checks' test data that have terms.
func goodLines(t *testing.T) []goodLine {
	t.Helper()
	files, err := filepath.Glob("../localize/check/testdata/good/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatal("no good lines", err)
	}
	var all []goodLine
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		tag := language.MustParse(strings.TrimSuffix(filepath.Base(name), ".tsv"))
		in := bufio.NewScanner(f)
		for in.Scan() {
			cells := strings.Split(in.Text(), "\t")
			if len(cells) < 6 || cells[5] == "" || cells[0] == "source_lang" {
				continue
			}
			l := goodLine{target: tag, kind: cells[1], source: cells[2], wanted: cells[3], from: language.MustParse(cells[0])}
			for _, pair := range strings.Split(cells[5], "|") {
				source, target, _ := strings.Cut(pair, "=")
				l.terms = append(l.terms, [2]string{source, target})
			}
			all = append(all, l)
		}
	}
	return all
}

// glossaryOf is a glossary of a line's terms, all of a type.
func (l goodLine) glossaryOf(t *testing.T, kind string) glossaries.Glossary {
	t.Helper()
	var b strings.Builder
	b.WriteString(l.from.String() + "\t" + l.target.String() + "\trule\ttype\n")
	for _, pair := range l.terms {
		b.WriteString(pair[0] + "\t" + pair[1] + "\tmust\t" + kind + "\n")
	}
	book, problems := glossaries.Load([]glossaries.File{{Name: "terms.tsv", Data: []byte(b.String())}}, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return book.For("", l.target, l.from, "")
}

// nameKind is the type of the terms of a line's kind.
func (l goodLine) nameKind() string {
	switch l.kind {
	case "name", "inflect", "latin", "pair", "homograph":
		return "person"
	}
	return ""
}

// TestGoodLines: what a translator wrote keeps to the terms, which are found
// where they are meant and not where other words have their letters.
func TestGoodLines(t *testing.T) {
	lines, homographs := 0, 0
	for _, l := range goodLines(t) {
		g := l.glossaryOf(t, l.nameKind())
		found := g.Find(l.source)
		if l.kind == "homograph" {
			if homographs++; len(found) >= len(l.terms) {
				t.Errorf("%s: %v are found in %q", l.target, l.terms, l.source)
			}
			continue
		}
		if lines++; len(found) < len(l.terms) && !strings.Contains(l.source, "#") { // hashtags stay as they are
			t.Errorf("%s: %d of %v are found in %q", l.target, len(found), l.terms, l.source)
		}
		for _, v := range g.Check(l.source, l.wanted) {
			t.Errorf("%s: %s: %q", l.target, v.Message, l.wanted)
		}
	}
	t.Logf("%d lines with terms, %d with other words in their letters", lines, homographs)
}

// TestNearNamesAreFound plants into each good line with a name a glossary that
// wants another name, which only is like it.
func TestNearNamesAreFound(t *testing.T) {
	planted, missed := 0, map[string][]string{}
	for _, l := range goodLines(t) {
		if l.nameKind() == "" || l.kind == "homograph" || len(l.terms) != 1 {
			continue
		}
		for _, near := range nearNames(l.terms[0][1]) {
			other := l
			other.terms = [][2]string{{l.terms[0][0], near}}
			g := other.glossaryOf(t, "person")
			if planted++; len(g.Check(l.source, l.wanted)) == 0 {
				missed[l.target.String()] = append(missed[l.target.String()], near+" in "+l.wanted)
			}
		}
	}
	total := 0
	for lang, all := range missed {
		total += len(all)
		t.Logf("%s: %d missed, as %q", lang, len(all), all[:min(len(all), 12)])
	}
	t.Logf("%d of %d planted names missed", total, planted)
	if total > 9 { // forms of what was planted: Анн in Анны
		t.Errorf("%d of %d planted names missed", total, planted)
	}
}

// nearNames are names that differ from one by a letter or two.
func nearNames(name string) []string {
	letters := []rune(name)
	last := letters[len(letters)-1]
	near := []string{name + string(last), name + "o" + string(last)}
	if len(letters) > 3 {
		near = append(near, string(letters[:len(letters)-1]))
	}
	switch {
	case last < 0x250:
		near = append(near, name+"g", name+"xi", name+"son")
	case last >= 0x400 && last < 0x530:
		near = append(near, name+"г", name+"кс", name+"си")
	case last >= 0x600 && last < 0x700:
		near = append(near, name+"غ", name+"س")
	}
	return near
}
