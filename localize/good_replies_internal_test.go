package localize

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dramaport/localize/check"
	"dramaport/localize/check/checktest"
	"dramaport/season"

	"golang.org/x/text/language"
)

// TestGoodRepliesAreAccepted: a good reply of an engine is accepted whole, at
// the first asking, in every one of 300 varied episodes; prints the exceptions.
func TestGoodRepliesAreAccepted(t *testing.T) {
	ps := checktest.Phrases(t)
	r := rand.New(rand.NewPCG(3, 5))
	const episodes = 300
	lines, rejected, again := 0, 0, 0
	for k := range episodes {
		d := checktest.Directions[k%len(checktest.Directions)]
		good := checktest.Episode(r, ps, d[0], d[1], 10+r.IntN(60))
		c := attemptFor(good, d[0], d[1])
		reply := Reply{Texts: map[int]string{}}
		for i := range good {
			reply.Texts[i+1] = good[i].Target
		}
		if err := c.acceptReply(upTo(len(good)), reply); err != nil {
			t.Fatal(err)
		}
		lines += len(good)
		rejected += len(c.why)
		if len(c.why) > 0 {
			again++
		}
		for i, f := range c.why {
			t.Logf("%q as %q: %v", good[i].Source, good[i].Target, f.findings)
		}
	}
	t.Logf("%d of %d good lines rejected (%.2f %%), in %d of %d replies", rejected, lines, float64(rejected)*100/float64(lines), again, episodes)
	if rejected*1000 > 2*lines {
		t.Errorf("more than 2 good lines in a thousand are rejected")
	}
}

func attemptFor(lines []checktest.Example, from, to string) *attempt {
	b := Batch{Market: season.Market{Name: "m", Locale: language.MustParse(to)}, Source: language.MustParse(from)}
	for i, l := range lines {
		line := season.Line{Key: season.LineKey(fmt.Sprint(i)), Number: i + 1, Text: l.Source}
		b.Units = append(b.Units, Unit{Source: l.Source, Open: true, Line: line,
			Subject: &check.Subject{Line: line, Source: l.Source, SourceTag: b.Source, Target: b.Market.Locale, GlossarySource: l.Source, Market: b.Market}})
	}
	d := &drafter{Batch: b, units: b.Units, toShorten: map[int]bool{}, failed: map[int][]season.Finding{}, keep: func([]Draft) error { return nil }}
	return newAttempt(d, Engine{Name: "e"})
}
