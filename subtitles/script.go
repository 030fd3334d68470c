package subtitles

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Entry is a cue as a line of a script.
type Entry struct {
	// Number counts the cues of the track from 1, in the order of their starts.
	Number     int
	Start, End time.Duration
	// Speaker is who speaks, "" if the track does not say. Where several speak
	// in one cue, it is all their names with " / " between.
	Speaker         string
	CueID, Settings string
	Marked
}

// longestName is how many characters a speaker's name in front of a text may
// have.
const longestName = 24

// Script is a track's cues as lines with their speakers, in the order of their
// starts; a cue without text is kept. speakers is "none", or "auto": then a speaker is what the format says
// (WebVTT <v>, SSA Name, TTML agent), else a name and a colon in front of a line ("林婉：",
// "NAME:"). Names in front are believed only where every one of them in the
// track is a member of the cast, in any case of letters; they are taken out of
// the text, unless two people speak in one cue and the text needs them.
func Script(t Track, speakers string, cast []string) []Entry {
	cues := t.Cues()
	slices.SortStableFunc(cues, func(a, b Cue) int { return cmp.Compare(a.Start, b.Start) })
	entries := make([]Entry, len(cues))
	for i, c := range cues {
		entries[i] = Entry{
			Number: i + 1, Start: c.Start, End: c.End, CueID: c.ID, Settings: c.Settings,
			Marked: Hide(c.Payload, t.Format),
		}
		if speakers == "none" {
			continue
		}
		if entries[i].Speaker = c.Speaker; c.Speaker == "" && t.Format == WebVTT {
			entries[i].Speaker = voices(c.Payload)
		}
	}
	if speakers != "none" && prefixesAreCast(entries, cast) {
		for i := range entries {
			entries[i] = withoutPrefix(entries[i], cast)
		}
	}
	return entries
}

// voices are the names in a WebVTT payload's <v> tags.
func voices(payload string) string {
	var names []string
	for _, p := range splitMarkup(payload, WebVTT) {
		if !p.markup || p.name != "v" || p.closes {
			continue
		}
		_, name, _ := strings.Cut(strings.TrimSuffix(p.raw, ">"), " ")
		name = norm.NFC.String(strings.TrimSpace(stripMarks(unescapeText(name))))
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, " / ")
}

// prefixesAreCast reports whether the track has names in front of lines, and
// every one of them is a member of the cast.
func prefixesAreCast(entries []Entry, cast []string) bool {
	found := false
	for _, e := range entries {
		for _, line := range strings.Split(e.Text, "\n") {
			name, _, ok := prefixOf(line)
			if !ok {
				continue
			}
			if castName(name, cast) == "" {
				return false
			}
			found = true
		}
	}
	return found
}

// prefixOf splits "NAME: text" into the name and the text. Digits alone are a
// time of day, and a name holds no punctuation that ends a sentence.
func prefixOf(line string) (name, rest string, ok bool) {
	line = strings.TrimLeftFunc(Plain(line), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-–—", r) })
	at := strings.IndexAny(line, ":：")
	if at < 0 {
		return "", "", false
	}
	name = strings.TrimSpace(line[:at])
	rest = strings.TrimLeft(line[at:], ":：")
	letters := strings.ContainsFunc(name, unicode.IsLetter)
	if !letters || len([]rune(name)) > longestName || strings.ContainsAny(name, ".,;!?…。，、；！？\"“”«»「」") || strings.HasPrefix(rest, "//") {
		return "", "", false
	}
	return name, strings.TrimSpace(rest), true
}

// castName is the member of the cast that a name means, "" if none.
func castName(name string, cast []string) string {
	for _, member := range cast {
		if strings.EqualFold(norm.NFC.String(strings.TrimSpace(member)), name) {
			return member
		}
	}
	return ""
}

// withoutPrefix is an entry with the name in front of its text as its speaker.
func withoutPrefix(e Entry, cast []string) Entry {
	var names []string
	lines := strings.Split(e.Text, "\n")
	for _, line := range lines {
		if name, _, ok := prefixOf(line); ok {
			if member := castName(name, cast); !slices.Contains(names, member) {
				names = append(names, member)
			}
		}
	}
	if len(names) == 0 {
		return e
	}
	if e.Speaker == "" {
		e.Speaker = strings.Join(names, " / ")
	}
	if len(names) > 1 {
		return e
	}
	for i, line := range lines {
		if _, _, ok := prefixOf(line); ok {
			lines[i] = cutPrefix(line)
		}
	}
	e.Text = strings.TrimSpace(strings.Join(lines, "\n"))
	return e
}

// cutPrefix is a line without the name in front; placeholders stay.
func cutPrefix(line string) string {
	at := strings.IndexAny(line, ":：")
	rest := strings.TrimSpace(strings.TrimLeft(line[at:], ":："))
	return strings.Join(Placeholders(line[:at]), "") + rest
}
