package debuglog

import (
	"context"
	"sync"
	"time"
)

type key struct{}

// Trace is the log as seen from one place of a run. A nil Trace, which is what
// there is without a log, does nothing.
type Trace struct {
	log      *Log
	place    Place
	provider string
	call     *call
}

// call is a request to an engine that is under way.
type call struct {
	number int64
	begun  time.Time
	// mu guards status and id, those of the last exchange with a server.
	mu     sync.Mutex
	status int
	id     string
}

// Into is ctx with the log; ctx itself if there is none.
func Into(ctx context.Context, l *Log) context.Context {
	if l == nil {
		return ctx
	}
	return context.WithValue(ctx, key{}, &Trace{log: l})
}

// From is the trace of ctx, nil if there is no log.
func From(ctx context.Context) *Trace {
	t, _ := ctx.Value(key{}).(*Trace)
	return t
}

// In is ctx in a place of a season; ctx itself if there is no log.
func In(ctx context.Context, p Place) context.Context {
	t := From(ctx)
	if t == nil {
		return ctx
	}
	inner := *t
	inner.place = p
	return context.WithValue(ctx, key{}, &inner)
}

// Begin writes that an engine is asked, and returns the context for asking it.
func (t *Trace) Begin(ctx context.Context, provider string, e Event) (context.Context, *Trace) {
	if t == nil {
		return ctx, nil
	}
	inner := *t
	inner.provider, inner.call = provider, &call{number: t.log.calls.Add(1), begun: time.Now()}
	e.Event = "request"
	inner.Write(e)
	return context.WithValue(ctx, key{}, &inner), &inner
}

// End writes what became of the request that Begin has begun.
func (t *Trace) End(e Event) {
	if t == nil || t.call == nil {
		return
	}
	e.Event, e.MS = "reply", since(t.call.begun)
	t.call.mu.Lock()
	e.Status, e.RequestID = t.call.status, t.call.id
	t.call.mu.Unlock()
	t.Write(e)
}

// Exchanged writes an exchange with a server, which may be a part of a request.
func (t *Trace) Exchanged(begun time.Time, e Event) {
	if t == nil {
		return
	}
	if t.call != nil {
		t.call.mu.Lock()
		t.call.status, t.call.id = e.Status, e.RequestID
		t.call.mu.Unlock()
	}
	e.Event, e.MS = "http", since(begun)
	t.Write(e)
}

// Write adds a line, with the trace's place and, where e has none, provider.
func (t *Trace) Write(e Event) {
	if t == nil {
		return
	}
	e.Place = t.place
	if e.Provider == "" {
		e.Provider = t.provider
	}
	if t.call != nil {
		e.Call = t.call.number
	}
	t.log.write(e)
}

// Texts reports whether the log is to have texts, which may be costly to
// gather.
func (t *Trace) Texts() bool { return t != nil && t.log.o.Texts }
