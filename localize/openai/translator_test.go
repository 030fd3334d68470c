package openai_test

import (
	"encoding/json"
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

// at is a translator of the server at that address.
func at(t *testing.T, base string) *openai.Translator {
	t.Helper()
	tr, err := openai.New(openai.Options{Name: "gpt", BaseURL: base, Model: "fake", Key: secret, KeyEnv: "GPT_KEY"})
	if err != nil {
		t.Fatal(err)
	}
	return tr
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
				At:     func(t *testing.T, base string) localize.Translator { return at(t, base) },
				Secret: secret,
			})
		})
	}
}

func request(texts ...string) localize.Request {
	r := localize.Request{Source: language.SimplifiedChinese, Target: language.AmericanEnglish, Prefix: "Rules.\n", Context: localize.Context{Lines: []localize.ContextLine{{Speaker: "林婉", Source: "你好", Translation: "Hi."}}}}
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
