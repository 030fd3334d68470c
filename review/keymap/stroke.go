package keymap

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/suggest"

	tea "charm.land/bubbletea/v2"
)

// stroke is a key as bindings compare it. A printable key is the character it
// writes, without shift: '?' is {0, '?'} on every keyboard, 'G' is {0, 'G'}.
type stroke struct {
	mod  tea.KeyMod
	code rune
}

// commandMods are the modifiers that make a command of a letter; the others
// (shift, the locks) only choose which letter is written.
const commandMods = tea.ModCtrl | tea.ModAlt | tea.ModMeta | tea.ModHyper | tea.ModSuper

// modifiers are the modifiers' names, as Bubble Tea writes them.
func modifiers() map[string]tea.KeyMod {
	return map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift,
		"meta": tea.ModMeta, "hyper": tea.ModHyper, "super": tea.ModSuper}
}

// specialKeys are the names of keys that write nothing, as Bubble Tea writes
// them, and "space".
func specialKeys() map[string]rune {
	named := map[string]rune{
		"enter": tea.KeyEnter, "tab": tea.KeyTab, "backspace": tea.KeyBackspace, "esc": tea.KeyEscape, "space": tea.KeySpace,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"insert": tea.KeyInsert, "delete": tea.KeyDelete, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
		"home": tea.KeyHome, "end": tea.KeyEnd,
	}
	for n := range 24 {
		named[fmt.Sprintf("f%d", n+1)] = tea.KeyF1 + rune(n)
	}
	return named
}

// parseKey is the stroke of a key's name; the error says what was probably
// meant.
func parseKey(name string) (stroke, error) {
	last, before := name, ""
	if i := strings.LastIndexByte(strings.TrimSuffix(name, "+"), '+'); i >= 0 && len(name) > 1 {
		last, before = name[i+1:], name[:i]
	}
	var s stroke
	for _, m := range strings.FieldsFunc(before, func(r rune) bool { return r == '+' }) {
		mod, ok := modifiers()[m]
		if !ok {
			return s, fmt.Errorf("in %q: %s", name, suggest.Unknown("modifier", m, slices.Sorted(maps.Keys(modifiers()))))
		}
		s.mod |= mod
	}
	code, special := specialKeys()[last]
	r, size := utf8.DecodeRuneInString(last)
	switch {
	case special:
		s.code = code
	case size == len(last) && r != utf8.RuneError && unicode.IsPrint(r) && r != ' ':
		s.code = r
	default:
		return s, unknownKey(name, last)
	}
	return s.canonical(), nil
}

func unknownKey(name, last string) error {
	known := slices.Sorted(maps.Keys(specialKeys()))
	text := suggest.Unknown("key", last, known)
	if !strings.Contains(text, "did you mean") {
		text += "; a key is one character or a name such as enter, tab, space, esc, pgdown, f1, with ctrl+, alt+ or shift+ before it"
	}
	if last != name {
		text = fmt.Sprintf("in %q: %s", name, text)
	}
	return fmt.Errorf("%s", text)
}

// shiftless are the keys that most terminals report alike with and without
// shift.
func shiftless() []rune {
	return []rune{tea.KeySpace, tea.KeyEnter, tea.KeyEscape, tea.KeyBackspace}
}

// canonical is the one stroke of all that a terminal cannot tell apart, or
// that say the same: ctrl+i is tab, ctrl+m enter, ctrl+[ esc, shift+g G.
func (s stroke) canonical() stroke {
	if s.mod == tea.ModCtrl {
		switch unicode.ToLower(s.code) {
		case 'i':
			return stroke{0, tea.KeyTab}
		case 'm':
			return stroke{0, tea.KeyEnter}
		case '[':
			return stroke{0, tea.KeyEscape}
		case '@':
			return stroke{tea.ModCtrl, tea.KeySpace}
		}
	}
	if s.mod == tea.ModShift && slices.Contains(shiftless(), s.code) {
		return stroke{0, s.code}
	}
	if !unicode.IsPrint(s.code) || s.code == ' ' {
		return s
	}
	switch commands := s.mod&commandMods != 0; {
	case commands && unicode.IsUpper(s.code):
		return stroke{s.mod | tea.ModShift, unicode.ToLower(s.code)}
	case !commands && s.mod&tea.ModShift != 0:
		return stroke{0, shifted(unicode.ToLower(s.code))}
	}
	return s
}

// String is the stroke's name.
func (s stroke) String() string {
	return tea.Key{Mod: s.mod, Code: s.code}.Keystroke()
}

// pressed is what was pressed: the key as it names itself.
func pressed(k tea.Key) stroke {
	mod := k.Mod & (commandMods | tea.ModShift)
	if mod&commandMods == 0 && k.Text != "" && k.Text != " " {
		return stroke{0, written(k)}
	}
	code := k.Code
	if k.Code >= tea.KeyKpEnter && k.Code <= tea.KeyKpBegin {
		code = keypad(k)
	}
	return stroke{mod, code}.canonical()
}

// written is the character that a key wrote. Where the terminal reports the
// key's place on a US keyboard, Bubble Tea puts that place's letter in the
// place of what shift wrote; and a terminal that reports Caps Lock lets a
// letter keep its meaning under it.
func written(k tea.Key) rune {
	r, size := utf8.DecodeRuneInString(k.Text)
	if size != len(k.Text) {
		return tea.KeyExtended
	}
	misplaced := k.BaseCode != 0 && k.BaseCode != k.Code && r == k.BaseCode
	if misplaced {
		r = k.Code
	}
	if misplaced || k.Mod&tea.ModCapsLock != 0 && unicode.IsLetter(r) {
		r = unicode.ToLower(r)
		if k.Mod&tea.ModShift != 0 {
			r = unicode.ToUpper(r)
		}
	}
	return r
}

// keypad is the key elsewhere on the keyboard that a key of the numeric block
// stands for.
func keypad(k tea.Key) rune {
	name := tea.Key{Code: k.Code}.Keystroke()
	if code, ok := specialKeys()[name]; ok {
		return code
	}
	return k.Code
}

// byPlace is the same stroke by the place of its key on a US keyboard: for
// letters of other scripts, as the terminal reports it, or as the common
// layouts have it.
func (s stroke) byPlace(k tea.Key, layout map[rune]rune) (stroke, bool) {
	if s.code <= unicode.MaxASCII || s.code >= tea.KeyExtended {
		return s, false
	}
	if half := halfWidth(s.code); half != s.code {
		return stroke{s.mod, half}.canonical(), true
	}
	if k.BaseCode != 0 && k.BaseCode <= unicode.MaxASCII {
		return stroke{s.mod | k.Mod&tea.ModShift, k.BaseCode}.canonical(), true
	}
	us, ok := layout[s.code]
	return stroke{s.mod, us}.canonical(), ok
}

// Press is the key of a name, such as "j", "ctrl+d" or "enter", as a terminal
// sends it.
func Press(name string) (tea.KeyPressMsg, error) {
	s, err := parseKey(name)
	return s.key(), err
}

// key is the stroke as a terminal would send it.
func (s stroke) key() tea.KeyPressMsg {
	k := tea.KeyPressMsg{Code: s.code, Mod: s.mod}
	if s.mod == 0 && s.code < tea.KeyExtended && s.code >= ' ' && s.code != tea.KeyBackspace {
		k.Text = string(s.code)
	}
	return k
}
