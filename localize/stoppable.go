package localize

import "context"

// Stoppable begins no request once stop is closed: it returns ErrStopped
// instead. It belongs inside a limiter, where requests wait for their turn.
func Stoppable(t Translator, stop <-chan struct{}) Translator { return stoppable{t, stop} }

type stoppable struct {
	inner Translator
	stop  <-chan struct{}
}

func (s stoppable) Translate(ctx context.Context, r Request) (Reply, error) {
	select {
	case <-s.stop:
		return Reply{}, ErrStopped
	default:
		return s.inner.Translate(ctx, r)
	}
}
