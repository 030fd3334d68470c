package review_test

import (
	"testing"

	"dramaport/season"
	"dramaport/stage"

	"golang.org/x/text/language"
)

// titled is a season in which many say Mr.
func titled(t testing.TB) *fake {
	us := season.Market{Name: "us", Locale: language.AmericanEnglish}
	f := &fake{sheets: []stage.Sheet{
		sheetOf(t, us, "e001", said{"林婉", "顾总。", "Mr Gu."}, said{"林婉", "顾总！", "MR Gu!"}, said{"林婉", "先生", "Mrs Gu, Mr ⟦1⟧Gu⟦2⟧"}, said{"林婉", "顾总？", "Mr Gu?"}),
		sheetOf(t, us, "e002", said{"林婉", "顾", "Mr"}),
	}}
	f.state(t, 0, 3, "Mr Gu?", season.Approved)
	return f
}

func TestReplaceShowsBeforeItDoes(t *testing.T) {
	f := titled(t)
	c, s := change(t, f)
	s.press("R").write("Mr/Mr./w").shows("Replace /TEXT/NEW/ (then i w r): /Mr/Mr./w").press("enter")
	s.shows("3 of 4 lines: Replace /Mr/Mr./w in the lines shown").shows("1 approved line off: one that you turn on becomes edited").shows("- Mr Gu.").shows("+ Mr. Gu.").shows("[ ] e001:4  approved")
	s.press("enter").shows("replaced in 3 lines")
	f.holds(t, 0, 0, "Mr. Gu.", season.Edited)
	f.holds(t, 0, 1, "MR Gu!", season.Machine)
	f.holds(t, 0, 2, "Mrs Gu, Mr. ⟦1⟧Gu⟦2⟧", season.Edited)
	f.holds(t, 0, 3, "Mr Gu?", season.Approved)
	f.holds(t, 1, 0, "Mr.", season.Edited)
	if len(c.labels) != 1 {
		t.Errorf("%q", c.labels)
	}
	s.press("u")
	f.holds(t, 0, 0, "Mr Gu.", season.Machine)
	f.holds(t, 1, 0, "Mr", season.Machine)
}

func TestReplaceInApprovedLinesOnlyWhereAsked(t *testing.T) {
	f := titled(t)
	_, s := change(t, f)
	s.press(":").write("replace /Mr/Mr./w").press("enter").press("+").shows("[ ] e001:4").press("-", "j", "j", "space").shows("[x] e001:4").press("enter")
	f.holds(t, 0, 3, "Mr. Gu?", season.Edited)
	f.holds(t, 0, 0, "Mr Gu.", season.Machine)
}

func TestReplaceInTheSelection(t *testing.T) {
	f := titled(t)
	_, s := change(t, f)
	s.press("v", "j", "R").write("mr/Dr/i").press("enter").shows("2 of 2 lines: Replace /mr/Dr/i in the selection").press("enter")
	f.holds(t, 0, 0, "Dr Gu.", season.Edited)
	f.holds(t, 0, 1, "Dr Gu!", season.Edited)
	f.holds(t, 0, 2, "Mrs Gu, Mr ⟦1⟧Gu⟦2⟧", season.Machine)
}

// A line that was sent back stays so, with its reason.
func TestReplaceKeepsWhatWasSentBack(t *testing.T) {
	f := titled(t)
	f.state(t, 1, 0, "Mr", season.NeedsWork)
	f.sheets[1].Rows[0].Translation.Note = "who?"
	_, s := change(t, f)
	s.press(":").write("replace /Mr/Sir/w").press("enter", "enter")
	f.holds(t, 1, 0, "Sir", season.NeedsWork)
	if got := f.sheets[1].Rows[0].Translation.Note; got != "who?" {
		t.Errorf("the reason is %q", got)
	}
}

func TestReplaceTellsWhatIsWrong(t *testing.T) {
	f := titled(t)
	_, s := change(t, f)
	for text, want := range map[string]string{
		"/Mr":         "the new text is missing: write /TEXT/NEW/",
		"/Mr/x/z":     `there is no flag "z"`,
		"/(/x/r":      "the regular expression cannot be read",
		"//x/":        "there is no text to look for",
		"Mr":          "write /TEXT/NEW/",
		"/Mr/⟦3⟧/":    "cannot be put in by a replacement",
		"/(M)r/$2/r":  "the expression has no group $2",
		"/(M)r/$1s/r": "the expression has no group $1s; ${1}s is the group and then text; $$ is a dollar sign",
		"/nowhere/x/": "nothing to replace in the lines shown",
		"/1/2/":       "nothing to replace in the lines shown",
		"/⟦1⟧//":      "nothing to replace in the lines shown",
	} {
		s.press(":").write("replace " + text).press("enter").shows(want)
		if t.Failed() {
			t.Fatalf("after %q", text)
		}
	}
	s.press("R", "esc", "R").write("Mr").press("enter").shows("the new text is missing").shows("Replace /TEXT/NEW/ (then i w r): /Mr")
	s.write("/Dr/w").press("enter").shows("3 of 4 lines")
}

func TestReplaceLeavesWhatWouldBeEmpty(t *testing.T) {
	f := titled(t)
	_, s := change(t, f)
	s.press(":").write("replace /Mr//w").press("enter").shows("1 line would be empty, left alone").press("enter")
	f.holds(t, 1, 0, "Mr", season.Machine)
	f.holds(t, 0, 0, "Gu.", season.Edited)
}
