package google

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// DefaultTimeout is how long one call may take.
const DefaultTimeout = time.Minute

// Options say which project, model and terms to use. Project is needed.
type Options struct {
	// Name is the translator's name in season.yaml; "google" if empty.
	Name    string
	Project string
	// Location is a Google Cloud location. If empty it is "global", or
	// us-central1 where a glossary or adaptive translation needs a region.
	Location string
	// Model is "nmt" (the default), "translation-llm", or a custom model's
	// id or resource name.
	Model string
	// BaseURL is another endpoint, such as https://translate-eu.googleapis.com.
	// One on loopback is spoken to without encryption and without a sign-in.
	BaseURL string
	// Bucket is where glossary files are put, as gs://bucket/folder or
	// bucket; "" makes no glossaries.
	Bucket string
	// Glossary is the id of a glossary that exists already and whose entries
	// are brought in line with the terms; {market} stands for the market.
	Glossary string
	// Adaptive sends the memory's similar lines along (adaptive translation).
	Adaptive bool
	// Timeout is for one call; DefaultTimeout if 0.
	Timeout time.Duration
	// Source and Target are what Prove looks for among the model's languages.
	Source, Target language.Tag
}

// region is where glossaries and adaptive translation work if nothing else is
// named. Source: Google's own samples (docs/sources.md A1).
const region = "us-central1"

// complete checks o and fills in what is empty.
func (o Options) complete() (Options, error) {
	if o.Project == "" {
		return o, errors.New("no project: set project: in season.yaml, or $GOOGLE_CLOUD_PROJECT")
	}
	if o.Bucket != "" && o.Glossary != "" {
		return o, errors.New("bucket: makes glossaries and glossary: uses one that exists; name only one of them")
	}
	regional := o.Bucket != "" || o.Glossary != "" || o.Adaptive
	switch {
	case o.Location == "" && regional:
		o.Location = region
	case o.Location == "":
		o.Location = "global"
	case o.Location == "global" && regional:
		return o, fmt.Errorf("glossaries and adaptive translation need a region: location: %s, not global", region)
	}
	o.Bucket = strings.Trim(strings.TrimPrefix(o.Bucket, "gs://"), "/")
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	_, _, err := endpoint(o.BaseURL)
	return o, err
}

// parent is the resource in which calls are made.
func (o Options) parent() string {
	return "projects/" + o.Project + "/locations/" + o.Location
}

// model is the model's resource name.
func (o Options) model() string {
	switch {
	case o.Model == "":
		return o.parent() + "/models/general/nmt"
	case strings.HasPrefix(o.Model, "projects/"):
		return o.Model
	case o.Model == "nmt" || o.Model == "translation-llm":
		return o.parent() + "/models/general/" + o.Model
	}
	return o.parent() + "/models/" + o.Model
}

// contextual reports that the model can inflect a glossary's wordings; the
// neural models put them in as they are.
func (o Options) contextual() bool { return strings.HasSuffix(o.model(), "/general/translation-llm") }

// endpoint reads a base URL, or host:port: the address for gRPC, "" for the
// service's own, and whether it is on this machine.
func endpoint(base string) (address string, local bool, err error) {
	if base == "" {
		return "", false, nil
	}
	if !strings.Contains(base, "://") {
		base = "http://" + base
	}
	u, err := url.Parse(base)
	if err != nil || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.User != nil || u.RawQuery != "" {
		return "", false, errors.New("base_url must be a host with a port and nothing behind it, such as http://127.0.0.1:8085")
	}
	local = loopback(u.Hostname())
	if u.Scheme != "https" && !local {
		return "", false, fmt.Errorf("base_url: the sign-in goes to %s only by https://", u.Hostname())
	}
	port := u.Port()
	switch {
	case port == "" && local:
		return "", false, errors.New("base_url on this machine needs a port, such as http://127.0.0.1:8085")
	case port == "":
		port = "443"
	}
	return net.JoinHostPort(u.Hostname(), port), local, nil
}

func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}
