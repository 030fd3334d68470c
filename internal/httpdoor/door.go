package httpdoor

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// MostJSON is the most bytes of an answer that a Door reads if nothing else is
// said.
const MostJSON = 16 << 20

// DefaultTimeout is how long a Door waits for an answer of a service that
// does not think long.
const DefaultTimeout = time.Minute

// Version is the one parameter that an address may have behind its ?, as
// Azure's services need it.
const Version = "api-version"

// ErrTooLarge is in the chain of the error about an answer of more bytes than
// are read.
var ErrTooLarge = errors.New("the answer is too large")

// Options say where a Door leads.
type Options struct {
	// Name is the provider's name in season.yaml.
	Name string
	// URL is the service's address; paths are appended to it. Its query, which
	// may hold Version only, is sent with every request.
	URL string
	// Key is the secret, Env the environment variable it came from. The Door
	// sends neither; it keeps the key out of errors.
	Key, Env string
	// Header is sent with every request, in place of the request's own fields
	// of that name; a field without a value is taken out.
	Header http.Header
	// Timeout is for one request with its answer; DefaultTimeout if 0.
	Timeout time.Duration
	// Most is the most bytes of an answer; MostJSON if 0.
	Most int64
	// Extra are fields of the body that season.yaml adds, Ours those that it
	// may not set. The Door sends none of them; it refuses to open.
	Extra map[string]any
	Ours  []string
}

// Door is the way to one service. It may be used by many goroutines at once,
// and holds no state but connections.
type Door struct {
	o      Options
	base   *url.URL
	client http.Client
}

// SignIn is the header that signs in with a key to a service of OpenAI's shape:
// a bearer token, or api-key where the address has Version, which is Azure's.
// Source: learn.microsoft.com/azure/ai-services/openai/reference, Authentication.
func SignIn(address, key string) http.Header {
	switch {
	case key == "":
		return nil
	case strings.Contains(address, "?"+Version+"="):
		return http.Header{"Api-Key": {key}, "Authorization": nil}
	}
	return http.Header{"Authorization": {"Bearer " + key}}
}

// Answer is a good answer of a service, whole.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Open checks o and fills in its defaults; it asks nothing of the service. An
// address or a field that cannot work is a *provider.Error.
func Open(o Options) (*Door, error) {
	d := &Door{o: o}
	var err error
	if d.base, err = address(o.URL); err != nil {
		return nil, d.Failed(err)
	}
	for _, field := range o.Ours {
		if _, set := o.Extra[field]; set {
			return nil, d.Failed(fmt.Errorf("extra may not set %q", field))
		}
	}
	if d.o.Timeout <= 0 {
		d.o.Timeout = DefaultTimeout
	}
	if d.o.Most <= 0 {
		d.o.Most = MostJSON
	}
	d.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if standard, ok := http.DefaultTransport.(*http.Transport); ok {
		own := standard.Clone()
		own.MaxIdleConnsPerHost = own.MaxIdleConns // all go to one host
		d.client.Transport = own
	}
	return d, nil
}

// URL is the service's address without a query, and without a slash at its end.
func (d *Door) URL() string {
	u := *d.base
	u.RawQuery = ""
	return u.String()
}

// Host is the service's host, with its port if the address has one.
func (d *Door) Host() string { return d.base.Host }

// Ask sends one request to a path below the address; a body is JSON. Errors
// are as of Exchange.
func (d *Door) Ask(ctx context.Context, method, path string, body []byte) (Answer, error) {
	req, err := http.NewRequestWithContext(ctx, method, d.base.JoinPath(path).String(), bytes.NewReader(body))
	if err != nil {
		return Answer{}, d.Failed(err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return d.Exchange(req, d.o.Most)
}

// Exchange sends a request and reads the whole answer, of at most that many
// bytes. Any status but 2xx is an error. The error is the context's own,
// wrapped, or a *provider.Error.
func (d *Door) Exchange(req *http.Request, most int64) (Answer, error) {
	outer := req.Context()
	ctx, cancel := context.WithTimeout(outer, d.o.Timeout)
	defer cancel()
	sent := d.completed(ctx, req)
	note := d.begin(ctx, sent)
	a, broke := d.send(sent, most)
	err := broke
	switch {
	case broke != nil && outer.Err() != nil:
		err = fmt.Errorf("%s: %w", d.o.Name, outer.Err())
	case broke != nil:
		err = d.broken(ctx, broke)
	case a.Status < 200 || a.Status >= 300:
		err = d.refused(sent.URL, a)
	}
	note.end(ctx, a, broke, err)
	if err != nil {
		return Answer{}, err
	}
	return a, nil
}

// completed is the request with the door's own header and query.
func (d *Door) completed(ctx context.Context, req *http.Request) *http.Request {
	own := req.Clone(ctx)
	for name, values := range d.o.Header {
		own.Header[name] = values
		if len(values) == 0 {
			delete(own.Header, name)
		}
	}
	if d.base.RawQuery != "" {
		query := own.URL.Query()
		for name, values := range d.base.Query() {
			query[name] = values
		}
		own.URL.RawQuery = query.Encode()
	}
	return own
}

func (d *Door) send(req *http.Request, most int64) (Answer, error) {
	res, err := d.client.Do(req)
	if err != nil {
		return Answer{}, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, most+1))
	switch {
	case int64(len(body)) > most:
		return Answer{}, fmt.Errorf("%w: more than %d MB", ErrTooLarge, most>>20)
	case err != nil:
		return Answer{}, fmt.Errorf("the answer broke off after %d bytes: %w", len(body), err)
	}
	return Answer{res.StatusCode, res.Header, body}, nil
}

// address reads a service's address. Its query may hold a secret and is refused,
// but for the version: a key is named by its environment variable.
func address(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Fragment != "" {
		return nil, errors.New("base_url must be the address of a server without user, such as http://localhost:8080/v1")
	}
	for name := range u.Query() {
		if name != Version {
			return nil, fmt.Errorf("base_url may hold nothing behind ? but %s: a key is named by api_key_env", Version)
		}
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), strings.TrimRight(u.RawPath, "/")
	return u, nil
}
