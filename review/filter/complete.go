package filter

import (
	"strings"

	"dramaport/season"
)

// Words are the words that a filter may be made of in a season.
func Words(speakers []string, episodes []season.EpisodeName, markets []season.Market) []string {
	words := []string{"mine", "state:open", "state:stale", "finding:any", "finding:error", "finding:warning", "comment:open", "assigned:me", "assigned:nobody", "since:1d"}
	for _, s := range stateNames() {
		words = append(words, "state:"+s)
	}
	for _, s := range speakers {
		words = append(words, "speaker:"+Quoted(s))
	}
	for _, e := range episodes {
		words = append(words, "episode:"+string(e))
	}
	for _, k := range markets {
		words = append(words, "market:"+string(k.Name))
	}
	for _, k := range Kinds() {
		words = append(words, k[0]+":")
	}
	return words
}

// Complete is what a filter may become whose last word is begun, out of words.
func Complete(line string, words []string) []string {
	head, last := "", line
	if i := strings.LastIndexByte(line, ' '); i >= 0 {
		head, last = line[:i+1], line[i+1:]
	}
	var offered []string
	for _, w := range words {
		if strings.HasPrefix(w, last) {
			offered = append(offered, head+w)
		}
	}
	return offered
}

// Quoted is a value of a filter as it is written.
func Quoted(s string) string {
	if strings.Contains(s, " ") {
		return `"` + s + `"`
	}
	return s
}
