package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/internal/lang"
	"dramaport/season"
)

// NamedLine is a translated line of a season in one market, as SeasonNames
// looks at it. Source is what Text was translated from; Terms are the agreed
// words that occur in the line.
type NamedLine struct {
	Episode      season.EpisodeName
	Ref          string
	Source, Text string
	Terms        []glossaries.Match
}

// SeasonNames finds names that different episodes of a market call differently:
// agreed names of which several wordings are accepted, and names (speakers
// without an agreed wording, usually) that lines are translated by as they come.
// The lines are in the order of the season; the findings are by their index, one
// for each wording and episode, and name a line with the usual wording. Only in
// languages in which names keep their form (internal/lang/data/names.csv).
func SeasonNames(m season.Market, lines []NamedLine, names []string) map[int][]season.Finding {
	n := seasonNames{market: m, lines: lines, found: map[int][]season.Finding{}}
	if !lang.KeepsNames(m.Locale) {
		return n.found
	}
	n.agreed()
	for _, name := range names {
		if len([]rune(name)) >= 2 {
			n.free(name)
		}
	}
	return n.found
}

type seasonNames struct {
	market season.Market
	lines  []NamedLine
	found  map[int][]season.Finding
}

// use is a line and the wording of a name in it.
type use struct {
	line    int
	wording string
}

// agreed compares the accepted wordings of each name that has several.
func (n seasonNames) agreed() {
	terms, uses := map[string]glossaries.Term{}, map[string][]use{}
	for i, l := range n.lines {
		for _, m := range l.Terms {
			t := m.Term
			if len(t.Forms) == 0 || !t.IsName() {
				continue
			}
			terms[t.Source] = t
			if w := wordingIn(l.Text, t, n.market.Locale); w != "" {
				uses[t.Source] = append(uses[t.Source], use{i, w})
			}
		}
	}
	for _, source := range slices.Sorted(maps.Keys(terms)) {
		n.differing(source, uses[source])
	}
}

// wordingIn is the accepted wording that a text uses, "" if none; a form that
// only adds to the agreed wording, such as a genitive, is that wording.
func wordingIn(text string, t glossaries.Term, tag language.Tag) string {
	wordings := append([]string{t.Target}, t.Forms...)
	slices.SortStableFunc(wordings, func(a, b string) int { return len(b) - len(a) })
	for _, w := range wordings {
		switch {
		case !glossaries.ContainsExactly(text, w, tag):
		case glossaries.ContainsWording(w, t.Target, tag):
			return t.Target
		default:
			return w
		}
	}
	return ""
}

// differing reports the uses whose wording is not the usual one and is used in
// no line of an episode together with it.
func (n seasonNames) differing(name string, uses []use) {
	usual, first := usualOf(uses)
	told := map[string]bool{}
	for _, u := range uses {
		l := n.lines[u.line]
		if key := u.wording + "\x00" + string(l.Episode); u.wording != usual && l.Episode != n.lines[first].Episode && !told[key] {
			told[key] = true
			n.finding(u.line, name, u.wording, usual, first)
		}
	}
}

// usualOf is the wording that most lines use (of several, the earliest), and
// the first line with it.
func usualOf(uses []use) (usual string, first int) {
	counts := map[string]int{}
	for _, u := range uses {
		counts[u.wording]++
	}
	for _, u := range uses {
		if usual == "" || counts[u.wording] > counts[usual] {
			usual, first = u.wording, u.line
		}
	}
	return usual, first
}

func (n seasonNames) finding(line int, name, wording, usual string, first int) {
	r := season.RuleNameInconsistent
	n.found[line] = append(n.found[line], season.Finding{Rule: r, Severity: n.market.SeverityOf(r),
		Message: fmt.Sprintf("%s is “%s” here and “%s” in %s", name, wording, usual, n.lines[first].Ref)})
}

// mentions are the lines in which a name occurs, with their capitalised words.
type mentions struct {
	lines []int
	words []map[string]bool
	share map[string]int // in how many of the lines a word is
}

func (n seasonNames) mentions(name string) mentions {
	g := mentions{share: map[string]int{}}
	for i, l := range n.lines {
		if !strings.Contains(l.Source, name) {
			continue
		}
		words := capitals(l.Text)
		g.lines, g.words = append(g.lines, i), append(g.words, words)
		for w := range words {
			g.share[w]++
		}
	}
	return g
}

// free compares the lines in which a name occurs that has no agreed wording.
// Its usual wording is the capitalised word that most of them share. Another is
// doubted where it is nearly the usual one, or stands in its place throughout
// an episode that has the name in two lines or more.
func (n seasonNames) free(name string) {
	g := n.mentions(name)
	usual := ""
	for _, w := range slices.Sorted(maps.Keys(g.share)) {
		if len([]rune(w)) >= 3 && g.share[w] > g.share[usual] {
			usual = w
		}
	}
	if len(g.lines) < 2 || g.share[usual]*2 <= len(g.lines) || g.share[usual] == len(g.lines) {
		return
	}
	first := g.lines[slices.IndexFunc(g.words, func(words map[string]bool) bool { return words[usual] })]
	for start := 0; start < len(g.lines); {
		end := start + 1
		for end < len(g.lines) && n.lines[g.lines[end]].Episode == n.lines[g.lines[start]].Episode {
			end++
		}
		if n.lines[g.lines[start]].Episode != n.lines[first].Episode {
			n.stray(name, usual, first, g, start, end)
		}
		start = end
	}
}

// stray looks at the lines of one episode in which a name occurs.
func (n seasonNames) stray(name, usual string, first int, g mentions, start, end int) {
	here := map[string]int{}
	for i := start; i < end; i++ {
		for w := range g.words[i] {
			here[w]++
		}
	}
	for _, w := range slices.Sorted(maps.Keys(here)) {
		slip := g.share[w]*4 <= len(g.lines) && near(w, usual)
		instead := here[usual] == 0 && here[w] >= 2 && here[w] == end-start && g.share[w] == here[w] && !n.elsewhere(w, name)
		if !slip && !instead {
			continue
		}
		i := start + slices.IndexFunc(g.words[start:end], func(words map[string]bool) bool { return words[w] })
		if !g.words[i][usual] {
			n.finding(g.lines[i], name, w, usual, first)
		}
	}
}

// elsewhere tells whether lines without the name have the word, too: then it is
// no wording of it.
func (n seasonNames) elsewhere(w, name string) bool {
	return slices.ContainsFunc(n.lines, func(l NamedLine) bool {
		return !strings.Contains(l.Source, name) && strings.Contains(l.Text, w)
	})
}
