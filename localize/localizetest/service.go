package localizetest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"
)

// Service is a translation service over plain HTTP that is no chat model: it answers an array of texts with an array of texts, in the words
// that the chat server uses. Faults are those of Config that such a service
// can have; Latency, Log and Models are not used.
type Service struct {
	// URL is what a season.yaml has as base_url; "" if it does not listen.
	URL string

	config Config
	tongue tongue
	mu     sync.Mutex
	faults []Fault
	bodies [][]byte
}

// tongue is what distinguishes one service from another.
type tongue interface {
	// path is where texts are translated.
	path() string
	// read understands a request: its lines and the key it was sent with. A
	// status other than 0 refuses the request with those words.
	read(header http.Header, body []byte) (p Prompt, key string, status int, words string)
	// answer is the body of a good answer.
	answer(texts []string, p Prompt) any
	// refuse is status and body of a failure, which repeats the key.
	refuse(k Kind, key string) (int, any)
	// other answers any other path.
	other(w http.ResponseWriter, r *http.Request, c Config)
}

func newService(c Config, voice tongue) *Service {
	return &Service{config: c, tongue: voice, faults: slices.Clone(c.Faults)}
}

// start lets the service listen until the test ends.
func (s *Service) start(t testing.TB) *Service {
	t.Helper()
	server := httptest.NewServer(s)
	s.URL = server.URL
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return s
}

// Requests are the bodies of the requests for translation so far.
func (s *Service) Requests() [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.bodies)
}

// ServeHTTP implements http.Handler.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != s.tongue.path() {
		s.tongue.other(w, r, s.config)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	p, key, status, words := s.tongue.read(r.Header, body)
	f := s.note(body, p)
	if s.config.Key != "" && key != s.config.Key {
		f = Fault{Kind: BadKey}
	}
	switch {
	case s.spoil(w, r, f, key):
	case status != 0:
		writeJSON(w, status, map[string]string{"message": words, "error": words})
	default:
		writeJSON(w, http.StatusOK, s.tongue.answer(s.texts(p, f), p))
	}
}

// note keeps a request and says what is to happen to it.
func (s *Service) note(body []byte, p Prompt) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bodies = append(s.bodies, body)
	if i := slices.IndexFunc(s.faults, func(f Fault) bool { return f.hits(len(s.bodies), p) }); i >= 0 {
		return s.faults[i]
	}
	return Fault{}
}

// texts are the translations by place, spoiled if a fault says so.
func (s *Service) texts(p Prompt, f Fault) []string {
	h := Handler{config: s.config}
	texts := make([]string, len(p.Lines))
	for i, l := range p.Lines {
		texts[i] = h.translate(p, l, f)
	}
	at := f.line(p.Lines) - 1
	switch f.Kind {
	case Dropped:
		texts = slices.Delete(texts, at, at+1)
	case Extra:
		texts = append(texts, "Nobody asked for this.")
	case Empty:
		texts[at] = ""
	}
	return texts
}

// spoil writes a failure in place of an answer, and reports that it did.
func (s *Service) spoil(w http.ResponseWriter, r *http.Request, f Fault, key string) bool {
	switch f.Kind {
	case Hang:
		<-r.Context().Done()
	case Broken:
		w.Header().Set("Content-Length", "100000")
		_, _ = w.Write([]byte(`{"`))
		panic(http.ErrAbortHandler)
	case WrongShape:
		writeJSON(w, http.StatusOK, []int{42})
	case Status500:
		http.Error(w, "<html><body><h1>Internal Server Error</h1></body></html>", http.StatusInternalServerError)
	case Status429, BadKey, InsufficientQuota, TooLong:
		if f.RetryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter.Seconds())))
		}
		status, body := s.tongue.refuse(f.Kind, key)
		writeJSON(w, status, body)
	default:
		return false
	}
	return true
}

// lines are texts as a prompt has them, without budget.
func lines(texts []string) []Line {
	ls := make([]Line, len(texts))
	for i, text := range texts {
		ls[i] = Line{N: i + 1, Text: text}
	}
	return ls
}

// strict reports that body is the JSON that v takes.
func strict(body []byte, v any) bool { return json.Unmarshal(body, v) == nil }
