package engines_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"dramaport/internal/engines"
	"dramaport/internal/provider"
	"dramaport/localize"
)

type answer struct {
	reply localize.Reply
	err   error
}

func (a answer) Translate(context.Context, localize.Request) (localize.Reply, error) {
	return a.reply, a.err
}

// twice is a limiter that runs a failing request again.
type twice struct{ tokens, runs int }

func (l *twice) Do(ctx context.Context, tokens int, f func(context.Context) error) error {
	l.tokens = tokens
	for range 2 {
		l.runs++
		if err := f(ctx); err == nil {
			return nil
		}
	}
	return errors.New("still busy")
}

func TestLimited(t *testing.T) {
	r := localize.Request{Prefix: "RULES", Lines: []localize.Item{{N: 1, Text: "你从来没有爱过我。"}}}
	l := &twice{}
	reply, err := engines.Stack{Limiter: l}.Translator(answer{reply: localize.Reply{Texts: map[int]string{1: "x"}}}).Translate(t.Context(), r)
	if err != nil || reply.Texts[1] != "x" || l.runs != 1 || l.tokens < 10 {
		t.Errorf("%+v %v %+v", reply, err, l)
	}
	if _, err := (engines.Stack{Limiter: l}).Translator(answer{err: errors.New("busy")}).Translate(t.Context(), r); err == nil || l.runs != 3 {
		t.Errorf("%v after %d runs", err, l.runs)
	}
}

func TestMetered(t *testing.T) {
	used := localize.Usage{InputTokens: 10, OutputTokens: 5}
	var recorded []localize.Usage
	record := func(_ context.Context, u localize.Usage) error { recorded = append(recorded, u); return nil }
	for _, a := range []answer{{reply: localize.Reply{Usage: used}}, {reply: localize.Reply{Usage: used}, err: errors.New("cut off")}, {err: errors.New("busy")}, {}} {
		if _, err := (engines.Stack{Record: record}).Translator(a).Translate(t.Context(), localize.Request{}); !errors.Is(err, a.err) {
			t.Errorf("error %v, want %v", err, a.err)
		}
	}
	if len(recorded) != 3 || recorded[0] != used || recorded[1] != used {
		t.Errorf("recorded %v", recorded)
	}
}

// TestMeteredShowsTheRequestsOwnError: a usage that cannot be recorded does
// not hide why the request failed, and the failure keeps its kind.
func TestMeteredShowsTheRequestsOwnError(t *testing.T) {
	own := &provider.Error{Provider: "gpt", Kind: provider.Funds, Err: errors.New("no funds")}
	full := errors.New("disk full")
	m := engines.Stack{Record: func(context.Context, localize.Usage) error { return full }}.Translator(answer{reply: localize.Reply{Usage: localize.Usage{InputTokens: 1}}, err: own})
	_, err := m.Translate(t.Context(), localize.Request{})
	if !errors.Is(err, own) || !errors.Is(err, full) || provider.KindOf(err) != provider.Funds || !strings.HasPrefix(err.Error(), own.Error()) {
		t.Errorf("got %v", err)
	}
}

// tries answers with each in turn.
type tries struct {
	answers []answer
	asked   int
}

func (a *tries) Translate(context.Context, localize.Request) (localize.Reply, error) {
	next := a.answers[a.asked]
	a.asked++
	return next.reply, next.err
}

// TestUsageOfAllTries: a try that failed and was paid for is recorded with the
// one that succeeded, and counts as a request of its own.
func TestUsageOfAllTries(t *testing.T) {
	for _, c := range []struct {
		answers []answer
		want    []localize.Usage
	}{
		{[]answer{{reply: localize.Reply{Usage: localize.Usage{InputTokens: 10}}, err: errors.New("empty")}, {reply: localize.Reply{Usage: localize.Usage{InputTokens: 10, OutputTokens: 5}}}},
			[]localize.Usage{{Requests: 2, InputTokens: 20, OutputTokens: 5}}},
		{[]answer{{err: errors.New("busy")}, {reply: localize.Reply{Usage: localize.Usage{Characters: 7}}}}, []localize.Usage{{Characters: 7}}},
		{[]answer{{err: errors.New("busy")}, {err: errors.New("busy")}}, nil},
		{[]answer{{reply: localize.Reply{Unasked: true}}}, nil},
	} {
		var got []localize.Usage
		record := func(_ context.Context, u localize.Usage) error { got = append(got, u); return nil }
		_, _ = engines.Stack{Limiter: &twice{}, Record: record}.Translator(&tries{answers: c.answers}).Translate(t.Context(), localize.Request{})
		if !slices.Equal(got, c.want) {
			t.Errorf("recorded %+v, want %+v", got, c.want)
		}
	}
}
