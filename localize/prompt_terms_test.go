package localize_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/localize"
	"dramaport/localize/check"
	"dramaport/season"
)

// asked is a translator that keeps what it was asked and answers nothing.
type asked struct{ requests []localize.Request }

func (a *asked) Translate(_ context.Context, r localize.Request) (localize.Reply, error) {
	a.requests = append(a.requests, r)
	return localize.Reply{}, nil
}

// TestTermsOfARequest: a provider that keeps the head is sent the head and the
// terms that it has no room for; one that reads it anew, the terms of the lines.
func TestTermsOfARequest(t *testing.T) {
	book, _ := glossaries.Load([]glossaries.File{{Name: "a", Data: []byte("zh,en,rule\n林婉,Lin Wan,must\n顾沉,Gu Chen,must\n周兰,Zhou Lan,must\n")}}, nil)
	g := book.For("us", language.English, language.Chinese, "")
	line := "林婉和顾沉"
	b := localize.Batch{Market: season.Market{Name: "us", Locale: language.English}, Source: language.Chinese, Prefix: "WITH TERMS", PrefixWithoutTerms: "BARE",
		UnstatedTerms: map[string]bool{"顾沉": true, "周兰": true},
		Units:         []localize.Unit{{Line: season.Line{Key: "a", Number: 1}, Source: line, Open: true, Terms: g.Find(line)}}}
	for _, c := range []struct {
		fresh           bool
		prefix, context string
	}{
		{false, "WITH TERMS", "GLOSSARY\n顾沉 = Gu Chen (must)\n\n"},
		{true, "BARE", "GLOSSARY\n林婉 = Lin Wan (must)\n顾沉 = Gu Chen (must)\n\n"},
	} {
		var a asked
		keep := func([]localize.Draft) error { return nil }
		if err := localize.DraftEpisode(t.Context(), b, []localize.Engine{{Name: "a", Translator: &a, Uncached: c.fresh}}, keep); err != nil {
			t.Fatal(err)
		}
		if len(a.requests) == 0 || a.requests[0].Prefix != c.prefix || a.requests[0].Context.Render(1) != c.context {
			t.Errorf("fresh %v: %+v", c.fresh, a.requests)
		}
	}
	if fresh, kept := localize.Estimate(b, []localize.Engine{{Uncached: true}}), localize.Estimate(b, []localize.Engine{{}}); fresh == kept {
		t.Error("the estimate knows no difference")
	}
}

func TestHeadTerms(t *testing.T) {
	terms := []glossaries.Term{{Source: "a"}, {Source: "b"}, {Source: "c", Rule: glossaries.Must}, {Source: "d"}, {Source: "e", Rule: glossaries.Keep}}
	names := func(ts []glossaries.Term) string {
		var b strings.Builder
		for _, t := range ts {
			fmt.Fprint(&b, t.Source)
		}
		return b.String()
	}
	head, others := localize.HeadTerms(terms, map[string]int{"d": 3, "b": 3, "e": 1}, 4)
	if names(head) != "ecbd" || names(others) != "a" {
		t.Errorf("head %s, others %s", names(head), names(others))
	}
	if head, others := localize.HeadTerms(terms, nil, localize.MostTerms); len(head) != 5 || len(others) != 0 {
		t.Errorf("head %s, others %s", names(head), names(others))
	}
}

func TestSeasonNames(t *testing.T) {
	book, _ := glossaries.Load([]glossaries.File{{Name: "a", Data: []byte("zh,en,es,type,forms\n顾沉,Gu Chen,,person,Mr. Gu|Gu Chen's\n")}}, nil)
	const agreed = "e1 顾沉|Gu Chen\ne1 顾沉|Gu Chen's car\n"
	const free = "e1 陈默|Go, Chenmo\ne1 陈默|Chenmo!\ne2 陈默|I like Chenmo\ne2 好|Well, Silent night\n"
	for _, c := range []struct{ name, lines, want string }{
		{"one wording", agreed + "e2 顾沉|Gu Chen", ""},
		{"genitive", agreed + "e2 顾沉|Gu Chen's", ""},
		{"another accepted", agreed + "e2 顾沉|Mr. Gu\ne2 顾沉|Mr. Gu", "2:顾沉 is “Mr. Gu” here and “Gu Chen” in e1:0"},
		{"another, same episode", agreed + "e1 顾沉|Mr. Gu", ""},
		{"left out", agreed + "e2 顾沉|He is here", ""},
		{"free", free + "e3 陈默|Dear Chenmo", ""},
		{"a slip", free + "e3 陈默|Dear Chanmo", "4:陈默 is “Chanmo” here and “Chenmo” in e1:0"},
		{"instead", free + "e3 陈默|Dear Quiet\ne3 陈默|My Quiet", "4:陈默 is “Quiet” here and “Chenmo” in e1:0"},
		{"a word of other lines, too", free + "e3 陈默|Dear Silent\ne3 陈默|My Silent", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := book.For("us", language.English, language.Chinese, "")
			var lines []check.NamedLine
			for i, row := range strings.Split(c.lines, "\n") {
				head, text, _ := strings.Cut(row, "|")
				episode, source, ok := strings.Cut(head, " ")
				if ok {
					lines = append(lines, check.NamedLine{Episode: season.EpisodeName(episode), Ref: fmt.Sprintf("%s:%d", episode, i), Source: source, Text: text, Terms: g.Find(source)})
				}
			}
			var got []string
			for i, ds := range check.SeasonNames(season.Market{Locale: language.English}, lines, []string{"陈默"}) {
				got = append(got, fmt.Sprintf("%d:%s", i, ds[0].Message))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
			if ds := check.SeasonNames(season.Market{Locale: language.Russian}, lines, []string{"陈默"}); len(ds) > 0 {
				t.Errorf("in a language that inflects names: %v", ds)
			}
		})
	}
}

// BenchmarkSeasonNames looks at one market of 80 episodes of 60 lines, a third
// of which name one of eight speakers.
func BenchmarkSeasonNames(b *testing.B) {
	names := []string{"林婉", "顾沉", "周兰", "苏晴", "陈默", "奶奶", "林建国", "护士"}
	var lines []check.NamedLine
	for i := range 80 * 60 {
		l := check.NamedLine{Episode: season.EpisodeName(fmt.Sprint(i / 60)), Ref: fmt.Sprint(i), Source: "这份合同是谁签的字？", Text: "Who signed this contract?"}
		if i%3 == 0 {
			l.Source, l.Text = names[i%8]+"骗了我整整三年。", "Lin Wan lied to me for three years."
		}
		lines = append(lines, l)
	}
	for b.Loop() {
		check.SeasonNames(season.Market{Locale: language.English}, lines, names)
	}
}
