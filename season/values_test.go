package season_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dramaport/season"
)

func TestSelectEpisodes(t *testing.T) {
	all := []season.EpisodeName{"e001", "e002", "e003", "e010", "ep-1", "ep-2", "e001-e002x"}
	for _, test := range []struct {
		patterns string
		want     string
		err      string
	}{
		{"", "e001 e002 e003 e010 ep-1 ep-2 e001-e002x", ""},
		{"e002", "e002", ""},
		{"e010 e00[12]", "e001 e002 e010", ""},
		{"e002-e010", "e002 e003 e010", ""},
		{"ep-1-ep-2", "ep-1 ep-2", ""},
		{"e001-e002x", "e001-e002x", ""},
		{"e010-e001", "", `the range "e010-e001" runs backwards; write e001-e010`},
		{"e001-e0010", "", `in "e001-e0010": unknown episode "e0010"; did you mean "e001"?`},
		{"e004", "", `unknown episode "e004"; did you mean "e001"?`},
		{"x*", "", `no episode matches "x*"`},
		{"[", "", `the pattern "[" is malformed: a [ is not closed, or a \ stands last`},
	} {
		got, err := season.SelectEpisodes(all, strings.Fields(test.patterns))
		var text []string
		for _, e := range got {
			text = append(text, string(e))
		}
		if strings.Join(text, " ") != test.want || message(err) != test.err {
			t.Errorf("%q: %v, %v", test.patterns, got, err)
		}
	}
}

func TestParseRef(t *testing.T) {
	for s, want := range map[string]season.Line{
		"e001:7": {Episode: "e001", Number: 7}, "a:b:12": {Episode: "a:b", Number: 12},
		"": {}, "e001": {}, "e001:": {}, "e001:0": {}, "e001:-1": {}, "e001:+1": {}, ":3": {}, "e001:7x": {},
	} {
		e, n, err := season.ParseRef(s)
		if e != want.Episode || n != want.Number || (err == nil) != (want.Number > 0) {
			t.Errorf("%q: %s, %d, %v", s, e, n, err)
		}
		if err == nil && (season.Line{Episode: e, Number: n}).Ref() != s {
			t.Errorf("%q is not its own name", s)
		}
	}
}

func TestBasis(t *testing.T) {
	base := season.Basis("你好", []string{"a", "b"}, "")
	if len(base) != 16 {
		t.Error(base)
	}
	if season.Basis("你好", []string{"b", "a", "a"}, "") != base {
		t.Error("the order of terms is no change")
	}
	var seen []string
	for _, other := range []string{
		season.Basis("你好吗", []string{"a", "b"}, ""), season.Basis("你好", []string{"ab"}, ""), season.Basis("你好", []string{"a"}, ""),
		season.Basis("你好", []string{"a", "b"}, "hi"), season.Basis("你好", nil, "a"), season.Basis("", []string{"你好"}, ""),
	} {
		if other == base || slices.Contains(seen, other) {
			t.Errorf("%s again", other)
		}
		seen = append(seen, other)
	}
}

func TestGaps(t *testing.T) {
	line := func(n int, text string) season.Line {
		return season.Line{Episode: "e001", Number: n, Key: season.LineKey(rune('a' + n)), Text: text}
	}
	ok := season.Translation{State: season.Approved, Basis: "1", Text: "x"}
	with := func(change func(*season.Translation)) season.Translation {
		c := ok
		change(&c)
		return c
	}
	missing := season.Finding{Rule: season.RuleTermMissing, Severity: season.Error, Message: "no CEO"}
	for name, test := range map[string]struct {
		text  string
		t     season.Translation
		basis string
		found []season.Finding
		want  string
	}{
		"approved":     {"你好", ok, "1", []season.Finding{{Rule: season.RuleTooFast, Severity: season.Warning}, {Rule: season.RuleGap, Severity: season.Info}}, ""},
		"untranslated": {"你好", season.Translation{}, "1", []season.Finding{{Rule: season.RuleUntranslated, Severity: season.Error, Message: "u"}}, "untranslated"},
		"machine":      {"你好", with(func(t *season.Translation) { t.State = season.Machine }), "1", nil, "machine, not approved"},
		"edited":       {"你好", with(func(t *season.Translation) { t.State = season.Edited }), "1", nil, "edited, not approved"},
		"needs work":   {"你好", with(func(t *season.Translation) { t.State, t.Note = season.NeedsWork, "too stiff" }), "1", nil, "needs work: too stiff"},
		"no reason":    {"你好", with(func(t *season.Translation) { t.State = season.NeedsWork }), "1", nil, "needs work"},
		"stale":        {"你好", ok, "2", nil, "stale: what it was approved from has changed since"},
		"no basis":     {"你好", ok, "", nil, "stale: what it was approved from has changed since"},
		"error":        {"你好", ok, "1", []season.Finding{missing}, "term-missing: no CEO"},
		"several":      {"你好", ok, "2", []season.Finding{missing}, "stale: what it was approved from has changed since; term-missing: no CEO"},
		"empty":        {"", season.Translation{}, "1", nil, ""},
		"only markup":  {"⟦1⟧ \n⟦2⟧", season.Translation{}, "1", nil, ""},
	} {
		got := season.Gaps("us", []season.GateRow{{Line: line(1, test.text), Translation: test.t, Basis: test.basis, Findings: test.found}})
		var want []season.Gap
		if test.want != "" {
			want = []season.Gap{{Episode: "e001", Line: 1, Market: "us", Reason: test.want}}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
