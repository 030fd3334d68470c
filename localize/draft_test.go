package localize_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/memory"
	"dramaport/season"
)

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
	if d := got["k1"]; d.Origin != season.FromMachine || d.Engine != "gpt" || len(d.Findings) != 0 {
		t.Errorf("draft %+v", d)
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
	context := engine.requests[1].Context.Render(len(engine.requests[1].Lines))
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
	if !strings.Contains(r.Context.Render(len(r.Lines)), "\n[1]\n- 林婉|我只想要一个真相。\n") || !strings.Contains(r.Context.Render(len(r.Lines)), "Someone") && !strings.Contains(r.Context.Render(len(r.Lines)), " => ") {
		t.Errorf("context:\n%s", r.Context.Render(len(r.Lines)))
	}
}

func TestDraftReasonIsTold(t *testing.T) {
	b, right := episode(t)
	engine := &scripted{right: right, fault: once(onLine(termLine, func(s string) string { return strings.ReplaceAll(s, "CEO Gu", "Boss") }))}
	if _, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine}); err != nil {
		t.Fatal(err)
	}
	r := engine.requests[1]
	if len(r.Lines) != 1 || !strings.Contains(r.Context.Render(len(r.Lines)), "REPAIR") || !strings.Contains(r.Context.Render(len(r.Lines)), "- 1: your answer was “Boss, ") || !strings.Contains(r.Context.Render(len(r.Lines)), "term-missing") {
		t.Errorf("repair asked %+v with\n%s", r.Lines, r.Context.Render(len(r.Lines)))
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
	b.Memory = memory.New()
	for _, u := range b.Units {
		b.Memory.Add(memory.Entry{Source: u.Source, Target: right[u.Source], Prev: u.Prev, Next: u.Next, Speaker: u.Line.Speaker})
	}
	b.Memory.Add(memory.Entry{Source: termLine, Target: "Boss, they are here.", Prev: b.Units[18].Prev, Next: b.Units[18].Next, Speaker: "秘书"})
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
	if d := got["k1"]; d.Text != "" || d.Findings[0].Rule != season.RuleUntranslated || !strings.Contains(d.Findings[0].Message, "translate:") {
		t.Errorf("draft %+v", d)
	}
	_ = right
}

func TestDraftTidiesText(t *testing.T) {
	b, _ := episode(t)
	b.Units = b.Units[:1]
	b.Units[0].Source = "甲|乙"
	b.Units[0].Subject = nil
	engine := &scripted{right: map[string]string{"甲|乙": "  Cafe\u0301 ｜ two \r\n  lines\n"}}
	got, err := collect(t, b, localize.Engine{Name: "gpt", Translator: engine})
	if err != nil || got["k1"].Text != "Café | two\nlines" {
		t.Errorf("text %q, error %v", got["k1"].Text, err)
	}
}

// TestDraftWordlessLine: a line without words that no engine had a text for
// stays as it is, and is credited to none of them.
func TestDraftWordlessLine(t *testing.T) {
	b, _ := episode(t)
	b.Units = b.Units[:2]
	b.Units[0].Source, b.Units[1].Source = "⟦1⟧……⟦2⟧", "走……"
	b.Units[0].Terms, b.Units[1].Terms = nil, nil
	checked(&b, book(t, terms), market)
	got, err := collect(t, b, localize.Engine{Name: "a", Translator: &scripted{}}, localize.Engine{Name: "b", Translator: &scripted{}})
	if err != nil {
		t.Fatal(err)
	}
	if d := got["k1"]; d.Text != "⟦1⟧……⟦2⟧" || d.Origin != season.FromMachine || d.Engine != "" {
		t.Errorf("a line without words: %+v", d)
	}
	if d := got["k2"]; d.Text != "" || len(d.Findings) != 2 {
		t.Errorf("a line with words: %+v", d)
	}
}
