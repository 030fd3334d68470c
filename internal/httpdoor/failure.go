package httpdoor

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"dramaport/internal/provider"
)

// broken is a request that got no whole answer.
func (d *Door) broken(ctx context.Context, err error) error {
	var badCertificate *tls.CertificateVerificationError
	var unreached *net.OpError
	switch {
	case errors.Is(err, ErrTooLarge):
		return &provider.Error{Provider: d.o.Name, Kind: provider.Temporary, Err: err}
	case ctx.Err() != nil:
		return d.Fail(provider.Temporary, fmt.Errorf("no answer within %v; raise timeout: if the server is slow", d.o.Timeout))
	case errors.As(err, &badCertificate):
		return d.Fail(provider.Failed, err)
	case errors.As(err, &unreached) && unreached.Op == "dial":
		err = fmt.Errorf("%w; is the server at %s running?", err, d.base.Host)
	}
	return d.Fail(provider.Temporary, err)
}

// refused is an answer with a bad status. A redirect is one too: what was sent
// is not for the other place.
func (d *Door) refused(asked *url.URL, a Answer) error {
	if a.Status < 400 {
		return d.Refused(a.Status, a.Header, fmt.Sprintf("%s redirects to %s: write that address as base_url", shown(asked), target(asked, a.Header)))
	}
	return d.Refused(a.Status, a.Header, string(a.Body))
}

// Refused reads a failure that a service wrote: see provider.FromStatus. The
// key is taken out of its words first.
func (d *Door) Refused(status int, header http.Header, body string) *provider.Error {
	return provider.FromStatus(d.o.Name, d.o.Env, status, header, d.Mask(body))
}

// target is where a redirect leads, without its query.
func target(asked *url.URL, h http.Header) string {
	to, err := asked.Parse(h.Get("Location"))
	if h.Get("Location") == "" || err != nil {
		return "nowhere"
	}
	return shown(to)
}

// shown is an address fit for an error: without user and query.
func shown(u *url.URL) string {
	plain := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	return plain.String()
}

// Unreadable is the error about an answer that is not what it should be, with
// its beginning: a web page, which will not change, or an answer that broke off.
func (d *Door) Unreadable(body []byte, should string) error {
	said := provider.Shorten(d.Mask(string(body)))
	if strings.HasPrefix(said, "<") {
		return d.Fail(provider.Failed, fmt.Errorf("the answer is a web page: check base_url (%s): %s", shown(d.base), said))
	}
	return d.Fail(provider.Temporary, fmt.Errorf("the answer is not %s: %s", should, said))
}

// Failed is a failure that asking again will not mend, as a *provider.Error.
func (d *Door) Failed(err error) error { return d.Fail(provider.Failed, err) }

// Fail is a failure of that kind, as a *provider.Error with err's words, which
// are shortened and without the key.
func (d *Door) Fail(kind provider.Kind, err error) error {
	return &provider.Error{Provider: d.o.Name, Kind: kind, Err: errors.New(provider.Shorten(d.Mask(err.Error())))}
}

// quoted is a JSON string with an escape in it.
var quoted = regexp.MustCompile(`(?s)"[^"\\]*(?:\\.[^"\\]*)+"`)

// Mask takes the key out of a foreign text, as it is, as an address has it, or
// with the escapes of JSON.
func (d *Door) Mask(text string) string {
	key := d.o.Key
	if key == "" {
		return text
	}
	for _, form := range []string{key, url.QueryEscape(key), url.PathEscape(key)} {
		text = provider.Mask(text, form)
	}
	return quoted.ReplaceAllStringFunc(text, func(literal string) string {
		var said string
		if json.Unmarshal([]byte(literal), &said) != nil || !strings.Contains(said, key) {
			return literal
		}
		masked, _ := json.Marshal(provider.Mask(said, key)) // a string can always be written
		return string(masked)
	})
}
