package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/glossaries/extract"
)

func input(source, known string, lines ...string) extract.Input {
	tag := language.MustParse(source)
	b, _ := glossaries.Load([]glossaries.File{{Name: "a", Data: []byte(known)}}, nil)
	in := extract.Input{Source: tag, Known: b.For("", tag, tag, "")}
	for i, l := range lines {
		speaker, text, ok := strings.Cut(l, ": ")
		if !ok {
			speaker, text = "", l
		}
		in.Lines = append(in.Lines, extract.Line{Episode: fmt.Sprintf("e%d", i/4), Ref: fmt.Sprintf("e%d:%d", i/4, i%4+1), Speaker: speaker, Text: text})
	}
	return in
}

func TestPropose(t *testing.T) {
	for _, c := range []struct {
		name, want string
		in         extract.Input
	}{
		{"Chinese", "林婉/person/1 沈总/title/5 沈总裁/title/2 契约/term/3", input("zh-CN", "zh-CN,en\n顾沉,\n",
			"林婉: 顾沉签了契约！", "沈总裁，沈总裁！", "契约在顾沉那里。", "沈总，沈总！", "我要看契约。", "林婉，我们走。我们走。我们走。", "顾沉！", "沈总是我。")},
		{"English", "Ann/person/1 Mr. Gu/title/2 Lin Wan/name/3 marriage contract/term/3", input("en", "en,es\nGu Group,\n",
			"Ann: I saw Lin Wan at Gu Group.", "Sign the marriage contract, Lin Wan.", "Where is Mr. Gu?", "The marriage contract is with Mr. Gu.",
			"But Lin Wan tore up the marriage contract!", "Gu Group wants Ann. Never again. Never.", "Never trust Gu Group.", "Never say never.")},
		{"Korean", "박회장님/title/1", input("ko", "", "박회장님께서 오셨습니다.")},
		{"nothing", "", input("zh-CN", "", "你好。")},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range extract.Propose(c.in) {
				got = append(got, fmt.Sprintf("%s/%s/%d", p.Wording, p.Type, p.Count))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}

func TestProposeIsStable(t *testing.T) {
	in := input("zh-CN", "", "林婉: 契约呢？", "周总，契约。", "这契约！周总！", "契约。")
	want := extract.Propose(in)
	for range 20 {
		if diff := cmp.Diff(want, extract.Propose(in)); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestNote(t *testing.T) {
	p := extract.Proposal{Count: 1, Spoken: 2, Episodes: 2, Contexts: []extract.Context{{Ref: "e1:1", Text: "走。"}}}
	if p.Note() != "1 time, speaks 2 lines in 2 episodes; e1:1 走。" {
		t.Error(p.Note())
	}
}

func FuzzPropose(f *testing.F) {
	f.Add("顾总，林婉！", "zh")
	f.Add("Mr. Gu and “Lin Wan's” car — Go!", "en")
	f.Fuzz(func(t *testing.T, text, source string) {
		tag, err := language.Parse(source)
		if err != nil {
			return
		}
		in := extract.Input{Source: tag, MinCount: 1, Lines: []extract.Line{{Episode: "e", Ref: "e:1", Text: text}}}
		if slices.ContainsFunc(extract.Propose(in), func(p extract.Proposal) bool { return p.Wording == "" }) {
			t.Error("an empty wording")
		}
	})
}
