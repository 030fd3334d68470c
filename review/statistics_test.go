package review_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dramaport/review"
	"dramaport/season"

	"golang.org/x/text/language"
)

// tally is what people have decided.
type tally struct {
	err   error
	since time.Time
}

func (c *tally) Reviewers(_ context.Context, since time.Time) ([]season.Reviewer, error) {
	c.since = since
	return []season.Reviewer{{By: "Ana", Today: season.Decided{Approved: 2}, All: season.Decided{Approved: 12, Edited: 3, SentBack: 1}}, {By: "顾小姐"}}, c.err
}

// counted is a season of two markets with something of everything.
func counted(t *testing.T) *fake {
	f := rainy(t)
	rows := f.sheets[0].Rows
	for i := range 2 {
		rows[i].Translation.State = season.Approved
	}
	rows[1].Stale = true
	rows[2].Translation.State = season.NeedsWork
	rows[2].Findings = []season.Finding{{Rule: season.RuleTermMissing, Severity: season.Error}}
	rows[3].Comments = []season.Comment{{Text: "?"}, {Text: "!", ResolvedBy: "Ben"}}
	f.sheets[1].Rows[0].Translation.State, f.sheets[1].Rows[0].Translation.By = season.Edited, "Ana"
	f.sheets = append(f.sheets, sheetOf(t, season.Market{Name: "latam", Locale: language.MustParse("es-419")}, "e001", said{"林婉", "你骗了我。", "Me mentiste."}))
	return f
}

func withTally(f *fake, c *tally) func(*review.Options) {
	return func(o *review.Options) {
		s := f.season()
		if c != nil {
			s.ReviewerCounts = c
		}
		o.Open = func(context.Context) (review.Season, error) { return s, nil }
	}
}

func TestStatisticsPerMarketEpisodeAndReviewer(t *testing.T) {
	f, c := counted(t), &tally{}
	s := begin(t, f, 80, 24, withTally(f, c))
	s.press("S").shows("Statistics").shows("  lines open mach edit work appr stale err cmt")
	for _, want := range []string{
		"us        ##................  16%     6    5    1    1    1    2     1   1   1",
		"  e001    ####..............  25%     4    3    0    0    1    2     1   1   1",
		"  e002    ..................   0%     2    2    1    1    0    0     0   0   0",
		"latam     ..................   0%     1    1    1    0    0    0     0   0   0",
		"          today: approved edited sent back   ever: approved edited sent back",
		"Ana                     2      0         0               12      3         1",
		"顾小姐                  0      0         0",
	} {
		s.shows(want)
	}
	if want := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC); !c.since.Equal(want) {
		t.Error(c.since)
	}
	s.press("j", "j", "enter").shows("2 lines shown").shows("e002:1")
	s.press("S", "G", "k", "enter").shows("1 line shown").shows("e002:1")
	s.press(":").write("statistics").press("enter").shows("Statistics").press("esc").shows("by:Ana")
}

func TestStatisticsWithoutReviewers(t *testing.T) {
	f := counted(t)
	s := begin(t, f, 80, 24, withTally(f, nil))
	s.press("S").shows("16%")
	if strings.Contains(s.text(), "today") {
		t.Error(s.text())
	}
	s.press("q", "q")
	if !s.left {
		t.Error("q does not leave")
	}
	s = begin(t, f, 80, 24, withTally(f, &tally{err: errors.New("the store is away")}))
	s.press("S").shows("the store is away").shows("16%")
}

func TestStatisticsScroll(t *testing.T) {
	f := rainy(t)
	us := f.sheets[0].Market
	for i := 3; i <= 60; i++ {
		f.sheets = append(f.sheets, sheetOf(t, us, season.EpisodeName(fmt.Sprintf("e%03d", i)), said{"林婉", "放手！", "Let go!"}))
	}
	s := begin(t, f, 80, 24, withTally(f, &tally{}))
	s.press("S").shows("lines open").press("G").shows("顾小姐").press("k", "k").shows("  e060").press("enter").shows("1 line shown").shows("e060:1")
	s.press("S", "pgdown", "pgdown").shows("e040").press("g").shows("lines open")
}

func TestHistoryShowsAndTakesOlderTexts(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 120, 40)
	s.press("h").shows("e001:1 has no history yet")
	s.press(":").write("edit You liar!").press("enter").press(":").write("edit You are a liar!").press("enter").press("x").write("soft").press("enter").press("k", "h")
	s.shows("History of e001:1  us").shows("> Ana, just now: needs work: soft").shows("  Ana, just now: edited").shows("You are a liar!")
	s.press("enter").shows("e001:1 has this text now").press("j", "j", "enter").shows("Compare e001:1 us").shows("You liar!").press("r").shows("e001:1 has version 2")
	if got := f.sheets[0].Rows[0].Translation; got.Text != "You liar!" || got.State != season.Edited {
		t.Errorf("the store holds %+v", got)
	}
	s.press("u").shows("took back").press("h", "G", "e").shows("Edit ──").shows("You liar!").press("esc", "y").press("h", "g").shows("> Ana, just now: needs work").press("esc", "h", "G").shows("> Ana, just now: edited")
}
