package google_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/internal/engines"
	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/google"
	"dramaport/localize/googletest"
	"dramaport/localize/localizetest"
)

func start(t *testing.T, c googletest.Config, change ...func(*google.Options)) (*google.Translator, *googletest.Server) {
	t.Helper()
	s := googletest.NewServer(t, c)
	o := google.Options{Name: "google", Project: "my-project", BaseURL: s.URL}
	for _, f := range change {
		f(&o)
	}
	tr, err := google.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Close() })
	return tr, s
}

func everywhere(k googletest.Kind) googletest.Config {
	return googletest.Config{Faults: []googletest.Fault{{Kind: k, Everywhere: true}}}
}

func always(k googletest.Kind) googletest.Config {
	return googletest.Config{Faults: []googletest.Fault{{Kind: k, To: -1}}}
}

func request(texts ...string) localize.Request {
	r := localize.Request{Source: language.SimplifiedChinese, Target: language.AmericanEnglish, Prefix: "Rules.\n", Context: localize.Context{Lines: []localize.ContextLine{{Source: "x"}}}}
	for i, text := range texts {
		r.Lines = append(r.Lines, localize.Item{N: i + 1, Speaker: "林婉", Budget: 40, Text: text})
	}
	return r
}

func TestContract(t *testing.T) {
	with := func(c googletest.Config) func(*testing.T) localize.Translator {
		return func(t *testing.T) localize.Translator { tr, _ := start(t, c); return tr }
	}
	for _, model := range []string{"nmt", "translation-llm"} {
		t.Run(model, func(t *testing.T) {
			localizetest.Run(t, localizetest.Options{
				New: func(t *testing.T) localize.Translator {
					tr, _ := start(t, googletest.Config{}, func(o *google.Options) { o.Model = model })
					return tr
				},
				Hanging: with(always(googletest.Slow)),
				Failing: map[provider.Kind]func(*testing.T) localize.Translator{
					provider.Credentials: with(everywhere(googletest.PermissionDenied)),
					provider.Funds:       with(always(googletest.DailyQuota)),
					provider.Busy:        with(always(googletest.Exhausted)),
					provider.Temporary:   with(always(googletest.Unavailable)),
					provider.TooLong:     with(always(googletest.TooLong)),
					provider.Failed:      with(always(googletest.BadArgument)),
				},
			})
		})
	}
}

// TestFaults: every failure has its kind and its remedy; a spoiled answer
// leaves lines out and never puts a text at another line.
func TestFaults(t *testing.T) {
	whole := []string{"Home.", "Night.", "Today."}
	for _, tc := range []struct {
		fault googletest.Fault
		want  []string // nil: fails
		kind  provider.Kind
		says  string
	}{
		{fault: googletest.Fault{}, want: whole},
		{fault: googletest.Fault{Kind: googletest.WrongCount, To: -1}, want: []string{"", "", ""}},
		{fault: googletest.Fault{Kind: googletest.Empty, To: -1}, want: []string{"", "Night.", "Today."}},
		{fault: googletest.Fault{Kind: googletest.Exhausted, To: -1, RetryAfter: 7 * time.Second}, kind: provider.Busy, says: "Quota exceeded"},
		{fault: googletest.Fault{Kind: googletest.DailyQuota, To: -1}, kind: provider.Funds, says: "per day"},
		{fault: googletest.Fault{Kind: googletest.Unavailable, To: -1}, kind: provider.Temporary},
		{fault: googletest.Fault{Kind: googletest.PermissionDenied, To: -1}, kind: provider.Credentials, says: "--role=roles/cloudtranslate.user"},
		{fault: googletest.Fault{Kind: googletest.APIDisabled, Everywhere: true}, kind: provider.Credentials, says: "gcloud services enable translate.googleapis.com --project=my-project"},
		{fault: googletest.Fault{Kind: googletest.NoBilling, Everywhere: true}, kind: provider.Funds, says: "gcloud billing projects link my-project"},
		{fault: googletest.Fault{Kind: googletest.Unauthenticated, Everywhere: true}, kind: provider.Credentials, says: "gcloud auth application-default login"},
		{fault: googletest.Fault{Kind: googletest.TooLong, To: -1}, kind: provider.TooLong},
		{fault: googletest.Fault{Kind: googletest.BadArgument, To: -1}, kind: provider.Failed, says: "Target language is invalid"},
	} {
		t.Run(string(tc.fault.Kind), func(t *testing.T) {
			tr, s := start(t, googletest.Config{Phrasebook: map[string]string{"家": "Home.", "夜": "Night.", "今天": "Today."}, Faults: []googletest.Fault{tc.fault}})
			reply, err := tr.Translate(t.Context(), request("家", "夜", "今天"))
			if (err != nil) != (tc.want == nil) || provider.KindOf(err) != tc.kind {
				t.Fatalf("error %v of kind %d, want kind %d", err, provider.KindOf(err), tc.kind)
			}
			if err != nil && !strings.Contains(err.Error(), tc.says) {
				t.Errorf("%q does not say %q", err, tc.says)
			}
			if e := (*provider.Error)(nil); asError(err, &e) && e.RetryAfter != tc.fault.RetryAfter {
				t.Errorf("retry after %v, want %v", e.RetryAfter, tc.fault.RetryAfter)
			}
			for i, want := range tc.want {
				if got, there := reply.Texts[i+1]; got != want || there != (want != "") {
					t.Errorf("line %d: %q, want %q", i+1, got, want)
				}
			}
			if n := len(s.Translations()); n > 1 {
				t.Errorf("%d calls; retries are not the adapter's", n)
			}
		})
	}
}

// TestSpoiledTexts: what a text lost or gained on its way does not reach a line.
func TestSpoiledTexts(t *testing.T) {
	tr, _ := start(t, always(googletest.LostMarks))
	if reply, err := tr.Translate(t.Context(), request("你⟦1⟧骗了我", "⟦1⟧走⟦2⟧")); err != nil || reply.Texts[1] != "" || !strings.HasPrefix(reply.Texts[2], "⟦1⟧") {
		t.Errorf("%v, %v", reply.Texts, err)
	}
	tr, _ = start(t, always(googletest.HTML))
	if reply, err := tr.Translate(t.Context(), request("你骗了我")); err != nil || !strings.HasSuffix(reply.Texts[1], " It's") {
		t.Errorf("%v, %v", reply.Texts, err)
	}
}

func TestWhatIsSent(t *testing.T) {
	tr, s := start(t, googletest.Config{}, func(o *google.Options) { o.Model, o.Location = "translation-llm", "us-central1" })
	reply, err := tr.Translate(t.Context(), request("你骗了我。", "走!"))
	if err != nil {
		t.Fatal(err)
	}
	r := s.Translations()[0]
	if r.Mime != "text/plain" || r.Source != "zh-CN" || r.Target != "en-US" || r.Parent != "projects/my-project/locations/us-central1" ||
		r.Model != r.Parent+"/models/general/translation-llm" || r.Glossary != "" || !r.HasDeadline {
		t.Errorf("%+v", r)
	}
	if reply.Usage != (localize.Usage{Requests: 1, Characters: 7}) {
		t.Errorf("usage %+v, want the 7 characters sent", reply.Usage)
	}
	if n := len(s.Records("GetSupportedLanguages")); n != 1 {
		t.Errorf("asked %d times for the languages", n)
	}
}

// TestSlowServiceIsGivenUp: each call has its own deadline.
func TestSlowServiceIsGivenUp(t *testing.T) {
	tr, _ := start(t, always(googletest.Slow), func(o *google.Options) { o.Timeout = 50 * time.Millisecond })
	_, err := tr.Translate(t.Context(), request("你骗了我。"))
	if provider.KindOf(err) != provider.Temporary || err == nil {
		t.Errorf("%v", err)
	}
}

func TestLongRequestsAreSplit(t *testing.T) {
	long := strings.Repeat("话", 999)
	var many []string
	for range 1100 {
		many = append(many, "好")
	}
	for _, tc := range []struct {
		name    string
		lines   []string
		calls   int
		refused int
	}{
		{"an episode", many[:60], 1, 0},
		{"strings", many, 2, 0},
		{"characters", []string{long, long, long, long, long, long}, 2, 0},
		{"one too long", []string{"好", strings.Repeat("话", 30001), "好"}, 1, 1},
		{"one as long as can be", []string{"好", strings.Repeat("话", 30000)}, 2, 0},
	} {
		tr, s := start(t, googletest.Config{})
		reply, err := tr.Translate(t.Context(), request(tc.lines...))
		if err != nil || len(reply.Texts) != len(tc.lines)-tc.refused || len(reply.Refused) != tc.refused {
			t.Errorf("%s: %d texts, %v, %v", tc.name, len(reply.Texts), reply.Refused, err)
		}
		if n := len(s.Translations()); n != tc.calls {
			t.Errorf("%s: %d calls, want %d", tc.name, n, tc.calls)
		}
	}
}

// TestAnsweredPartIsKept: what is paid for is returned, and what is missing can
// be asked for again.
func TestAnsweredPartIsKept(t *testing.T) {
	long := strings.Repeat("话", 4000)
	for kind, fails := range map[googletest.Kind]bool{googletest.Unavailable: false, googletest.DailyQuota: true, googletest.Unauthenticated: true} {
		tr, _ := start(t, googletest.Config{Faults: []googletest.Fault{{Kind: kind, From: 2, To: -1}}})
		reply, err := tr.Translate(t.Context(), request(long, long))
		if reply.Texts[1] == "" || reply.Texts[2] != "" || reply.Usage.Characters != 4000 || (err != nil) != fails {
			t.Errorf("%s: %d texts, usage %+v, %v", kind, len(reply.Texts), reply.Usage, err)
		}
	}
}

// TestBusyServiceIsWaitedFor: through the limiter, RetryInfo is obeyed.
func TestBusyServiceIsWaitedFor(t *testing.T) {
	tr, s := start(t, googletest.Config{Faults: []googletest.Fault{{Kind: googletest.Exhausted, From: 1, To: 2, RetryAfter: 20 * time.Millisecond}}})
	limited := engines.Stack{Limiter: provider.NewLimiter("google", provider.Limits{Concurrency: 2})}.Translator(tr)
	reply, err := limited.Translate(t.Context(), request("你骗了我。"))
	if err != nil || reply.Texts[1] == "" || len(s.Translations()) != 3 {
		t.Errorf("%v, %v, %d calls", reply.Texts, err, len(s.Translations()))
	}
}

func TestProve(t *testing.T) {
	for _, tc := range []struct {
		config googletest.Config
		target language.Tag
		says   string
	}{
		{googletest.Config{}, language.AmericanEnglish, ""},
		{googletest.Config{}, language.Zulu, "does not know the language zu"},
		{everywhere(googletest.APIDisabled), language.AmericanEnglish, "gcloud services enable"},
		{everywhere(googletest.Slow), language.AmericanEnglish, "deadline"},
	} {
		tr, s := start(t, tc.config, func(o *google.Options) { o.Source, o.Target = language.SimplifiedChinese, tc.target })
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		err := tr.Prove(ctx)
		cancel()
		if (err != nil) != (tc.says != "") || err != nil && !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%v, want %q", err, tc.says)
		}
		if len(s.Translations()) > 0 {
			t.Error("the proof costs something")
		}
	}
}

// TestNoSignIn: without usable credentials nothing is asked, and the message
// holds the command that signs in.
func TestNoSignIn(t *testing.T) {
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/key.json")
	tr, err := google.New(google.Options{Project: "p"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = tr.Translate(t.Context(), request("你骗了我。"))
	if provider.KindOf(err) != provider.Credentials || !strings.Contains(err.Error(), "gcloud auth application-default login") {
		t.Error(err)
	}
}

func TestOptions(t *testing.T) {
	for name, o := range map[string]google.Options{
		"no project":  {},
		"global":      {Project: "p", Location: "global", Bucket: "b"},
		"two ways":    {Project: "p", Bucket: "b", Glossary: "g"},
		"plain http":  {Project: "p", BaseURL: "http://example.com:80"},
		"plain host":  {Project: "p", BaseURL: "example.com:80"},
		"with a path": {Project: "p", BaseURL: "https://example.com/v3"},
		"no port":     {Project: "p", BaseURL: "http://localhost"},
	} {
		if _, err := google.New(o); err == nil || provider.KindOf(err) != provider.Failed {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := google.New(google.Options{Project: "p", BaseURL: "https://translate-eu.googleapis.com"}); err != nil {
		t.Error(err)
	}
}

// TestCharactersBefore: what -n says is what is charged, markup at the edges,
// inside, twice and alone included.
func TestCharactersBefore(t *testing.T) {
	for name, r := range map[string]localize.Request{
		"plain":  request("你骗了我。", "走!"),
		"edges":  request("⟦1⟧你骗了我。⟦2⟧", "走!"),
		"inside": request("你⟦1⟧骗⟦2⟧了<我>。", "走!"),
		"alone":  request("⟦1⟧……", "⟦1⟧", "走!"),
	} {
		tr, _ := start(t, googletest.Config{})
		reply, err := tr.Translate(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		if got := tr.Characters(r); got != reply.Usage.Characters {
			t.Errorf("%s: %d characters before, %d charged", name, got, reply.Usage.Characters)
		}
	}
}
