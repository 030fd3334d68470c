package check

import (
	_ "embed"
	"fmt"
	"strconv"
	"sync"
	"unicode"

	"dramaport/internal/lang"
	"dramaport/season"
	"dramaport/subtitles"
)

// lengthsCSV is script,weight,source: how many Latin letters say what a letter
// of the script says. A script that is not listed is 1.
//
//go:embed data/lengths.csv
var lengthsCSV string

type scriptWeight struct {
	table  *unicode.RangeTable
	weight float64
}

var scriptWeights = sync.OnceValue(func() []scriptWeight {
	var ws []scriptWeight
	for _, row := range lang.Table(lengthsCSV) {
		n, _ := strconv.ParseFloat(row[1], 64)
		ws = append(ws, scriptWeight{unicode.Scripts[row[0]], n})
	}
	return ws
})

// A translation within these bounds is believed. They are so wide that what is
// beyond them is not a translation of the line: several lines, an explanation,
// or a stump. TestLengthFigures prints what good text needs.
const (
	mostTimes   = 4.0 // so many times as long as its source says
	mostLetters = 40  // and by so many letters
	leastTimes  = 6.0 // so many times as short
	leastLength = 40  // where the source says at least so much
)

// saysLetters is about how many Latin letters say what text says.
func saysLetters(text string) float64 {
	sum := 0.0
	for _, r := range subtitles.Plain(text) {
		switch {
		case unicode.IsDigit(r):
			sum += 4 // as a word: "35" is "thirty-five"
		case unicode.IsLetter(r):
			sum += letterWeight(r)
		}
	}
	return sum
}

func letterWeight(r rune) float64 {
	if r < 0x250 {
		return 1
	}
	for _, w := range scriptWeights() {
		if unicode.Is(w.table, r) {
			return w.weight
		}
	}
	return 1
}

// wrongLength finds a text that is absurdly long or short for its source.
func wrongLength(s Subject) []season.Finding {
	source, text := saysLetters(s.Source), saysLetters(s.Text)
	switch {
	case text > mostTimes*source && text-source > mostLetters:
		return []season.Finding{s.finding(season.RuleWrongLength, fmt.Sprintf("the text says about %.0f times as much as the source", text/max(1, source)))}
	case source >= leastLength && text*leastTimes < source:
		return []season.Finding{s.finding(season.RuleWrongLength, "most of the source is not in the text")}
	}
	return nil
}
