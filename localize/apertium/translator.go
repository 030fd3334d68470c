package apertium

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"dramaport/internal/provider"
	"dramaport/localize"
)

// Options say how to use Apertium. The zero value is fine.
type Options struct {
	// Name is the translator's name in season.yaml; "apertium" if empty.
	Name string
	// Pair is the mode to use for every request; if empty, PairFor chooses
	// by each request's locales.
	Pair string
	// ModesDir is where the pairs are; ModesDir of this package if empty.
	ModesDir string
	// Timeout is the longest that one line may take, the start of the
	// processes included; 30 s if 0.
	Timeout time.Duration
}

// Translator is a localize.Translator. Close it after use.
type Translator struct {
	o      Options
	ctx    context.Context // ends at Close; the processes outlive single requests
	cancel context.CancelFunc

	mu      sync.Mutex
	engines map[string]*engine
}

// New returns a translator; processes are started when first needed. A Pair
// that is not installed is a *provider.Error that names the remedy.
func New(o Options) (*Translator, error) {
	if o.Name == "" {
		o.Name = "apertium"
	}
	if o.ModesDir == "" {
		o.ModesDir = ModesDir
	}
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	t := &Translator{o: o, engines: map[string]*engine{}}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	if o.Pair != "" {
		if _, err := t.engine(o.Pair, ""); err != nil {
			t.cancel()
			return nil, err
		}
	}
	return t, nil
}

// Close ends all processes: those at rest by the end of their input, those at
// work at once. A translator that is closed translates no more.
func (t *Translator) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, e := range t.engines {
		select {
		case e.lock <- struct{}{}:
			e.drop()
			<-e.lock
		default:
		}
	}
	t.cancel()
	for _, e := range t.engines {
		e.lock <- struct{}{}
		e.drop()
		<-e.lock
	}
	return nil
}

// hopeless is at how many lines in a row a pipeline may stop before the
// request is given up.
const hopeless = 2

// Translate implements localize.Translator. A line whose placeholders or terms
// did not come through is absent; one at which the engine stopped twice is
// refused. Usage counts the characters of the lines.
func (t *Translator) Translate(ctx context.Context, r localize.Request) (localize.Reply, error) {
	reply := localize.Reply{Texts: map[int]string{}, Refused: map[int]string{}}
	if len(r.Lines) == 0 {
		return reply, ctx.Err()
	}
	e, err := t.choose(r)
	if err != nil {
		return reply, err
	}
	stopped := 0
	for _, item := range r.Lines {
		text, ok, err := t.one(ctx, e, item, r.Target)
		if ctx.Err() != nil {
			return reply, fmt.Errorf("%s: %w", t.o.Name, ctx.Err())
		}
		if err == nil {
			stopped = 0
			reply.Usage.Characters += int64(utf8.RuneCountInString(item.Text))
			if ok && text != "" {
				reply.Texts[item.N] = text
			}
			continue
		}
		reply.Refused[item.N] = err.Error()
		if stopped++; stopped == hopeless || len(r.Lines) == 1 || t.ctx.Err() != nil {
			return reply, t.failed(fmt.Errorf("line %d: %w", item.N, err))
		}
	}
	return reply, nil
}

// one translates a single item.
func (t *Translator) one(ctx context.Context, e *engine, item localize.Item, target language.Tag) (string, bool, error) {
	encoded, m := encode(item.Text, item.Terms)
	out, err := e.say(ctx, t.ctx, t.o.Timeout, encoded)
	if err != nil {
		return "", false, err
	}
	text, ok := decode(out, m)
	if base, _ := target.Base(); ok && base.String() == "es" {
		text = openSpanish(text)
	}
	return text, ok, nil
}

// choose is the engine for a request's locales.
func (t *Translator) choose(r localize.Request) (*engine, error) {
	if t.o.Pair != "" {
		return t.engine(t.o.Pair, "")
	}
	mode, pkg, ok := PairFor(r.Source, r.Target)
	if !ok {
		return nil, t.failed(fmt.Errorf("no pair from %s to %s: give market another translator", r.Source, r.Target))
	}
	return t.engine(mode, pkg)
}

// engine is the engine of a pair, made when first asked for.
func (t *Translator) engine(mode, pkg string) (*engine, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if e := t.engines[mode]; e != nil {
		return e, nil
	}
	file := modeFile(t.o.ModesDir, mode)
	chain, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) && pkg != "" {
		err = fmt.Errorf("pair %s is not installed: apt install %s", mode, pkg)
	} else if errors.Is(err, os.ErrNotExist) {
		err = fmt.Errorf("pair %s is not installed: there is no %s", mode, file)
	}
	if err != nil {
		return nil, t.failed(err)
	}
	e := &engine{script: script(string(chain)), lock: make(chan struct{}, 1)}
	t.engines[mode] = e
	return e, nil
}

func (t *Translator) failed(err error) error {
	return &provider.Error{Provider: t.o.Name, Kind: provider.Failed, Err: err}
}
