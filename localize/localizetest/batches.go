package localizetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
)

// The faults of the batch tier. A batch is under way when it is first looked
// at and has ended when it is looked at again.
const (
	BatchHeld    Kind = "batch-held"    // goes on until the fault is gone
	BatchFailed  Kind = "batch-failed"  // the batch is found to be invalid, nothing is answered
	BatchExpired Kind = "batch-expired" // every second request is answered, the others are in the error file
	BatchPartial Kind = "batch-partial" // the first request failed with status 500, in the error file
	BatchLost    Kind = "batch-lost"    // the first request is in neither file
	BatchCut     Kind = "batch-cut"     // the batch is created, but the answer to that never arrives
)

func batchKinds() []Kind {
	return []Kind{BatchHeld, BatchFailed, BatchExpired, BatchPartial, BatchLost, BatchCut}
}

// batches is the server's batch tier.
type batches struct {
	fault Kind
	files map[string][]byte
	all   []*batch
	looks int
}

type batch struct {
	ID           string            `json:"id"`
	Object       string            `json:"object"`
	Endpoint     string            `json:"endpoint"`
	InputFileID  string            `json:"input_file_id"`
	Window       string            `json:"completion_window"`
	Status       string            `json:"status"`
	OutputFileID *string           `json:"output_file_id"`
	ErrorFileID  *string           `json:"error_file_id"`
	Metadata     map[string]string `json:"metadata"`
	Errors       any               `json:"errors"`
	Counts       struct {
		Total     int `json:"total"`
		Completed int `json:"completed"`
		Failed    int `json:"failed"`
	} `json:"request_counts"`
	looks int
}

// batchLine is a line of a batch's file.
type batchLine struct {
	CustomID string          `json:"custom_id"`
	Method   string          `json:"method"`
	URL      string          `json:"url"`
	Body     json.RawMessage `json:"body"`
}

// SetBatchFault replaces the fault of the batch tier; "" mends it.
func (h *Handler) SetBatchFault(k Kind) error {
	if k != "" && !slices.Contains(batchKinds(), k) {
		return fmt.Errorf("batch fault %q: want one of %v", k, batchKinds())
	}
	h.batchMu.Lock()
	defer h.batchMu.Unlock()
	h.batches.fault = k
	return nil
}

// Batches are how many batches were created, and how many requests they have.
func (h *Handler) Batches() (created, requests int) {
	h.batchMu.Lock()
	defer h.batchMu.Unlock()
	for _, b := range h.batches.all {
		requests += b.Counts.Total
	}
	return len(h.batches.all), requests
}

// BatchLooks is how often a batch was looked at.
func (h *Handler) BatchLooks() int {
	h.batchMu.Lock()
	defer h.batchMu.Unlock()
	return h.batches.looks
}

func (h *Handler) serveBatches() {
	h.batches.files = map[string][]byte{}
	for pattern, serve := range map[string]func(http.ResponseWriter, *http.Request){
		"POST /v1/files":             h.upload,
		"GET /v1/files/{id}/content": h.content,
		"POST /v1/batches":           h.create,
		"GET /v1/batches":            h.list,
		"GET /v1/batches/{id}":       h.look,
	} {
		h.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if !h.mayEnter(r) {
				h.spoilAnswer(w, r, Fault{Kind: BadKey}, Prompt{})
				return
			}
			h.batchMu.Lock()
			defer h.batchMu.Unlock()
			serve(w, r)
		})
	}
}

func (h *Handler) upload(w http.ResponseWriter, r *http.Request) {
	f, _, err := r.FormFile("file")
	if err != nil || r.FormValue("purpose") != "batch" {
		writeError(w, http.StatusBadRequest, "invalid_request_error", "want a file and purpose=batch")
		return
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		writeError(w, http.StatusBadRequest, "invalid_request_error", err.Error())
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"id": h.store(data), "object": "file", "purpose": "batch", "bytes": len(data)})
}

func (h *Handler) store(data []byte) string {
	id := fmt.Sprintf("file-%d", len(h.batches.files)+1)
	h.batches.files[id] = data
	return id
}

func (h *Handler) content(w http.ResponseWriter, r *http.Request) {
	data, ok := h.batches.files[r.PathValue("id")]
	if !ok {
		writeError(w, http.StatusNotFound, "not_found", "no such file")
		return
	}
	_, _ = w.Write(data) // a client that went away is no failure of ours
}

func (h *Handler) create(w http.ResponseWriter, r *http.Request) {
	b := &batch{Object: "batch", Status: "validating"}
	err := json.NewDecoder(r.Body).Decode(b)
	lines := readBatchLines(h.batches.files[b.InputFileID])
	if err != nil || len(lines) == 0 || b.Endpoint != "/v1/chat/completions" || b.Window != "24h" {
		writeError(w, http.StatusBadRequest, "invalid_request_error", "want a file of requests to /v1/chat/completions and 24h")
		return
	}
	b.ID, b.Counts.Total = fmt.Sprintf("batch_%d", len(h.batches.all)+1), len(lines)
	h.batches.all = append(h.batches.all, b)
	if h.batches.fault == BatchCut {
		h.batches.fault = ""
		panic(http.ErrAbortHandler)
	}
	writeJSON(w, http.StatusOK, b)
}

// list answers one batch a page, newest first, so that clients have to turn
// pages.
func (h *Handler) list(w http.ResponseWriter, r *http.Request) {
	last := len(h.batches.all) - 1
	if after := r.URL.Query().Get("after"); after != "" {
		last = slices.IndexFunc(h.batches.all, func(b *batch) bool { return b.ID == after }) - 1
	}
	page := []*batch{}
	if last >= 0 {
		page = append(page, h.batches.all[last])
	}
	writeJSON(w, http.StatusOK, map[string]any{"object": "list", "data": page, "has_more": last > 0})
}

func (h *Handler) look(w http.ResponseWriter, r *http.Request) {
	i := slices.IndexFunc(h.batches.all, func(b *batch) bool { return b.ID == r.PathValue("id") })
	if i < 0 {
		writeError(w, http.StatusNotFound, "not_found", "no such batch")
		return
	}
	b := h.batches.all[i]
	b.looks++
	h.batches.looks++
	switch {
	case slices.Contains([]string{"completed", "failed", "expired"}, b.Status):
	case b.looks < 2 || h.batches.fault == BatchHeld:
		b.Status = "in_progress"
	default:
		h.end(b)
	}
	writeJSON(w, http.StatusOK, b)
}

// end answers the requests of a batch, the last first.
func (h *Handler) end(b *batch) {
	b.Status = "completed"
	switch h.batches.fault {
	case BatchFailed:
		b.Status, b.Errors = "failed", map[string]any{"object": "list", "data": []any{map[string]any{
			"code": "token_limit_exceeded", "message": "Enqueued token limit reached for the model.", "line": nil}}}
		return
	case BatchExpired:
		b.Status = "expired"
	}
	var output, failed bytes.Buffer
	lines := readBatchLines(h.batches.files[b.InputFileID])
	for i, l := range slices.Backward(lines) {
		switch {
		case h.batches.fault == BatchLost && i == 0:
		case h.batches.fault == BatchExpired && i%2 == 1:
			result(&failed, l.CustomID, nil, map[string]any{"code": "batch_expired", "message": "This request could not be executed before the completion window expired."})
			b.Counts.Failed++
		case h.batches.fault == BatchPartial && i == 0:
			result(&failed, l.CustomID, map[string]any{"status_code": 500, "body": map[string]any{"error": map[string]any{"message": "The server had an error"}}}, nil)
			b.Counts.Failed++
		default:
			status, body := h.completion(l.Body)
			result(&output, l.CustomID, map[string]any{"status_code": status, "body": json.RawMessage(body)}, nil)
			b.Counts.Completed++
		}
	}
	b.OutputFileID, b.ErrorFileID = h.fileOf(&output), h.fileOf(&failed)
}

func (h *Handler) fileOf(b *bytes.Buffer) *string {
	if b.Len() == 0 {
		return nil
	}
	id := h.store(b.Bytes())
	return &id
}

// completion answers a request as the live service would, faults included.
func (h *Handler) completion(body []byte) (int, []byte) {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, "/v1/chat/completions", bytes.NewReader(body))
	if h.config.Key != "" {
		r.Header.Set("Authorization", "Bearer "+h.config.Key)
	}
	h.chat(w, r)
	return w.Code, w.Body.Bytes()
}

func result(to *bytes.Buffer, id string, response, failure map[string]any) {
	_ = json.NewEncoder(to).Encode(map[string]any{"id": "batch_req", "custom_id": id, "response": response, "error": failure}) // a buffer takes all
}

func readBatchLines(data []byte) []batchLine {
	var all []batchLine
	for _, row := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		var p batchLine
		if json.Unmarshal([]byte(row), &p) != nil || p.CustomID == "" || p.URL != "/v1/chat/completions" || p.Method != "POST" {
			return nil
		}
		all = append(all, p)
	}
	return all
}
