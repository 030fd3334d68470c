package localizetest

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Config says how the server answers. The zero value translates everything.
type Config struct {
	// Translate is the translation of a line; nil for the server's own words.
	// A line for which it returns "" is left out of the reply.
	Translate func(Prompt, Line) string
	// Phrasebook is asked before Translate: source text to translation.
	Phrasebook map[string]string
	// Key is the only key that is accepted; any or none if empty.
	Key string
	// Faults are tried in their order; the first that hits happens.
	Faults []Fault
	// Latency is how long every answer takes.
	Latency time.Duration
	// Models are what /v1/models lists; "fake" if empty.
	Models []string
	// Log is called with every request to chat completions as it arrives.
	Log func(Record)
}

// Record is a request that the server received.
type Record struct {
	// Number counts requests from 1.
	Number int
	Prompt
	// Body is the request's body, byte for byte.
	Body []byte
	// Header is the request's header; it holds the key.
	Header http.Header
	// Fault is what happened to it, "" if it was answered well.
	Fault Kind
}

// Handler answers /v1/chat/completions, /v1/models, and the batch tier
// (/v1/files, /v1/batches).
type Handler struct {
	config Config
	mux    *http.ServeMux

	mu      sync.Mutex
	faults  []Fault
	records []Record
	seen    map[string]bool // system messages, for the count of cached tokens

	batchMu sync.Mutex // guards batches; never taken while mu is held
	batches batches
}

// NewHandler returns the server's handler.
func NewHandler(c Config) *Handler {
	h := &Handler{config: c, mux: http.NewServeMux(), faults: slices.Clone(c.Faults), seen: map[string]bool{}}
	h.mux.HandleFunc("POST /v1/chat/completions", h.chat)
	h.mux.HandleFunc("GET /v1/models", h.models)
	h.serveBatches()
	return h
}

// ServeHTTP implements http.Handler.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.mux.ServeHTTP(w, r) }

// Requests are the requests to chat completions so far.
func (h *Handler) Requests() []Record {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.records)
}

// SetFaults replaces the faults. Requests go on being counted.
func (h *Handler) SetFaults(f ...Fault) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.faults = f
}

// request is the part of a chat completion's body that the server reads.
type request struct {
	Model    string `json:"model"`
	Messages []struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	} `json:"messages"`
	Options        translationOptions `json:"translation_options"`
	ResponseFormat struct {
		Type       string `json:"type"`
		JSONSchema struct {
			Schema struct {
				Required []string `json:"required"`
			} `json:"schema"`
		} `json:"json_schema"`
	} `json:"response_format"`
}

func (h *Handler) chat(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var req request
	if err != nil || json.Unmarshal(body, &req) != nil || req.Model == "" {
		writeError(w, http.StatusBadRequest, "invalid_request_error", "the body is not a chat completion")
		return
	}
	rec, fault, cached := h.record(req, body, r.Header)
	if h.config.Log != nil {
		h.config.Log(rec)
	}
	if !h.mayEnter(r) {
		fault = Fault{Kind: BadKey}
	}
	if !sleep(r, h.config.Latency) || h.spoilAnswer(w, r, fault, rec.Prompt) {
		return
	}
	a := h.answer(rec.Prompt, req.ResponseFormat.JSONSchema.Schema.Required, fault)
	a.Model, a.Usage = req.Model, usageOf(rec.Prompt, a.Choices[0].Message.Content, cached)
	if fault.Kind == CutPrompt {
		a.Usage.Total -= a.Usage.Prompt - a.Usage.Prompt/4
		a.Usage.Prompt /= 4
	}
	if fault.Kind == OverCached {
		a.Usage.Details.Cached = 10 * a.Usage.Prompt
	}
	writeJSON(w, http.StatusOK, a)
}

// record keeps the request and says what is to happen to it.
func (h *Handler) record(req request, body []byte, header http.Header) (Record, Fault, bool) {
	var system, user []string
	for _, m := range req.Messages {
		if m.Role == "system" || m.Role == "developer" {
			system = append(system, m.Content)
		} else {
			user = append(user, m.Content)
		}
	}
	rec := Record{Prompt: readPrompt(strings.Join(system, "\n"), strings.Join(user, "\n")), Body: body, Header: header.Clone()}
	if len(rec.Lines) == 0 {
		rec.Prompt.readPlain(req.Options)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	rec.Number = len(h.records) + 1
	var fault Fault
	if i := slices.IndexFunc(h.faults, func(f Fault) bool { return f.hits(rec.Number, rec.Prompt) }); i >= 0 {
		fault = h.faults[i]
	}
	rec.Fault = fault.Kind
	h.records = append(h.records, rec)
	cached := h.seen[rec.System]
	h.seen[rec.System] = true
	return rec, fault, cached
}

func (h *Handler) mayEnter(r *http.Request) bool {
	return h.config.Key == "" || r.Header.Get("Authorization") == "Bearer "+h.config.Key
}

func (h *Handler) models(w http.ResponseWriter, r *http.Request) {
	if !h.mayEnter(r) {
		h.spoilAnswer(w, r, Fault{Kind: BadKey}, Prompt{})
		return
	}
	names := h.config.Models
	if len(names) == 0 {
		names = []string{"fake"}
	}
	type model struct {
		ID     string `json:"id"`
		Object string `json:"object"`
	}
	list := struct {
		Object string  `json:"object"`
		Data   []model `json:"data"`
	}{Object: "list"}
	for _, n := range names {
		list.Data = append(list.Data, model{n, "model"})
	}
	writeJSON(w, http.StatusOK, list)
}

// sleep waits, and reports false if the client went meanwhile.
func sleep(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
		return false
	}
}
