package stage

import (
	"context"

	"dramaport/internal/debuglog"
	"dramaport/season"
)

// traced is ctx for the work on an episode in a market, by which the debug log
// tells what it writes apart.
func (d *Workspace) traced(ctx context.Context, m season.MarketName, e season.EpisodeName) context.Context {
	return debuglog.In(ctx, debuglog.Place{Season: d.Config.Title, Market: string(m), Episode: string(e)})
}

// used tells the debug log, if there is one, what is recorded of a request.
func used(ctx context.Context, u season.Usage) {
	if t := debuglog.From(ctx); t != nil {
		t.Write(debuglog.Event{Event: "usage", Provider: u.Provider, Characters: u.Characters, Cost: u.Cost, Estimated: u.Estimated > 0,
			Tokens: debuglog.Tokens{Input: u.InputTokens, Cached: u.CachedTokens, Output: u.OutputTokens}})
	}
}
