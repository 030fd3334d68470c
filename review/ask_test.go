package review_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"dramaport/glossaries"
	"dramaport/review"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/language"
)

// clerk is a fake memory and translator.
type clerk struct {
	matches  []stage.Match
	searched []stage.Match
	fails    error
	quote    review.Quote
	answers  []stage.Proposal
	hints    []string
	lookedUp int
}

func (k *clerk) Matches(_ context.Context, _ stage.Sheet, i, most int) ([]stage.Match, error) {
	k.lookedUp++
	if i > 0 {
		return nil, nil
	}
	return k.matches[:min(most, len(k.matches))], nil
}

func (k *clerk) Search(context.Context, season.Market, string, int) ([]stage.Match, error) {
	return k.searched, nil
}

func (k *clerk) Quote(context.Context, stage.Sheet, int, string) (review.Quote, error) {
	return k.quote, k.fails
}

func (k *clerk) Ask(_ context.Context, s stage.Sheet, i int, hint string) (stage.Proposal, season.Usage, error) {
	k.hints = append(k.hints, hint)
	p := k.answers[0]
	k.answers = k.answers[1:]
	p.Place, p.Engine = s.Rows[i].Translation.Place(), "gpt"
	return p, season.Usage{Requests: 1, InputTokens: 1200, OutputTokens: 18, Cost: 0.0004}, nil
}

// helped is a screen with a clerk.
func helped(t testing.TB, f *fake, k *clerk, w, h int, change ...func(*review.Options)) *screen {
	with := func(o *review.Options) {
		o.Open = func(context.Context) (review.Season, error) {
			s := f.season()
			s.Memory, s.Asker = k, k
			return s, nil
		}
	}
	return begin(t, f, w, h, append([]func(*review.Options){with}, change...)...)
}

func busyClerk() *clerk {
	return &clerk{quote: review.Quote{Engine: "gpt", InputTokens: 1250, OutputTokens: 30, Cost: 0.0005, Left: -1},
		answers: []stage.Proposal{{Text: "You deceived me!", Accepted: true}, {Text: "你骗了我", Findings: []season.Finding{{Rule: season.RuleWrongScript, Severity: season.Error, Message: "the text is Chinese"}}}},
		matches: []stage.Match{{Percent: 98, Source: "他骗了我。", Text: "He lied to me.", Origin: "memories/a.tmx", Series: "别的剧", Foreign: true}, {Percent: 80, Source: "你骗了我妈。", Text: "You lied to my mum.", Origin: "e007:1", Line: "e007:1", By: "Ben"}}}
}

func TestAskShowsTheCostAndOpensTheAnswer(t *testing.T) {
	f, k := rainy(t), busyClerk()
	s := helped(t, f, k, 120, 40)
	s.press("r").shows("Hint for the translator:").write("angrier").press("enter").shows("Ask gpt about e001:1: ~1250 tokens in, 30 out, cost 0.0005? [y/n]")
	if len(k.hints) > 0 {
		t.Fatal("asked before the reviewer agreed")
	}
	s.press("n").shows("approve")
	if len(k.hints) > 0 {
		t.Fatal("asked though the reviewer did not agree")
	}
	s.press(":").write("ask angrier").press("enter", "y").shows("gpt's answer").shows("You deceived me!").shows("gpt answered for e001:1: 1 request, 1200 tokens in, 18 out, cost 0.0004")
	if f.sheets[0].Rows[0].Translation.Text != "You lied to me." || strings.Join(k.hints, "|") != "angrier" {
		t.Fatalf("%v %+v", k.hints, f.sheets[0].Rows[0].Translation)
	}
	s.press("r").shows("e001:1 has gpt's answer now, edited")
	if got := f.sheets[0].Rows[0].Translation; got.Text != "You deceived me!" || got.State != season.Edited || got.Origin != season.FromMachine || got.Engine != "gpt" {
		t.Errorf("the store holds %+v", got)
	}
	s.press("u")
	if got := f.sheets[0].Rows[0].Translation; got.Text != "You lied to me." {
		t.Errorf("after undo the store holds %+v", got)
	}
	// The next answer is not accepted and is shown as such; the first is still there.
	s.press("r").write("x").press("enter", "y").shows("gpt's answer, not accepted").shows("wrong-script: the text is Chinese")
	s.press("n").shows("You deceived me!").press("N", "l").shows("e001:1 stays as it is")
}

func TestAskSaysWhatIsWrong(t *testing.T) {
	f, k := rainy(t), busyClerk()
	k.fails = errors.New("gpt: no key: $GPT_KEY is not set, and this goes on for quite a while on a narrow screen: set the key: export GPT_KEY=…")
	s := helped(t, f, k, 60, 20)
	s.press(":").write("ask louder").press("enter").shows("export GPT_KEY=…")
	if len(k.hints) > 0 {
		t.Error("it was asked all the same")
	}
	begin(t, f, 80, 24).press("r").shows("this review has no translator to ask").press("m").shows("no memory")
}

// TestAnAnswerTakesNoKeys: where the reviewer has gone on meanwhile, the answer
// waits.
func TestAnAnswerTakesNoKeys(t *testing.T) {
	f, k := rainy(t), busyClerk()
	s := helped(t, f, k, 120, 40)
	s.press("r").write("x").press("enter")
	_, cmd := s.m.Update(keyNamed(t, "y")) // asked, the answer is on its way
	s.shows("asking gpt about e001:1")
	s.press("q").shows("still to come. Leave?").press("n")
	s.press("j", "e")
	s.run(cmd)
	s.shows("gpt answered for e001:1: d there compares").shows("Edit")
	s.press("esc", "k", "d").shows("You deceived me!")
}

func TestMemoryIsInTheDetail(t *testing.T) {
	f, k := rainy(t), busyClerk()
	s := helped(t, f, k, 120, 40)
	s.shows("Memory (m compares)").shows("1  98 %  memories/a.tmx, 别的剧").shows("may hold a name of").shows("He lied to me.").shows("2  80 %  e007:1, by Ben")
	s.press("m").shows("Memory, 98 %").press("2").shows("Memory, 80 %").press("esc")
	s.press(":").write("match 2").press("enter").shows("You lied to my mum.").press("e").shows("Edit").press("enter")
	if got := f.sheets[0].Rows[0].Translation; got.Text != "You lied to my mum." || got.Origin != season.FromHuman {
		t.Errorf("the store holds %+v", got)
	}
	s.press(":").write("match 3").press("enter").shows("no match 3").press(":").write("match x").press("enter").shows("takes a number")
	before := k.lookedUp
	s.press("j").press("k")
	if k.lookedUp == before {
		t.Error("the memory is not asked again for another line")
	}
	s.press("m", "a")
	if got := f.sheets[0].Rows[0].Translation; got.Text != "He lied to me." || got.State != season.Approved || got.Origin != season.FromMemory {
		t.Errorf("the store holds %+v", got)
	}
}

func TestCompareShowsOlderVersionsAndTerms(t *testing.T) {
	f := rainy(t)
	book, _ := glossaries.Load([]glossaries.File{{Name: "a", Data: []byte("zh-CN,en-US,rule\n骗,deceive,must\n")}}, nil)
	sh := &f.sheets[0]
	sh.Glossary = book.For("us", language.AmericanEnglish, language.Chinese, "")
	sh.Rows[0].Terms = sh.Glossary.Find(sh.Rows[0].Text)
	t1 := sh.Rows[0].Translation
	t1.Text, t1.State = "You deceive me, and you always did so.", season.Edited
	f.set(&sh.Rows[0], t1, "Ben")
	t1.Text = "You lied to me."
	f.set(&sh.Rows[0], t1, "Ana")
	for _, w := range []int{80, 120} {
		s := begin(t, f, w, 40)
		s.press("d").shows("Now: edited by Ana").shows("Version 2: edited by Ben").shows("of 17 char/s").shows("term-missing").shows("骗 = deceive (must)  ! missing")
		if beside := strings.Contains(s.text(), "│"); beside != (w == 120) {
			t.Errorf("%d columns: side by side is %v", w, beside)
		}
		s.press("esc").press("j", "d").shows("has no other text")
	}
	s := begin(t, f, 120, 40)
	s.press("d", "r").shows("e001:1 has version 2: edited by Ben")
	if got := f.sheets[0].Rows[0].Translation.Text; got != "You deceive me, and you always did so." {
		t.Error(got)
	}
}

func TestCompareInAClash(t *testing.T) {
	for key, want := range map[string]string{"l": "You deceived me.", "r": "You lied to me.", "e": "You lied to me."} {
		f := rainy(t)
		s := begin(t, f, 120, 40)
		r := &f.sheets[0].Rows[0]
		theirs := r.Translation
		theirs.Text = "You deceived me."
		f.set(r, theirs, "Ben")
		s.press("a").shows("Ben was faster").press("d").shows("Ben's: machine").shows("Yours: approved").press(key)
		if key == "e" {
			s.shows("Edit").press("enter")
		}
		if got := f.sheets[0].Rows[0].Translation.Text; got != want {
			t.Errorf("%s: the store holds %q", key, got)
		}
	}
}

func TestConcordance(t *testing.T) {
	f, k := rainy(t), busyClerk()
	k.searched = []stage.Match{{Percent: 100, Source: "解释一下。", Text: "Explain.", Origin: "memories/a.tmx"}, {Percent: 100, Source: "听我解释。", Text: "Let me explain.", Origin: "e002:2", Line: "e002:2"}}
	for _, w := range []int{80, 120} {
		s := helped(t, f, k, w, 40)
		s.press(":").write("filter episode:e001").press("enter")
		s.press("=").shows("Concordance:").write("解释").press("enter").shows(`"解释" in us: 2 lines, 1 of the memory`).shows("e002:2").shows("Let me explain.").shows("memories/a.tmx")
		s.press("G", "enter").shows("not a line of the season").press("k", "enter").shows("the filter episode:e001 was taken away")
		if !strings.Contains(s.text(), "6 of 6 lines") {
			t.Error(s.text())
		}
		s.press("=").press("esc").press(":").write("concordance EXPLAIN").press("enter").shows("1 line, 1 of the memory").press("esc")
		k2 := &clerk{}
		helped(t, f, k2, w, 40).press("=").write("nowhere").press("enter").shows("is in no line of us")
	}
}

// TestConcordanceBeginsWithTheSearch: what is searched for is offered.
func TestConcordanceBeginsWithTheSearch(t *testing.T) {
	s := helped(t, rainy(t), &clerk{}, 80, 24)
	s.press("/").write("explain").press("enter", "=").shows("Concordance: explain").press("enter").shows(`"explain" in us: 1 line`)
}

// BenchmarkConcordance finds words among 100,000 lines and draws them.
func BenchmarkConcordance(b *testing.B) {
	us := season.Market{Name: "us", Locale: language.AmericanEnglish}
	f := &fake{}
	for e := range 1000 {
		var all []said
		for range 100 {
			all = append(all, said{"林婉", "你骗了我，听我解释。", "You lied to me, let me explain."})
		}
		f.sheets = append(f.sheets, sheetOf(b, us, season.EpisodeName("e"+strings.Repeat("1", e%9)+string(rune('A'+e%26))+string(rune('a'+e/26%26))+string(rune('0'+e/676))), all...))
	}
	s := helped(b, f, &clerk{}, 120, 40)
	b.Run("100,000 hits", func(b *testing.B) {
		for b.Loop() {
			s.press("=").write("解释").press("enter", "G").m.View()
			s.press("esc")
		}
	})
	b.Run("key to frame in it", func(b *testing.B) {
		s.press("=").write("解释").press("enter")
		for b.Loop() {
			s.press("j").m.View()
		}
		s.press("esc")
	})
	b.Run("snapshot before it", func(b *testing.B) {
		for b.Loop() {
			_, cmd := s.m.Update(keyNamed(b, "="))
			_ = cmd
			s.press("x")
			_, cmd = s.m.Update(tea.KeyPressMsg{Code: tea.KeyEnter}) // not run: only what the screen itself does
			_ = cmd
		}
	})
}

// A candidate that says what the line says already takes neither its origin nor
// its approval.
func TestACandidateWithTheSameTextChangesNoOrigin(t *testing.T) {
	f, k := rainy(t), busyClerk()
	k.matches = []stage.Match{{Percent: 100, Source: "你骗了我。", Text: "You lied to me.", Origin: "memories/a.tmx"}}
	s := helped(t, f, k, 120, 40)
	s.press("m").shows("the same text").press("a")
	approved := f.sheets[0].Rows[0].Translation
	if approved.State != season.Approved || approved.Origin != season.FromMachine || approved.Engine != "gpt" {
		t.Errorf("the store holds %+v", approved)
	}
	s.press("g", "m", "r").shows("e001:1 stays as it is")
	if got := f.sheets[0].Rows[0].Translation; got.State != season.Approved || got.Version != approved.Version {
		t.Errorf("the store holds %+v", got)
	}
}
