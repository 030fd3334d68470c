package stage

import (
	"context"
	"fmt"
	"slices"

	"dramaport/dubbing"
	"dramaport/season"
	"dramaport/store"
)

// Plans are the dubs of some episodes as last made, as they were when they
// were read.
type Plans map[planOf]store.Plan

type planOf struct {
	market  season.MarketName
	episode season.EpisodeName
}

// Plans reads the plans of the sheets' episodes at once.
func (d *Workspace) Plans(ctx context.Context, sheets ...Sheet) (Plans, error) {
	if len(sheets) == 0 {
		return nil, nil
	}
	var q store.Query
	for _, s := range sheets {
		if !slices.Contains(q.Markets, s.Market.Name) {
			q.Markets = append(q.Markets, s.Market.Name)
		}
	}
	if len(sheets) == 1 {
		q.Episodes = []season.EpisodeName{sheets[0].Episode}
	}
	kept, err := d.Store.Plans(ctx, q)
	plans := make(Plans, len(kept))
	for _, p := range kept {
		plans[planOf{p.Market, p.Episode}] = p
	}
	return plans, err
}

// of is an episode's plan as it is kept; its Content is "" if there is none.
func (p Plans) of(s Sheet) store.Plan { return p[planOf{s.Market.Name, s.Episode}] }

// Of is an episode's plan, empty if there is none.
func (p Plans) Of(s Sheet) (dubbing.Plan, error) {
	kept := p.of(s)
	if kept.Content == "" {
		return dubbing.Plan{}, nil
	}
	plan, err := dubbing.ParsePlan([]byte(kept.Content))
	if err != nil {
		return dubbing.Plan{}, fmt.Errorf("the plan of the dub of %s [%s]: %w; dramaport dub makes it again", s.Episode, s.Market.Name, err)
	}
	return plan, nil
}

// Plan is the episode's dub as last made; empty if there is none.
func (d *Workspace) Plan(ctx context.Context, s Sheet) (dubbing.Plan, error) {
	plans, err := d.Plans(ctx, s)
	if err != nil {
		return dubbing.Plan{}, err
	}
	return plans.Of(s)
}

// keepPlan keeps an episode's plan with what its stem holds.
func (d *Workspace) keepPlan(ctx context.Context, s Sheet, plan dubbing.Plan, stem string) error {
	content, err := plan.Bytes()
	if err != nil {
		return err
	}
	file, err := measure(stem)
	if err != nil {
		return err
	}
	return d.Store.PutPlan(context.WithoutCancel(ctx), store.Plan{Market: s.Market.Name, Episode: s.Episode, Content: string(content), Stem: file})
}
