package google

import (
	"context"
	"fmt"
	"strings"

	"dramaport/internal/provider"
	"dramaport/localize"
)

// Translator is a localize.Translator and a localize.GlossaryUser. Close it
// after use.
type Translator struct {
	o        Options
	link     *link
	glossary *glossary // nil for none
}

// New returns a translator. It calls nobody: the first request signs in.
// Settings that cannot work are a *provider.Error.
func New(o Options) (*Translator, error) {
	if o.Name == "" {
		o.Name = "google"
	}
	full, err := o.complete()
	if err != nil {
		return nil, o.failed(err)
	}
	return &Translator{o: full, link: newLink(full)}, nil
}

// Close ends the connection, also of those that WithTerms has returned.
func (t *Translator) Close() error { return t.link.close() }

// WithTerms implements localize.GlossaryUser. Without a bucket or a glossary to
// keep them in, the terms stay with the checks.
func (t *Translator) WithTerms(season, market string, terms []localize.Wording) localize.Translator {
	if len(terms) == 0 || t.o.Bucket == "" && t.o.Glossary == "" {
		return t
	}
	with := *t
	with.glossary = newGlossary(t.o, season, market, terms)
	return &with
}

// Prove makes one call that costs nothing, and so finds out whether the
// sign-in, the project, the API, the role and the languages are as they should
// be.
func (t *Translator) Prove(ctx context.Context) error {
	s, err := t.link.session(ctx)
	if err == nil {
		_, err = t.link.pair(ctx, s, t.o.Source, t.o.Target)
	}
	return err
}

// Translate implements localize.Translator. Usage counts the characters sent,
// as the service charges them. Where a part of a long request fails after
// another was answered, what was answered is returned: it is paid for.
func (t *Translator) Translate(ctx context.Context, r localize.Request) (localize.Reply, error) {
	if len(r.Lines) == 0 {
		return localize.Reply{}, ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return localize.Reply{}, fmt.Errorf("%s: %w", t.o.Name, err)
	}
	c, err := t.prepare(ctx, r)
	if err != nil {
		return localize.Reply{}, err
	}
	reply := localize.Reply{Texts: map[int]string{}, Refused: map[int]string{}}
	parts := split(t.o, r.Lines, reply.Refused)
	reply.Unasked = len(parts) == 0
	for _, part := range parts {
		if err := c.ask(ctx, part, &reply); err != nil {
			return reply, after(reply, ctx, err)
		}
	}
	return reply, nil
}

// Calls implements localize.CallCounter: lines with and without markup, and with and
// without examples, go apart, and no call is too long.
func (t *Translator) Calls(r localize.Request) int { return len(split(t.o, r.Lines, map[int]string{})) }

// Characters implements localize.CharacterCounter: markup at a line's edges never leaves,
// and markup inside is written out as spans, which are charged.
func (t *Translator) Characters(r localize.Request) int64 {
	n := int64(0)
	for _, p := range split(t.o, r.Lines, map[int]string{}) {
		n += p.characters()
	}
	return n
}

// after is a part's failure as the whole request's: none if other parts were
// answered and asking for the missing lines again may mend it.
func after(reply localize.Reply, ctx context.Context, err error) error {
	kind := provider.KindOf(err)
	if len(reply.Texts) > 0 && ctx.Err() == nil && kind != provider.Credentials && kind != provider.Funds {
		return nil
	}
	return err
}

// prepare signs in, chooses the language codes and readies the glossary.
func (t *Translator) prepare(ctx context.Context, r localize.Request) (call, error) {
	s, err := t.link.session(ctx)
	if err != nil {
		return call{}, err
	}
	codes, err := t.link.pair(ctx, s, r.Source, r.Target)
	if err != nil {
		return call{}, err
	}
	c := call{o: t.o, session: s, codes: codes, glossary: t.glossary}
	if t.glossary != nil {
		c.resource, err = t.glossary.ready(ctx, s, codes)
	}
	return c, err
}

// ask sends one part and puts its texts into the reply.
func (c call) ask(ctx context.Context, p part, reply *localize.Reply) error {
	texts, err := c.send(ctx, p)
	if err != nil {
		return err
	}
	reply.Usage.Requests++
	reply.Usage.Characters += p.characters()
	if len(texts) != len(p.lines) {
		reply.Strange = append(reply.Strange, fmt.Sprintf("%d texts for %d lines", len(texts), len(p.lines)))
		return nil
	}
	for i, l := range p.lines {
		if text, ok := l.restore(texts[i]); ok && strings.TrimSpace(text) != "" {
			reply.Texts[l.n] = text
		}
	}
	return nil
}
