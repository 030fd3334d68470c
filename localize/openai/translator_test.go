package openai_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/localizetest"
	"dramaport/localize/openai"
)

const secret = "sk-hunter2-hunter2"

func start(t *testing.T, c localizetest.Config, change ...func(*openai.Options)) (*openai.Translator, *localizetest.Server) {
	t.Helper()
	s := localizetest.NewServer(t, c)
	o := openai.Options{Name: "gpt", BaseURL: s.URL, Model: "fake", Key: secret, KeyEnv: "GPT_KEY"}
	for _, f := range change {
		f(&o)
	}
	tr, err := openai.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return tr, s
}

func newTranslator(url string) (*openai.Translator, error) {
	return openai.New(openai.Options{Name: "gpt", BaseURL: url, Model: "fake"})
}

func always(k localizetest.Kind) localizetest.Config {
	return localizetest.Config{Faults: []localizetest.Fault{{Kind: k, To: -1, RetryAfter: 2 * time.Second}}}
}

func TestContract(t *testing.T) {
	with := func(c localizetest.Config) func(*testing.T) localize.Translator {
		return func(t *testing.T) localize.Translator { tr, _ := start(t, c); return tr }
	}
	for _, schema := range []string{"strict", "object", "none"} {
		t.Run(schema, func(t *testing.T) {
			localizetest.Run(t, localizetest.Options{
				New: func(t *testing.T) localize.Translator {
					tr, _ := start(t, localizetest.Config{Key: secret}, func(o *openai.Options) { o.Schema = schema })
					return tr
				},
				Hanging: with(always(localizetest.Hang)),
				Failing: map[provider.Kind]func(*testing.T) localize.Translator{
					provider.Credentials: with(always(localizetest.BadKey)),
					provider.Funds:       with(always(localizetest.InsufficientQuota)),
					provider.Busy:        with(always(localizetest.Status429)),
					provider.Temporary:   with(always(localizetest.Status500)),
					provider.TooLong:     with(always(localizetest.TooLong)),
					provider.Refused:     with(always(localizetest.Refused)),
				},
				Secret: secret,
			})
		})
	}
}

func request(texts ...string) localize.Request {
	r := localize.Request{Source: language.SimplifiedChinese, Target: language.AmericanEnglish, Prefix: "Rules.\n", Context: "CONTEXT\n- 林婉|你好 => Hi.\n"}
	for i, text := range texts {
		r.Lines = append(r.Lines, localize.Item{N: i + 1, Speaker: "林婉", Budget: 40, Text: text})
	}
	return r
}

func TestFaults(t *testing.T) {
	letters := localizetest.Config{Translate: func(_ localizetest.Prompt, l localizetest.Line) string { return "Text " + l.Text }}
	for _, tc := range []struct {
		fault localizetest.Kind
		// want are the texts of the lines a, b, c, d; "" is absent.
		want    [4]string
		kind    provider.Kind
		fails   bool
		strange string
	}{
		{fault: "", want: [4]string{"Text a", "Text b", "Text c", "Text d"}},
		{fault: localizetest.Dropped, want: [4]string{"Text a", "Text b", "", "Text d"}},
		{fault: localizetest.Extra, want: [4]string{"Text a", "Text b", "Text c", "Text d"}, strange: "1004"},
		{fault: localizetest.Merged, want: [4]string{"Text a", "Text b", "Text c Text d", ""}},
		{fault: localizetest.Shifted, want: [4]string{"Text a", "Text b", "Text d", "Text d"}},
		{fault: localizetest.Truncated, want: [4]string{"Text a", "Text b", "", ""}},
		{fault: localizetest.Empty},
		{fault: localizetest.Fenced, want: [4]string{"Text a", "Text b", "Text c", "Text d"}},
		{fault: localizetest.Chatty, want: [4]string{"Text a", "Text b", "Text c", "Text d"}, strange: "Here is your translation:"},
		{fault: localizetest.Doubled, want: [4]string{"Text a", "Text b", "", "Text d"}},
		{fault: localizetest.NotText, want: [4]string{"Text a", "Text b", "", "Text d"}},
		{fault: localizetest.WrongShape, strange: `["1":"Text a"`},
		{fault: localizetest.WrongText, want: [4]string{"a", "b", "c", "d"}},
		{fault: localizetest.Refused, fails: true, kind: provider.Refused},
		{fault: localizetest.Filtered, fails: true, kind: provider.Refused},
		{fault: localizetest.Status429, fails: true, kind: provider.Busy},
		{fault: localizetest.Status500, fails: true, kind: provider.Temporary},
		{fault: localizetest.ErrorIn200, fails: true, kind: provider.Temporary},
		{fault: localizetest.EmptyChoices, fails: true, kind: provider.Temporary},
		{fault: localizetest.Broken, fails: true, kind: provider.Temporary},
		{fault: localizetest.BadKey, fails: true, kind: provider.Credentials},
		{fault: localizetest.InsufficientQuota, fails: true, kind: provider.Funds},
		{fault: localizetest.TooLong, fails: true, kind: provider.TooLong},
	} {
		t.Run(string(tc.fault), func(t *testing.T) {
			c := letters
			c.Faults = []localizetest.Fault{{Kind: tc.fault, Line: 3, To: -1, RetryAfter: 2 * time.Second}}
			tr, _ := start(t, c)
			reply, err := tr.Translate(t.Context(), request("a", "b", "c", "d"))
			if (err != nil) != tc.fails || provider.KindOf(err) != tc.kind {
				t.Fatalf("error %v of kind %d, want kind %d", err, provider.KindOf(err), tc.kind)
			}
			for i, want := range tc.want {
				if got, there := reply.Texts[i+1]; got != want || there != (want != "") {
					t.Errorf("line %d: %q, want %q", i+1, got, want)
				}
			}
			if (len(reply.Strange) > 0) != (tc.strange != "") || tc.strange != "" && !strings.Contains(reply.Strange[0], tc.strange) {
				t.Errorf("strange %q, want %q", reply.Strange, tc.strange)
			}
		})
	}
}

func TestTruncatedBeforeTheFirstLine(t *testing.T) {
	tr, _ := start(t, localizetest.Config{Faults: []localizetest.Fault{{Kind: localizetest.Truncated, Line: 1}}})
	reply, err := tr.Translate(t.Context(), request("a", "b"))
	if provider.KindOf(err) != provider.TooLong || reply.Usage.OutputTokens == 0 {
		t.Errorf("%v, usage %+v", err, reply.Usage)
	}
}

func TestRetryAfter(t *testing.T) {
	tr, _ := start(t, always(localizetest.Status429))
	_, err := tr.Translate(t.Context(), request("a"))
	e, ok := err.(*provider.Error)
	if !ok || e.RetryAfter != 2*time.Second || e.Status != 429 || e.Provider != "gpt" {
		t.Errorf("%#v", err)
	}
}

func TestTimeout(t *testing.T) {
	tr, _ := start(t, always(localizetest.Hang), func(o *openai.Options) { o.Timeout = 50 * time.Millisecond })
	if _, err := tr.Translate(t.Context(), request("a")); provider.KindOf(err) != provider.Temporary || !strings.Contains(err.Error(), "no answer within 50ms") {
		t.Errorf("%v", err)
	}
}

func TestWhatIsSent(t *testing.T) {
	tr, s := start(t, localizetest.Config{}, func(o *openai.Options) {
		o.Model = "gpt-5-mini" // a model for which the library refuses a temperature
		o.Extra = map[string]any{"temperature": 0.3, "translation_options": map[string]any{"source_lang": "zh"}}
	})
	r := request("你<好>|x", "再见")
	if _, err := tr.Translate(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	got := s.Requests()[0]
	if got.System != r.Prefix || got.User != localize.Payload(r) {
		t.Errorf("system %q, user %q", got.System, got.User)
	}
	var body map[string]any
	if err := json.Unmarshal(got.Body, &body); err != nil {
		t.Fatal(err)
	}
	if body["temperature"] != 0.3 || body["model"] != "gpt-5-mini" || body["translation_options"] == nil {
		t.Errorf("body %s", got.Body)
	}
	if _, set := body["max_completion_tokens"]; set || body["stream"] == true {
		t.Errorf("body %s", got.Body)
	}
	if got.Header.Get("Authorization") != "Bearer "+secret {
		t.Errorf("header %v", got.Header)
	}
}

func TestNoTemperatureOfOurOwn(t *testing.T) {
	tr, s := start(t, localizetest.Config{})
	if _, err := tr.Translate(t.Context(), request("a")); err != nil {
		t.Fatal(err)
	}
	if body := string(s.Requests()[0].Body); strings.Contains(body, "temperature") || strings.Contains(body, "top_p") {
		t.Error(body)
	}
}

func TestNoSystem(t *testing.T) {
	tr, s := start(t, localizetest.Config{}, func(o *openai.Options) { o.NoSystem = true })
	r := request("a")
	if _, err := tr.Translate(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if got := s.Requests()[0]; got.System != "" || got.User != r.Prefix+"\n\n"+localize.Payload(r) {
		t.Errorf("system %q, user %q", got.System, got.User)
	}
}

// TestPrefixIsConstant: what a server caches must not change with the lines.
func TestPrefixIsConstant(t *testing.T) {
	tr, s := start(t, localizetest.Config{})
	for _, n := range []int{41, 44, 50, 51} {
		if _, err := tr.Translate(t.Context(), request(strings.Split(strings.Repeat("a ", n), " ")[:n]...)); err != nil {
			t.Fatal(err)
		}
	}
	formats := map[string]int{}
	for _, r := range s.Requests() {
		var body struct {
			Format json.RawMessage `json:"response_format"`
		}
		if err := json.Unmarshal(r.Body, &body); err != nil {
			t.Fatal(err)
		}
		formats[string(body.Format)]++
	}
	if len(formats) != 2 {
		t.Errorf("%d schemas for 41-50 and 51 lines, want 2", len(formats))
	}
}

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
