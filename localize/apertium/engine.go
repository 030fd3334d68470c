package apertium

import (
	"context"
	"time"
)

// engine is one pair: at most one running pipeline, used in turn.
type engine struct {
	script string
	lock   chan struct{} // holds one value while somebody uses pipe
	pipe   *pipeline
}

// say translates one encoded line, starting the pipeline if it does not run and
// once more if it stops. life is how long the processes may live.
func (e *engine) say(ctx, life context.Context, timeout time.Duration, encoded string) (out string, err error) {
	select {
	case e.lock <- struct{}{}:
		defer func() { <-e.lock }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	for range 2 {
		if out, err = e.attempt(ctx, life, timeout, encoded); err == nil || ctx.Err() != nil {
			break
		}
	}
	return out, err
}

func (e *engine) attempt(ctx, life context.Context, timeout time.Duration, encoded string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	if e.pipe == nil {
		p, err := start(life, e.script)
		if err != nil {
			return "", err
		}
		e.pipe = p
	}
	out, err := e.pipe.line(ctx, encoded)
	if err != nil {
		e.drop()
	}
	return out, err
}

// drop ends the pipeline, if there is one.
func (e *engine) drop() {
	if e.pipe != nil {
		e.pipe.close()
		e.pipe = nil
	}
}
