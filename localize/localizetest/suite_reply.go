package localizetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/provider"
	"dramaport/localize"
)

// canary stands in the prefix and in the context, and in no translation.
const canary = "Canary7391"

// ask translates and checks what holds for every reply.
func (o Options) ask(t *testing.T, tr localize.Translator, r localize.Request) localize.Reply {
	t.Helper()
	given := r
	given.Lines = make([]localize.Item, len(r.Lines))
	for i, l := range r.Lines {
		given.Lines[i] = l
		given.Lines[i].Terms = slices.Clone(l.Terms)
	}
	if len(r.Lines) == 0 {
		given.Lines = r.Lines
	}
	reply, err := inParts(t.Context(), tr, given)
	if err != nil {
		t.Fatalf("Translate: %v", err)
	}
	if !reflect.DeepEqual(given, r) {
		t.Errorf("the request was changed:\n%+v became\n%+v", r, given)
	}
	checkKeys(t, r, reply)
	checkUsage(t, reply.Usage)
	o.noSecret(t, "reply", reply)
	return reply
}

// checkKeys fails if the reply has a key that was not asked for, or a text and
// a refusal for one line, or a text that is none.
func checkKeys(t *testing.T, r localize.Request, reply localize.Reply) {
	t.Helper()
	for n, text := range reply.Texts {
		if n < 1 || n > len(r.Lines) {
			t.Errorf("text for line %d, which was not asked for: %q", n, text)
		}
		if strings.TrimSpace(text) == "" {
			t.Errorf("line %d: empty text; such a line is to be absent", n)
		}
		if reason, both := reply.Refused[n]; both {
			t.Errorf("line %d is translated and refused (%s)", n, reason)
		}
		if !utf8.ValidString(text) {
			t.Errorf("line %d: %q is not UTF-8", n, text)
		}
		if strings.Contains(text, canary) {
			t.Errorf("line %d: %q holds words of the prefix or the context", n, text)
		}
	}
	for n, reason := range reply.Refused {
		if n < 1 || n > len(r.Lines) || reason == "" {
			t.Errorf("refusal of line %d, which was not asked for or has no reason: %q", n, reason)
		}
	}
}

func checkUsage(t *testing.T, u localize.Usage) {
	t.Helper()
	if min(u.InputTokens, u.CachedTokens, u.OutputTokens, u.Characters) < 0 || u.CachedTokens > u.InputTokens {
		t.Errorf("usage cannot be: %+v", u)
	}
}

// noSource fails if a line's source was handed back as its translation.
func noSource(t *testing.T, r localize.Request, reply localize.Reply) {
	t.Helper()
	for _, l := range r.Lines {
		if text := reply.Texts[l.N]; text == l.Text && strings.ContainsFunc(text, unicode.IsLetter) {
			t.Errorf("line %d: the source itself came back: %q", l.N, text)
		}
	}
}

// noMarkup fails if a text has an escape that its source has not.
func noMarkup(t *testing.T, source, text string) {
	t.Helper()
	for _, mark := range []string{"&amp;", "&lt;", "&gt;", "&quot;", "&#", `\u00`, `\"`, "<x ", "<k>", "%3C"} {
		if strings.Contains(text, mark) && !strings.Contains(source, mark) {
			t.Errorf("%.40q became %.80q: %s is the service's way of writing, not text", source, text, mark)
		}
	}
}

// noSecret fails if the key stands anywhere in v, or in an error below it.
func (o Options) noSecret(t *testing.T, what string, v any) {
	t.Helper()
	if o.Secret == "" {
		return
	}
	all := fmt.Sprintf("%v %+v %#v", v, v, v)
	err, _ := v.(error)
	for ; err != nil; err = errors.Unwrap(err) {
		all += fmt.Sprintf(" %v %+v %#v", err, err, err)
	}
	if strings.Contains(all, o.Secret) {
		t.Errorf("the key stands in the %s", what)
	}
}

// cancelled fails unless err is the context's own: a *provider.Error would be
// taken for the provider's failure and tried again.
func cancelled(t *testing.T, err error) {
	t.Helper()
	var e *provider.Error
	if !errors.Is(err, context.Canceled) || errors.As(err, &e) {
		t.Errorf("error %v (%T), want one that is context.Canceled and no *provider.Error", err, err)
	}
}

func repeated(texts []string, size int) []string {
	var all []string
	for i := range size {
		all = append(all, texts[i%len(texts)])
	}
	return all
}

// tooMany asks for more lines than tr says it takes.
func tooMany(t *testing.T, tr localize.Translator, r localize.Request) {
	t.Helper()
	reply, err := tr.Translate(t.Context(), r)
	if err == nil || provider.KindOf(err) != provider.TooLong || len(reply.Texts) > 0 || reply.Usage != (localize.Usage{}) {
		t.Errorf("%d lines: %d texts, usage %+v, %v; want only an error of kind TooLong", len(r.Lines), len(reply.Texts), reply.Usage, err)
	}
}
