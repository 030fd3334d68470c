package filter_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dramaport/review/filter"
	"dramaport/season"
	"dramaport/stage"
)

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func episodes() []season.EpisodeName { return []season.EpisodeName{"e001", "e002", "e010"} }

// line is a machine's line with one of everything that a filter asks for.
func line() (*stage.Sheet, *stage.Row) {
	s := &stage.Sheet{Market: season.Market{Name: "us"}, Episode: "e001"}
	r := &stage.Row{Line: season.Line{Episode: "e001", Number: 7, Speaker: "Gu Chen", Text: "你骗了我。"}, From: "你骗了我。", Assigned: "Ana",
		Translation: season.Translation{Text: "You LIED to me.", State: season.Machine, Origin: season.FromMachine, Engine: "gpt", At: noon().Add(-time.Hour)},
		Findings:    []season.Finding{{Rule: season.RuleTooFast, Severity: season.Warning}},
		Comments:    []season.Comment{{By: "Ben", At: noon().Add(-3 * time.Hour)}}}
	return s, r
}

func TestKeeps(t *testing.T) {
	s, r := line()
	for text, want := range map[string]bool{
		"": true, "state:machine": true, "state:approved": false, "state:edited,machine": true, "state:open": true, "state:stale": false,
		"-state:machine": false, "-state:approved": true,
		"finding:any": true, "finding:warning": true, "finding:error": false, "finding:too-fast": true,
		`speaker:"Gu Chen"`: true, "speaker:Gu": false, "episode:e00*": true, "episode:e002-e010": false, "market:us": true, "market:br": false,
		"comment:open": true, "comment:Ben": true, "comment:Ana": false, "origin:machine": true, "origin:gpt": true, "origin:memory": false,
		"by:Ana": false, "assigned:me": true, "assigned:nobody": false, "mine": true, "since:2h": true, "since:30m": false, "since:2026-11-20": true,
		"lied": true, "骗": true, "lied me": true, "lied nowhere": false, "-lied": false, `"lied to"`: true,
		"state:machine finding:error": false, "state:approved state:machine": true,
	} {
		f, err := filter.Parse(text, "Ana", episodes(), noon())
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := f.Keeps(s, r); got != want {
			t.Errorf("%s: %t", text, got)
		}
		if f.String() != text {
			t.Errorf("%q is written %q", text, f)
		}
	}
}

func TestWhatCannotBeReadIsNamed(t *testing.T) {
	for text, want := range map[string]string{
		"stat:open": `a filter has no "stat"; it has state, finding`, "state:": "state: needs a value: untranslated", "state:good": `there is no "good"`,
		"since:soon": "since:soon is no time", "episode:e0099": "e0099",
	} {
		if _, err := filter.Parse(text, "Ana", episodes(), noon()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestWhatAFilterAsksFor(t *testing.T) {
	f, err := filter.Parse("finding:error state:stale -state:approved", "Ana", episodes(), noon())
	if err != nil {
		t.Fatal(err)
	}
	if !f.OnFindings() || !f.Asks("state", "stale") || f.Asks("state", "approved") || f.Asks("finding", "warning") {
		t.Errorf("%+v", f)
	}
}

func TestTheLastWordIsCompleted(t *testing.T) {
	words := filter.Words([]string{"Gu Chen"}, episodes(), []season.Market{{Name: "us"}})
	for line, want := range map[string][]string{
		"state:app": {"state:approved"}, "mine ep": {"mine episode:e001", "mine episode:e002", "mine episode:e010", "mine episode:"},
		"speaker:": {`speaker:"Gu Chen"`, "speaker:"}, "zzz": nil,
	} {
		if got := filter.Complete(line, words); !slices.Equal(got, want) {
			t.Errorf("%s: %q", line, got)
		}
	}
}

func TestContainsInAnyCase(t *testing.T) {
	for _, c := range []struct {
		text, lower string
		want        bool
	}{{"You LIED", "lied", true}, {"ÉTÉ", "été", true}, {"ОН СКАЗАЛ", "сказал", true}, {"你骗了我", "骗", true}, {"lie", "lied", false}, {"x", "", true}} {
		if got := filter.Contains(c.text, c.lower); got != c.want {
			t.Errorf("%q in %q: %t", c.lower, c.text, got)
		}
	}
}

// Whatever is typed is read or refused, and a filter that was read is read the
// same again.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"state:open -episode:e001 since:2d", `speaker:"Gu Chen" kiss`, "mine", "-", `"`, "a:b", "since:99999999999999999999d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		one, err := filter.Parse(text, "Ana", episodes(), noon())
		if err != nil {
			return
		}
		two, err := filter.Parse(one.String(), "Ana", episodes(), noon())
		s, r := line()
		if err != nil || one.Keeps(s, r) != two.Keeps(s, r) {
			t.Fatalf("%q: %v", text, err)
		}
	})
}
