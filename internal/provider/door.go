package provider

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// MostBody is the most bytes of an answer that a Door reads.
const MostBody = 16 << 20

// DefaultTimeout is how long a Door waits for an answer of a service that
// does not think long.
const DefaultTimeout = time.Minute

// Door is the one way to a service that takes and gives JSON over plain HTTP.
// It follows no redirect, bounds time and size, and turns every failure into
// an *Error without the key. It does not try again.
type Door struct {
	// Name is the provider's name in season.yaml.
	Name string
	// URL is the service's address; paths are appended to it.
	URL string
	// Key is the secret, Env the environment variable it came from. The Door
	// sends neither; it keeps the key out of errors.
	Key, Env string
	// Header is sent with every request.
	Header http.Header
	// Timeout is for one request with its answer.
	Timeout time.Duration
	// Extra are fields of the body that season.yaml adds, Ours those that it
	// may not set. The Door sends none of them; it refuses to open.
	Extra  map[string]any
	Ours   []string
	client http.Client
}

// Open returns the door with its defaults filled in. An address or a field that
// cannot work is an *Error.
func (d Door) Open() (*Door, error) {
	u, err := url.Parse(d.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" {
		return nil, d.failed(Failed, errors.New("base_url must be http(s)://host/path without user or query"))
	}
	for _, field := range d.Ours {
		if _, set := d.Extra[field]; set {
			return nil, d.failed(Failed, fmt.Errorf("extra may not set %q", field))
		}
	}
	if d.Timeout <= 0 {
		d.Timeout = DefaultTimeout
	}
	d.URL = strings.TrimRight(d.URL, "/")
	d.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if standard, ok := http.DefaultTransport.(*http.Transport); ok {
		own := standard.Clone()
		own.MaxIdleConnsPerHost = own.MaxIdleConns // all go to one host
		d.client.Transport = own
	}
	return &d, nil
}

// Post sends in as JSON to path and reads the answer into out. The error is
// ctx's own, wrapped, or an *Error.
func (d *Door) Post(ctx context.Context, path string, in, out any) error {
	raw, err := json.Marshal(in)
	if err != nil {
		return d.failed(Failed, err)
	}
	return d.exchange(ctx, http.MethodPost, path, raw, out)
}

// Get reads the answer of path into out. Errors are as of Post.
func (d *Door) Get(ctx context.Context, path string, out any) error {
	return d.exchange(ctx, http.MethodGet, path, nil, out)
}

func (d *Door) exchange(outer context.Context, method, path string, in []byte, out any) error {
	ctx, cancel := context.WithTimeout(outer, d.Timeout)
	defer cancel()
	res, body, err := d.send(ctx, method, path, in)
	switch {
	case outer.Err() != nil:
		return fmt.Errorf("%s: %w", d.Name, outer.Err())
	case err != nil:
		return d.broken(ctx, err)
	case res.StatusCode < 200 || res.StatusCode >= 300:
		return d.refused(res, body)
	}
	if err := json.Unmarshal(body, out); err != nil {
		return d.shapeless(body)
	}
	return nil
}

func (d *Door) send(ctx context.Context, method, path string, in []byte) (*http.Response, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, d.URL+path, bytes.NewReader(in))
	if err != nil {
		return nil, nil, err
	}
	for name, values := range d.Header {
		req.Header[name] = values
	}
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := d.client.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, MostBody+1))
	if err == nil && len(body) > MostBody {
		err = fmt.Errorf("an answer of more than %d MB", MostBody>>20)
	}
	return res, body, err
}

// broken is a request that got no answer.
func (d *Door) broken(ctx context.Context, err error) error {
	var badCertificate *tls.CertificateVerificationError
	switch {
	case ctx.Err() != nil:
		return d.failed(Temporary, fmt.Errorf("no answer within %v", d.Timeout))
	case errors.As(err, &badCertificate):
		return d.failed(Failed, err)
	}
	return d.failed(Temporary, err)
}

// refused is an answer with a bad status.
func (d *Door) refused(res *http.Response, body []byte) error {
	said := Mask(string(body), d.Key)
	if res.StatusCode < 400 {
		said = fmt.Sprintf("the service redirects to %s: write that address as base_url", Mask(res.Header.Get("Location"), d.Key))
	}
	return FromStatus(d.Name, d.Env, res.StatusCode, res.Header, said)
}

// shapeless is an answer that is not the JSON it should be: a web page, which
// will not change, or an answer that broke off.
func (d *Door) shapeless(body []byte) error {
	said := Shorten(Mask(string(body), d.Key))
	if strings.HasPrefix(said, "<") {
		return d.failed(Failed, fmt.Errorf("the answer is a web page: check base_url (%s): %s", d.URL, said))
	}
	return d.failed(Temporary, fmt.Errorf("the answer is not the JSON it should be: %s", said))
}

// Failed is a failure that asking again will not mend, as an *Error.
func (d *Door) Failed(err error) error { return d.failed(Failed, err) }

func (d *Door) failed(kind Kind, err error) error {
	return &Error{Provider: d.Name, Kind: kind, Err: errors.New(Shorten(Mask(err.Error(), d.Key)))}
}
