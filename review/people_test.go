package review_test

import (
	"testing"

	"dramaport/season"
)

func TestSpeakerIsSetInEveryMarket(t *testing.T) {
	f := echoes(t)
	c, s := change(t, f)
	s.press("w").shows("Speaker (Tab offers names, - is the track's): 顾沉").press("tab").shows("旁白").press("tab", "enter").shows("旁白 speaks 1 line, in every market")
	if a, b := f.sheets[0].Rows[0].Speaker, f.sheets[2].Rows[0].Speaker; a != "旁白" || b != "旁白" {
		t.Errorf("%q in us, %q in uk", a, b)
	}
	s.shows("e001:1  us  旁白")
	if len(c.labels) != 1 || c.labels[0] != "speaker 旁白 for 1 line" {
		t.Errorf("%q", c.labels)
	}
}

func TestSpeakerOfASelection(t *testing.T) {
	f := echoes(t)
	_, s := change(t, f)
	s.press("g", "v", "j", "j").press(":").write("speaker 林婉").press("enter").shows("林婉 speaks 2 lines")
	for i, r := range f.sheets[0].Rows {
		if r.Speaker != "林婉" {
			t.Errorf("e001:%d is spoken by %s", i+1, r.Speaker)
		}
	}
	s.press(":").write("speaker 林婉").press("enter").shows("林婉 speaks there already")
	s.press(":").write("speaker -").press("enter").shows("1 line spoken by whom the track names")
}

// A name that nobody has is likely mistyped.
func TestSpeakerWhomNobodyKnows(t *testing.T) {
	f := echoes(t)
	_, s := change(t, f)
	s.press(":").write("speaker 林晚").press("enter").shows("Nobody in the cast or the season is called 林晚").press("n")
	if got := f.sheets[0].Rows[0].Speaker; got != "顾沉" {
		t.Errorf("%q", got)
	}
	s.press(":").write("speaker 林晚").press("enter", "y").shows("林晚 speaks 1 line")
	s.press("w").press("ctrl+u").press("enter").shows("nothing changed")
}

func TestAssign(t *testing.T) {
	f := rainy(t)
	f.sheets[1].Rows[1].Assigned = "Ben Li"
	c, s := change(t, f)
	s.press("@").write("me").press("enter").shows("1 line assigned to Ana").shows("assigned to Ana")
	if got := f.sheets[0].Rows[0].Assigned; got != "Ana" {
		t.Errorf("%q", got)
	}
	s.press("@").write("me").press("enter").shows("assigned to Ana already")
	s.press("v", "j").press(":").write("assign be").press("tab").shows(":assign Ben Li").press("enter").shows("2 lines assigned to Ben Li")
	s.press(":").write("assign Ben Li all").press("enter").shows("Assign 6 lines shown to Ben Li? [y/n]").press("n")
	if len(c.labels) != 2 {
		t.Errorf("%q", c.labels)
	}
	s.press(":").write("assign nobody all").press("enter", "y").shows("3 lines assigned to nobody")
	for _, sh := range f.sheets {
		for _, r := range sh.Rows {
			if r.Assigned != "" {
				t.Errorf("%s is assigned to %s", r.Ref(), r.Assigned)
			}
		}
	}
	s.press(":").write("assign all").press("enter").shows("to whom?")
}

func TestResolve(t *testing.T) {
	f := rainy(t)
	place := func(row int) season.Place { return f.sheets[0].Rows[row].Translation.Place() }
	f.sheets[0].Rows[0].Comments = []season.Comment{{ID: 1, Place: place(0), By: "Ben", Text: "Too soft?", Version: 1, At: noon()}}
	f.sheets[0].Rows[1].Comments = []season.Comment{
		{ID: 1, Place: place(1), By: "Ben", Text: "Who?", Version: 1, At: noon()}, {ID: 2, Place: place(1), By: "Cy", Text: "When?", Version: 1, At: noon()}}
	f.sheets[0].Rows[2].Comments = []season.Comment{{ID: 1, Place: place(2), By: "Ben", Text: "Old", Version: 3, At: noon()}}
	_, s := change(t, f)
	s.press("C").shows("resolved: Too soft?").shows("resolved by Ana").press("C").shows("open again: Too soft?")
	if c := f.sheets[0].Rows[0].Comments[0]; !c.Open() {
		t.Errorf("%+v", c)
	}
	s.press("j", "C").shows("Comments on e001:2").shows("1  Ben, just now, open: Who?").press("enter").shows("resolved: When?")
	s.press("C").shows("resolved: Who?").press("C", "k", "enter").shows("open again: Who?")
	s.press(":").write("resolve 2").press("enter").shows("open again: When?").press(":").write("resolve 3").press("enter").shows("e001:2 has comments 1 to 2")
	s.press("j", "C").shows("the comment was changed by Ben meanwhile")
	s.press("j", "C").shows("no comment on e001:4")
}
