package localize_test

import (
	"context"
	"fmt"
	"testing"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/localize"
	"dramaport/localize/check"
	"dramaport/localize/check/checktest"
	"dramaport/season"
)

// scripted is a translator that answers from a table of right answers, and
// then lets a fault change the reply.
type scripted struct {
	right    map[string]string
	fault    func(try int, r localize.Request, reply *localize.Reply) error
	requests []localize.Request
}

func (s *scripted) Translate(_ context.Context, r localize.Request) (localize.Reply, error) {
	s.requests = append(s.requests, r)
	reply := localize.Reply{Texts: map[int]string{}, Refused: map[int]string{}}
	for _, it := range r.Lines {
		reply.Texts[it.N] = s.right[it.Text]
	}
	if s.fault == nil {
		return reply, nil
	}
	if err := s.fault(len(s.requests), r, &reply); err != nil {
		return localize.Reply{}, err
	}
	return reply, nil
}

var market = season.Market{Name: "us", Locale: language.AmericanEnglish, Avoid: []string{"president"}}

// book is a small glossary for the sample.
func book(t testing.TB, rows string) glossaries.Glossary {
	t.Helper()
	b, problems := glossaries.Load([]glossaries.File{{Name: "terms.csv", Data: []byte("zh-CN,en-US,type,rule,forbidden\n" + rows)}}, []string{"us"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return b.For("us", language.AmericanEnglish, language.MustParse("zh-CN"), "")
}

const terms = "林婉,Lin Wan,person,must,\n苏晴,Su Qing,person,must,\n顾总,CEO Gu,title,must,\n"

// episode is the sample as a batch, all lines open, and its right answers.
func episode(t testing.TB) (localize.Batch, map[string]string) {
	g := book(t, terms)
	zh := language.MustParse("zh-CN")
	b := localize.Batch{Market: market, Episode: "e001", Source: zh, Prefix: "RULES"}
	right := map[string]string{}
	sources, targets, speakers := checktest.Sample(t)["zh-CN"], checktest.Sample(t)["en-US"], checktest.Sample(t)["speaker"]
	for i, source := range sources {
		right[source] = targets[i]
		u := localize.Unit{Source: source, Open: true, Terms: g.Find(source),
			Line: season.Line{Episode: "e001", Key: season.LineKey(fmt.Sprint("k", i+1)), Number: i + 1, Speaker: speakers[i], Text: source}}
		if i > 0 {
			u.Prev = sources[i-1]
		}
		if i+1 < len(sources) {
			u.Next = sources[i+1]
		}
		b.Units = append(b.Units, u)
	}
	checked(&b, g, market)
	return b, right
}

// checked gives the units of b what their texts are checked by.
func checked(b *localize.Batch, g glossaries.Glossary, m season.Market) {
	for i := range b.Units {
		u := &b.Units[i]
		u.Subject = &check.Subject{Line: u.Line, Source: u.Source, SourceTag: b.Source, Target: m.Locale, Glossary: g, GlossarySource: u.Source, Market: m}
	}
}

// collect drafts and returns the drafts by key.
func collect(t testing.TB, b localize.Batch, engines ...localize.Engine) (map[season.LineKey]localize.Draft, error) {
	t.Helper()
	got := map[season.LineKey]localize.Draft{}
	err := localize.DraftEpisode(t.Context(), b, engines, func(ds []localize.Draft) error {
		for _, d := range ds {
			if _, twice := got[d.Key]; twice {
				t.Errorf("line %s was drafted twice", d.Key)
			}
			got[d.Key] = d
		}
		return nil
	})
	return got, err
}

// sound checks the promise: each line has its right text or is named.
func sound(t *testing.T, b localize.Batch, right map[string]string, got map[season.LineKey]localize.Draft) (open int) {
	t.Helper()
	for _, u := range b.Units {
		d, ok := got[u.Line.Key]
		switch {
		case !ok:
			t.Errorf("%s is neither drafted nor named", u.Line.Ref())
		case d.Text == "":
			open++
			if len(d.Findings) == 0 || d.Findings[0].Message == "" {
				t.Errorf("%s is left open without a reason", u.Line.Ref())
			}
		case d.Text != right[u.Source]:
			t.Errorf("%s is %q, want %q", u.Line.Ref(), d.Text, right[u.Source])
		}
	}
	return open
}
