package google

import (
	"context"
	"errors"
	"fmt"

	pb "cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/api/iterator"

	"dramaport/localize"
)

// entry is a term on the service.
type entry struct{ name, target string }

// sync brings a glossary that exists in line with the terms, entry by entry:
// what is missing is added, what differs is changed, what is not ours any more
// is removed. A second run changes nothing.
func (g *glossary) sync(ctx context.Context, s *session, name string, pair langs) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	there, err := g.get(ctx, s, name)
	switch {
	case err != nil && isNotFound(err):
		return g.o.failed(fmt.Errorf("there is no glossary %s; the service makes one only from a file in a bucket: make it once, or replace glossary: by bucket: to have it made", last(name)))
	case err != nil:
		return g.o.failure(ctx, err, editor)
	}
	if lp := there.GetLanguagePair(); lp.GetSourceLanguageCode() != pair.source || lp.GetTargetLanguageCode() != pair.target {
		return g.o.failed(fmt.Errorf("the glossary %s is not from %s to %s: name one glossary per market, such as glossary: drama-{market}", last(name), pair.source, pair.target))
	}
	entries, err := g.entries(ctx, s, name)
	if err == nil {
		err = g.align(ctx, s, name, pair, entries)
	}
	if err != nil {
		return g.o.failure(ctx, err, editor)
	}
	return nil
}

// entries lists what the glossary holds, by source wording.
func (g *glossary) entries(ctx context.Context, s *session, name string) (map[string]entry, error) {
	found := map[string]entry{}
	all := s.client.ListGlossaryEntries(ctx, &pb.ListGlossaryEntriesRequest{Parent: name, PageSize: 1000})
	for {
		e, err := all.Next()
		if errors.Is(err, iterator.Done) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		p := e.GetTermsPair()
		found[p.GetSourceTerm().GetText()] = entry{e.GetName(), p.GetTargetTerm().GetText()}
	}
}

// align makes the changes. Removing comes last: what fails before it leaves
// more terms on the service, never fewer.
func (g *glossary) align(ctx context.Context, s *session, name string, pair langs, there map[string]entry) error {
	for _, w := range g.terms {
		old, known := there[w.Source]
		delete(there, w.Source)
		if known && old.target == w.Target {
			continue
		}
		if err := g.put(ctx, s, name, pair, old.name, w); err != nil {
			return err
		}
	}
	for _, e := range there {
		if err := g.bounded(ctx, func(ctx context.Context) error {
			return s.client.DeleteGlossaryEntry(ctx, &pb.DeleteGlossaryEntryRequest{Name: e.name})
		}); err != nil {
			return err
		}
	}
	return nil
}

// put adds a term, or changes the entry called old.
func (g *glossary) put(ctx context.Context, s *session, name string, pair langs, old string, w localize.Wording) error {
	e := &pb.GlossaryEntry{Name: old, Data: &pb.GlossaryEntry_TermsPair{TermsPair: &pb.GlossaryEntry_GlossaryTermsPair{
		SourceTerm: &pb.GlossaryTerm{LanguageCode: pair.source, Text: w.Source},
		TargetTerm: &pb.GlossaryTerm{LanguageCode: pair.target, Text: w.Target},
	}}}
	return g.bounded(ctx, func(ctx context.Context) (err error) {
		if old == "" {
			_, err = s.client.CreateGlossaryEntry(ctx, &pb.CreateGlossaryEntryRequest{Parent: name, GlossaryEntry: e})
		} else {
			_, err = s.client.UpdateGlossaryEntry(ctx, &pb.UpdateGlossaryEntryRequest{GlossaryEntry: e})
		}
		return err
	})
}

// bounded gives one call its deadline; the client library sets none for these.
func (g *glossary) bounded(ctx context.Context, call func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, g.o.Timeout)
	defer cancel()
	return call(ctx)
}
