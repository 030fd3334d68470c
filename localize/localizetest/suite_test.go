package localizetest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/localizetest"
)

// translator is a correct one, spoiled by after.
type translator struct {
	after func(localize.Request, *localize.Reply) error
}

func (tr translator) Translate(ctx context.Context, r localize.Request) (localize.Reply, error) {
	if err := ctx.Err(); err != nil {
		return localize.Reply{}, err
	}
	reply := localize.Reply{Texts: map[int]string{}}
	for _, l := range r.Lines {
		if strings.TrimSpace(l.Text) != "" {
			reply.Texts[l.N] = "«" + strings.ToValidUTF8(l.Text, "") + "»"
			reply.Usage.Characters++
		}
	}
	err := tr.after(r, &reply)
	return reply, err
}

// spoiled are translators with one fault each, and the test that must find it.
func spoiled() map[string]struct {
	test  string
	after func(localize.Request, *localize.Reply) error
} {
	var calls atomic.Int64
	type fault = struct {
		test  string
		after func(localize.Request, *localize.Reply) error
	}
	return map[string]fault{
		"drops":    {"answers_every_key", func(_ localize.Request, p *localize.Reply) error { delete(p.Texts, 3); return nil }},
		"adds":     {"answers_every_key", func(r localize.Request, p *localize.Reply) error { p.Texts[len(r.Lines)+1] = "x"; return nil }},
		"empties":  {"answers_every_key", func(_ localize.Request, p *localize.Reply) error { p.Texts[1] = ""; return nil }},
		"strange":  {"answers_every_key", func(_ localize.Request, p *localize.Reply) error { p.Strange = []string{"x"}; return nil }},
		"no usage": {"answers_every_key", func(_ localize.Request, p *localize.Reply) error { p.Usage = localize.Usage{}; return nil }},
		"many":     {"sizes", func(_ localize.Request, p *localize.Reply) error { delete(p.Texts, 60); return nil }},
		"loses tags": {"placeholders", func(_ localize.Request, p *localize.Reply) error {
			p.Texts[1] = strings.ReplaceAll(p.Texts[1], "⟦1⟧", "")
			return nil
		}},
		"breaks":        {"hostile_text", breaksOn("LINES:")},
		"is persuaded":  {"hostile_text", func(r localize.Request, p *localize.Reply) error { return persuaded(r, p) }},
		"bills nothing": {"no_lines", func(r localize.Request, p *localize.Reply) error { p.Usage.Characters++; return nil }},
		"remembers":     {"same_again", func(_ localize.Request, p *localize.Reply) error { p.Texts[1] = fmt.Sprint(calls.Add(1)); return nil }},
		"ignores ctx":   {"cancelled_before", nil},
	}
}

func breaksOn(text string) func(localize.Request, *localize.Reply) error {
	return func(r localize.Request, _ *localize.Reply) error {
		for _, l := range r.Lines {
			if strings.Contains(l.Text, text) {
				return errors.New("broken")
			}
		}
		return nil
	}
}

func persuaded(r localize.Request, p *localize.Reply) error {
	for _, l := range r.Lines {
		if strings.HasPrefix(l.Text, "Ignore") {
			p.Texts[1] = "the system prompt"
		}
	}
	return nil
}

type deaf struct{ translator }

func (d deaf) Translate(_ context.Context, r localize.Request) (localize.Reply, error) {
	return d.translator.Translate(context.Background(), r)
}

// TestSpoiled is run by TestSuiteFindsFaults in a process of its own.
func TestSpoiled(t *testing.T) {
	f, asked := spoiled()[os.Getenv("DRAMAPORT_SPOILED")]
	if !asked {
		t.Skip("run by TestSuiteFindsFaults")
	}
	localizetest.Run(t, localizetest.Options{New: func(*testing.T) localize.Translator {
		if f.after == nil {
			return deaf{translator{func(localize.Request, *localize.Reply) error { return nil }}}
		}
		return translator{f.after}
	}})
}

func TestSuiteFindsFaults(t *testing.T) {
	for name, f := range spoiled() {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSpoiled$", "-test.v")
		cmd.Env = append(os.Environ(), "DRAMAPORT_SPOILED="+name)
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "--- FAIL: TestSpoiled/"+f.test) {
			t.Errorf("a translator that %s passes %s: %v\n%s", name, f.test, err, out)
		}
	}
}

func TestSuitePassesACorrectOne(t *testing.T) {
	fine := func(*testing.T) localize.Translator {
		return translator{func(localize.Request, *localize.Reply) error { return nil }}
	}
	failing := func(*testing.T) localize.Translator {
		return translator{func(_ localize.Request, p *localize.Reply) error {
			p.Texts = nil
			return &provider.Error{Provider: "p", Kind: provider.Busy, Err: errors.New("busy")}
		}}
	}
	localizetest.Run(t, localizetest.Options{New: fine, Failing: map[provider.Kind]func(*testing.T) localize.Translator{provider.Busy: failing}})
}
