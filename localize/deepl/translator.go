package deepl

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"dramaport/internal/httpdoor"
	"dramaport/internal/provider"
	"dramaport/localize"
)

// The addresses of the service. Keys of free accounts end in ":fx".
const (
	BaseURL     = "https://api.deepl.com"
	FreeBaseURL = "https://api-free.deepl.com"
	freeKey     = ":fx"
)

// KeyEnv is the variable in which DeepL's own programs look for the key.
const KeyEnv = "DEEPL_API_KEY"

// mostLines is how many texts a request may hold. Source: DeepL's OpenAPI.
const mostLines = 50

// Options say which account to use, and how.
type Options struct {
	// Name is the translator's name in season.yaml; "deepl" if empty.
	Name string
	// BaseURL is the service without a version; by the key if empty.
	BaseURL string
	// Key is the secret, KeyEnv the environment variable it came from.
	Key, KeyEnv string
	// Timeout is for one request; httpdoor.DefaultTimeout if 0.
	Timeout time.Duration
	// Extra are further fields of the request's body, such as formality,
	// model_type, glossary_id, custom_instructions.
	Extra map[string]any
	// Source and Target are what Prove looks for; every Request says its own.
	Source, Target language.Tag
}

// Translator is a localize.Translator. It holds no state but connections.
type Translator struct {
	o    Options
	door *httpdoor.Door
}

// New returns a translator without asking the service anything. A missing key
// or a setting that cannot work is a *provider.Error.
func New(o Options) (*Translator, error) {
	t := &Translator{o: o}
	if t.o.Name == "" {
		t.o.Name = "deepl"
	}
	if o.Key == "" && o.KeyEnv == "" && o.BaseURL != "" {
		return nil, &provider.Error{Provider: t.o.Name, Kind: provider.Credentials,
			Err: fmt.Errorf("no key for %s: name the variable that holds it, such as api_key_env: %s", o.BaseURL, KeyEnv)}
	}
	if t.o.KeyEnv == "" {
		t.o.KeyEnv = KeyEnv
	}
	if o.Key == "" {
		return nil, &provider.Error{Provider: t.o.Name, Kind: provider.Credentials, Env: t.o.KeyEnv, Err: fmt.Errorf("no key: set $%s", t.o.KeyEnv)}
	}
	if o.BaseURL == "" && strings.HasSuffix(o.Key, freeKey) {
		t.o.BaseURL = FreeBaseURL
	} else if o.BaseURL == "" {
		t.o.BaseURL = BaseURL
	}
	var err error
	t.door, err = httpdoor.Open(httpdoor.Options{Name: t.o.Name, URL: t.o.BaseURL, Key: o.Key, Env: t.o.KeyEnv, Timeout: o.Timeout, Extra: o.Extra, Ours: ours(),
		Header: http.Header{"Authorization": {"DeepL-Auth-Key " + o.Key}}})
	return t, err
}

// MostLines implements localize.LineLimited.
func (t *Translator) MostLines() int { return mostLines }

// answer is DeepL's reply.
type answer struct {
	Translations []struct {
		Text   string `json:"text"`
		Billed *int64 `json:"billed_characters"`
	} `json:"translations"`
}

// Translate implements localize.Translator: one request to /v2/translate.
// Usage counts the characters that DeepL says it bills.
func (t *Translator) Translate(ctx context.Context, r localize.Request) (localize.Reply, error) {
	if len(r.Lines) == 0 {
		return localize.Reply{}, ctx.Err()
	}
	if len(r.Lines) > mostLines {
		return localize.Reply{}, &provider.Error{Provider: t.o.Name, Kind: provider.TooLong, Err: fmt.Errorf("%d lines; DeepL takes %d in a request", len(r.Lines), mostLines)}
	}
	from, into, ok := Codes(r.Source, r.Target)
	if !ok {
		return localize.Reply{}, t.door.Failed(noPair(r.Source, r.Target))
	}
	body, expect := t.body(r, from, into)
	var a answer
	if err := t.door.Post(ctx, "/v2/translate", body, &a); err != nil {
		return localize.Reply{}, err
	}
	reply := localize.Reply{Usage: usage(a, r.Lines)}
	if len(a.Translations) != len(r.Lines) {
		reply.Strange = []string{fmt.Sprintf("%d texts for %d lines: none can be trusted", len(a.Translations), len(r.Lines))}
		return reply, nil
	}
	reply.Texts = texts(a, r.Lines, expect)
	return reply, nil
}

func texts(a answer, lines []localize.Item, expect [][]string) map[int]string {
	found := map[int]string{}
	for i, item := range lines {
		if text, ok := decode(a.Translations[i].Text, expect[i]); ok && text != "" {
			found[item.N] = text
		}
	}
	return found
}

// usage is what DeepL says it bills, or what was sent where it does not say.
func usage(a answer, lines []localize.Item) localize.Usage {
	var u localize.Usage
	for _, t := range a.Translations {
		if t.Billed != nil {
			u.Characters += *t.Billed
		}
	}
	if u.Characters == 0 {
		for _, item := range lines {
			u.Characters += int64(utf8.RuneCountInString(item.Text))
		}
	}
	return u
}

// Prove tries the key with a request that costs nothing. An account that has
// used up its characters, or languages that DeepL does not serve, fail.
func (t *Translator) Prove(ctx context.Context) error {
	if _, _, ok := Codes(t.o.Source, t.o.Target); !ok {
		return t.door.Failed(noPair(t.o.Source, t.o.Target))
	}
	var u struct {
		Count int64 `json:"character_count"`
		Limit int64 `json:"character_limit"`
	}
	if err := t.door.Get(ctx, "/v2/usage", &u); err != nil {
		return err
	}
	if u.Limit > 0 && u.Count >= u.Limit {
		return &provider.Error{Provider: t.o.Name, Kind: provider.Funds, Err: fmt.Errorf("%d of %d characters used", u.Count, u.Limit)}
	}
	return nil
}

func noPair(source, target language.Tag) error {
	return fmt.Errorf("DeepL does not translate from %s to %s: give the market another translator", source, target)
}
