package review_test

import (
	"testing"

	"dramaport/season"
	"dramaport/stage"

	"golang.org/x/text/language"
)

// echoes is a season in which 听我解释。 is said five times in the American
// market, and once in another.
func echoes(t testing.TB) *fake {
	us := season.Market{Name: "us", Locale: language.AmericanEnglish}
	uk := season.Market{Name: "uk", Locale: language.BritishEnglish}
	f := &fake{sheets: []stage.Sheet{
		sheetOf(t, us, "e001", said{"顾沉", "听我解释。", "Hear me out."}, said{"顾沉", "听我\n解释。", "Listen."}, said{"林婉", "听我解释。", ""}),
		sheetOf(t, us, "e002", said{"顾沉", "听我解释。", "Let me explain."}, said{"顾沉", "听我解释。", "Hear me out."}, said{"顾沉", "听我解释！", "Hear me!"}),
		sheetOf(t, uk, "e001", said{"顾沉", "听我解释。", "Do listen."}, said{"顾沉", "听我解释。", "Do."}, said{"顾沉", "好。", "Good."}),
	}}
	f.state(t, 1, 0, "Let me explain.", season.Approved)
	return f
}

func TestPropagateShowsBeforeItDoes(t *testing.T) {
	f := echoes(t)
	c, s := change(t, f)
	s.press("p").shows("2 of 2 lines: Give identical lines the text of e001:1").shows("1 approved line with another text left alone").
		shows("1 line with this text already").shows("[x] e001:2  machine").shows("- Listen.").shows("+ Hear me out.").hides("Do listen")
	s.press("enter").shows("2 lines given the text of e001:1, edited")
	f.holds(t, 0, 1, "Hear me out.", season.Edited)
	f.holds(t, 0, 2, "Hear me out.", season.Edited)
	f.holds(t, 1, 0, "Let me explain.", season.Approved)
	f.holds(t, 1, 1, "Hear me out.", season.Machine)
	f.holds(t, 1, 2, "Hear me!", season.Machine)
	f.holds(t, 2, 0, "Do listen.", season.Machine)
	if len(c.labels) != 1 || c.labels[0] != "text of e001:1 to 2 lines" {
		t.Errorf("%q", c.labels)
	}
	if got := f.sheets[0].Rows[2].Translation; got.Origin != season.FromMachine || got.Engine != "gpt" {
		t.Errorf("the text is said to be from %s %s", got.Origin, got.Engine)
	}
	s.press("u").shows("took back")
	f.holds(t, 0, 1, "Listen.", season.Machine)
	f.holds(t, 0, 2, "", season.Untranslated)
}

func TestPropagateLeavesOutWhatIsTurnedOff(t *testing.T) {
	f := echoes(t)
	_, s := change(t, f)
	s.press("p", "space").shows("1 of 2 lines").shows("[ ] e001:2").press("a").shows("e001:1 is not approved itself").press("enter")
	f.holds(t, 0, 1, "Listen.", season.Machine)
	f.holds(t, 0, 2, "Hear me out.", season.Edited)
	s.press("p", "-", "enter").shows("no line is on").press("esc").shows("nothing changed")
	f.holds(t, 0, 1, "Listen.", season.Machine)
}

func TestPropagateAnApprovedText(t *testing.T) {
	f := echoes(t)
	f.state(t, 0, 0, "Hear me out.", season.Approved)
	_, s := change(t, f)
	s.press("g", "p", "a").shows("2 lines given the text of e001:1, approved")
	f.holds(t, 0, 1, "Hear me out.", season.Approved)
	f.holds(t, 0, 2, "Hear me out.", season.Approved)
	f.holds(t, 1, 0, "Let me explain.", season.Approved)
}

func TestPropagateWithNothingToGive(t *testing.T) {
	f := echoes(t)
	_, s := change(t, f)
	s.press("j", "j", "p").shows("e001:3 has no text to give")
	s.press("j", "j", "j", "p").shows("no other line says the same as e002:3")
}

// Lines that the filter hides say the same all the same.
func TestPropagateReachesHiddenLines(t *testing.T) {
	f := echoes(t)
	_, s := change(t, f)
	s.press(":").write("filter episode:e001 market:us").press("enter", "G", "k", "p").shows("[x] e002:2")
}
