package localize_test

import (
	"strings"
	"testing"

	"dramaport/glossaries"
	"dramaport/localize"
	"dramaport/season"
)

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
				if d.Text == "" && (d.Findings[0].Rule != test.rule || !strings.HasPrefix(d.Findings[0].Message, "gpt: ")) {
					t.Errorf("left open for %+v, want rule %s of gpt", d.Findings, test.rule)
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
		checked(&b, glossaries.Glossary{}, m)
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
	checked(&b, book(t, terms), market)
	for text, whole := range map[string]bool{"Sign ⟦1⟧the papers⟦2⟧.": true, "Sign the papers.": false, "Sign ⟦2⟧the papers⟦1⟧.": false, "⟦1⟧⟦2⟧⟦3⟧ Sign.": false} {
		engine := &scripted{right: map[string]string{b.Units[0].Source: text}}
		got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
		if err != nil {
			t.Fatal(err)
		}
		if d := got["k1"]; (d.Text != "") != whole || !whole && d.Findings[0].Rule != season.RuleTagLost {
			t.Errorf("%q: draft %+v", text, d)
		}
	}
}
