package openai

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"dramaport/internal/provider"
)

// mostBody is the most bytes of an answer that are read.
const mostBody = 16 << 20

// mostFile is the same for the results of a batch: OpenAI takes files of up to
// 200 MB with requests, and replies are no longer.
const mostFile = 256 << 20

// cachedHeader carries what DeepSeek calls prompt_cache_hit_tokens past the
// client library, which does not read that field.
const cachedHeader = "Dramaport-Cached-Tokens"

// transport is the one door to the server. It merges the extra fields into the
// request, reads the whole answer within the time-out, and turns every failure
// (a bad status, an error inside a good one, a broken connection) into a
// *provider.Error, so that the client library sees good answers only.
type transport struct {
	o    Options
	http *http.Client
}

func newTransport(o Options) *transport {
	client := http.Client{}
	if o.HTTP != nil {
		client = *o.HTTP
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if client.Transport == nil {
		if standard, ok := http.DefaultTransport.(*http.Transport); ok {
			own := standard.Clone()
			own.MaxIdleConnsPerHost = own.MaxIdleConns // all go to one host
			client.Transport = own
		}
	}
	return &transport{o: o, http: &client}
}

// Do implements the client library's HTTPDoer.
func (t *transport) Do(req *http.Request) (*http.Response, error) {
	if err := t.merge(req); err != nil {
		return nil, t.failed(provider.Failed, err)
	}
	outer := req.Context()
	ctx, cancel := context.WithTimeout(outer, t.o.Timeout)
	defer cancel()
	res, body, err := t.exchange(req.WithContext(ctx))
	switch {
	case outer.Err() != nil:
		return nil, outer.Err()
	case err != nil:
		return nil, t.broken(ctx, err)
	case res.StatusCode < 200 || res.StatusCode >= 300:
		return nil, t.refused(res, body)
	}
	if !strings.HasSuffix(req.URL.Path, "/content") {
		if err := t.hidden(res, body); err != nil {
			return nil, err
		}
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}

// exchange sends req and reads all of the answer.
func (t *transport) exchange(req *http.Request) (*http.Response, []byte, error) {
	res, err := t.http.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	most := mostBody
	if strings.HasSuffix(req.URL.Path, "/content") {
		most = mostFile
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, int64(most)+1))
	if err == nil && len(body) > most {
		err = fmt.Errorf("an answer of more than %d MB", most>>20)
	}
	return res, body, err
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
func (t *transport) merge(req *http.Request) error {
	extra := t.o.extraOf(req.Context())
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

// broken is a request that got no answer.
func (t *transport) broken(ctx context.Context, err error) error {
	var badCertificate *tls.CertificateVerificationError
	switch {
	case ctx.Err() != nil:
		return t.failed(provider.Temporary, fmt.Errorf("no answer within %v", t.o.Timeout))
	case errors.As(err, &badCertificate):
		return t.failed(provider.Failed, err)
	}
	return t.failed(provider.Temporary, err)
}

// refused is an answer with a bad status.
func (t *transport) refused(res *http.Response, body []byte) error {
	said := provider.Mask(string(body), t.o.Key)
	if res.StatusCode < 400 {
		said = fmt.Sprintf("the server redirects to %s: write that address as base_url", provider.Mask(res.Header.Get("Location"), t.o.Key))
	}
	return provider.FromStatus(t.o.Name, t.o.KeyEnv, res.StatusCode, res.Header, said)
}

// hidden finds an error inside an answer of status 200, as OpenRouter sends
// them, and takes over DeepSeek's count of cached tokens.
func (t *transport) hidden(res *http.Response, body []byte) error {
	var answer struct {
		Error json.RawMessage   `json:"error"`
		Data  json.RawMessage   `json:"data"`
		Ready []json.RawMessage `json:"choices"`
		Usage struct {
			Hit int64 `json:"prompt_cache_hit_tokens"`
		} `json:"usage"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return t.shapeless(body)
	}
	if answer.Usage.Hit > 0 {
		res.Header.Set(cachedHeader, strconv.FormatInt(answer.Usage.Hit, 10))
	}
	if len(answer.Error) == 0 || string(answer.Error) == "null" || len(answer.Ready) > 0 || len(answer.Data) > 0 {
		return nil
	}
	e := provider.FromStatus(t.o.Name, t.o.KeyEnv, codeIn(answer.Error), res.Header, provider.Mask(string(body), t.o.Key))
	e.Status = res.StatusCode
	return e
}

// shapeless is an answer that is no JSON: a web page, which will not change, or
// an answer that broke off.
func (t *transport) shapeless(body []byte) error {
	said := provider.Shorten(string(body))
	if strings.HasPrefix(said, "<") {
		return t.failed(provider.Failed, fmt.Errorf("the answer is a web page: check base_url (%s): %s", t.o.BaseURL, said))
	}
	return t.failed(provider.Temporary, fmt.Errorf("the answer is not JSON: %s", said))
}

// codeIn is the status that an error object names, 502 if none: what failed is
// then behind the server that answered.
func codeIn(raw json.RawMessage) int {
	var e struct {
		Code json.RawMessage `json:"code"`
	}
	code := 0
	if json.Unmarshal(raw, &e) == nil && json.Unmarshal(e.Code, &code) == nil && code >= 400 && code < 600 {
		return code
	}
	return http.StatusBadGateway
}

// failed is an error of ours or of the net, the key taken out of its words.
func (t *transport) failed(kind provider.Kind, err error) error {
	if t.o.Key != "" {
		err = errors.New(provider.Mask(err.Error(), t.o.Key))
	}
	return &provider.Error{Provider: t.o.Name, Kind: kind, Err: err}
}
