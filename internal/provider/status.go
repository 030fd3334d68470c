package provider

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// FromStatus reads a failed HTTP answer: what can be done about it, how long
// to wait, and what the service said, shortened and without anything that
// looks like a key. provider is the name in season.yaml, env the environment
// variable of its key ("" if it has none).
//
// A caller that knows the key masks it first, with Mask: services have been
// seen to repeat it.
func FromStatus(provider, env string, status int, header http.Header, body string) *Error {
	kind := kindOfStatus(status)
	if k, ok := kindOfWords(status, body); ok {
		kind = k
	}
	e := &Error{Provider: provider, Kind: kind, Status: status, RetryAfter: retryAfter(header, time.Now())}
	said := Shorten(HideKeys(message(body)))
	if said == "" {
		said = strings.ToLower(http.StatusText(status))
	}
	if kind == Credentials {
		e.Env = env
		said += remedyForKey(env)
	}
	e.Err = errors.New(said)
	return e
}

func remedyForKey(env string) string {
	if env == "" {
		return " (the service wants a key: name its variable in api_key_env)"
	}
	return fmt.Sprintf(" (check the key in $%s)", env)
}

func kindOfStatus(status int) Kind {
	switch {
	case status == 401 || status == 403:
		return Credentials
	case status == 402 || status == 456: // 456: DeepL, quota exceeded
		return Funds
	case status == 413:
		return TooLong
	case status == 429:
		return Busy
	case status == 408 || status == 409 || status >= 500:
		return Temporary
	}
	return Failed
}

// message is the sentence in an error body of any of the shapes in use:
// {"error":{"message":…}}, {"error":"…"}, {"detail":…}, {"message":…}, text.
func message(body string) string {
	var fields map[string]json.RawMessage
	if json.Unmarshal([]byte(body), &fields) != nil {
		return body
	}
	for _, name := range []string{"error", "detail", "message"} {
		if raw, ok := fields[name]; ok {
			var text string
			if json.Unmarshal(raw, &text) == nil && text != "" {
				return text
			}
			if inner := message(string(raw)); inner != "" && inner != string(raw) {
				return inner
			}
		}
	}
	return body
}

// retryAfter reads Retry-After-Ms, then Retry-After as seconds or as a date
// by the service's own clock; 0 if neither can be read.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil {
		return positive(ms * float64(time.Millisecond))
	}
	value := strings.TrimSpace(h.Get("Retry-After"))
	if s, err := strconv.ParseFloat(value, 64); err == nil {
		return positive(s * float64(time.Second))
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if theirs, err := http.ParseTime(h.Get("Date")); err == nil {
		now = theirs
	}
	return max(0, at.Sub(now))
}

// positive is f nanoseconds, 0 for what is no sensible pause, a year at most.
func positive(f float64) time.Duration {
	const year = 365 * 24 * time.Hour
	if !(f > 0) {
		return 0
	}
	return time.Duration(min(f, float64(year)))
}
