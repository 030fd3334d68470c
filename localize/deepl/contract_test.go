package deepl_test

import (
	"testing"

	"golang.org/x/text/language"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/deepl"
	"dramaport/localize/localizetest"
)

const secret = "hunter2-hunter2-4711:fx"

func start(t *testing.T, c localizetest.Config, extra map[string]any) (*deepl.Translator, *localizetest.Service) {
	t.Helper()
	s := localizetest.NewDeepL(t, c)
	tr, err := deepl.New(deepl.Options{Name: "d", BaseURL: s.URL, Key: secret, Extra: extra})
	if err != nil {
		t.Fatal(err)
	}
	return tr, s
}

func always(k localizetest.Kind) func(*testing.T) localize.Translator {
	return func(t *testing.T) localize.Translator {
		tr, _ := start(t, localizetest.Config{Faults: []localizetest.Fault{{Kind: k, Line: 2, To: -1}}}, nil)
		return tr
	}
}

func TestContract(t *testing.T) {
	localizetest.Run(t, localizetest.Options{
		New: func(t *testing.T) localize.Translator {
			tr, _ := start(t, localizetest.Config{Key: secret}, nil)
			return tr
		},
		Hanging: always(localizetest.Hang),
		Failing: map[provider.Kind]func(*testing.T) localize.Translator{
			provider.Credentials: always(localizetest.BadKey),
			provider.Funds:       always(localizetest.InsufficientQuota),
			provider.Busy:        always(localizetest.Status429),
			provider.Temporary:   always(localizetest.Status500),
			provider.TooLong:     always(localizetest.TooLong),
		},
		Busy: func(t *testing.T) (localize.Translator, func() int) {
			tr, s := start(t, localizetest.Config{Faults: []localizetest.Fault{{Kind: localizetest.Status429, To: -1}}}, nil)
			return tr, func() int { return len(s.Requests()) }
		},
		Lossy: always(localizetest.Dropped),
		Other: language.BrazilianPortuguese,
		At: func(t *testing.T, base string) localize.Translator {
			tr, err := deepl.New(deepl.Options{Name: "d", BaseURL: base, Key: secret})
			if err != nil {
				t.Fatal(err)
			}
			return tr
		},
		Secret: secret,
	})
}
