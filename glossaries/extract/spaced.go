package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostWords is the longest wording of a script with spaces, in words.
const mostWords = 4

// word is a word of a line.
type word struct {
	text    string
	capital bool
	// begins: it begins a sentence; joins: nothing but a space is before it.
	begins, joins bool
}

// spacedWords proposes names by their capitals, where the language writes them
// for names, and words that recur together.
func (p *proposer) spacedWords() {
	counts, names := map[string]int{}, map[string]int{}
	inside := map[string]bool{}
	base, _ := p.Source.Base()
	byCapitals := base.String() != "de" // every noun has a capital letter
	for _, l := range p.Lines {
		words := p.split(p.unknown(l.Text))
		if byCapitals {
			p.capitals(words, names, inside)
		}
		p.grams(words, counts)
		p.afterNames(words)
	}
	for name, n := range names {
		first, _, _ := strings.Cut(name, " ")
		titled := p.title(first) && first != name
		switch {
		case titled && n >= min(2, p.MinCount):
			p.propose(name, "title")
		case n >= p.MinCount && inside[name] && !p.words.stops[strings.ToLower(name)] && !p.title(name):
			p.propose(name, "name")
		}
	}
	p.recurring(counts)
}

// unknown is a text without what the glossary finds in it.
func (p *proposer) unknown(text string) string {
	found := p.Known.Find(text)
	for i := len(found) - 1; i >= 0; i-- {
		text = text[:found[i].Start] + " / " + text[found[i].End:]
	}
	return text
}

// split parts a text into words.
func (p *proposer) split(text string) []word {
	var words []word
	begins, joins := true, false
	for _, field := range strings.Fields(text) {
		trimmed := strings.TrimFunc(field, notLetter)
		if trimmed == "" {
			joins = false
			begins = begins || strings.ContainsAny(field, ".!?…")
			continue
		}
		start := strings.Index(field, trimmed)
		bare := strings.TrimSuffix(strings.TrimSuffix(trimmed, "'s"), "’s")
		first, size := utf8.DecodeRuneInString(bare)
		second, _ := utf8.DecodeRuneInString(bare[size:])
		w := word{text: bare, capital: unicode.IsUpper(first) && !unicode.IsUpper(second), begins: begins || start > 0 && strings.ContainsAny(field[:start], "“\"«—-¿¡"), joins: joins && start == 0}
		after := field[start+len(trimmed):]
		titled := p.title(bare)
		if titled && after == "." {
			bare += "." // an abbreviation, not the end of a sentence
		}
		w.text = bare
		words = append(words, w)
		joins = (after == "" || after == "." && titled) && (bare == trimmed || titled)
		begins = strings.ContainsAny(after, ".!?…:;—") && !(after == "." && titled)
	}
	return words
}

// title tells whether a word is a form of address, with a full stop or without.
func (p *proposer) title(w string) bool {
	return p.words.prefixes[strings.ToLower(strings.TrimSuffix(w, "."))]
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) }

// capitals counts the runs of capitalised words; inside has those that stand
// inside a sentence, where a capital is no rule.
func (p *proposer) capitals(words []word, names map[string]int, inside map[string]bool) {
	for i := 0; i < len(words); {
		if !words[i].capital {
			i++
			continue
		}
		end := i + 1
		for end < len(words) && end-i < mostWords && words[end].capital && words[end].joins {
			end++
		}
		start := i
		if words[i].begins && p.words.stops[strings.ToLower(words[i].text)] && end > i {
			start++ // "But Lin Wan": the capital is the sentence's
		}
		if start < end {
			name := joined(words[start:end])
			names[name]++
			inside[name] = inside[name] || !words[start].begins || end-start > 1 || start > i
		}
		i = end
	}
}

func joined(words []word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// grams counts the runs of lower-case words that do not begin or end with a
// function word.
func (p *proposer) grams(words []word, counts map[string]int) {
	stop := func(w word) bool { return p.words.stops[strings.ToLower(w.text)] || w.capital && !w.begins }
	for i := range words {
		if stop(words[i]) {
			continue
		}
		for end := i + 2; end <= len(words) && end-i <= mostWords && words[end-1].joins; end++ {
			if !stop(words[end-1]) {
				counts[strings.ToLower(joined(words[i:end]))]++
			}
		}
	}
}

// afterNames proposes names by the form of address written to them (Korean).
func (p *proposer) afterNames(words []word) {
	for _, w := range words {
		for _, s := range p.words.suffixes {
			if i := strings.Index(w.text, s.word); i > 0 {
				p.propose(w.text[:i+len(s.word)], s.kind)
				break
			}
		}
	}
}

// recurring proposes the runs that recur, longest first: one that hardly
// occurs outside a longer one is left out.
func (p *proposer) recurring(counts map[string]int) {
	for gram, n := range counts {
		if n >= p.MinCount && !partOfLonger(gram, n, counts, func(s string) bool { return strings.Contains(" "+s+" ", " "+gram+" ") }) {
			p.propose(gram, "term")
		}
	}
}

// share is from which part of its occurrences on a wording belongs to a longer
// one.
const share = 0.8

func partOfLonger(gram string, n int, counts map[string]int, within func(string) bool) bool {
	for longer, m := range counts {
		if len(longer) > len(gram) && float64(m) >= share*float64(n) && within(longer) {
			return true
		}
	}
	return false
}
