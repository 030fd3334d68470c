package filter

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dramaport/season"
	"dramaport/stage"
)

// Filter says which lines are shown. Words of one kind are alternatives, the
// kinds narrow each other; a word after "-" keeps out what it names.
type Filter struct {
	words []word
	// text is the filter as it was written.
	text string
}

type word struct {
	kind string
	not  bool
	// values are the alternatives of kind:a,b.
	values []string
	since  time.Time
}

// Kinds are the kinds of words and what they are for.
func Kinds() [][2]string {
	return [][2]string{
		{"state", "untranslated, machine, edited, needs_work, approved, stale, open"},
		{"finding", "error, warning, info, any, or a rule such as too-fast"},
		{"speaker", "who speaks"},
		{"episode", "names, globs, ranges: e001, e0*, e001-e010"},
		{"market", "where it ships"},
		{"term", "an agreed word that occurs in the line; any"},
		{"comment", "open, any, or who wrote it"},
		{"origin", "memory, machine, human, import, or an engine's name"},
		{"by", "who decided last"},
		{"assigned", "a person; nobody; me"},
		{"since", "changed since: 30m, 2h, 3d, 2026-11-20"},
		{"text", "words in the source or the translation"},
	}
}

// Parse reads a filter such as
//
//	state:machine,edited finding:error speaker:林婉 -episode:e003 since:2h kiss
//
// A word without a kind is looked for in the texts; "mine" is what me has
// decided or is assigned. Values with spaces stand in double quotes. now is
// the time from which since: counts back.
func Parse(text, me string, episodes []season.EpisodeName, now time.Time) (Filter, error) {
	f := Filter{text: strings.TrimSpace(text)}
	for _, w := range splitWords(text) {
		parsed, err := parseWord(w, me, episodes, now)
		if err != nil {
			return Filter{}, err
		}
		f.words = append(f.words, parsed)
	}
	return f, nil
}

func parseWord(w, me string, episodes []season.EpisodeName, now time.Time) (word, error) {
	var f word
	if rest, ok := strings.CutPrefix(w, "-"); ok && rest != "" {
		f.not, w = true, rest
	}
	kind, value, ok := strings.Cut(w, ":")
	switch {
	case w == "mine":
		f.kind, f.values = "mine", []string{me}
		return f, nil
	case !ok, !slices.ContainsFunc(Kinds(), func(k [2]string) bool { return k[0] == kind }):
		if ok && value != "" && !strings.ContainsAny(kind, " 。，") && looksLikeKind(kind) {
			return f, fmt.Errorf("a filter has no %q; it has %s", kind, kindNames())
		}
		f.kind, f.values = "text", []string{strings.ToLower(w)}
		return f, nil
	case value == "":
		return f, fmt.Errorf("%s: needs a value: %s", kind, kindHelp(kind))
	}
	f.kind, f.values = kind, strings.Split(value, ",")
	return f, f.complete(me, episodes, now)
}

// looksLikeKind tells a mistyped kind from a text with a colon in it.
func looksLikeKind(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// complete turns the values into what is compared.
func (f *word) complete(me string, episodes []season.EpisodeName, now time.Time) error {
	switch f.kind {
	case "state":
		return oneOf(f.values, append([]string{"stale", "open"}, stateNames()...))
	case "episode":
		picked, err := season.SelectEpisodes(episodes, f.values)
		f.values = nil
		for _, e := range picked {
			f.values = append(f.values, string(e))
		}
		return err
	case "since":
		var err error
		f.since, err = parseSince(f.values[0], now)
		return err
	case "assigned":
		if i := slices.Index(f.values, "me"); i >= 0 {
			f.values[i] = me
		}
	case "text", "term":
		for i, v := range f.values {
			f.values[i] = strings.ToLower(v)
		}
	}
	return nil
}

func stateNames() []string {
	var names []string
	for _, s := range season.States() {
		names = append(names, string(s))
	}
	return names
}

func oneOf(values, known []string) error {
	for _, v := range values {
		if !slices.Contains(known, v) {
			return fmt.Errorf("there is no %q; there are %s", v, strings.Join(known, ", "))
		}
	}
	return nil
}

// parseSince reads 30m, 2h, 3d or a day.
func parseSince(s string, now time.Time) (time.Time, error) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		var n int
		if _, err := fmt.Sscanf(days, "%d", &n); err == nil {
			return now.AddDate(0, 0, -n), nil
		}
	}
	if d, err := time.ParseDuration(s); err == nil {
		return now.Add(-d), nil
	}
	if t, err := time.ParseInLocation("2006-01-02", s, now.Location()); err == nil {
		return t, nil
	}
	return time.Time{}, fmt.Errorf("since:%s is no time: write 30m, 2h, 3d or 2026-11-20", s)
}

func kindNames() string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, k[0])
	}
	return strings.Join(names, ", ")
}

func kindHelp(kind string) string {
	for _, k := range Kinds() {
		if k[0] == kind {
			return k[1]
		}
	}
	return ""
}

// String is the filter as it was written; "" shows every line.
func (f Filter) String() string { return f.text }

// Keeps reports whether a line is shown.
func (f Filter) Keeps(s *stage.Sheet, r *stage.Row) bool {
	for i, w := range f.words {
		if w.not && w.holds(s, r) {
			return false
		}
		if !w.not && !f.anyOf(i, s, r) {
			return false
		}
	}
	return true
}

// anyOf reports whether the i-th word holds or, but for words of the text,
// another of its kind.
func (f Filter) anyOf(i int, s *stage.Sheet, r *stage.Row) bool {
	for j, w := range f.words {
		if j == i || !w.not && w.kind == f.words[i].kind && w.kind != "text" {
			if w.holds(s, r) {
				return true
			}
		}
	}
	return false
}

// splitWords parts at spaces outside double quotes, which go.
func splitWords(s string) []string {
	var words []string
	var b strings.Builder
	quoted, any := false, false
	for _, r := range s {
		switch {
		case r == '"':
			quoted, any = !quoted, true
		case r == ' ' && !quoted:
			if any {
				words = append(words, b.String())
			}
			b.Reset()
			any = false
		default:
			b.WriteRune(r)
			any = true
		}
	}
	if any {
		words = append(words, b.String())
	}
	return words
}

// OnFindings reports whether the filter asks for findings, which are known
// only once the lines are checked.
func (f Filter) OnFindings() bool {
	return slices.ContainsFunc(f.words, func(w word) bool { return w.kind == "finding" })
}

// Asks reports whether the filter names a value of a kind as wanted.
func (f Filter) Asks(kind, value string) bool {
	return slices.ContainsFunc(f.words, func(w word) bool { return w.kind == kind && !w.not && slices.Contains(w.values, value) })
}
