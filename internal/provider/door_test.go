package provider_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dramaport/internal/provider"
)

const doorKey = "hunter2-hunter2"

func door(t *testing.T, h http.HandlerFunc) *provider.Door {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	d, err := provider.Door{Name: "p", URL: s.URL + "/v2/", Key: doorKey, Env: "P_KEY", Timeout: 300 * time.Millisecond,
		Header: http.Header{"X-Key": {doorKey}}}.Open()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDoor(t *testing.T) {
	d := door(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v2/x" || r.Header.Get("X-Key") != doorKey || r.Method == http.MethodPost && r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s %s %v", r.Method, r.URL, r.Header)
		}
		_, _ = w.Write([]byte(`{"n":7}`))
	})
	for _, ask := range []func(any) error{
		func(out any) error { return d.Get(t.Context(), "/x", out) },
		func(out any) error { return d.Post(t.Context(), "/x", map[string]int{"a": 1}, out) },
	} {
		var got struct{ N int }
		if err := ask(&got); err != nil || got.N != 7 {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

func TestDoorFailures(t *testing.T) {
	for name, tc := range map[string]struct {
		answer http.HandlerFunc
		kind   provider.Kind
		says   string
	}{
		"status": {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "bad key "+doorKey, http.StatusForbidden) }, provider.Credentials, "$P_KEY"},
		"redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:1/"+doorKey, http.StatusFound)
		}, provider.Failed, "write that address as base_url"},
		"page":    {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>" + doorKey)) }, provider.Failed, "check base_url"},
		"no JSON": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"n":` + doorKey)) }, provider.Temporary, "not the JSON"},
		"hang":    {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, provider.Temporary, "no answer within 300ms"},
		"broken":  {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, provider.Temporary, ""},
		"too big": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(strings.Repeat(" ", provider.MostBody+2)))
		}, provider.Temporary, "more than 16 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			d := door(t, tc.answer)
			if name == "too big" {
				d.Timeout = time.Minute
			}
			var out struct{ N int }
			err := d.Get(t.Context(), "/x", &out)
			var e *provider.Error
			if !errors.As(err, &e) || e.Kind != tc.kind || !strings.Contains(err.Error(), tc.says) || strings.Contains(err.Error(), doorKey) {
				t.Errorf("%v (%#v)", err, e)
			}
		})
	}
}

func TestDoorIsCancelled(t *testing.T) {
	d := door(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var e *provider.Error
	if err := d.Get(ctx, "/x", nil); !errors.Is(err, context.Canceled) || errors.As(err, &e) {
		t.Error(err)
	}
	for _, url := range []string{"", "localhost:1", "ftp://h", "http://u:p@h", "http://h?q"} {
		if _, err := (provider.Door{Name: "p", URL: url}).Open(); provider.KindOf(err) != provider.Failed || err == nil {
			t.Errorf("%q: %v", url, err)
		}
	}
}
