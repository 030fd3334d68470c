package httpdoor

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
	"unicode/utf8"

	"dramaport/internal/debuglog"
	"dramaport/internal/provider"
)

// note is what the debug log hears of an exchange; nil if there is no log.
type note struct {
	door  *Door
	trace *debuglog.Trace
	begun time.Time
	event debuglog.Event
}

// begin takes note of a request. No header is ever logged: keys stand there.
func (d *Door) begin(ctx context.Context, req *http.Request) *note {
	t := debuglog.From(ctx)
	if t == nil {
		return nil
	}
	e := debuglog.Event{Provider: d.o.Name, Method: req.Method, URL: d.Mask(logged(req.URL)), Sent: max(0, req.ContentLength)}
	if t.Texts() && req.GetBody != nil {
		if body, err := req.GetBody(); err == nil {
			raw, _ := io.ReadAll(io.LimitReader(body, debuglog.MostText+1)) // in memory: it does not fail
			e.Body = d.words(raw, req.ContentLength)
		}
	}
	return &note{d, t, time.Now(), e}
}

// end tells the log of the answer, or why there is none. What broke the
// connection is told in its own words, what a service said only with texts.
func (n *note) end(ctx context.Context, a Answer, broke, err error) {
	if n == nil {
		return
	}
	e := provider.WithFailure(ctx, n.event, err)
	e.Status, e.RequestID, e.Received = a.Status, requestID(a.Header), int64(len(a.Body))
	if broke != nil {
		e.Error = n.door.Mask(broke.Error())
	}
	if n.trace.Texts() {
		e.Answer = n.door.words(a.Body, int64(len(a.Body)))
	}
	n.trace.Exchanged(n.begun, e)
}

// words are the beginning of a body of so many bytes, without the key; of sound
// only how much it is.
func (d *Door) words(raw []byte, size int64) string {
	part := raw[:min(len(raw), debuglog.MostText)]
	if bytes.ContainsRune(part, 0) || !utf8.Valid(part[:max(0, len(part)-utf8.UTFMax)]) {
		return fmt.Sprintf("(%d bytes that are no text)", size)
	}
	return d.Mask(string(part))
}

// logged is an address with the version behind it; another parameter may hold
// anything.
func logged(u *url.URL) string {
	if version := u.Query().Get(Version); version != "" {
		return shown(u) + "?" + Version + "=" + url.QueryEscape(version)
	}
	return shown(u)
}

// requestID is what a server calls a request, by the header that it uses.
// Sources: the API references of OpenAI and most others, Anthropic, Azure,
// DeepL, Amazon, Google.
func requestID(h http.Header) string {
	for _, name := range []string{"X-Request-Id", "Request-Id", "Apim-Request-Id", "X-Ms-Request-Id", "X-Trace-Id", "X-Amzn-Requestid", "X-Goog-Request-Id", "Cf-Ray"} {
		if id := h.Get(name); id != "" {
			return provider.Shorten(id)
		}
	}
	return ""
}
