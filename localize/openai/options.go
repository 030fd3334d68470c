package openai

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"dramaport/internal/provider"
)

// BaseURL is OpenAI's own service.
const BaseURL = "https://api.openai.com/v1"

// DefaultTimeout is how long a request may take. A reasoning model needs
// minutes for an episode.
const DefaultTimeout = 5 * time.Minute

// Options say which server and model to ask, and how.
type Options struct {
	// Name is the translator's name in season.yaml.
	Name string
	// BaseURL is the server with its version path; BaseURL of this package
	// if empty. One with api-version in its query is Azure's.
	BaseURL string
	Model   string
	// Key is the secret, KeyEnv the environment variable it came from.
	Key, KeyEnv string
	// Timeout is for one request; DefaultTimeout if 0.
	Timeout time.Duration
	// Extra are further fields of the request's body, such as temperature,
	// reasoning_effort, prompt_cache_key or translation_options.
	Extra map[string]any
	// Schema is "strict", "object" or "none"; if empty, what the server is
	// known to support.
	Schema string
	// NoSystem puts the prefix at the head of the user's message, for models
	// without a system role.
	NoSystem bool
	// CacheKey sends a request's CacheKey as prompt_cache_key.
	CacheKey bool
	// Template is the prompt of a translation model that takes one text and
	// answers its translation: translategemma, hunyuan-mt, seed-x, qwen-mt.
	// "" is a chat model.
	Template string
}

// The ways to ask for JSON.
const (
	strictSchema = "strict"
	objectSchema = "object"
	noSchema     = "none"
)

// schemaOf is what servers support that do not support the strict schema
// everywhere. Source: docs/sources.md B3.
func schemaOf(host string) string {
	for _, s := range []struct{ host, schema, source string }{
		{"api.deepseek.com", objectSchema, "DeepSeek API guide: JSON output"},
		{"openrouter.ai", objectSchema, "OpenRouter: json_schema depends on the routed provider"},
		{"aliyuncs.com", objectSchema, "DashScope: compatible mode, structured output"},
	} {
		if host == s.host || strings.HasSuffix(host, "."+s.host) {
			return s.schema
		}
	}
	return strictSchema
}

// ours are the fields of the body that Extra may not set.
var ours = []string{"messages", "model", "stream", "n"}

// complete checks o and fills in what is empty.
func (o Options) complete() (Options, error) {
	if o.BaseURL == "" {
		o.BaseURL = BaseURL
	}
	u, err := url.Parse(o.BaseURL)
	if err != nil {
		return o, errors.New("base_url must be the address of a server")
	}
	if o.Model == "" {
		return o, errors.New("no model is named: set model in season.yaml")
	}
	if err := needKey(o, u.Hostname()); err != nil {
		return o, err
	}
	if o.Schema == "" {
		o.Schema = schemaOf(u.Hostname())
	}
	if !slices.Contains([]string{strictSchema, objectSchema, noSchema}, o.Schema) {
		return o, fmt.Errorf("schema is %q, want strict, object or none", o.Schema)
	}
	if known := slices.ContainsFunc(templates(), func(t template) bool { return t.name == o.Template }); o.Template != "" && !known {
		return o, fmt.Errorf("there is no template %q", o.Template)
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	return o, nil
}

// needKey refuses to go on without a key that will be asked for: one whose
// variable is named, and OpenAI's own. Servers of the local network often want
// none; where one does, its 401 says so.
func needKey(o Options, host string) error {
	if o.Key != "" || (o.KeyEnv == "" && host != "api.openai.com") {
		return nil
	}
	env := o.KeyEnv
	if env == "" {
		env = "OPENAI_API_KEY"
	}
	return &provider.Error{Provider: o.Name, Kind: provider.Credentials, Env: env, Err: fmt.Errorf("no key: set $%s", env)}
}
