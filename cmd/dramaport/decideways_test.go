package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dramaport/internal/console"
	"dramaport/season"
	"dramaport/stage"

	"github.com/google/go-cmp/cmp"
)

// standing is how a line stands before a decision.
type standing struct {
	state  season.State
	origin season.Origin
	stale  bool
}

func (s standing) String() string {
	if s.stale {
		return fmt.Sprintf("%s, stale, %s", s.state, s.origin)
	}
	return fmt.Sprintf("%s, %s", s.state, s.origin)
}

// standings are every state with every origin, on today's basis and on an old
// one, after a line without a text.
func standings() []standing {
	all := []standing{{state: season.Untranslated}}
	for _, state := range []season.State{season.Machine, season.Edited, season.NeedsWork, season.Approved} {
		for _, origin := range []season.Origin{season.FromMemory, season.FromMachine, season.FromHuman, season.FromImport} {
			all = append(all, standing{state, origin, false}, standing{state, origin, true})
		}
	}
	return all
}

// waysSeason is a season whose i-th line stands as the i-th standing.
func waysSeason(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var track strings.Builder
	for i := range standings() {
		fmt.Fprintf(&track, "%d\n00:%02d:00,000 --> 00:%02d:03,000\n第%d句话。\n\n", i+1, i, i, i+1)
	}
	for name, text := range map[string]string{
		"season.yaml":     "title: Ways\nsource: {locale: zh-CN, tracks: source/*.srt}\nmarkets:\n  us: {locale: en-US}\n",
		"source/e001.srt": track.String(),
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d := waysDesk(t, dir)
	defer d.Close()
	var change season.Change
	for i, r := range waysRows(t, d) {
		if s := standings()[i]; s.state != season.Untranslated {
			tr := season.Translation{Market: "us", Episode: "e001", Key: r.Key, Text: standText, State: s.state, Origin: s.origin, Basis: r.Basis, Note: "old note",
				Findings: []season.Finding{{Rule: season.RuleTooLong, Severity: season.Info, Message: "of the draft"}}}
			if s.origin == season.FromMachine {
				tr.Engine = "gpt"
			}
			if s.stale {
				tr.Basis = "another"
			}
			change.Translations = append(change.Translations, tr)
		}
	}
	if _, err := d.Store.Act(t.Context(), "Ben", "begin", change); err != nil {
		t.Fatal(err)
	}
	return dir
}

const (
	standText = "I know what you did."
	newText   = "I know what you said."
)

func waysDesk(t *testing.T, dir string) *stage.Workspace {
	t.Helper()
	cfg, err := (&app{getenv: os.Getenv, dir: dir}).loadConfig()
	if err != nil {
		t.Fatal(err)
	}
	d, err := stage.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func waysRows(t *testing.T, d *stage.Workspace) []stage.Row {
	t.Helper()
	sheets, err := d.LayOut(t.Context(), stage.Scope{Markets: d.Config.Markets, Episodes: d.EpisodeNames()})
	if err != nil {
		t.Fatal(err)
	}
	return sheets[0].Rows
}

// kept are the translations of a season, without what differs between two runs.
func kept(t *testing.T, dir string) []season.Translation {
	t.Helper()
	d := waysDesk(t, dir)
	defer d.Close()
	var all []season.Translation
	for _, r := range waysRows(t, d) {
		tr := r.Translation
		tr.At = time.Time{}
		all = append(all, tr)
	}
	return all
}

// A way takes a decision on lines, each by itself.
type way func(t *testing.T, dir string, refs []string)

// byCommand is a verb of the command line on all lines, byEdit edit on each.
func byCommand(verb string, flags ...string) way {
	return func(t *testing.T, dir string, refs []string) {
		waysRun(t, "", exitOpen, slices.Concat([]string{"-C", dir, verb, "-m", "us", "--as", "Ana"}, flags, refs)...)
	}
}

func byEdit(flags ...string) way {
	return func(t *testing.T, dir string, refs []string) {
		for _, ref := range refs {
			byCommand("edit", flags...)(t, dir, []string{ref})
		}
	}
}

// byKeys are keys on the screen.
func byKeys(keys ...string) way {
	return func(t *testing.T, dir string, refs []string) {
		p := atScreen(t, dir)
		for _, ref := range refs {
			p.press(append([]string{":" + ref, "<enter>"}, keys...)...)
		}
	}
}

// byWords is a command of the review in words.
func byWords(command string) way {
	return func(t *testing.T, dir string, refs []string) {
		var script strings.Builder
		for _, ref := range refs {
			fmt.Fprintf(&script, "go %s\n%s\n", ref, command)
		}
		waysRun(t, script.String(), exitFailed, "-C", dir, "review", "-m", "us", "--plain", "--as", "Ana")
	}
}

// waysRun runs the tool; it must end with 0 or the code given.
func waysRun(t *testing.T, in string, code int, args ...string) {
	t.Helper()
	var said strings.Builder
	a := &app{in: strings.NewReader(in), getenv: os.Getenv, Console: console.Console{Out: &said, Err: &said}}
	if got := a.run(t.Context(), args); got != exitDone && got != code {
		t.Errorf("%q: exit %d: %s", args, got, said.String())
	}
}

// A decision keeps the same whichever way it is taken: from the command line,
// with a key, in words, in a file of the reviewer's own editor.
func TestEveryWayToDecideKeepsTheSame(t *testing.T) {
	texts := func(s standing) bool { return s.state != season.Untranslated }
	machines := func(s standing) bool { return s.state == season.Machine || s.state == season.Edited }
	type ways map[string]struct {
		do way
		// on are the standings that the way is for; nil is all.
		on func(standing) bool
	}
	for name, c := range map[string]struct {
		command way
		ways    ways
	}{
		"approve":   {byCommand("approve"), ways{"key": {byKeys("a"), nil}, "words": {byWords("approve"), nil}}},
		"send back": {byCommand("reject", "--reason", " too stiff "), ways{"key": {byKeys("x", " too stiff ", "<enter>"), texts}, "words": {byWords("work  too stiff "), nil}}},
		"another text": {byEdit("--text", newText+" "), ways{"key": {byKeys("e", "<clear>", newText+" ", "<enter>"), nil}, "command of the screen": {byKeys(":edit "+newText, "<enter>"), nil},
			"words": {byWords("edit " + newText), nil}, "file": {byKeys("E"), texts}, "replace": {byKeys("v", "R", "did/said/", "<enter>", "<enter>"), machines}}},
		"the same text":           {byEdit("--text", standText), ways{"key": {byKeys("e", "<clear>", standText, "<enter>"), nil}, "words": {byWords("edit " + standText), nil}}},
		"another text, approved":  {byEdit("--approve", "--text", newText), ways{"key": {byKeys("e", "<clear>", newText, "<alt+a>"), nil}}},
		"the same text, approved": {byEdit("--approve", "--text", standText), ways{"key": {byKeys("e", "<clear>", standText, "<alt+a>"), nil}}},
	} {
		t.Run(name, func(t *testing.T) {
			want := decidedBy(t, c.command, nil)
			for way, by := range c.ways {
				got := decidedBy(t, by.do, by.on)
				for i, s := range standings() {
					if by.on != nil && !by.on(s) {
						continue
					}
					if d := cmp.Diff(want[i], got[i]); d != "" {
						t.Errorf("%s, from %s: %s", way, s, d)
					}
				}
			}
		})
	}
}

// decidedBy is what a season holds once a decision was taken on each of its
// lines that stand as on says.
func decidedBy(t *testing.T, do way, on func(standing) bool) []season.Translation {
	t.Helper()
	dir := waysSeason(t)
	var refs []string
	for i, s := range standings() {
		if on == nil || on(s) {
			refs = append(refs, fmt.Sprintf("e001:%d", i+1))
		}
	}
	do(t, dir, refs)
	return kept(t, dir)
}
