package keymap_test

import (
	"slices"
	"strings"
	"testing"

	"dramaport/review/keymap"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"pgregory.net/rapid"
)

func defaults(t testing.TB) keymap.Keys {
	t.Helper()
	keys, err := keymap.Rebind(keymap.Defaults(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// decode is what Bubble Tea makes of the bytes that a terminal sends.
func decode(t testing.TB, sent string) tea.KeyPressMsg {
	t.Helper()
	var d uv.EventDecoder
	n, event := d.Decode([]byte(sent))
	key, ok := event.(uv.KeyPressEvent)
	if !ok || n != len(sent) {
		t.Fatalf("%q is %T of %d bytes", sent, event, n)
	}
	return tea.KeyPressMsg(key)
}

func TestEveryActionHasAKeyAHelpAndACommand(t *testing.T) {
	commands := keymap.Commands()
	seen := map[keymap.Action]bool{}
	for i, b := range keymap.Defaults() {
		if len(b.Keys) == 0 || b.Help == "" || b.Group == "" || seen[b.Action] {
			t.Errorf("%+v", b)
		}
		seen[b.Action] = true
		if c := commands[i]; c.Name != string(b.Action) || c.Action != b.Action || c.Help == "" {
			t.Errorf("command %+v of %s", c, b.Action)
		}
	}
	for _, a := range allActions(t) {
		if !seen[a] {
			t.Errorf("%s has no binding", a)
		}
	}
}

// What terminals send for the keys of the key map, plain and under the Kitty
// protocol.
func TestTerminalsKeysCallTheirActions(t *testing.T) {
	keys := defaults(t)
	for sent, want := range map[string]keymap.Action{
		"j": "down", "\x1b[B": "down", "\x1bOB": "down", "k": "up", "\x1b[6~": "page-down", "\x04": "half-page-down", "\x15": "half-page-up",
		"g": "top", "G": "bottom", "\x1b[H": "top", "\x1b[F": "bottom", "\t": "next-open", "\x1b[Z": "previous-open",
		"]": "next-finding", "[": "previous-finding", "}": "next-episode", "{": "previous-episode", ">": "next-market", "<": "previous-market",
		"/": "search", "n": "next-match", "N": "previous-match", "F": "clear-filter", "=": "concordance", ":": "command", "?": "help",
		"a": "approve", "A": "approve-all", "x": "needs-work", "e": "edit", "E": "edit-external", "\x1be": "edit-all-external",
		"\x12": "redo", "@": "assign", " ": "play", "T": "rerecord", "\r": "zoom", "\x1b": "back", "\x0c": "refresh", "\x1bOP": "help", "q": "quit",
		// Kitty: disambiguated, with locks, with alternates, all keys reported.
		"\x1b[100;5u": "half-page-down", "\x1b[101;3u": "edit-all-external", "\x1b[9;2u": "previous-open", "\x1b[32;2u": "play", "\x1b[13;2u": "zoom",
		"\x1b[27u": "back", "\x1b[103:71;2u": "bottom", "\x1b[47:63;2u": "help", "\x1b[97;65u": "approve", "\x1b[97;129u": "approve", "\x1b[57414u": "zoom",
		"\x1b[97;66u": "approve-all", "\x1b[57419u": "up",
		// A French keyboard that reports places: letters mean what they write.
		"\x1b[97::113;5u": "", "\x1b[97:65:113;2u": "approve-all", "\x1b[113::97u": "quit",
		// Other scripts: by the place of the key, reported or known.
		"\x1b[1086::106u": "down", "\x1b[1087:1055:103;2u": "bottom", "\x1b[1074::100;5u": "half-page-down",
		"о": "down", "П": "bottom", "ф": "approve", "Ф": "approve-all", "х": "previous-finding", "Х": "previous-episode", "\x1bу": "edit-all-external", "і": "play-source",
		"ξ": "down", "Γ": "bottom", "ח": "down", "ت": "down", "ل": "top", "ج": "previous-finding", "่": "down", "र": "down", "ㅓ": "down", "ㅁ": "approve",
		"？": "help", "：": "command", "／": "search", "【": "previous-finding", "』": "next-episode", "《": "previous-market", "＠": "assign", "\u3000": "play", "ａ": "approve",
		// What is no key of the map.
		"z": "", "你": "", "é": "", "\x1b[122;5u": "", "\x03": "", "👩\u200d👧": "",
	} {
		got, ok := keys.Action(decode(t, sent))
		if got != want || ok != (want != "") {
			t.Errorf("%q (%s) does %q, want %q", sent, decode(t, sent).String(), got, want)
		}
	}
}

func TestUsersKeysTakeThePlaceOfTheDefaults(t *testing.T) {
	keys, err := keymap.Rebind(keymap.Defaults(), map[string][]string{
		"approve": {"ctrl+enter", "y"}, "approve-all": {}, "down": {"ф"}, "help": {"?", "ctrl+alt+h"}, "comment": {"+"}, "filter": {"alt+E"}, "play": {"shift+f5", "alt++"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for sent, want := range map[string]keymap.Action{
		"\x1b[13;5u": "approve", "y": "approve", "a": "", "A": "", "ф": "down", "о": "", "+": "comment",
		"\x1bE": "filter", "\x1b[101;4u": "filter", "\x1be": "edit-all-external", "\x1b[15;2~": "play", "\x1b+": "play", " ": "",
	} {
		if got, _ := keys.Action(decode(t, sent)); got != want {
			t.Errorf("%q does %q, want %q", sent, got, want)
		}
	}
	if got := keys.Of("approve"); !slices.Equal(got, []string{"ctrl+enter", "y"}) || len(keys.Of("approve-all")) != 0 {
		t.Errorf("%q, %q", got, keys.Of("approve-all"))
	}
	if strings.Contains(strings.Join(keys.Help(80, "approve"), "\n"), " A ") || !strings.Contains(strings.Join(keys.Help(80, ""), "\n"), ":approve-all") {
		t.Error("the help does not follow the keys")
	}
}

func TestPlantedFaultsAreRefused(t *testing.T) {
	for name, test := range map[string]struct {
		user map[string][]string
		want string
	}{
		"unknown action":     {map[string][]string{"aprove": {"y"}}, `review.keys.aprove: unknown action "aprove"; did you mean "approve"?`},
		"unknown key":        {map[string][]string{"approve": {"entr"}}, `review.keys.approve: unknown key "entr"; did you mean "enter"?`},
		"unknown modifier":   {map[string][]string{"approve": {"ctlr+y"}}, `review.keys.approve: in "ctlr+y": unknown modifier "ctlr"; did you mean "ctrl"?`},
		"no key":             {map[string][]string{"approve": {""}}, `review.keys.approve: unknown key ""; a key is one character`},
		"two letters":        {map[string][]string{"approve": {"gg"}}, `review.keys.approve: unknown key "gg"`},
		"key of a default":   {map[string][]string{"play": {"a"}}, `review.keys.play: the key a does approve already, by default; give approve another key, or [] for none`},
		"two of the user's":  {map[string][]string{"play": {"y"}, "undo": {"Z", "y"}}, `review.keys.play: the key y does undo already`},
		"twice":              {map[string][]string{"play": {"y", "y"}}, `review.keys.play: the key y is named twice`},
		"tab by other name":  {map[string][]string{"play": {"ctrl+i"}}, `review.keys.play: the key ctrl+i does next-open already, by default; give next-open another key, or [] for none (terminals report ctrl+i and tab alike)`},
		"same key two names": {map[string][]string{"play": {"shift+g"}}, `review.keys.play: the key shift+g does bottom already`},
		"no help":            {map[string][]string{"help": {}}, `review.keys.help: help needs a key`},
		"no way out":         {map[string][]string{"quit": {}}, `review.keys.quit: quit needs a key`},
		"ctrl+c":             {map[string][]string{"approve": {"ctrl+c"}}, `review.keys.approve: ctrl+c always leaves the screen`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := keymap.Rebind(keymap.Defaults(), test.user)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) || len(keymap.ProblemsOf(err)) != 1 {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
}

func TestProblemsPointAtTheKey(t *testing.T) {
	_, err := keymap.Rebind(keymap.Defaults(), map[string][]string{"undo": {"Z", "a"}, "nope": {"y"}})
	ps := keymap.ProblemsOf(err)
	if len(ps) != 2 || !slices.Equal(ps[0].Path(), []string{"review", "keys", "nope"}) || !slices.Equal(ps[1].Path(), []string{"review", "keys", "undo", "1"}) {
		t.Errorf("%+v", ps)
	}
}

// Whatever is bound, no key does two things and every bound name is told.
func TestRebindNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		actions := []string{"approve", "undo", "play", "help", "quit", "x", ""}
		names := []string{"a", "A", "ctrl+a", "+", "++", "ctrl++", "ctrl+", "", " ", "space", "shift+space", "ф", "\x1b", "\xff", "f1", "F1", "ctrl+shift+tab"}
		user := rapid.MapOf(rapid.SampledFrom(actions), rapid.SliceOfN(rapid.SampledFrom(names), 0, 3)).Draw(t, "user")
		keys, err := keymap.Rebind(keymap.Defaults(), user)
		if err == nil && (len(keys.Of("quit")) == 0 || len(keys.Of("help")) == 0) {
			t.Error("no way out")
		}
		if err != nil && len(keymap.ProblemsOf(err)) == 0 {
			t.Error(err)
		}
	})
}

func FuzzAction(f *testing.F) {
	for _, s := range []string{"j", "\x1b[1087:1055:103;2u", "\x1b[57419;130:2u", "？"} {
		f.Add(s)
	}
	keys := defaults(f)
	f.Fuzz(func(t *testing.T, sent string) {
		var d uv.EventDecoder
		if _, event := d.Decode([]byte(sent)); event != nil {
			if key, ok := event.(uv.KeyPressEvent); ok {
				keys.Action(tea.KeyPressMsg(key))
			}
		}
	})
}

func BenchmarkAction(b *testing.B) {
	keys := defaults(b)
	for _, sent := range []string{"j", "\x04", "о"} {
		msg := decode(b, sent)
		b.Run(msg.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				keys.Action(msg)
			}
		})
	}
}
