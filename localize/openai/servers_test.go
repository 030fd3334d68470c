package openai_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/localizetest"
	"dramaport/localize/openai"
)

func TestUsage(t *testing.T) {
	answer := func(usage string) localize.Usage {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"choices":[{"message":{"content":"{\"1\":\"x\"}"},"finish_reason":"stop"}],"usage":` + usage + `}`))
		}))
		defer s.Close()
		tr, err := openai.New(openai.Options{Name: "p", BaseURL: s.URL, Model: "m"})
		if err != nil {
			t.Fatal(err)
		}
		reply, err := tr.Translate(t.Context(), request("a"))
		if err != nil {
			t.Fatal(err)
		}
		return reply.Usage
	}
	for usage, want := range map[string]localize.Usage{
		`{"prompt_tokens":2000,"completion_tokens":30}`:                                                     {InputTokens: 2000, OutputTokens: 30},
		`{"prompt_tokens":2000,"completion_tokens":30,"prompt_tokens_details":{"cached_tokens":1920}}`:      {InputTokens: 2000, CachedTokens: 1920, OutputTokens: 30},
		`{"prompt_tokens":2000,"completion_tokens":30,"prompt_cache_hit_tokens":1024}`:                      {InputTokens: 2000, CachedTokens: 1024, OutputTokens: 30},
		`{"prompt_tokens":2000,"completion_tokens":30,"prompt_tokens_details":null,"queue_time":0.1,"x":1}`: {InputTokens: 2000, OutputTokens: 30},
	} {
		if got := answer(usage); got != want {
			t.Errorf("%s: %+v, want %+v", usage, got, want)
		}
	}
}

// TestAnswersOfOtherServers are bodies that were seen, and what becomes of them.
func TestAnswersOfOtherServers(t *testing.T) {
	for _, tc := range []struct {
		name   string
		status int
		body   string
		kind   provider.Kind
		says   string
	}{
		{"Ollama: error is a text", 404, `{"error":"model \"x\" not found, try pulling it first"}`, provider.Failed, "try pulling it first"},
		{"old vLLM", 400, `{"object":"error","message":"This model's maximum context length is 2048"}`, provider.TooLong, "maximum context length"},
		{"a proxy's page", 502, `<html>Bad Gateway</html>`, provider.Temporary, "Bad Gateway"},
		{"nothing", 503, ``, provider.Temporary, "service unavailable"},
		{"OpenRouter: 200 with 402", 200, `{"error":{"message":"Insufficient credits","code":402}}`, provider.Funds, "Insufficient credits"},
		{"200 with a code in words", 200, `{"error":{"message":"slow down","code":"x"}}`, provider.Temporary, "slow down"},
		{"a web page with 200", 200, `<!doctype html>`, provider.Failed, "check base_url"},
		{"half an answer", 200, `{"choices":[{"mess`, provider.Temporary, "not JSON"},
		{"a message list", 400, `{"error":{"message":["a","b"]}}`, provider.Failed, "a"},
		{"the key repeated", 401, `{"error":{"message":"bad key ` + secret + `"}}`, provider.Credentials, "[key]"},
		{"content null", 200, `{"choices":[{"message":{"content":null},"finish_reason":"length"}]}`, provider.TooLong, "broke off"},
		{"failed while answering", 200, `{"choices":[{"message":{"content":""},"finish_reason":"error"}]}`, provider.Temporary, "while it answered"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tc.status)
				_, _ = w.Write([]byte(tc.body))
			}))
			defer s.Close()
			tr, err := openai.New(openai.Options{Name: "p", BaseURL: s.URL, Model: "m", Key: secret})
			if err != nil {
				t.Fatal(err)
			}
			_, err = tr.Translate(t.Context(), request("a"))
			if provider.KindOf(err) != tc.kind || err == nil || !strings.Contains(err.Error(), tc.says) || strings.Contains(err.Error(), secret) {
				t.Errorf("%v of kind %d, want kind %d and %q", err, provider.KindOf(err), tc.kind, tc.says)
			}
		})
	}
}

func TestRedirectDoesNotTakeTheKey(t *testing.T) {
	reached := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer other.Close()
	s := httptest.NewServer(http.RedirectHandler(other.URL+"/v1", http.StatusTemporaryRedirect))
	defer s.Close()
	tr, err := openai.New(openai.Options{Name: "p", BaseURL: s.URL, Model: "m", Key: secret})
	if err != nil {
		t.Fatal(err)
	}
	_, err = tr.Translate(t.Context(), request("a"))
	if reached || err == nil || !strings.Contains(err.Error(), "redirects to "+other.URL) {
		t.Errorf("reached %v, %v", reached, err)
	}
}

func TestNobodyListens(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	tr, err := openai.New(openai.Options{Name: "p", BaseURL: s.URL, Model: "m", Key: secret})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = tr.Translate(t.Context(), request("a")); provider.KindOf(err) != provider.Temporary || !strings.Contains(err.Error(), "refused") {
		t.Errorf("%v", err)
	}
}

func TestModels(t *testing.T) {
	tr, _ := start(t, localizetest.Config{Key: secret, Models: []string{"a", "b"}})
	if names, err := tr.Models(t.Context()); err != nil || strings.Join(names, " ") != "a b" {
		t.Errorf("%v, %v", names, err)
	}
	tr, _ = start(t, localizetest.Config{Key: "another"})
	if _, err := tr.Models(t.Context()); provider.KindOf(err) != provider.Credentials || !strings.Contains(err.Error(), "$GPT_KEY") {
		t.Errorf("%v", err)
	}
}

func TestNew(t *testing.T) {
	for _, tc := range []struct {
		o    openai.Options
		kind provider.Kind
		says string
	}{
		{openai.Options{Model: "m"}, provider.Credentials, "OPENAI_API_KEY"},
		{openai.Options{Model: "m", KeyEnv: "X_KEY", BaseURL: "https://api.example.com/v1"}, provider.Credentials, "X_KEY"},
		{openai.Options{Model: "m", BaseURL: "http://localhost:11434/v1"}, 0, ""},
		{openai.Options{Model: "m", BaseURL: "http://192.168.1.5:8000/v1"}, 0, ""},
		{openai.Options{BaseURL: "http://localhost:1/v1"}, provider.Failed, "model"},
		{openai.Options{Model: "m", BaseURL: "localhost:1"}, provider.Failed, "base_url"},
		{openai.Options{Model: "m", BaseURL: "http://me:secret@localhost/"}, provider.Failed, "base_url"},
		{openai.Options{Model: "m", Key: "k", Schema: "loose"}, provider.Failed, "schema"},
		{openai.Options{Model: "m", Key: "k", Extra: map[string]any{"messages": 1}}, provider.Failed, "messages"},
	} {
		_, err := openai.New(tc.o)
		if (err == nil) != (tc.says == "") || err != nil && (provider.KindOf(err) != tc.kind || !strings.Contains(err.Error(), tc.says)) {
			t.Errorf("%+v: %v, want kind %d and %q", tc.o, err, tc.kind, tc.says)
		}
		if e, ok := err.(*provider.Error); ok && tc.kind == provider.Credentials && e.Env != tc.says {
			t.Errorf("Env %q, want %q", e.Env, tc.says)
		}
	}
}
