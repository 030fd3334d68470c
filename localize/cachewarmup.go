package localize

import (
	"context"
	"sync"
)

// Prefix caches hold a head of the prompt from so many tokens on, in whole
// steps. Source: OpenAI, prompt caching guide: 1,024 tokens or longer, hits in
// increments of 128. DeepSeek holds shorter ones, in steps of 64; this is the
// careful figure.
const (
	cacheFrom = 1024
	cacheStep = 128
)

// cacheable is how many tokens of a prefix a cache can answer.
func cacheable(prefix string) int64 {
	tokens := EstimateTokens(prefix)
	if tokens < cacheFrom {
		return 0
	}
	return int64(tokens / cacheStep * cacheStep)
}

// CacheWarmup knows for which prefixes a provider has answered in this run. It is
// made once per provider and shared by all that call it.
type CacheWarmup struct {
	mu sync.Mutex
	// answered is closed when the first request with that prefix has ended.
	answered map[string]chan struct{}
}

// WithCacheWarmup is t for a provider that caches prefixes: the first request with a
// prefix long enough to be cached goes alone, those that share it wait until
// it has ended, well or not, and then go at once. So the prefix is paid in full
// once and not once per request in flight. It belongs outside a limiter, where
// waiting holds no slot.
func WithCacheWarmup(t Translator, w *CacheWarmup) Translator { return warmingUp{t, w} }

type warmingUp struct {
	inner  Translator
	warmup *CacheWarmup
}

func (w warmingUp) Translate(ctx context.Context, r Request) (Reply, error) {
	if cacheable(r.Prefix) == 0 {
		return w.inner.Translate(ctx, r)
	}
	answered, first := w.warmup.of(r.Prefix)
	if first {
		defer close(answered)
		return w.inner.Translate(ctx, r)
	}
	select {
	case <-answered:
		return w.inner.Translate(ctx, r)
	case <-ctx.Done():
		return Reply{}, ctx.Err()
	}
}

func (w *CacheWarmup) of(prefix string) (answered chan struct{}, first bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if c := w.answered[prefix]; c != nil {
		return c, false
	}
	if w.answered == nil {
		w.answered = map[string]chan struct{}{}
	}
	w.answered[prefix] = make(chan struct{})
	return w.answered[prefix], true
}
