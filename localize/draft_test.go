package localize_test

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season"
)

// sample is one column of testdata/episode.csv.
func sample(t testing.TB, column string) []string {
	t.Helper()
	f, err := os.Open("testdata/episode.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(rows[0], column)
	var texts []string
	for _, row := range rows[1:] {
		texts = append(texts, row[at])
	}
	return texts
}

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
	sources, targets, speakers := sample(t, "zh-CN"), sample(t, "en-US"), sample(t, "speaker")
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
	b.Judge = func(u localize.Unit, text string) []season.Doubt {
		return localize.CheckLine(localize.Subject{Line: u.Line, Source: u.Source, SourceTag: zh, Target: market.Locale,
			Text: text, Glossary: g, GlossarySource: u.Source, Market: market})
	}
	return b, right
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
			if len(d.Doubts) == 0 || d.Doubts[0].Message == "" {
				t.Errorf("%s is left open without a reason", u.Line.Ref())
			}
		case d.Text != right[u.Source]:
			t.Errorf("%s is %q, want %q", u.Line.Ref(), d.Text, right[u.Source])
		}
	}
	return open
}

func TestDraftCleanIsOneRequest(t *testing.T) {
	b, right := episode(t)
	engine := &scripted{right: right}
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
	if err != nil {
		t.Fatal(err)
	}
	if open := sound(t, b, right, got); open != 0 || len(engine.requests) != 1 {
		t.Errorf("%d lines open after %d requests, want 0 after 1", open, len(engine.requests))
	}
	if d := got["k1"]; d.Origin != season.FromMachine || d.Engine != "gpt" || len(d.Doubts) != 0 {
		t.Errorf("draft %+v", d)
	}
}

// shift is the merged reply with the right count.
func shift(r localize.Request, reply *localize.Reply) {
	n := len(r.Lines)
	if n < 2 {
		return
	}
	reply.Texts[1] += " " + reply.Texts[2]
	for i := 2; i < n; i++ {
		reply.Texts[i] = reply.Texts[i+1]
	}
}

// onLine changes the answer for one source wherever it is asked.
func onLine(source string, change func(string) string) func(int, localize.Request, *localize.Reply) error {
	return func(_ int, r localize.Request, reply *localize.Reply) error {
		for _, it := range r.Lines {
			if it.Text == source {
				if text := change(reply.Texts[it.N]); text != "" {
					reply.Texts[it.N] = text
				} else {
					delete(reply.Texts, it.N)
				}
			}
		}
		return nil
	}
}

func once(fault func(int, localize.Request, *localize.Reply) error) func(int, localize.Request, *localize.Reply) error {
	return func(try int, r localize.Request, reply *localize.Reply) error {
		if try > 1 {
			return nil
		}
		return fault(try, r, reply)
	}
}

const numberLine, termLine, plainLine = "2019年你父亲签的协议，你没看过吧？", "顾总，董事会的人都到齐了。", "我从来没有想要过你的钱。"

func TestDraftFaults(t *testing.T) {
	always := func(text string) func(string) string { return func(string) string { return text } }
	replace := func(a, b string) func(string) string {
		return func(s string) string { return strings.ReplaceAll(s, a, b) }
	}
	type fault = func(int, localize.Request, *localize.Reply) error
	tests := []struct {
		name     string
		fault    fault
		open     int // lines that stay open if the fault lasts
		requests int // requests if the fault happens once
		rule     season.Rule
	}{
		{"dropped key", onLine(plainLine, always("")), 1, 2, season.RuleEmpty},
		{"empty", onLine(plainLine, always(" \n")), 1, 2, season.RuleEmpty},
		{"marks only", onLine(plainLine, always("…")), 1, 2, season.RuleEmpty},
		{"extra key", func(_ int, r localize.Request, p *localize.Reply) error {
			p.Texts[len(r.Lines)+1] = "One more."
			p.Texts[0] = "Zero."
			p.Strange = []string{"note"}
			return nil
		}, 0, 1, ""},
		{"shift", func(_ int, r localize.Request, p *localize.Reply) error { shift(r, p); return nil }, 0, 2, ""},
		{"refused", func(_ int, r localize.Request, p *localize.Reply) error {
			for _, it := range r.Lines {
				if it.Text == plainLine {
					p.Refused[it.N] = "violence"
				}
			}
			return nil
		}, 1, 2, season.RuleRefusal},
		{"refusal as text", onLine(plainLine, always("I'm sorry, but as an AI I can't translate this.")), 1, 2, season.RuleRefusal},
		{"wrong script", onLine(plainLine, always("Я никогда не хотела твоих денег.")), 1, 2, season.RuleWrongScript},
		{"source copied", onLine(plainLine, always(plainLine)), 1, 2, season.RuleSameAsSource},
		{"term ignored", onLine(termLine, replace("CEO Gu", "Boss")), 1, 2, season.RuleTermMissing},
		{"avoided", onLine(termLine, replace("the whole board", "the president")), 1, 2, season.RuleAvoided},
		{"reply leaked", onLine(plainLine, always(`{"6":"I never wanted your money."}`)), 1, 2, season.RuleLeak},
		{"escape code", onLine(plainLine, always("I never \x1b[31mwanted your money.")), 1, 2, season.RuleControlCharacter},
	}
	for _, test := range tests {
		t.Run(test.name+" once", func(t *testing.T) {
			b, right := episode(t)
			engine := &scripted{right: right, fault: once(test.fault)}
			got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
			if err != nil {
				t.Fatal(err)
			}
			if open := sound(t, b, right, got); open != 0 || len(engine.requests) != test.requests {
				t.Errorf("%d lines open after %d requests, want 0 after %d", open, len(engine.requests), test.requests)
			}
		})
		t.Run(test.name+" always", func(t *testing.T) {
			b, right := episode(t)
			engine := &scripted{right: right, fault: test.fault}
			got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
			if err != nil {
				t.Fatal(err)
			}
			if open := sound(t, b, right, got); open != test.open {
				t.Errorf("%d lines open, want %d", open, test.open)
			}
			for _, d := range got {
				if d.Text == "" && (d.Doubts[0].Rule != test.rule || !strings.HasPrefix(d.Doubts[0].Message, "gpt: ")) {
					t.Errorf("left open for %+v, want rule %s of gpt", d.Doubts, test.rule)
				}
			}
			second := &scripted{right: right}
			got, err = collect(t, b, localize.Engine{Name: "gpt", Translator: engine}, localize.Engine{Name: "google", Translator: second})
			if err != nil {
				t.Fatal(err)
			}
			if open := sound(t, b, right, got); open != 0 {
				t.Errorf("%d lines open with a sound second engine", open)
			}
			for _, r := range second.requests {
				if len(r.Lines) != test.open {
					t.Errorf("the second engine was asked for %d lines, want %d", len(r.Lines), test.open)
				}
			}
		})
	}
}

// TestDraftNumberChanged: the rule is a warning, so the draft is kept; a market
// that makes it an error has it repaired.
func TestDraftNumberChanged(t *testing.T) {
	for _, strict := range []bool{false, true} {
		b, right := episode(t)
		m := market
		if strict {
			m.Severity = map[season.Rule]season.Severity{season.RuleNumberChanged: season.Error}
		}
		b.Judge = func(u localize.Unit, text string) []season.Doubt {
			return localize.CheckLine(localize.Subject{Line: u.Line, Source: u.Source, SourceTag: b.Source, Target: m.Locale, Text: text, Market: m})
		}
		engine := &scripted{right: right, fault: once(onLine(numberLine, func(s string) string { return strings.ReplaceAll(s, "2019", "2009") }))}
		got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
		if err != nil {
			t.Fatal(err)
		}
		if kept := strings.Contains(got["k34"].Text, "2009"); kept == strict {
			t.Errorf("strict %v: %q", strict, got["k34"].Text)
		}
	}
}

func TestDraftTagLost(t *testing.T) {
	b, _ := episode(t)
	b.Units = b.Units[:1]
	b.Units[0].Source = "把⟦1⟧字⟦2⟧签了。"
	b.Units[0].Line.Tags = []string{"<i>", "</i>"}
	for text, whole := range map[string]bool{"Sign ⟦1⟧the papers⟦2⟧.": true, "Sign the papers.": false, "Sign ⟦2⟧the papers⟦1⟧.": false, "⟦1⟧⟦2⟧⟦3⟧ Sign.": false} {
		engine := &scripted{right: map[string]string{b.Units[0].Source: text}}
		got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
		if err != nil {
			t.Fatal(err)
		}
		if d := got["k1"]; (d.Text != "") != whole || !whole && d.Doubts[0].Rule != season.RuleTagLost {
			t.Errorf("%q: draft %+v", text, d)
		}
	}
}

func TestDraftErrorKinds(t *testing.T) {
	failing := func(kind provider.Kind) *scripted {
		return &scripted{fault: func(int, localize.Request, *localize.Reply) error {
			return &provider.Error{Provider: "gpt", Kind: kind, Err: errors.New("no luck")}
		}}
	}
	for _, kind := range []provider.Kind{provider.Credentials, provider.Funds} {
		b, right := episode(t)
		next := &scripted{right: right}
		got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: failing(kind)}, localize.Engine{Name: "google", Translator: next})
		if provider.KindOf(err) != kind || len(got) != 0 || len(next.requests) != 0 {
			t.Errorf("kind %d: error %v, %d drafts, %d further requests", kind, err, len(got), len(next.requests))
		}
	}
	for _, kind := range []provider.Kind{provider.Busy, provider.Temporary, provider.Refused, provider.TooLong, provider.Failed} {
		b, right := episode(t)
		bad, next := failing(kind), &scripted{right: right}
		got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: bad}, localize.Engine{Name: "google", Translator: next})
		if err != nil {
			t.Fatal(err)
		}
		if open := sound(t, b, right, got); open != 0 || len(next.requests) != 1 {
			t.Errorf("kind %d: %d open, %d requests to the next engine", kind, open, len(next.requests))
		}
		got, err = collect(t, b, localize.Engine{Name: "gpt", Translator: bad})
		if err != nil {
			t.Fatal(err)
		}
		if open := sound(t, b, right, got); open != len(b.Units) || !strings.Contains(got["k7"].Doubts[0].Message, "no luck") {
			t.Errorf("kind %d alone: %d open, %+v", kind, open, got["k7"].Doubts)
		}
	}
}

// TestDraftRefusedEpisode: one line for which a service refuses the whole
// request costs that line alone.
func TestDraftRefusedEpisode(t *testing.T) {
	b, right := episode(t)
	engine := &scripted{right: right, fault: func(_ int, r localize.Request, _ *localize.Reply) error {
		for _, it := range r.Lines {
			if it.Text == plainLine {
				return &provider.Error{Provider: "gpt", Kind: provider.Refused, Err: errors.New("content filter")}
			}
		}
		return nil
	}}
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
	if err != nil {
		t.Fatal(err)
	}
	if open := sound(t, b, right, got); open != 1 || got["k6"].Doubts[0].Rule != season.RuleRefusal {
		t.Errorf("%d open, line 6 %+v", open, got["k6"])
	}
	if len(engine.requests) > 16 {
		t.Errorf("%d requests to find one line of 60", len(engine.requests))
	}
}

func TestDraftChunksAndContext(t *testing.T) {
	b, right := episode(t)
	engine := &scripted{right: right}
	if _, err := collect(t, b, localize.Engine{Name: "local", Translator: engine, Lines: 25}); err != nil {
		t.Fatal(err)
	}
	if len(engine.requests) != 3 || len(engine.requests[1].Lines) != 20 {
		t.Fatalf("%d requests, the second of %d lines", len(engine.requests), len(engine.requests[1].Lines))
	}
	context := engine.requests[1].Context
	for _, want := range []string{"- 旁白|三个月后 => Three months later\n", "\n[1-20]\n- 林婉|是听说的，还是你父亲亲口告诉你的？\n"} {
		if !strings.Contains(context, want) {
			t.Errorf("context lacks %q:\n%s", want, context)
		}
	}
	if strings.Count(context, "\n- ") != 12 || strings.Count(context, " => ") != 8 {
		t.Errorf("want 8 earlier lines with translations and 4 that follow:\n%s", context)
	}
}

func TestDraftOnlyOpenLines(t *testing.T) {
	b, right := episode(t)
	for i := range b.Units {
		b.Units[i].Open = i == 6 || i == 39
		b.Units[i].Accepted = right[b.Units[i].Source]
	}
	engine := &scripted{right: right}
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
	if err != nil {
		t.Fatal(err)
	}
	r := engine.requests[0]
	if len(got) != 2 || len(engine.requests) != 1 || len(r.Lines) != 2 || r.Lines[1].N != 2 {
		t.Errorf("%d drafts, %d requests, lines %+v", len(got), len(engine.requests), r.Lines)
	}
	if !strings.Contains(r.Context, "\n[1]\n- 林婉|我只想要一个真相。\n") || !strings.Contains(r.Context, "Someone") && !strings.Contains(r.Context, " => ") {
		t.Errorf("context:\n%s", r.Context)
	}
}

func TestDraftReasonIsTold(t *testing.T) {
	b, right := episode(t)
	engine := &scripted{right: right, fault: once(onLine(termLine, func(s string) string { return strings.ReplaceAll(s, "CEO Gu", "Boss") }))}
	if _, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine}); err != nil {
		t.Fatal(err)
	}
	r := engine.requests[1]
	if len(r.Lines) != 1 || !strings.Contains(r.Context, "REPAIR") || !strings.Contains(r.Context, "- 1: your answer was “Boss, ") || !strings.Contains(r.Context, "term-missing") {
		t.Errorf("repair asked %+v with\n%s", r.Lines, r.Context)
	}
	if want := []localize.Wording{{Source: "顾总", Target: "CEO Gu"}}; !slices.Equal(r.Lines[0].Terms, want) {
		t.Errorf("terms %v", r.Lines[0].Terms)
	}
}

func TestDraftMergedNeighbour(t *testing.T) {
	b, right := episode(t)
	engine := &scripted{right: right, fault: once(func(_ int, r localize.Request, p *localize.Reply) error {
		p.Texts[10] += " " + p.Texts[11]
		delete(p.Texts, 11)
		return nil
	})}
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
	if err != nil {
		t.Fatal(err)
	}
	if open := sound(t, b, right, got); open != 0 || len(engine.requests[1].Lines) != 2 {
		t.Errorf("%d open, repair of %d lines", open, len(engine.requests[1].Lines))
	}
}

// TestDraftEveryReplyShifted is the fault that four measured tools did not
// notice, in every reply, for an engine that takes 20 lines at once.
func TestDraftEveryReplyShifted(t *testing.T) {
	b, right := episode(t)
	engine := &scripted{right: right, fault: func(_ int, r localize.Request, p *localize.Reply) error { shift(r, p); return nil }}
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine, Lines: 20})
	if err != nil {
		t.Fatal(err)
	}
	open := sound(t, b, right, got)
	t.Logf("%d open, %d requests", open, len(engine.requests))
}

func TestDraftMemory(t *testing.T) {
	b, right := episode(t)
	b.Memory = localize.NewMemory()
	for _, u := range b.Units {
		b.Memory.Add(localize.Entry{Source: u.Source, Target: right[u.Source], Prev: u.Prev, Next: u.Next, Speaker: u.Line.Speaker})
	}
	b.Memory.Add(localize.Entry{Source: termLine, Target: "Boss, they are here.", Prev: b.Units[18].Prev, Next: b.Units[18].Next, Speaker: "秘书"})
	engine := &scripted{right: right}
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
	if err != nil {
		t.Fatal(err)
	}
	if open := sound(t, b, right, got); open != 0 {
		t.Errorf("%d open", open)
	}
	if d := got["k1"]; d.Origin != season.FromMemory || d.Engine != "" {
		t.Errorf("draft %+v is not from memory", d)
	}
	if len(engine.requests) != 1 || len(engine.requests[0].Lines) != 1 || got["k19"].Origin != season.FromMachine {
		t.Errorf("a memory that breaks a term was used: %+v", got["k19"])
	}
}

func TestDraftStops(t *testing.T) {
	b, right := episode(t)
	stop := make(chan struct{})
	b.Stop = stop
	engine := &scripted{right: right, fault: once(func(int, localize.Request, *localize.Reply) error { close(stop); return nil })}
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine, Lines: 20})
	if !errors.Is(err, localize.ErrStopped) || len(got) != 20 || len(engine.requests) != 1 {
		t.Errorf("error %v, %d drafts, %d requests", err, len(got), len(engine.requests))
	}
}

func TestDraftCancelled(t *testing.T) {
	b, right := episode(t)
	ctx, cancel := context.WithCancel(t.Context())
	engine := &scripted{right: right, fault: func(int, localize.Request, *localize.Reply) error {
		cancel()
		return &provider.Error{Provider: "gpt", Kind: provider.Temporary, Err: ctx.Err()}
	}}
	err := localize.DraftEpisode(ctx, b, []localize.Engine{{Name: "gpt", Translator: engine}}, func([]localize.Draft) error { return nil })
	if !errors.Is(err, context.Canceled) || len(engine.requests) != 1 {
		t.Errorf("error %v after %d requests", err, len(engine.requests))
	}
}

func TestDraftKeepFails(t *testing.T) {
	b, right := episode(t)
	full := errors.New("disk full")
	engine := &scripted{right: right}
	err := localize.DraftEpisode(t.Context(), b, []localize.Engine{{Name: "gpt", Translator: engine, Lines: 20}}, func([]localize.Draft) error { return full })
	if !errors.Is(err, full) || len(engine.requests) != 1 {
		t.Errorf("error %v after %d requests", err, len(engine.requests))
	}
}

func TestDraftNobodyToAsk(t *testing.T) {
	b, right := episode(t)
	b.Units[3].Source = "⟦1⟧ \n"
	got, err := collect(t, b)
	if err != nil || len(got) != len(b.Units)-1 {
		t.Fatalf("%d drafts, error %v", len(got), err)
	}
	if d := got["k1"]; d.Text != "" || d.Doubts[0].Rule != season.RuleUntranslated || !strings.Contains(d.Doubts[0].Message, "translate:") {
		t.Errorf("draft %+v", d)
	}
	_ = right
}

func TestDraftTidiesText(t *testing.T) {
	b, _ := episode(t)
	b.Units = b.Units[:1]
	b.Units[0].Source = "甲|乙"
	b.Judge = nil
	engine := &scripted{right: map[string]string{"甲|乙": "  Cafe\u0301 ｜ two \r\n  lines\n"}}
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
	if err != nil || got["k1"].Text != "Café | two\nlines" {
		t.Errorf("text %q, error %v", got["k1"].Text, err)
	}
}
