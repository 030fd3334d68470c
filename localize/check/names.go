package check

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dramaport/internal/lang"
	"dramaport/season"
	"dramaport/subtitles"
)

// names finds a name that is written in one way in most lines and in nearly the
// same way in another: "Lin Wan" and "Lin Wang". It follows the names that recur
// in the sources, in languages in which they do not change their form.
func (e checked) names() {
	if len(e.rows) == 0 || !lang.KeepsNames(e.rows[0].Target) {
		return
	}
	for _, name := range e.recurring() {
		var in []Row
		for _, r := range e.rows {
			if r.has() && strings.Contains(subtitles.Plain(r.Source), name) {
				in = append(in, r)
			}
		}
		e.name(name, in)
	}
}

// recurring are the names to follow: the episode's, and the glossary's.
func (e checked) recurring() []string {
	all := slices.Clone(e.rows[0].Names)
	for _, t := range e.rows[0].Glossary.Terms() {
		if t.IsName() {
			all = append(append(all, t.Source), t.Aliases...)
		}
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(n string) bool { return len([]rune(n)) < 2 })
}

// name looks at the lines in which one name occurs. Its usual forms are the
// capitalised words that most of these lines share.
func (e checked) name(name string, in []Row) {
	const few = 3 // fewer lines show no habit
	if len(in) < few {
		return
	}
	share := map[string]int{}
	for _, r := range in {
		for w := range capitals(r.Text) {
			share[w]++
		}
	}
	for _, usual := range slices.Sorted(maps.Keys(share)) {
		n := share[usual]
		if n*2 <= len(in) || n == len(in) || len([]rune(usual)) < 3 {
			continue
		}
		e.strays(name, usual, share, in)
	}
}

func (e checked) strays(name, usual string, share map[string]int, in []Row) {
	for _, r := range in {
		have := capitals(r.Text)
		if have[usual] {
			continue
		}
		for _, w := range slices.Sorted(maps.Keys(have)) {
			if share[w]*4 <= len(in) && near(w, usual) {
				e.add(r, r.finding(season.RuleNameInconsistent, fmt.Sprintf("%s is “%s” here and “%s” in other lines", name, w, usual)))
				break
			}
		}
	}
}

// capitals are the capitalised words of text, without a genitive's ending.
func capitals(text string) map[string]bool {
	found := map[string]bool{}
	for w := range newSide(text).words {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		found[w] = true
	}
	return found
}

// near reports two wordings of which one may be a slip for the other: one
// letter more, less or other, or two in words of six letters.
func near(a, b string) bool {
	allowed := 1
	if min(len([]rune(a)), len([]rune(b))) >= 6 {
		allowed = 2
	}
	d := lang.EditDistance(a, b)
	return d > 0 && d <= allowed
}
