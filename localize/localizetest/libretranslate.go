package localizetest

import (
	"fmt"
	"net/http"
	"testing"

	"golang.org/x/text/language"
)

// LibreTranslate is a service that speaks LibreTranslate's API:
// /translate and /languages (en, es, zh-Hans, th), at most 200 texts a
// request. Source: github.com/LibreTranslate/LibreTranslate, app.py.
func LibreTranslate(c Config) *Service { return newService(c, libre{}) }

// NewLibreTranslate is LibreTranslate on loopback until the test ends.
func NewLibreTranslate(t testing.TB, c Config) *Service { return LibreTranslate(c).start(t) }

type libre struct{}

// mostBatch is the service's --batch-limit.
const mostBatch = 200

func (libre) path() string { return "/translate" }

func (libre) languages() []string { return []string{"en", "es", "th", "zh-Hans"} }

func (l libre) read(_ http.Header, body []byte) (Prompt, string, int, string) {
	var req struct {
		Q              []string `json:"q"`
		Source, Target string
		Format         string
		Key            string `json:"api_key"`
	}
	bad := !strict(body, &req)
	p := Prompt{Target: language.Make(req.Target), Lines: lines(req.Q)}
	known := func(code string) bool {
		for _, c := range l.languages() {
			if c == code {
				return true
			}
		}
		return false
	}
	switch {
	case bad || len(req.Q) == 0:
		return p, req.Key, http.StatusBadRequest, "Invalid request: missing q parameter"
	case len(req.Q) > mostBatch:
		return p, req.Key, http.StatusBadRequest, fmt.Sprintf("Invalid request: request (%d) exceeds text limit (%d)", len(req.Q), mostBatch)
	case !known(req.Source):
		return p, req.Key, http.StatusBadRequest, req.Source + " is not supported"
	case !known(req.Target):
		return p, req.Key, http.StatusBadRequest, req.Target + " is not supported"
	}
	return p, req.Key, 0, ""
}

func (libre) answer(texts []string, _ Prompt) any {
	return map[string]any{"translatedText": texts}
}

func (libre) refuse(k Kind, key string) (int, any) {
	type failure struct {
		Error string `json:"error"`
	}
	switch k {
	case BadKey:
		return http.StatusForbidden, failure{"Invalid API key " + key}
	case InsufficientQuota:
		return http.StatusForbidden, failure{"Quota used up"}
	case TooLong:
		return http.StatusBadRequest, failure{"Invalid request: request (60) exceeds text limit (50)"}
	}
	return http.StatusTooManyRequests, failure{"Slowdown: 80 per 1 minute"}
}

func (l libre) other(w http.ResponseWriter, r *http.Request, _ Config) {
	if r.URL.Path != "/languages" {
		http.NotFound(w, r)
		return
	}
	type entry struct {
		Code    string   `json:"code"`
		Name    string   `json:"name"`
		Targets []string `json:"targets"`
	}
	var all []entry
	for _, code := range l.languages() {
		all = append(all, entry{code, code, l.languages()})
	}
	writeJSON(w, http.StatusOK, all)
}
