package linelist

import (
	"slices"
)

// Speakers are those who speak in the season, in order of appearance.
func (l *List) Speakers() []string {
	seen := map[string]bool{"": true}
	var names []string
	for _, s := range l.sheets {
		for _, r := range s.Rows {
			if !seen[r.Speaker] {
				seen[r.Speaker] = true
				names = append(names, r.Speaker)
			}
		}
	}
	return names
}

// People are those whom the lines tell of: who is to look at them, who decided
// them, who wrote comments.
func (l *List) People() []string {
	var names []string
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, p := range l.all {
		r := &l.sheets[p.sheet].Rows[p.row]
		add(r.Assigned)
		if r.Translation.State.Decided() {
			add(r.Translation.By)
		}
		for _, c := range r.Comments {
			add(c.By)
		}
	}
	return names
}
