package localize

import (
	"context"

	"dramaport/internal/lang"
	"dramaport/season"
)

// Batcher is a Translator that also takes many requests at once and answers
// them later, at a lower price.
type Batcher interface {
	// Submit hands over requests and returns the batch's id. A batch that
	// was submitted with the same token before is found again, so that
	// Submit may be repeated when its outcome is not known. Without requests
	// it only looks for it; the id is then "" if there is none.
	Submit(ctx context.Context, token string, asked []BatchRequest) (id string, err error)
	// BatchStatus says how far a batch is.
	BatchStatus(ctx context.Context, id string) (BatchStatus, error)
	// Collect hands on each reply of a batch that has ended, in any order,
	// with the failure of those that were not answered. lines are a
	// request's own lines by its id. An error of take ends it.
	Collect(ctx context.Context, id string, lines func(requestID string) []Item, take func(requestID string, r Reply, failed error) error) error
}

// BatchRequest is a request of a batch with its id.
type BatchRequest struct {
	ID      string
	Request Request
}

// BatchStatus is how far a batch is.
type BatchStatus struct {
	// Ended says that nothing more is to come. State is how, in the
	// service's own word: "completed", "failed", "expired", "cancelled".
	Ended bool
	State string
	// Problem is why it failed, "" if it did not.
	Problem string
	// Total, Done and Failed count requests.
	Total, Done, Failed int
}

// Asked is one request of a first round; Keys are the lines of its Lines, in
// their order.
type Asked struct {
	Request Request
	Keys    []season.LineKey
}

// FirstRound is the beginning of DraftEpisode with the one engine e: keep is
// called with what memory answers, and the requests for the rest are returned
// instead of sent.
func FirstRound(b Batch, e Engine, keep func([]Draft) error) ([]Asked, error) {
	d := newDrafter(b, keep)
	open, err := d.fromMemory()
	if err != nil {
		return nil, err
	}
	e = d.fitted(e, d.units, open)
	var asked []Asked
	for _, part := range d.chunks(open, e.Lines) {
		a := Asked{Request: d.requestFor(e, d.units, part, earlierFailures(e, d.units, part))}
		for _, i := range part {
			a.Keys = append(a.Keys, d.units[i].Line.Key)
		}
		asked = append(asked, a)
	}
	return asked, nil
}

// AcceptReply takes the reply to a request of a first round, or its failure,
// and judges every line as DraftEpisode does. keep is called with the accepted
// lines and then with those left open, their Findings saying why. Lines that are
// not open in b any more are passed over.
func AcceptReply(b Batch, e Engine, keys []season.LineKey, reply Reply, failed error, keep func([]Draft) error) error {
	d := newDrafter(b, keep)
	part, reply := d.stillOpen(keys, reply)
	if len(part) == 0 {
		return nil
	}
	c := newAttempt(d, e)
	if failed == nil {
		if err := c.acceptReply(part, reply); err != nil {
			return err
		}
	} else {
		why := failure{findings: []season.Finding{d.finding(season.RuleUntranslated, "the request failed: %s", lang.Clip(failed.Error(), 200))}}
		for _, i := range part {
			c.why[i] = why
		}
	}
	c.record(part)
	return d.keepOpen(d.open(part))
}

func newDrafter(b Batch, keep func([]Draft) error) *drafter {
	d := &drafter{Batch: b, units: append([]Unit(nil), b.Units...), toShorten: map[int]bool{}, failed: map[int][]season.Finding{}, keep: keep}
	for i, u := range d.units {
		if u.ToShorten {
			d.toShorten[i] = true
		}
	}
	return d
}

// stillOpen are the open units of keys, and the reply numbered for them alone.
func (d *drafter) stillOpen(keys []season.LineKey, reply Reply) ([]int, Reply) {
	at := map[season.LineKey]int{}
	for i, u := range d.units {
		if u.Open {
			at[u.Line.Key] = i
		}
	}
	var part []int
	only := Reply{Texts: map[int]string{}, Refused: map[int]string{}, Strange: reply.Strange, Unread: reply.Unread, Usage: reply.Usage}
	for n, key := range keys {
		i, open := at[key]
		if !open {
			continue
		}
		part = append(part, i)
		if text, ok := reply.Texts[n+1]; ok {
			only.Texts[len(part)] = text
		}
		if why, ok := reply.Refused[n+1]; ok {
			only.Refused[len(part)] = why
		}
	}
	return part, only
}
