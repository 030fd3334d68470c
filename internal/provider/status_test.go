package provider_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dramaport/internal/provider"
)

func TestFromStatusKind(t *testing.T) {
	for _, tc := range []struct {
		status int
		body   string
		want   provider.Kind
	}{
		{401, `{"error":{"message":"Incorrect API key provided"}}`, provider.Credentials},
		{403, `{"error":{"message":"The model is not allowed for this key"}}`, provider.Credentials},
		{403, `Daily Limit Exceeded`, provider.Funds},
		{403, `User Rate Limit Exceeded`, provider.Busy},
		{403, `{"error":{"message":"your quota is used up"}}`, provider.Funds},
		{402, `{"error":{"message":"Insufficient Balance"}}`, provider.Funds},
		{429, `{"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}}`, provider.Funds},
		{429, `{"error":{"message":"Rate limit reached for requests"}}`, provider.Busy},
		{429, `{"error":{"message":"Request too large for gpt-x on tokens per min"}}`, provider.TooLong},
		{429, ``, provider.Busy},
		{401, `{"detail":{"status":"quota_exceeded","message":"0 credits left"}}`, provider.Funds},
		{400, `{"code":"Arrearage","message":"Access denied"}`, provider.Funds},
		{456, `{"message":"Quota Exceeded"}`, provider.Funds},
		{403, `{"error":"Too many request limits violations"}`, provider.Busy},
		{403, `{"error":"Invalid API key"}`, provider.Credentials},
		{400, `{"error":"Visit https://portal.example.com to get an API key"}`, provider.Credentials},
		{400, `{"error":"Invalid request: request (60) exceeds text limit (50)"}`, provider.TooLong},
		{400, `{"error":"Invalid request: request (60) exceeds batch limit (50)"}`, provider.TooLong},
		{500, `{"error":"Cannot translate text: 400 Bad Request: Thai (th) is not available as a target language from English (en)"}`, provider.Failed},
		{500, `{"error":"Cannot translate text: out of memory"}`, provider.Temporary},
		{408, ``, provider.Temporary},
		{409, ``, provider.Temporary},
		{500, `<html><body>oops</body></html>`, provider.Temporary},
		{503, ``, provider.Temporary},
		{529, ``, provider.Temporary},
		{413, ``, provider.TooLong},
		{400, `{"error":{"code":"context_length_exceeded","message":"too many tokens"}}`, provider.TooLong},
		{400, `{"error":{"message":"This model's maximum context length is 4096 tokens"}}`, provider.TooLong},
		{400, `{"error":{"code":"content_filter","message":"filtered"}}`, provider.Refused},
		{400, `{"code":"DataInspectionFailed","message":"bad"}`, provider.Refused},
		{400, `{"error":"bad request"}`, provider.Failed},
		{404, `{"error":{"message":"model not found"}}`, provider.Failed},
		{302, ``, provider.Failed},
	} {
		if got := provider.FromStatus("p", "P_KEY", tc.status, nil, tc.body); got.Kind != tc.want {
			t.Errorf("%d %s: kind %d, want %d", tc.status, tc.body, got.Kind, tc.want)
		}
	}
}

func TestFromStatusRetryAfter(t *testing.T) {
	date := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		header map[string]string
		want   time.Duration
	}{
		{map[string]string{"Retry-After": "12"}, 12 * time.Second},
		{map[string]string{"Retry-After": " 1.5 "}, 1500 * time.Millisecond},
		{map[string]string{"Retry-After-Ms": "250", "Retry-After": "9"}, 250 * time.Millisecond},
		{map[string]string{"Retry-After": date.Add(90 * time.Second).Format(http.TimeFormat), "Date": date.Format(http.TimeFormat)}, 90 * time.Second},
		{map[string]string{"Retry-After": date.Add(-time.Hour).Format(http.TimeFormat), "Date": date.Format(http.TimeFormat)}, 0},
		{map[string]string{"Retry-After": "-3"}, 0},
		{map[string]string{"Retry-After": "NaN"}, 0},
		{map[string]string{"Retry-After": "soon"}, 0},
		{nil, 0},
	} {
		h := http.Header{}
		for k, v := range tc.header {
			h.Set(k, v)
		}
		if got := provider.FromStatus("p", "", 429, h, "").RetryAfter; got != tc.want {
			t.Errorf("%v: %v, want %v", tc.header, got, tc.want)
		}
	}
	if got := provider.FromStatus("p", "", 429, http.Header{"Retry-After": {"1e300"}}, "").RetryAfter; got <= 0 {
		t.Errorf("an endless pause became %v", got)
	}
}

func TestFromStatusMessage(t *testing.T) {
	for _, tc := range []struct{ body, want string }{
		{`{"error":{"message":"model gone"}}`, "p: HTTP 404: model gone"},
		{`{"error":"model gone"}`, "p: HTTP 404: model gone"},
		{`{"detail":{"message":"model gone"}}`, "p: HTTP 404: model gone"},
		{`{"object":"error","message":"model gone"}`, "p: HTTP 404: model gone"},
		{"<p>\n gone\x1b[2J \u202e</p>", `p: HTTP 404: <p> gone\x1b[2J \u202e</p>`},
		{"", "p: HTTP 404: not found"},
	} {
		if got := provider.FromStatus("p", "", 404, nil, tc.body).Error(); got != tc.want {
			t.Errorf("%q: %q, want %q", tc.body, got, tc.want)
		}
	}
}

func TestKeyNeverInError(t *testing.T) {
	for _, body := range []string{
		`{"error":{"message":"Incorrect API key provided: sk-proj-abc123DEF456"}}`,
		`bad header Authorization: Bearer abc123DEF456xyz`,
		`key AIzaSyabc123DEF456 is not valid`,
	} {
		if got := provider.FromStatus("p", "P_KEY", 401, nil, body).Error(); strings.Contains(got, "abc123DEF456") || !strings.Contains(got, "$P_KEY") {
			t.Errorf("%s", got)
		}
	}
	if got := provider.Mask("the key hunter2 is bad", "hunter2"); got != "the key [key] is bad" {
		t.Error(got)
	}
}

func TestShorten(t *testing.T) {
	long := strings.Repeat("错", 1000)
	if got := utf8.RuneCountInString(provider.Shorten(long)); got > provider.Excerpt+2 {
		t.Errorf("%d runes", got)
	}
	if got := provider.Tail("start " + long + " end"); !strings.HasSuffix(got, "错 end") || utf8.RuneCountInString(got) > provider.Excerpt+2 {
		t.Error(got)
	}
	if got := provider.Tail("a\x00b\xff\n c"); got != `a\x00b? c` {
		t.Error(got)
	}
}
