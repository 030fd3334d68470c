package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"

	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/localize/localizetest"
)

// ledger sums what a provider says that its answers have consumed.
type ledger struct {
	http.Handler
	mu  sync.Mutex
	sum spending
}

func (l *ledger) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rec := httptest.NewRecorder()
	l.Handler.ServeHTTP(rec, r)
	var said struct {
		Usage struct {
			Prompt  int64 `json:"prompt_tokens"`
			Output  int64 `json:"completion_tokens"`
			Details struct {
				Cached int64 `json:"cached_tokens"`
			} `json:"prompt_tokens_details"`
		} `json:"usage"`
	}
	if json.NewDecoder(bytes.NewReader(rec.Body.Bytes())).Decode(&said) == nil && said.Usage.Prompt > 0 {
		l.mu.Lock()
		l.sum.add(spending{Requests: 1, InputTokens: said.Usage.Prompt, CachedTokens: said.Usage.Details.Cached, OutputTokens: said.Usage.Output})
		l.mu.Unlock()
	}
	for name, values := range rec.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes()) // a client that went away is no failure of ours
}

// TestStatusIsTheProvidersCount: what status shows is what the provider has
// counted, to the token, whatever goes wrong with its replies.
func TestStatusIsTheProvidersCount(t *testing.T) {
	for _, kind := range []localizetest.Kind{"none", localizetest.Dropped, localizetest.Truncated, localizetest.Empty, localizetest.Shifted, localizetest.WrongShape,
		localizetest.LostTerms, localizetest.Refused, localizetest.Filtered, localizetest.Status500, localizetest.ErrorIn200, localizetest.EmptyChoices, localizetest.TooLong} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			h := localizetest.NewHandler(localizetest.Config{Faults: []localizetest.Fault{{Kind: kind, From: 1, To: 2}}})
			l := &ledger{Handler: h}
			server := httptest.NewServer(l)
			defer server.Close()
			dir := t.TempDir()
			for name, text := range map[string]string{
				"season.yaml": "title: Count\nsource: {locale: zh-CN, tracks: source/*.srt}\nglossaries: [names.csv]\n" +
					"translators:\n  fake: {engine: openai, base_url: " + server.URL + "/v1, model: m, price: {input: 2, output: 10}}\n" +
					"markets:\n  us: {locale: en-US, translate: fake}\n  uk: {locale: en-GB, translate: fake}\n",
				"names.csv":       "zh-CN,en-US,en-GB,rule\n林婉,Lin Wan,Lin Wan,must\n顾沉,Gu Chen,Gu Chen,must\n",
				"source/e001.srt": faultTrack(0), "source/e002.srt": faultTrack(20),
			} {
				if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
					t.Fatal(err)
				}
			}
			_, _, said := inProcess(t, dir, "translate")
			got := usageOfSeason(t, dir)
			want := l.sum
			want.Cost = console.Money((2*float64(want.InputTokens) + 10*float64(want.OutputTokens)) / 1e6)
			if diff := got.Cost - want.Cost; diff > 6e-7 || diff < -6e-7 {
				t.Errorf("cost %v, by the provider's count %v", got.Cost, want.Cost)
			}
			got.Cost = want.Cost
			if got != want {
				t.Errorf("status shows %+v, the provider counted %+v\n%s", got, want, said)
			}
		})
	}
}
