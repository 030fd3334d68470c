package openai_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dramaport/localize"
	"dramaport/localize/openai"
)

// answering is a translator of a server that answers every request with body,
// and the requests' addresses and headers.
func answering(t *testing.T, path, body string) (*openai.Translator, *[]*http.Request) {
	t.Helper()
	var got []*http.Request
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(s.Close)
	tr, err := openai.New(openai.Options{Name: "p", BaseURL: s.URL + path, Model: "m", Key: secret})
	if err != nil {
		t.Fatal(err)
	}
	return tr, &got
}

// TestFieldsThatAreNotNeeded are answers whose other fields have types that the
// protocol does not know.
func TestFieldsThatAreNotNeeded(t *testing.T) {
	const choices = `"choices":[{"message":{"content":"{\"1\":\"x\"}"},"finish_reason":"stop"}]`
	for _, body := range []string{
		`{` + choices + `,"created":1732800000.25}`,
		`{` + choices + `,"created":"2026-11-29T12:00:00Z","id":7,"model":null,"object":[]}`,
		`{` + choices + `,"usage":null,"system_fingerprint":{}}`,
		`{` + choices + `,"usage":[1,2],"service_tier":9}`,
		`{` + choices + `,"error":null,"data":null}`,
		`{"choices":[{"index":"0","logprobs":[],"message":{"role":7,"content":"{\"1\":\"x\"}","tool_calls":{}},"finish_reason":"stop"}]}`,
		`{"choices":[{"message":{"content":{"1":"x"}}}]}`,
		`{"choices":[{"message":{"content":[{"type":"text","text":"{\"1\":"},{"type":"text","text":"\"x\"}"}]},"finish_reason":null}]}`,
		`{"choices":[{"message":{"content":"{\"1\":\"x\"}","refusal":[]},"content_filter_results":[]}],"prompt_filter_results":"none"}`,
	} {
		tr, _ := answering(t, "", body)
		reply, err := tr.Translate(t.Context(), request("a"))
		if err != nil || reply.Texts[1] != "x" {
			t.Errorf("%s: %v, %v", body, reply.Texts, err)
		}
	}
	tr, _ := answering(t, "", `{"data":[{"id":"a","created":1.5,"permission":{}},{"id":7},"x",{"id":"b"}],"object":1}`)
	if names, err := tr.Models(t.Context()); err != nil || strings.Join(names, " ") != "a b" {
		t.Errorf("models: %v, %v", names, err)
	}
}

// TestUsageIsPossible are counts in other types, and counts that cannot be.
func TestUsageIsPossible(t *testing.T) {
	for usage, want := range map[string]localize.Usage{
		`{"prompt_tokens":2000.0,"completion_tokens":"30","prompt_tokens_details":{"cached_tokens":"1920.0"}}`: {InputTokens: 2000, CachedTokens: 1920, OutputTokens: 30},
		`{"prompt_tokens":400,"completion_tokens":30,"prompt_tokens_details":{"cached_tokens":9000}}`:          {InputTokens: 400, CachedTokens: 400, OutputTokens: 30, Estimated: true},
		`{"prompt_tokens":400,"completion_tokens":30,"prompt_cache_hit_tokens":9000}`:                          {InputTokens: 400, CachedTokens: 400, OutputTokens: 30, Estimated: true},
		`{"prompt_tokens":-1,"completion_tokens":-5,"prompt_tokens_details":{"cached_tokens":-2}}`:             {Estimated: true},
		`{"prompt_tokens":"many","completion_tokens":1e300}`:                                                   {},
	} {
		tr, _ := answering(t, "", fmt.Sprintf(`{"choices":[{"message":{"content":"{\"1\":\"x\"}"}}],"usage":%s}`, usage))
		if reply, err := tr.Translate(t.Context(), request("a")); err != nil || reply.Usage != want {
			t.Errorf("%s: %+v, %v, want %+v", usage, reply.Usage, err, want)
		}
	}
}

// TestAzure: the version stands behind every path, and the key where Azure
// looks for it.
func TestAzure(t *testing.T) {
	tr, got := answering(t, "/openai/deployments/gpt?api-version=2024-10-21", `{"choices":[{"message":{"content":"{\"1\":\"x\"}"}}],"data":[]}`)
	if reply, err := tr.Translate(t.Context(), request("a")); err != nil || reply.Texts[1] != "x" {
		t.Errorf("%v, %v", reply.Texts, err)
	}
	if _, err := tr.Models(t.Context()); err != nil {
		t.Error(err)
	}
	for i, want := range []string{"/openai/deployments/gpt/chat/completions", "/openai/deployments/gpt/models"} {
		r := (*got)[i]
		if r.URL.Path != want || r.URL.RawQuery != "api-version=2024-10-21" || r.Header.Get("Api-Key") != secret || r.Header.Get("Authorization") != "" {
			t.Errorf("%s, %v; want %s with the version and the key as api-key", r.URL, r.Header, want)
		}
	}
}

// TestUnreadableReply: people see how a reply begins that no text could be
// read from, without the key.
func TestUnreadableReply(t *testing.T) {
	for content, want := range map[string]string{
		`{\"1\": broken`:       `{"1": broken`,
		`As you wish: a.`:      `As you wish: a.`,
		`sorry ` + secret:      `sorry [key]`,
		`{\"1\":\"x\"} and so`: ``,
		`  \n`:                 ``,
	} {
		tr, _ := answering(t, "", `{"choices":[{"message":{"content":"`+content+`"},"finish_reason":"stop"}]}`)
		if reply, err := tr.Translate(t.Context(), request("a")); err != nil || reply.Unread != want {
			t.Errorf("%s: %q, %v, want %q", content, reply.Unread, err, want)
		}
	}
}
