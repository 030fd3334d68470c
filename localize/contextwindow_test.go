package localize_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season"
)

// echo answers every line with a text of its own, and keeps the requests.
type echo struct {
	asked []localize.Request
	count func(localize.Request) int64
}

func (e *echo) Translate(_ context.Context, r localize.Request) (localize.Reply, error) {
	e.asked = append(e.asked, r)
	reply := localize.Reply{Texts: map[int]string{}}
	for _, l := range r.Lines {
		reply.Texts[l.N] = "Text of " + l.Text
	}
	if e.count != nil {
		reply.Usage.InputTokens = e.count(r)
	}
	return reply, nil
}

func manyLines(n int, prefix string) localize.Batch {
	b := localize.Batch{Market: season.Market{Name: "us", Locale: language.AmericanEnglish}, Episode: "e001", Source: language.Chinese, Prefix: prefix}
	for i := range n {
		b.Units = append(b.Units, localize.Unit{Line: season.Line{Key: season.LineKey(fmt.Sprint("k", i)), Number: i + 1}, Source: fmt.Sprintf("这是第%d句话，说得不长也不短。", i+1), Open: true})
	}
	return b
}

func TestRequestsFitTheContext(t *testing.T) {
	for _, tc := range []struct{ context, fewest int }{{0, 1}, {100000, 1}, {2000, 2}, {1200, 3}} {
		e := &echo{}
		var done int
		engine := localize.Engine{Name: "small", Translator: localize.Fitted(e, "small", tc.context), Context: tc.context}
		b := manyLines(60, strings.Repeat("Rule. ", 100))
		if err := localize.DraftEpisode(t.Context(), b, []localize.Engine{engine}, func(ds []localize.Draft) error {
			for _, d := range ds {
				if d.Text != "" {
					done++
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for _, r := range e.asked {
			u := localize.Likely(r)
			if tc.context > 0 && u.InputTokens+u.OutputTokens > int64(tc.context) {
				t.Errorf("context %d: a request of %d tokens", tc.context, u.InputTokens+u.OutputTokens)
			}
		}
		if done != 60 || len(e.asked) < tc.fewest || tc.context == 0 && len(e.asked) != 1 {
			t.Errorf("context %d: %d lines in %d requests", tc.context, done, len(e.asked))
		}
		if n := localize.Estimate(b, []localize.Engine{engine}).Requests; int(n) != len(e.asked) {
			t.Errorf("context %d: estimated %d requests, asked %d", tc.context, n, len(e.asked))
		}
	}
}

// A prompt that can never fit is not sent, and every line says why.
func TestAPromptThatNeverFitsIsNotSent(t *testing.T) {
	e := &echo{}
	engine := localize.Engine{Name: "small", Translator: localize.Fitted(e, "small", 200), Context: 200}
	var open []string
	err := localize.DraftEpisode(t.Context(), manyLines(5, strings.Repeat("Rule. ", 1000)), []localize.Engine{engine}, func(ds []localize.Draft) error {
		for _, d := range ds {
			if d.Text == "" && len(d.Findings) > 0 {
				open = append(open, d.Findings[0].Message)
			}
		}
		return nil
	})
	if err != nil || len(e.asked) != 0 || len(open) != 5 || !strings.Contains(open[0], "the context is 200") {
		t.Errorf("%v, %d requests, %q", err, len(e.asked), open)
	}
}

// A server that reads less than it was sent is found out by its own count.
func TestACutPromptIsFoundOut(t *testing.T) {
	likely := func(r localize.Request) int64 { return localize.Likely(r).InputTokens }
	for name, tc := range map[string]struct {
		count func(localize.Request) int64
		cut   bool
	}{
		"whole":       {likely, false},
		"thrifty":     {func(r localize.Request) int64 { return likely(r) * 55 / 100 }, false},
		"cut":         {func(r localize.Request) int64 { return likely(r) * 45 / 100 }, true},
		"not counted": {func(localize.Request) int64 { return 0 }, false},
	} {
		for prefix, evidence := range map[int]bool{5: false, 3000: true} {
			e := &echo{count: tc.count}
			reply, err := localize.Fitted(e, "ollama", 8192).Translate(t.Context(), localize.Request{
				Prefix: strings.Repeat("Rule. ", prefix), Lines: []localize.Item{{N: 1, Text: "你好"}, {N: 2, Text: "再见"}}})
			if want := tc.cut && evidence; (err != nil) != want || (len(reply.Texts) == 0) != want {
				t.Errorf("%s, prefix %d: %v, %v", name, prefix, reply, err)
			}
			if err != nil && (provider.KindOf(err) != provider.Failed || reply.Usage.InputTokens == 0) {
				t.Errorf("%s: %v is not final or unpaid", name, err)
			}
		}
	}
}

func TestPlainEnginesGetTheLinesBefore(t *testing.T) {
	e := &echo{}
	b := manyLines(6, "a prefix")
	if err := localize.DraftEpisode(t.Context(), b, []localize.Engine{{Name: "mt", Translator: e, Lines: 1, Plain: true}}, func([]localize.Draft) error { return nil }); err != nil {
		t.Fatal(err)
	}
	last := e.asked[len(e.asked)-1]
	if len(e.asked) != 6 || last.Prefix != "" || !slices.Equal(strings.Split(last.Context.Render(len(last.Lines)), "\n"), []string{
		b.Units[1].Source, b.Units[2].Source, b.Units[3].Source, b.Units[4].Source}) {
		t.Errorf("%d requests, %+v", len(e.asked), last)
	}
}

// A first round and its replies give what DraftEpisode gives.
func TestFirstRoundAndItsReplies(t *testing.T) {
	b := manyLines(7, "a prefix")
	engine := localize.Engine{Name: "gpt", Lines: 3}
	asked, err := localize.FirstRound(b, engine, func([]localize.Draft) error { return nil })
	if err != nil || len(asked) != 3 {
		t.Fatalf("%d requests, %v", len(asked), err)
	}
	got := map[season.LineKey]localize.Draft{}
	keep := func(ds []localize.Draft) error {
		for _, d := range ds {
			got[d.Key] = d
		}
		return nil
	}
	b.Units[0].Open = false // a person was faster
	for i := len(asked) - 1; i >= 0; i-- {
		reply, _ := (&echo{}).Translate(t.Context(), asked[i].Request)
		delete(reply.Texts, 2)
		keys := slices.Clone(asked[i].Keys)
		if i == 2 {
			keys[0] = "" // its source has changed
		}
		if err := localize.AcceptReply(b, engine, keys, reply, nil, keep); err != nil {
			t.Fatal(err)
		}
	}
	if len(got) != 5 {
		t.Fatalf("%d lines: %v", len(got), got)
	}
	for i, u := range b.Units {
		d, asked := got[u.Line.Key]
		switch {
		case !asked:
		case d.Text == "" && (len(d.Findings) == 0 || d.Findings[0].Rule != season.RuleEmpty && d.Findings[0].Rule != season.RuleShifted):
			t.Errorf("line %d is open without a reason: %v", i+1, d)
		case d.Text != "" && (d.Text != "Text of "+u.Source || d.Engine != "gpt"):
			t.Errorf("line %d: %v", i+1, d)
		}
	}
}
