package localizetest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"dramaport/internal/provider"
)

// redirect: a service that sends the client elsewhere gets its error; neither
// the key nor the text goes to the other place.
func (o Options) redirect(t *testing.T) {
	for _, status := range []int{http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			from, to, reached := redirecting(t, status)
			tr := o.At(t, from)
			_, err := tr.Translate(t.Context(), first(tr, o.request(o.Texts...)))
			var e *provider.Error
			if !errors.As(err, &e) || e.Kind != provider.Failed {
				t.Errorf("error %v (%T), want a *provider.Error of kind Failed", err, err)
			} else if !strings.Contains(err.Error(), from) || !strings.Contains(err.Error(), to) {
				t.Errorf("%v does not name both %s and %s", err, from, to)
			}
			o.noSecret(t, "error", err)
			prove(t.Context(), tr)
			if n := reached.Load(); n > 0 {
				t.Errorf("the other place got %d requests", n)
			}
		})
	}
}

// redirecting is a service that redirects every request, the place it
// redirects to, and how many requests arrived there.
func redirecting(t *testing.T, status int) (from, to string, reached *atomic.Int64) {
	t.Helper()
	reached = new(atomic.Int64)
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", other.URL+r.URL.Path)
		w.WriteHeader(status)
	}))
	t.Cleanup(other.Close)
	t.Cleanup(service.Close)
	return service.URL, other.URL, reached
}

// prove lets an engine ask what it asks beside translations. That fails here.
func prove(ctx context.Context, tr any) {
	if p, ok := tr.(interface{ Prove(context.Context) error }); ok {
		_ = p.Prove(ctx)
	}
	if l, ok := tr.(interface {
		Models(context.Context) ([]string, error)
	}); ok {
		_, _ = l.Models(ctx)
	}
}
