package stage

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"dramaport/localize"
	"dramaport/season"
)

// Asking is how translators are asked again.
type Asking struct {
	// TranslatorsFor is asked once per market.
	TranslatorsFor TranslatorsFor
	// Meter stacks limit, budget and meter around them, as Drafting.Meter does.
	Meter func(engines []localize.Engine, stop <-chan struct{}, record func(context.Context, season.Usage) error) []localize.Engine
	// Stop, when closed, lets nothing new begin.
	Stop <-chan struct{}
	// Recall has the markets' memories.
	Recall *Recollection
}

// Asker asks translators again for single lines. What markets share of their
// requests is prepared once. It may be used by several goroutines at once.
type Asker struct {
	workspace *Workspace
	how       Asking
	mu        sync.Mutex
	briefs    map[season.MarketName]brief
}

// Proposal is what a translator answered when it was asked again. Nothing of it
// is kept: a person takes it or leaves it.
type Proposal struct {
	Place season.Place
	// Text is "" if no text came.
	Text, Engine string
	// Accepted says that a draft would keep it. Findings say why not, or what
	// is doubtful all the same.
	Accepted bool
	Findings []season.Finding
}

// Asker has prepared nothing yet.
func (d *Workspace) Asker(how Asking) *Asker {
	return &Asker{workspace: d, how: how, briefs: map[season.MarketName]brief{}}
}

// asked is one line with all that its request needs.
type asked struct {
	batch  localize.Batch
	row    int
	engine localize.Engine
	wish   localize.Wish
}

// Estimate is what asking for row i of a sheet is expected to consume, and of
// which translator. Nothing is asked.
func (a *Asker) Estimate(ctx context.Context, s Sheet, i int, hint string) (engine string, c localize.Cost, err error) {
	q, err := a.prepare(ctx, s, i, hint)
	if err != nil {
		return "", c, err
	}
	return q.engine.Name, localize.EstimateAskAgain(q.batch, q.row, q.engine, q.wish), nil
}

// Ask asks the market's first translator that reads hints for another text for
// row i of a sheet. The request says what the person wants, which text stands
// and what is doubtful about it; the answer is judged and repaired as a draft
// is. Usage is the sum of the requests, each of which is recorded. A Proposal
// with a text may come with an error: it was paid for.
func (a *Asker) Ask(ctx context.Context, s Sheet, i int, hint string) (Proposal, season.Usage, error) {
	ctx = a.workspace.traced(ctx, s.Market.Name, s.Episode)
	p := Proposal{Place: s.Rows[i].Translation.Place()}
	q, err := a.prepare(ctx, s, i, hint)
	if err != nil {
		return p, season.Usage{}, err
	}
	sum := tallied{of: season.Usage{Provider: q.engine.Name, Market: s.Market.Name, Episode: s.Episode}}
	metered := a.how.Meter([]localize.Engine{q.engine}, a.how.Stop, func(ctx context.Context, u season.Usage) error {
		u.Market, u.Episode = s.Market.Name, s.Episode
		sum.add(u)
		used(ctx, u)
		return a.workspace.Store.AddUsage(context.WithoutCancel(ctx), u)
	})
	answer, err := localize.AskAgain(ctx, q.batch, q.row, metered[0], q.wish)
	p.Text, p.Engine, p.Accepted, p.Findings = answer.Text, q.engine.Name, answer.Accepted, answer.Findings
	return p, sum.total(), err
}

// prepare lays out the request for a line.
func (a *Asker) prepare(ctx context.Context, s Sheet, i int, hint string) (asked, error) {
	r := s.Rows[i]
	switch {
	case !r.Speaks():
		return asked{}, fmt.Errorf("%s has nothing to translate", r.Ref())
	case r.Waits || strings.TrimSpace(r.From) == "":
		return asked{}, fmt.Errorf("%s waits: approve its text in %s first", r.Ref(), s.Market.From)
	}
	b, err := a.brief(ctx, s.Market)
	if err != nil {
		return asked{}, err
	}
	e, err := hinted(s.Market, b.engines)
	wish := localize.Wish{Hint: strings.TrimSpace(hint), Text: r.Translation.Text, Findings: r.Findings}
	return asked{b.batch(s, a.how.Stop), i, e, wish}, err
}

// brief is what a market's requests share, prepared once.
func (a *Asker) brief(ctx context.Context, m season.Market) (brief, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if b, ok := a.briefs[m.Name]; ok {
		return b, nil
	}
	memory, err := a.how.Recall.Memory(ctx, m)
	if err != nil {
		return brief{}, err
	}
	b, err := a.workspace.brief(ctx, m, memory, a.how.TranslatorsFor)
	if err == nil {
		a.briefs[m.Name] = b
	}
	return b, err
}

// hinted is the first of a market's engines that reads hints.
func hinted(m season.Market, engines []localize.Engine) (localize.Engine, error) {
	var deaf []string
	for _, e := range engines {
		if e.Shortens {
			return e, nil
		}
		deaf = append(deaf, e.Name)
	}
	if len(deaf) == 0 {
		return localize.Engine{}, fmt.Errorf("market %s names no translator: add translate: to it in season.yaml", m.Name)
	}
	return localize.Engine{}, fmt.Errorf("market %s: %s cannot take a hint: add a translator of engine openai or command to its translate: in season.yaml", m.Name, strings.Join(deaf, ", "))
}

// tallied is the sum of usages that come from several goroutines.
type tallied struct {
	mu sync.Mutex
	of season.Usage
}

func (t *tallied) add(u season.Usage) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.of.Requests += u.Requests
	t.of.InputTokens += u.InputTokens
	t.of.CachedTokens += u.CachedTokens
	t.of.OutputTokens += u.OutputTokens
	t.of.Characters += u.Characters
	t.of.Estimated += u.Estimated
	t.of.Cost += u.Cost
}

func (t *tallied) total() season.Usage {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.of
}
