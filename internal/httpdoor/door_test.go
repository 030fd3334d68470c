package httpdoor_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"dramaport/internal/httpdoor"
	"dramaport/internal/provider"
)

const doorKey = "hunter2-hunter2"

func door(t *testing.T, timeout time.Duration, h http.HandlerFunc) *httpdoor.Door {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	d, err := httpdoor.Open(httpdoor.Options{Name: "p", URL: s.URL + "/v2/", Key: doorKey, Env: "P_KEY", Timeout: timeout,
		Header: http.Header{"X-Key": {doorKey}}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDoor(t *testing.T) {
	d := door(t, 300*time.Millisecond, func(w http.ResponseWriter, r *http.Request) {
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
			_, _ = w.Write([]byte(strings.Repeat(" ", httpdoor.MostJSON+2)))
		}, provider.Temporary, "more than 16 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			timeout := 300 * time.Millisecond
			if name == "too big" {
				timeout = time.Minute
			}
			d := door(t, timeout, tc.answer)
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
	d := door(t, 300*time.Millisecond, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var e *provider.Error
	if err := d.Get(ctx, "/x", nil); !errors.Is(err, context.Canceled) || errors.As(err, &e) {
		t.Error(err)
	}
	for _, address := range []string{"", "localhost:1", "ftp://h", "http://u:p@h", "http://h?key=q", "http://h?api_token=q", "http://h#q"} {
		if _, err := httpdoor.Open(httpdoor.Options{Name: "p", URL: address}); provider.KindOf(err) != provider.Failed || err == nil {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// TestRedirectNamesBothPlaces, without what stands behind their paths.
func TestRedirectNamesBothPlaces(t *testing.T) {
	d := door(t, time.Minute, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "https://other.example/v3/y?text=hello")
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	want := d.URL() + "/x redirects to https://other.example/v3/y: write that address as base_url"
	if err := d.Get(t.Context(), "/x", nil); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hello") {
		t.Errorf("%v, want %q", err, want)
	}
}

// TestMask takes out a key with every character that a service may escape.
func TestMask(t *testing.T) {
	const key = `s/k+1<"2\3&ü=`
	d, err := httpdoor.Open(httpdoor.Options{Name: "p", URL: "http://localhost:1", Key: key})
	if err != nil {
		t.Fatal(err)
	}
	inJSON, _ := json.Marshal("key " + key)
	for _, text := range []string{
		"bad key " + key, "https://h/?k=" + url.QueryEscape(key), "https://h/" + url.PathEscape(key) + "/x",
		`{"error":` + string(inJSON) + `}`, `{"e":"s\/k+1<\"2\\3&ü=","f":"s\u002fk\u002b1\u003c\u0022\u0032\\3\u0026\u00fc="}`,
	} {
		masked := d.Mask(text)
		var said any
		_ = json.Unmarshal([]byte(masked), &said)
		if strings.Contains(masked, key) || strings.Contains(fmt.Sprint(said), key) || !strings.Contains(masked, provider.Masked) {
			t.Errorf("%s: %s", text, masked)
		}
	}
	if text := `{"a":"\"quoted\"","b":"x\\"}`; d.Mask(text) != text {
		t.Errorf("%s became %s", text, d.Mask(text))
	}
}

// TestSignIn: as a bearer, or as Azure wants it.
func TestSignIn(t *testing.T) {
	for address, want := range map[string]http.Header{
		"http://h/v1":                 {"Authorization": {"Bearer k"}},
		"http://h/v1?api-version=1":   {"Api-Key": {"k"}, "Authorization": nil},
		"http://h/api-version=1/v1/x": {"Authorization": {"Bearer k"}},
	} {
		if got := httpdoor.SignIn(address, "k"); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
	if got := httpdoor.SignIn("http://h", ""); got != nil {
		t.Errorf("%v without a key", got)
	}
}

// TestBrokenOff: what came of an answer that broke off is said, and where
// nobody listens is asked after.
func TestBrokenOff(t *testing.T) {
	d := door(t, time.Minute, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = w.Write([]byte(`{"n":1`))
	})
	if err := d.Get(t.Context(), "/x", nil); provider.KindOf(err) != provider.Temporary || !strings.Contains(err.Error(), "broke off after 6 bytes") {
		t.Error(err)
	}
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	d, err := httpdoor.Open(httpdoor.Options{Name: "p", URL: gone.URL})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Get(t.Context(), "/x", nil); provider.KindOf(err) != provider.Temporary || !strings.Contains(err.Error(), "is the server at "+d.Host()+" running?") {
		t.Error(err)
	}
}

// TestMostIsAsked: an answer of as many bytes as are read is a good one.
func TestMostIsAsked(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(strings.Repeat("x", len(r.URL.Query().Get(httpdoor.Version)))))
	}))
	t.Cleanup(s.Close)
	for version, good := range map[string]bool{"1234": true, "12345": false} {
		d, err := httpdoor.Open(httpdoor.Options{Name: "p", URL: s.URL + "/v1?api-version=" + version, Most: 4})
		if err != nil {
			t.Fatal(err)
		}
		a, err := d.Ask(t.Context(), http.MethodGet, "x", nil)
		if good != (err == nil) || good && len(a.Body) != 4 || !good && !errors.Is(err, httpdoor.ErrTooLarge) {
			t.Errorf("%s: %q, %v", version, a.Body, err)
		}
	}
}
