package subtitles

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/placeholder"

	"github.com/rivo/uniseg"
	"golang.org/x/text/language"
)

// What a line end costs, beside costImbalance for a line that is a full line
// shorter or longer than the ideal. The order follows the trade's guides (after
// punctuation, before conjunctions and prepositions, never inside a noun
// phrase); the figures are ours: after a comma at a third of the text is as
// good as before a preposition at its half.
const (
	costImbalance = 60
	costSentence  = 0
	costClause    = 5
	costBefore    = 14
	costPlain     = 25
	costHyphen    = 40
	costName      = 45
	costBound     = 60
	costEmergency = 1000
)

// place is where a line may end: before the byte at.
type place struct {
	at        int
	penalty   float64
	emergency bool // no break opportunity of UAX 14
}

// newBreaker measures a text on one line.
func newBreaker(text string, r Rules, tag language.Tag, keep []string) *breaker {
	b := &breaker{text: text, rules: r}
	b.bare, b.offsets = bareText(text)
	b.never(keep)
	b.measure(countingOf(tag))
	return b
}

// findPlaces finds the places at which a text that does not fit may be broken.
func (b *breaker) findPlaces(tag language.Tag) {
	words := wordsFor(tag)
	base, _ := tag.Base()
	lang := base.String()
	for _, p := range opportunities(b.bare) {
		if !p.emergency && !allowed(b.bare, p.at, lang) {
			continue
		}
		if !p.emergency {
			p.penalty = penalty(b.bare, p.at, words, lang)
		}
		p.at = b.offsets[p.at]
		b.places = append(b.places, p)
	}
	b.places = append(b.places, place{at: len(b.text)})
}

// bareText is text without placeholders, and for each of its bytes (and its
// end) the byte in text at which a line would end before it: a placeholder
// between two characters goes with the second.
func bareText(text string) (string, []int) {
	bare := make([]byte, 0, len(text))
	offsets := make([]int, 0, len(text)+1)
	for i, mark := 0, -1; i < len(text); {
		if _, n := placeholder.At(text[i:]); n > 0 {
			if mark < 0 {
				mark = i
			}
			i += n
			continue
		}
		bare = append(bare, text[i])
		if mark < 0 {
			mark = i
		}
		offsets = append(offsets, mark)
		i, mark = i+1, -1
	}
	return string(bare), append(offsets, len(text))
}

// measure fills widths, left and right.
func (b *breaker) measure(how counting) {
	n := len(b.text)
	ends := make([]int, 2*(n+1))
	b.widths, b.left, b.right = make([]float64, n+1), ends[:n+1], ends[n+1:]
	sum, end, next := 0.0, 0, 0
	for i := 0; i < n; i = next {
		_, mark := placeholder.At(b.text[i:])
		next = i + mark
		weight, space := 0.0, false
		if mark == 0 {
			r, size := utf8.DecodeRuneInString(b.text[i:])
			next, weight, space = i+size, how.weight(r), unicode.IsSpace(r)
		}
		for j := i; j < next; j++ {
			b.widths[j], b.right[j], b.left[j] = sum, end, -1
		}
		if !space {
			end, b.left[i] = next, i
		}
		sum += weight
	}
	b.widths[n], b.right[n], b.left[n] = sum, end, n
	for i := n - 1; i >= 0; i-- {
		if b.left[i] < 0 {
			b.left[i] = b.left[i+1]
		}
	}
}

// opportunities are the line break opportunities of UAX 14, and, in the scripts
// that UAX 14 leaves to dictionaries, the letters between which a break does
// the least harm, as emergencies. The end of the text is not among them.
func opportunities(bare string) []place {
	var places []place
	dictionary := strings.IndexFunc(bare, needsDictionary) >= 0
	for rest, state, at := bare, -1, 0; rest != ""; {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if dictionary {
			places = append(places, emergencies(segment, at)...)
		}
		if at += len(segment); rest != "" {
			places = append(places, place{at: at})
		}
	}
	return places
}

func emergencies(segment string, at int) []place {
	if strings.IndexFunc(segment, needsDictionary) < 0 {
		return nil
	}
	var places []place
	for rest, state, i := segment, -1, 0; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		i += len(cluster)
		if rest != "" && mayPart(cluster, rest) {
			places = append(places, place{at: at + i, penalty: costEmergency, emergency: true})
		}
	}
	return places
}

// needsDictionary tells whether words in r's script are written together and
// UAX 14 gives no break between them.
func needsDictionary(r rune) bool {
	return r >= firstThai && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// firstThai is the first character of these scripts' first block.
const firstThai = 0x0E00

// mayPart tells whether a line may end, at worst, between a cluster and rest:
// between two letters of such a script, but not after a vowel written before
// its consonant, nor before a vowel or sign written after it, nor inside a
// stack (Unicode Standard, chapter 16).
func mayPart(cluster, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(cluster)
	first, _ := utf8.DecodeRuneInString(rest)
	if !needsDictionary(last) || !unicode.IsLetter(first) || !needsDictionary(first) {
		return false
	}
	const (
		before = "เแโใไເແໂໃໄ"   // Thai, Lao: written before their consonant
		after  = "ะาำๅๆฯະາຳຽໆຯ" // Thai, Lao: written after it
		stack  = "\u17D2\u1039" // Khmer coeng, Burmese virama
	)
	return !strings.ContainsRune(before+stack, last) && !strings.ContainsRune(after, first)
}

// allowed takes away opportunities of UAX 14 that are wrong in subtitles.
func allowed(bare string, at int, lang string) bool {
	last, n := utf8.DecodeLastRuneInString(bare[:at])
	first, _ := utf8.DecodeRuneInString(bare[at:])
	if lang == "ko" {
		return unicode.IsSpace(last)
	}
	if dash(last) { // a speaker's dash belongs to the text after it
		head, _ := utf8.DecodeLastRuneInString(bare[:at-n])
		return at != n && !unicode.IsSpace(head)
	}
	if !unicode.IsSpace(last) {
		return true
	}
	word := strings.TrimRightFunc(bare[:at], unicode.IsSpace)
	if head := strings.TrimSuffix(strings.TrimSuffix(word, "-"), "–"); head != word &&
		(head == "" || strings.HasSuffix(head, " ")) {
		return strings.HasSuffix(word, "–") && head != ""
	}
	// French writes spaces inside its quotation marks and before : ; ! ?
	return lang != "fr" || !strings.HasSuffix(word, "«") && !strings.ContainsRune("»:;!?", first)
}

func dash(r rune) bool {
	return r == '-' || r == '‐' || r == '–' || r == '—'
}

// usable are the places at which lines may end; the last is the text's end.
func (b *breaker) usable(emergency bool) []place {
	places := make([]place, 0, len(b.places))
	for _, p := range b.places {
		if (emergency || !p.emergency) && !b.kept(p.at) {
			places = append(places, p)
		}
	}
	return places
}
