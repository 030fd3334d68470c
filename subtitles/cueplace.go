package subtitles

import (
	"regexp"
	"strconv"
	"strings"
)

// Place is where on the picture a cue stands, as far as every format can say it.
type Place int

// The places. Bottom is where subtitles stand if nothing is said.
const (
	Bottom Place = iota
	Middle
	Top
)

// Place is where a text with these cue settings (see Cue) stands: where a
// WebVTT line setting puts it, else where SubRip's and SSA's \pos, \an or \a do.
func (m Marked) Place(settings string) Place {
	if place, ok := placeOfSettings(settings); ok {
		return place
	}
	return ssaScript{height: ssaHeight}.placeOf(m.Before+strings.Join(m.Tags, ""), ssaStyle{})
}

// placeOfAlignment is the place of \an, which is laid out as a keypad.
func placeOfAlignment(n int) Place {
	switch {
	case n >= 4 && n <= 6:
		return Middle
	case n >= 7 && n <= 9:
		return Top
	}
	return Bottom
}

// placeOfLegacyAlignment is the place of SSA's \a: 1-3 bottom, 5-7 top, 9-11
// middle.
func placeOfLegacyAlignment(n int) Place {
	switch {
	case n >= 9 && n <= 11:
		return Middle
	case n >= 5 && n <= 7:
		return Top
	}
	return Bottom
}

// placeOfHeight is the place of a point at a share of the picture's height. What
// is put in the lower two thirds stays below: on an upright picture dialogue
// stands well above the lower edge.
func placeOfHeight(share float64) Place {
	if share >= 0 && share < 1.0/3 {
		return Top
	}
	return Bottom
}

// settingsOf is a place as a WebVTT line setting, "" for the usual place.
func settingsOf(p Place) string {
	switch p {
	case Top:
		return "line:0"
	case Middle:
		return "line:50%"
	}
	return ""
}

// lineSetting finds the line setting among WebVTT cue settings.
var lineSetting = regexp.MustCompile(`(?:^|\s)line:(-?\d+(?:\.\d+)?)(%?)`)

// placeOfSettings is the place that WebVTT cue settings say, false if they say
// none.
func placeOfSettings(settings string) (Place, bool) {
	m := lineSetting.FindStringSubmatch(settings)
	if m == nil || strings.Contains(settings, "vertical:") {
		return Bottom, false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	switch {
	case err != nil:
		return Bottom, false
	case m[2] == "%" && n < 100.0/3, m[2] == "" && n >= 0 && n < topLines:
		return Top, true
	case m[2] == "%" && n <= 60:
		return Middle, true
	}
	return Bottom, true
}

// topLines is how many of the lines counted from the top are its upper part:
// a third of the 15 that WebVTT players lay out by default.
const topLines = 5
