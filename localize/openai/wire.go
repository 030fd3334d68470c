package openai

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"dramaport/internal/httpdoor"
)

// mostFile is the most bytes of a batch's results: OpenAI takes files of up to
// 200 MB with requests, and replies are no longer.
const mostFile = 256 << 20

// wire is the client library's way through the door. It merges the extra fields
// into the request, finds an error inside a good answer, and hands on the
// fields of the answer that are read here, so that what a server writes into
// the others does not matter.
type wire struct {
	o    Options
	door *httpdoor.Door
}

func newWire(o Options) (*wire, error) {
	door, err := httpdoor.Open(httpdoor.Options{Name: o.Name, URL: o.BaseURL, Key: o.Key, Env: o.KeyEnv, Timeout: o.Timeout,
		Extra: o.Extra, Ours: ours, Header: httpdoor.SignIn(o.BaseURL, o.Key)})
	return &wire{o, door}, err
}

// Do implements the client library's HTTPDoer.
func (w *wire) Do(req *http.Request) (*http.Response, error) {
	if err := w.merge(req); err != nil {
		return nil, w.door.Failed(err)
	}
	file := strings.HasSuffix(req.URL.Path, "/content")
	most := int64(httpdoor.MostJSON)
	if file {
		most = mostFile
	}
	a, err := w.door.Exchange(req, most)
	if err == nil && !file {
		a.Body, err = w.needed(req.URL.Path, a)
	}
	if err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: a.Status, Header: a.Header, Body: io.NopCloser(bytes.NewReader(a.Body)), Request: req}, nil
}

// mergeFields is a JSON object with further fields.
func mergeFields(raw []byte, extra map[string]any) ([]byte, error) {
	fields := map[string]any{}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&fields); err != nil {
		return nil, err
	}
	for name, value := range extra {
		fields[name] = value
	}
	return json.Marshal(fields)
}

// merge adds the extra fields to a completion's body.
func (w *wire) merge(req *http.Request) error {
	extra := w.o.extraOf(req.Context())
	if req.Body == nil || len(extra) == 0 || !strings.HasSuffix(req.URL.Path, "/chat/completions") {
		return nil
	}
	raw, err := io.ReadAll(req.Body)
	if err == nil {
		raw, err = mergeFields(raw, extra)
	}
	if err != nil {
		return fmt.Errorf("request body: %w", err)
	}
	req.ContentLength = int64(len(raw))
	req.Body = io.NopCloser(bytes.NewReader(raw))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil }
	return nil
}

// needed are the fields of an answer that are read here.
func (w *wire) needed(path string, a httpdoor.Answer) ([]byte, error) {
	var top struct {
		Error   json.RawMessage `json:"error"`
		Data    json.RawMessage `json:"data"`
		Choices json.RawMessage `json:"choices"`
	}
	switch {
	case json.Unmarshal(a.Body, &top) != nil:
		return nil, w.door.Unreadable(a.Body, "JSON")
	case said(top.Error) && !said(top.Choices) && !said(top.Data):
		e := w.door.Refused(codeIn(top.Error), a.Header, string(a.Body))
		e.Status = a.Status
		return nil, e
	case strings.HasSuffix(path, "/chat/completions"):
		return json.Marshal(readCompletion(a.Body))
	case strings.HasSuffix(path, "/models"):
		return json.Marshal(readModels(a.Body))
	}
	return a.Body, nil
}

// said reports a field that is there and holds something.
func said(raw json.RawMessage) bool {
	text := string(bytes.TrimSpace(raw))
	return text != "" && text != "null" && text != "[]"
}

// codeIn is the status that an error object names, 502 if none: what failed is
// then behind the server that answered.
func codeIn(raw json.RawMessage) int {
	var e struct {
		Code number `json:"code"`
	}
	if json.Unmarshal(raw, &e) == nil && e.Code >= 400 && e.Code < 600 {
		return int(e.Code)
	}
	return http.StatusBadGateway
}
