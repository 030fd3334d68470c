package libretranslate

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"dramaport/internal/httpdoor"
	"dramaport/internal/provider"
	"dramaport/localize"
)

// BaseURL is where a server of one's own listens.
const BaseURL = "http://localhost:5000"

// Options say which server to ask, and how.
type Options struct {
	// Name is the translator's name in season.yaml; "libretranslate" if empty.
	Name string
	// BaseURL is the server; BaseURL of this package if empty.
	BaseURL string
	// Key is the secret, KeyEnv the environment variable it came from; a
	// server of one's own wants none.
	Key, KeyEnv string
	// Timeout is for one request; httpdoor.DefaultTimeout if 0.
	Timeout time.Duration
	// Extra are further fields of the request's body. source and target name
	// the codes of a server that has other ones.
	Extra map[string]any
	// Source and Target are what Prove looks for; every Request says its own.
	Source, Target language.Tag
}

// Translator is a localize.Translator. It holds no state but connections.
type Translator struct {
	o    Options
	door *httpdoor.Door
}

// New returns a translator without asking the server anything. A setting that
// cannot work is a *provider.Error.
func New(o Options) (*Translator, error) {
	if o.Name == "" {
		o.Name = "libretranslate"
	}
	if o.BaseURL == "" {
		o.BaseURL = BaseURL
	}
	t := &Translator{o: o}
	var err error
	t.door, err = httpdoor.Open(httpdoor.Options{Name: o.Name, URL: o.BaseURL, Key: o.Key, Env: o.KeyEnv, Timeout: o.Timeout,
		Extra: o.Extra, Ours: []string{"q", "format", "api_key"}})
	return t, err
}

// Translate implements localize.Translator: one request to /translate. Usage
// counts the characters that were sent.
func (t *Translator) Translate(ctx context.Context, r localize.Request) (localize.Reply, error) {
	if len(r.Lines) == 0 {
		return localize.Reply{}, ctx.Err()
	}
	lines, words := pieces(r.Lines)
	if len(words) == 0 {
		return localize.Reply{Unasked: true}, ctx.Err()
	}
	var a struct {
		Texts []string `json:"translatedText"`
	}
	if err := t.door.Post(ctx, "/translate", t.body(words, r.Source, r.Target), &a); err != nil {
		return localize.Reply{}, err
	}
	reply := localize.Reply{Usage: usage(words)}
	if len(a.Texts) != len(words) {
		reply.Strange = []string{fmt.Sprintf("%d texts for %d: none can be trusted", len(a.Texts), len(words))}
		return reply, nil
	}
	reply.Texts = texts(r, lines, a.Texts)
	return reply, nil
}

// pieces are the lines cut at their placeholders, and the words of all.
func pieces(items []localize.Item) (lines [][]piece, words []string) {
	for _, item := range items {
		line := cut(item.Text)
		lines = append(lines, line)
		for _, p := range line {
			if p.words != "" {
				words = append(words, p.words)
			}
		}
	}
	return lines, words
}

func (t *Translator) body(words []string, source, target language.Tag) map[string]any {
	body := map[string]any{"source": Code(source), "target": Code(target)}
	maps.Copy(body, t.o.Extra)
	body["q"], body["format"] = words, "text"
	if t.o.Key != "" {
		body["api_key"] = t.o.Key
	}
	return body
}

// texts deals the translated words out to the lines.
func texts(r localize.Request, lines [][]piece, words []string) map[int]string {
	found := map[int]string{}
	for i, item := range r.Lines {
		n := 0
		for _, p := range lines[i] {
			if p.words != "" {
				n++
			}
		}
		if text, ok := join(lines[i], words[:n], r.Target); ok && text != "" {
			found[item.N] = text
		}
		words = words[n:]
	}
	return found
}

func usage(words []string) localize.Usage {
	var u localize.Usage
	for _, w := range words {
		u.Characters += int64(utf8.RuneCountInString(w))
	}
	return u
}

// Characters implements localize.CharacterCounter: placeholders are never sent.
func (t *Translator) Characters(r localize.Request) int64 {
	_, words := pieces(r.Lines)
	return usage(words).Characters
}

// Prove finds the server and its pair of languages; the key is proved by the
// first translation only.
func (t *Translator) Prove(ctx context.Context) error {
	var list []offered
	if err := t.door.Get(ctx, "/languages", &list); err != nil {
		return err
	}
	body := t.body(nil, t.o.Source, t.o.Target)
	from, into := fmt.Sprint(body["source"]), fmt.Sprint(body["target"])
	var known []string
	for _, o := range list {
		if o.Code == from && slices.Contains(o.Targets, into) {
			return nil
		}
		known = append(known, o.Code)
	}
	return t.door.Failed(fmt.Errorf("the server does not translate %s to %s; it has %s: install the pair there, or name its own codes by extra: {source: …, target: …}",
		from, into, provider.Shorten(strings.Join(known, " "))))
}
