package localizetest

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"dramaport/internal/provider"
	"dramaport/localize"
)

// terms: agreed wordings may be used or not; they must not break a line, and
// come as they are.
func (o Options) terms(t *testing.T) {
	r := o.request(o.Texts...)
	for i := range r.Lines {
		word, _, _ := strings.Cut(r.Lines[i].Text, " ")
		r.Lines[i].Terms = []localize.Wording{{Source: word, Target: `R&D <Group>`}, {Source: "", Target: "x"}, {Source: "nowhere", Target: "y"}}
	}
	reply := o.ask(t, o.New(t), r)
	if 2*len(reply.Texts) < len(r.Lines) {
		t.Errorf("only %d of %d lines with terms came back", len(reply.Texts), len(r.Lines))
	}
	for n, text := range reply.Texts {
		noMarkup(t, r.Lines[n-1].Text, text)
	}
}

// bare: a repair of a single line may come without anything around it.
func (o Options) bare(t *testing.T) {
	r := localize.Request{Source: o.Source, Target: o.Target, Lines: []localize.Item{{N: 1, Text: o.Texts[0]}}}
	if reply := o.ask(t, o.New(t), r); reply.Texts[1] == "" {
		t.Errorf("no text: %+v", reply)
	}
}

// target: the languages are the request's, not those of the request before.
func (o Options) target(t *testing.T) {
	tr := o.New(t)
	r := o.request(o.Texts...)
	one := o.ask(t, tr, r)
	r.Target = o.Other
	other := o.ask(t, tr, r)
	if maps.Equal(one.Texts, other.Texts) {
		t.Errorf("into %s and into %s it says the same: %v", o.Target, o.Other, one.Texts)
	}
	r.Target = o.Target
	if again := o.ask(t, tr, r); !maps.Equal(one.Texts, again.Texts) {
		t.Errorf("into %s it says %v after %s, and %v before", o.Target, again.Texts, o.Other, one.Texts)
	}
}

// lossy: no line may get its neighbour's text, its source or a made-up one.
func (o Options) lossy(t *testing.T) {
	r := o.request(o.Texts...)
	right := o.ask(t, o.New(t), r).Texts
	reply, err := inParts(t.Context(), o.Lossy(t), r)
	var e *provider.Error
	if err != nil && !errors.As(err, &e) {
		t.Errorf("error %v (%T), want a *provider.Error", err, err)
	}
	checkKeys(t, r, reply)
	if len(reply.Texts) == len(r.Lines) {
		t.Errorf("the service left a line out, and yet there are %d texts", len(reply.Texts))
	}
	for n, text := range reply.Texts {
		if text != right[n] {
			t.Errorf("line %d: %q, want %q or nothing", n, text, right[n])
		}
	}
}

// busy: waiting and asking again are the limiter's.
func (o Options) busy(t *testing.T) {
	tr, requests := o.Busy(t)
	before := requests()
	_, err := tr.Translate(t.Context(), first(tr, o.request(o.Texts...)))
	if got := requests() - before; got != 1 || provider.KindOf(err) != provider.Busy {
		t.Errorf("%d requests to a busy service, %v; want one and an error of kind Busy", got, err)
	}
}
