package localizetest_test

import (
	"context"
	"errors"
	"fmt"
	"html"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/language"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/localizetest"
)

const plantedKey = "sk-planted-4711"

// clever is a correct translator that each of the faulty ones below changes.
type clever struct {
	// around is called with the true answer; nil hands it over.
	around func(ctx context.Context, r localize.Request, honest func() localize.Reply) (localize.Reply, error)
	most   int
}

func (c clever) Translate(ctx context.Context, r localize.Request) (localize.Reply, error) {
	honest := func() localize.Reply {
		reply := localize.Reply{Texts: map[int]string{}}
		for _, l := range r.Lines {
			if text := strings.TrimSpace(strings.ToValidUTF8(l.Text, "")); text != "" {
				reply.Texts[l.N] = r.Target.String() + " «" + text + "»"
				reply.Usage.Characters += int64(len(text))
			}
		}
		return reply
	}
	switch {
	case c.around != nil:
		return c.around(ctx, r, honest)
	case ctx.Err() != nil:
		return localize.Reply{}, ctx.Err()
	}
	return honest(), nil
}

// limited is one that says how many lines it takes.
type limited struct{ clever }

func (l limited) MostLines() int { return l.most }

// planted is a translator with a fault, and the test that must find it.
type planted struct {
	test string
	// where says which of the suite's translators it is: "" for New.
	where string
	most  int
	// faulty is the fault; ok is asked for what is not about it.
	faulty func(ctx context.Context, r localize.Request, honest func() localize.Reply) (localize.Reply, error)
}

// change spoils the true answer.
func change(f func(r localize.Request, p *localize.Reply)) func(context.Context, localize.Request, func() localize.Reply) (localize.Reply, error) {
	return func(ctx context.Context, r localize.Request, honest func() localize.Reply) (localize.Reply, error) {
		if err := ctx.Err(); err != nil {
			return localize.Reply{}, err
		}
		p := honest()
		f(r, &p)
		return p, nil
	}
}

// plantedFaults are made anew for every run of the suite.
func plantedFaults() map[string]planted {
	var mu sync.Mutex
	var last localize.Request
	shared := localize.Reply{Texts: map[int]string{}}
	first := language.Und
	return map[string]planted{
		"returns the source": {test: "answers_every_key", faulty: change(func(r localize.Request, p *localize.Reply) { p.Texts[2] = r.Lines[min(1, len(r.Lines)-1)].Text })},
		"fills large requests with the source": {test: "sizes", faulty: change(func(r localize.Request, p *localize.Reply) {
			if len(r.Lines) > 100 {
				p.Texts[101] = r.Lines[100].Text
			}
		})},
		"returns bytes that are no UTF-8": {test: "hostile_text", faulty: change(func(r localize.Request, p *localize.Reply) {
			for _, l := range r.Lines {
				if strings.Contains(l.Text, "\xff") {
					p.Texts[l.N] = l.Text
				}
			}
		})},
		"leaves escapes in the text": {test: "hostile_text", faulty: change(func(_ localize.Request, p *localize.Reply) {
			for n := range p.Texts {
				p.Texts[n] = html.EscapeString(p.Texts[n])
			}
		})},
		"leaves escapes in terms": {test: "terms", faulty: change(func(r localize.Request, p *localize.Reply) {
			for _, l := range r.Lines {
				for _, w := range l.Terms {
					p.Texts[l.N] += html.EscapeString(w.Target)
				}
			}
		})},
		"repeats the prompt": {test: "answers_every_key", faulty: change(func(r localize.Request, p *localize.Reply) { p.Texts[1] += r.Prefix })},
		"needs the context": {test: "bare_request", faulty: change(func(r localize.Request, p *localize.Reply) {
			if len(r.Context.Lines) == 0 {
				p.Texts = nil
			}
		})},
		"drops lines with placeholders": {test: "placeholders", faulty: change(func(r localize.Request, p *localize.Reply) {
			maps.DeleteFunc(p.Texts, func(n int, _ string) bool { return n > 1 && strings.Contains(r.Lines[n-1].Text, "⟦") })
		})},
		"renumbers placeholders": {test: "placeholders", faulty: change(func(_ localize.Request, p *localize.Reply) {
			for n := range p.Texts {
				p.Texts[n] = strings.ReplaceAll(p.Texts[n], "⟦12⟧", "⟦2⟧")
			}
		})},
		"changes the request":        {test: "answers_every_key", faulty: change(func(r localize.Request, _ *localize.Reply) { r.Lines[0].Text = "changed" })},
		"bills every request alike":  {test: "sizes", faulty: change(func(_ localize.Request, p *localize.Reply) { p.Usage.Characters = 9 })},
		"bills less than nothing":    {test: "answers_every_key", faulty: change(func(_ localize.Request, p *localize.Reply) { p.Usage.OutputTokens = -1 })},
		"refuses without a reason":   {test: "answers_every_key", faulty: change(func(_ localize.Request, p *localize.Reply) { delete(p.Texts, 1); p.Refused = map[int]string{1: ""} })},
		"tells the key in the reply": {test: "answers_every_key", faulty: change(func(_ localize.Request, p *localize.Reply) { p.Refused = map[int]string{99: plantedKey} })},
		"translates into one language": {test: "target", faulty: change(func(r localize.Request, p *localize.Reply) {
			mu.Lock()
			defer mu.Unlock()
			if first == language.Und {
				first = r.Target
			}
			for n := range p.Texts {
				p.Texts[n] = strings.Replace(p.Texts[n], r.Target.String(), first.String(), 1)
			}
		})},
		"hands over the same map again": {test: "same_again", faulty: change(func(_ localize.Request, p *localize.Reply) {
			mu.Lock()
			defer mu.Unlock()
			clear(shared.Texts)
			maps.Copy(shared.Texts, p.Texts)
			p.Texts = shared.Texts
		})},
		"keeps the request in a field": {test: "concurrent", faulty: func(ctx context.Context, r localize.Request, _ func() localize.Reply) (localize.Reply, error) {
			mu.Lock()
			last = r
			mu.Unlock()
			for range 20 {
				runtime.Gosched()
			}
			mu.Lock()
			defer mu.Unlock()
			return clever{}.Translate(ctx, last)
		}},
		"takes more lines than it says":                    {test: "sizes", most: 50, faulty: change(func(localize.Request, *localize.Reply) {})},
		"returns the source, asked line by line":           {test: "answers_every_key", most: 1, faulty: change(func(r localize.Request, p *localize.Reply) { p.Texts[1] = r.Lines[0].Text })},
		"answers for a line not asked, asked line by line": {test: "answers_every_key", most: 1, faulty: change(func(_ localize.Request, p *localize.Reply) { p.Texts[2] = "more" })},
		"swallows the cancellation": {test: "cancelled_under_way", where: "hanging", faulty: func(ctx context.Context, _ localize.Request, _ func() localize.Reply) (localize.Reply, error) {
			<-ctx.Done()
			return localize.Reply{}, nil
		}},
		"calls a cancellation a broken connection": {test: "cancelled_under_way", where: "hanging", faulty: func(ctx context.Context, _ localize.Request, _ func() localize.Reply) (localize.Reply, error) {
			<-ctx.Done()
			return localize.Reply{}, &provider.Error{Provider: "p", Kind: provider.Temporary, Err: ctx.Err()}
		}},
		"tells the key in a wrapped error": {test: "failure_of_kind_3", where: "failing", faulty: func(context.Context, localize.Request, func() localize.Reply) (localize.Reply, error) {
			return localize.Reply{}, &provider.Error{Provider: "p", Kind: provider.Busy, Err: quiet{errors.New("Bearer " + plantedKey)}}
		}},
		"returns the error's words as a text": {test: "failure_of_kind_3", where: "failing", faulty: func(context.Context, localize.Request, func() localize.Reply) (localize.Reply, error) {
			return localize.Reply{Texts: map[int]string{1: "HTTP 429"}}, nil
		}},
		"tries again by itself": {test: "busy_service", where: "busy"},
		"follows a redirect":    {test: "redirect", where: "at"},
		"shifts what a lossy service says": {test: "lossy_service", where: "lossy", faulty: change(func(r localize.Request, p *localize.Reply) {
			for n := 2; n < len(r.Lines); n++ {
				p.Texts[n] = p.Texts[n+1]
			}
			delete(p.Texts, len(r.Lines))
		})},
		"fills what a lossy service leaves out": {test: "lossy_service", where: "lossy", faulty: change(func(r localize.Request, p *localize.Reply) { p.Texts[2] = r.Lines[1].Text })},
	}
}

// quiet says less than it wraps.
type quiet struct{ error }

func (q quiet) Error() string { return "busy" }
func (q quiet) Unwrap() error { return q.error }

// options are the suite's, with the fault where it belongs.
func (p planted) options() localizetest.Options {
	faulty := func(*testing.T) localize.Translator { return clever{around: p.faulty} }
	o := localizetest.Options{
		New:    func(*testing.T) localize.Translator { return clever{} },
		Secret: plantedKey, Other: language.French,
		Lossy: func(*testing.T) localize.Translator {
			return clever{around: change(func(_ localize.Request, p *localize.Reply) { delete(p.Texts, 2) })}
		},
		Busy: func(*testing.T) (localize.Translator, func() int) { return busy(1) },
		Hanging: func(*testing.T) localize.Translator {
			return clever{around: func(ctx context.Context, _ localize.Request, _ func() localize.Reply) (localize.Reply, error) {
				<-ctx.Done()
				return localize.Reply{}, fmt.Errorf("p: %w", ctx.Err())
			}}
		},
		At: func(_ *testing.T, base string) localize.Translator { return visitor(base, false) },
		Failing: map[provider.Kind]func(*testing.T) localize.Translator{provider.Busy: func(*testing.T) localize.Translator {
			tr, _ := busy(1)
			return tr
		}},
	}
	switch p.where {
	case "hanging":
		o.Hanging = faulty
	case "failing":
		o.Failing[provider.Busy] = faulty
	case "lossy":
		o.Lossy = faulty
	case "at":
		o.At = func(_ *testing.T, base string) localize.Translator { return visitor(base, true) }
	case "busy":
		o.Busy = func(*testing.T) (localize.Translator, func() int) { return busy(3) }
	case "":
		o.New = faulty
		if p.most > 0 {
			o.New = func(*testing.T) localize.Translator { return limited{clever{around: p.faulty, most: p.most}} }
		}
	}
	return o
}

// visitor asks the service at base, and goes where it is sent if it follows.
func visitor(base string, follows bool) localize.Translator {
	client := http.Client{}
	if !follows {
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	return clever{around: func(_ context.Context, r localize.Request, _ func() localize.Reply) (localize.Reply, error) {
		res, err := client.Post(base, "text/plain", strings.NewReader(r.Lines[0].Text))
		if err != nil {
			return localize.Reply{}, err
		}
		defer res.Body.Close()
		return localize.Reply{}, &provider.Error{Provider: "p", Err: fmt.Errorf("%s redirects to %s", base, res.Header.Get("Location"))}
	}}
}

// busy asks a busy service so many times, and counts.
func busy(tries int) (localize.Translator, func() int) {
	requests := 0
	return clever{around: func(context.Context, localize.Request, func() localize.Reply) (localize.Reply, error) {
		requests += tries
		return localize.Reply{}, &provider.Error{Provider: "p", Kind: provider.Busy, Err: errors.New("busy")}
	}}, func() int { return requests }
}

// TestPlanted is run by TestSuiteFindsPlantedFaults in a process of its own.
func TestPlanted(t *testing.T) {
	f, asked := plantedFaults()[os.Getenv("DRAMAPORT_PLANTED")]
	if !asked {
		t.Skip("run by TestSuiteFindsPlantedFaults")
	}
	localizetest.Run(t, f.options())
}

func TestSuiteFindsPlantedFaults(t *testing.T) {
	for name, f := range plantedFaults() {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestPlanted$", "-test.v")
		cmd.Env = append(os.Environ(), "DRAMAPORT_PLANTED="+name)
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "--- FAIL: TestPlanted/"+f.test) {
			t.Errorf("a translator that %s passes %s: %v\n%s", name, f.test, err, out)
		}
	}
}

// TestSuitePassesAHonestOne: with every option in use, and with a bound.
func TestSuitePassesAHonestOne(t *testing.T) {
	localizetest.Run(t, planted{where: "none"}.options())
	for _, most := range []int{1, 20} {
		t.Run(fmt.Sprintf("bounded by %d", most), func(t *testing.T) {
			o := planted{where: "none"}.options()
			o.New = func(*testing.T) localize.Translator {
				return limited{clever{most: most, around: func(ctx context.Context, r localize.Request, honest func() localize.Reply) (localize.Reply, error) {
					if len(r.Lines) > most {
						return localize.Reply{}, &provider.Error{Provider: "p", Kind: provider.TooLong, Err: errors.New("too many lines")}
					}
					return change(func(localize.Request, *localize.Reply) {})(ctx, r, honest)
				}}}
			}
			localizetest.Run(t, o)
		})
	}
}
