package dubbingtest

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"dramaport/dubbing"
	"dramaport/internal/provider"
)

// redirect: a service that sends the client elsewhere gets its error; neither
// the key nor the text goes to the other place.
func (s suite) redirect(t *testing.T) {
	for _, status := range []int{http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			var reached atomic.Int64
			other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
			defer other.Close()
			service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Location", other.URL+r.URL.Path)
				w.WriteHeader(status)
			}))
			defer service.Close()
			e := s.o.At(t, service.URL)
			raw, err := e.Speak(t.Context(), s.speech(s.o.Short))
			var failure *provider.Error
			if !errors.As(err, &failure) || failure.Kind != provider.Failed || raw != nil {
				t.Fatalf("%d bytes, error %v (%T); want a *provider.Error of kind Failed", len(raw), err, err)
			}
			if !strings.Contains(err.Error(), service.URL) || !strings.Contains(err.Error(), other.URL) {
				t.Errorf("%v does not name both %s and %s", err, service.URL, other.URL)
			}
			if s.o.Secret != "" && strings.Contains(fmt.Sprintf("%v %#v", err, failure), s.o.Secret) {
				t.Error("the key stands in the error")
			}
			if lister, ok := e.(dubbing.VoiceLister); ok {
				_, _ = lister.Voices(t.Context()) // fails here; it must not go elsewhere either
			}
			if n := reached.Load(); n > 0 {
				t.Errorf("the other place got %d requests", n)
			}
		})
	}
}
