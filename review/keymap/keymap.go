package keymap

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dramaport/internal/suggest"

	tea "charm.land/bubbletea/v2"
)

// Keys is which key does what. The zero value knows no key.
type Keys struct {
	bindings []Binding
	byStroke map[stroke]Action
	layout   map[rune]rune
}

// Problem is one thing wrong with the user's keys.
type Problem struct {
	// Action is the word of the configuration under which it stands, Index
	// the place of the key in its list; -1 means the action itself.
	Action string
	Index  int
	// Message says what is wrong, and what mends it.
	Message string
}

// Error is the message with its place in words.
func (p Problem) Error() string { return "review.keys." + p.Action + ": " + p.Message }

// Problems is everything wrong with the user's keys, ordered by action.
type Problems []Problem

// Error lists all problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Rebind is defaults with the user's keys in the place of those of the actions
// that user names; an empty list leaves an action to its command alone. The
// error is Problems: an unknown action or key, one key for two actions,
// nothing left for help or quit.
func Rebind(defaults []Binding, user map[string][]string) (Keys, error) {
	layout, err := layouts()
	if err != nil {
		return Keys{}, err
	}
	b := binder{user: user, keys: Keys{byStroke: map[stroke]Action{}, layout: layout}, names: map[stroke]string{}}
	b.unknownActions(defaults)
	for _, d := range defaults {
		d.Keys = slices.Clone(d.Keys)
		if own, ok := user[string(d.Action)]; ok {
			d.Keys = slices.Clone(own)
		}
		b.keys.bindings = append(b.keys.bindings, d)
	}
	// The user's own first: a conflict is then reported where the user can mend it.
	b.bind(false)
	b.bind(true)
	if len(b.problems) > 0 {
		slices.SortStableFunc(b.problems, func(p, q Problem) int { return strings.Compare(p.Action, q.Action) })
		return Keys{}, b.problems
	}
	return b.keys, nil
}

// binder collects bindings and what is wrong with them.
type binder struct {
	user     map[string][]string
	keys     Keys
	names    map[stroke]string
	problems Problems
}

func (b *binder) problem(action string, index int, format string, args ...any) {
	b.problems = append(b.problems, Problem{action, index, fmt.Sprintf(format, args...)})
}

func (b *binder) unknownActions(defaults []Binding) {
	var known []string
	for _, d := range defaults {
		known = append(known, string(d.Action))
	}
	for _, name := range slices.Sorted(maps.Keys(b.user)) {
		if !slices.Contains(known, name) {
			b.problem(name, -1, "%s", suggest.Unknown("action", name, known))
		}
	}
}

// bind binds the user's keys, or those of the actions the user does not name.
func (b *binder) bind(defaults bool) {
	for _, d := range b.keys.bindings {
		if _, own := b.user[string(d.Action)]; own == defaults {
			continue
		}
		if len(d.Keys) == 0 && (d.Action == ActionHelp || d.Action == ActionQuit) {
			b.problem(string(d.Action), -1, "%s needs a key: there would be no way to find it", d.Action)
		}
		for i, name := range d.Keys {
			b.key(d.Action, i, name, defaults)
		}
	}
}

func (b *binder) key(action Action, i int, name string, isDefault bool) {
	s, err := parseKey(name)
	if err != nil {
		b.problem(string(action), i, "%v", err)
		return
	}
	if s == interrupt() {
		b.problem(string(action), i, "ctrl+c always leaves the screen; choose another key")
		return
	}
	other, taken := b.keys.byStroke[s]
	switch {
	case !taken:
		b.keys.byStroke[s], b.names[s] = action, name
	case other == action:
		b.problem(string(action), i, "the key %s is named twice%s", name, alias(name, b.names[s]))
	case isDefault:
		at := slices.IndexFunc(b.user[string(other)], func(k string) bool { return k == b.names[s] })
		b.problem(string(other), at, "the key %s does %s already, by default; give %s another key, or [] for none%s", b.names[s], action, action, alias(b.names[s], name))
	default:
		b.problem(string(action), i, "the key %s does %s already%s", name, other, alias(name, b.names[s]))
	}
}

// alias explains a conflict of two names of one key.
func alias(name, other string) string {
	if name == other {
		return ""
	}
	return fmt.Sprintf(" (terminals report %s and %s alike)", name, other)
}

// interrupt is the key that always leaves.
func interrupt() stroke { return stroke{tea.ModCtrl, 'c'} }

// Action is what the key that was pressed does. A letter of another script
// does what the key in its place does on a US keyboard, unless it is bound
// itself; full-width signs do what the plain ones do.
func (k Keys) Action(msg tea.KeyPressMsg) (Action, bool) {
	key := tea.Key(msg)
	s := pressed(key)
	if a, ok := k.byStroke[s]; ok {
		return a, true
	}
	if us, ok := s.byPlace(key, k.layout); ok {
		a, ok := k.byStroke[us]
		return a, ok
	}
	return "", false
}

// Bindings are all bindings, in the order of the help.
func (k Keys) Bindings() []Binding { return slices.Clone(k.bindings) }

// Of is the keys of an action, as the user named them; none if it has none.
func (k Keys) Of(a Action) []string {
	for _, b := range k.bindings {
		if b.Action == a {
			return slices.Clone(b.Keys)
		}
	}
	return nil
}

// Name is the first key of an action, or its command where it has none, as a
// reviewer is told.
func (k Keys) Name(a Action) string {
	if keys := k.Of(a); len(keys) > 0 {
		return keys[0]
	}
	return ":" + string(a)
}

// Path tells where the user named the action or key of a problem, as the
// path of keys in the configuration.
func (p Problem) Path() []string {
	path := []string{"review", "keys", p.Action}
	if p.Index >= 0 {
		path = append(path, fmt.Sprint(p.Index))
	}
	return path
}

// ProblemsOf are the problems that err holds; nil if it holds none.
func ProblemsOf(err error) Problems {
	var ps Problems
	errors.As(err, &ps)
	return ps
}
