package dubbingtest

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Rate is the rate of the server's audio.
const Rate = 24000

// Request is what the server was asked.
type Request struct {
	Model, Input, Voice string
	// Format is response_format.
	Format string
	// Fields are all fields of the request.
	Fields map[string]any
	// Authorization is that header.
	Authorization string
}

// Handler answers POST …/audio/speech with tones and GET …/audio/voices with
// its voices, under any prefix.
type Handler struct {
	mu       sync.Mutex
	voices   []string
	key      string
	noList   bool
	requests []Request
	fault    Fault
	times    int
	onText   map[string]Fault
}

// NewHandler has these voices; with none, four of Kokoro's.
func NewHandler(voices ...string) *Handler {
	if len(voices) == 0 {
		voices = []string{"af_heart", "af_bella", "am_adam", "am_michael"}
	}
	return &Handler{voices: voices, onText: map[string]Fault{}}
}

// Fail lets the next requests for speech fail, so many times; -1 is for ever,
// 0 ends it.
func (h *Handler) Fail(f Fault, times int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.fault, h.times = f, times
}

// FailOn lets every request fail whose text contains these words; "" as a
// fault ends it.
func (h *Handler) FailOn(words string, f Fault) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.onText[words] = f
}

// HideVoices takes the list of voices away, as most servers have none.
func (h *Handler) HideVoices() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.noList = true
}

// RequireKey answers 401 to whoever does not send this key.
func (h *Handler) RequireKey(key string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.key = key
}

// Requests are the requests for speech so far, the refused ones too.
func (h *Handler) Requests() []Request {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.requests)
}

// Count is how many requests for speech came.
func (h *Handler) Count() int { return len(h.Requests()) }

// ServeHTTP answers.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	key, voices, noList := h.key, h.voices, h.noList
	h.mu.Unlock()
	authorized := key == "" || r.Header.Get("Authorization") == "Bearer "+key
	switch {
	case r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/audio/speech"):
		h.speech(w, r, authorized)
	case !authorized:
		refuse(w, http.StatusUnauthorized, "invalid_api_key", "Incorrect API key provided.")
	case r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/audio/voices") && !noList:
		_ = json.NewEncoder(w).Encode(map[string]any{"voices": voices})
	default:
		http.NotFound(w, r)
	}
}

// note keeps a request and says how it is to fail.
func (h *Handler) note(req Request) (Fault, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.requests = append(h.requests, req)
	known := slices.Contains(h.voices, req.Voice)
	for words, fault := range h.onText {
		if strings.Contains(req.Input, words) && fault != "" {
			return fault, known
		}
	}
	if h.times == 0 {
		return "", known
	}
	h.times = max(-1, h.times-1)
	return h.fault, known
}

// Server is a Handler that listens on loopback.
type Server struct {
	*Handler
	// URL is the base URL, with /v1.
	URL string
}

// NewServer listens until the test ends.
func NewServer(t testing.TB, voices ...string) *Server {
	t.Helper()
	h := NewHandler(voices...)
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return &Server{Handler: h, URL: s.URL + "/v1"}
}

// Serve listens on addr ("127.0.0.1:0" for any free port) until ctx ends, for
// programs that are tests themselves. It returns the base URL, with /v1.
func Serve(ctx context.Context, h *Handler, addr string) (baseURL string, err error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return "", err
	}
	s := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	go func() { _ = s.Serve(l) }()
	context.AfterFunc(ctx, func() { _ = s.Close() })
	return "http://" + l.Addr().String() + "/v1", nil
}
