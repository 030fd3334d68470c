package stage

import (
	"context"

	"dramaport/glossaries"
	"dramaport/localize"
	"dramaport/season"
)

// head is the stable head of a market's prompts: with the terms for providers
// that keep it, without any for those that read it anew each time.
type head struct {
	all, bare string
	// unstated are the terms that all has no room for.
	unstated map[string]bool
}

func (d *Workspace) head(ctx context.Context, in localize.PrefixInput, glossary glossaries.Glossary) (head, error) {
	stated, others := in.Terms, []glossaries.Term(nil)
	if len(in.Terms) > localize.MostTerms {
		lines, err := d.linesWith(ctx, in.Market, glossary)
		if err != nil {
			return head{}, err
		}
		stated, others = localize.HeadTerms(in.Terms, lines, localize.MostTerms)
	}
	h := head{unstated: map[string]bool{}}
	for _, t := range others {
		h.unstated[t.Source] = true
	}
	in.Terms = stated
	h.all = localize.Prefix(in)
	in.Terms = nil
	h.bare = localize.Prefix(in)
	return h, nil
}

// linesWith counts the lines of the season in which each term occurs, in the
// texts that the market drafts from.
func (d *Workspace) linesWith(ctx context.Context, m season.Market, glossary glossaries.Glossary) (map[string]int, error) {
	sheets, err := d.LayOut(ctx, Scope{[]season.Market{m}, d.EpisodeNames()})
	if err != nil {
		return nil, err
	}
	lines := map[string]int{}
	for _, s := range sheets {
		for _, r := range s.Rows {
			seen := map[string]bool{}
			for _, found := range glossary.Find(r.From) {
				seen[found.Term.Source] = true
			}
			for source := range seen {
				lines[source]++
			}
		}
	}
	return lines, nil
}
