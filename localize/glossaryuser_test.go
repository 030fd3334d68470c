package localize_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dramaport/glossaries"
	"dramaport/localize"
)

type plainEngine struct{}

func (plainEngine) Translate(context.Context, localize.Request) (localize.Reply, error) {
	return localize.Reply{}, nil
}

type keepingEngine struct {
	plainEngine
	season, market string
	terms          []localize.Wording
}

func (k *keepingEngine) WithTerms(season, market string, terms []localize.Wording) localize.Translator {
	return &keepingEngine{season: season, market: market, terms: terms}
}

func TestTermsGoToThoseWhoKeepThem(t *testing.T) {
	before := &keepingEngine{}
	engines := []localize.Engine{{Name: "plain", Translator: plainEngine{}}, {Name: "keeps", Translator: before, Lines: 7}}
	got := localize.WithTerms(engines, "Bride", "us", []glossaries.Term{
		{Source: "顾沉", Aliases: []string{"顾总", "总裁"}, Target: "Gu Chen"}, {Source: "总裁", Target: "CEO"}, {Source: "KTV", Rule: glossaries.Keep},
	})
	k, ok := got[1].Translator.(*keepingEngine)
	if !ok || k == before || engines[1].Translator != localize.Translator(before) || got[0].Translator != engines[0].Translator || got[1].Lines != 7 {
		t.Fatalf("%+v", got)
	}
	want := []localize.Wording{{Source: "顾沉", Target: "Gu Chen"}, {Source: "总裁", Target: "CEO"}, {Source: "KTV", Target: "KTV"}, {Source: "顾总", Target: "Gu Chen"}}
	if diff := cmp.Diff(want, k.terms); diff != "" || k.season != "Bride" || k.market != "us" {
		t.Error(diff)
	}
}
