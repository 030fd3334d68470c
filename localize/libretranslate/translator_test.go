package libretranslate_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/libretranslate"
	"dramaport/localize/localizetest"
)

func request(texts ...string) localize.Request {
	r := localize.Request{Source: language.MustParse("zh-CN"), Target: language.MustParse("es-MX")}
	for i, text := range texts {
		r.Lines = append(r.Lines, localize.Item{N: i + 1, Text: text})
	}
	return r
}

func TestWhatIsSentAndPutTogether(t *testing.T) {
	words := func(_ localizetest.Prompt, l localizetest.Line) string {
		return map[string]string{"我": "yo", "从不": "nunca", "骗你": "miento", "你 <好>": " Hola <b> "}[l.Text]
	}
	tr, s := start(t, localizetest.Config{Translate: words}, nil)
	reply, err := tr.Translate(t.Context(), request("我⟦1⟧从不⟦2⟧骗你。", "⟦3⟧……⟦4⟧ 你\x00<好>", "……"))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(s.Requests()[0], &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"q": []any{"我", "从不", "骗你。", "你 <好>"}, "source": "zh-Hans", "target": "es", "format": "text", "api_key": secret}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, there := reply.Texts[1]; there {
		t.Error("a line of which a piece is missing is there", reply.Texts)
	}
	if diff := cmp.Diff(map[int]string{2: "⟦3⟧……⟦4⟧ Hola <b>"}, reply.Texts); diff != "" {
		t.Error(diff)
	}
	reply, err = tr.Translate(t.Context(), request("我⟦1⟧从不⟦2⟧骗你"))
	if err != nil || reply.Texts[1] != "yo⟦1⟧ nunca⟦2⟧ miento" || reply.Usage.Characters != 5 {
		t.Errorf("%+v, %v", reply, err)
	}
}

func TestFaults(t *testing.T) {
	for _, tc := range []struct {
		fault localizetest.Kind
		texts int
		kind  provider.Kind
		fails bool
	}{
		{"", 4, 0, false},
		{localizetest.Dropped, 0, 0, false},
		{localizetest.Extra, 0, 0, false},
		{localizetest.Empty, 3, 0, false},
		{localizetest.WrongText, 0, 0, false},
		{localizetest.WrongShape, 0, provider.Temporary, true},
		{localizetest.Broken, 0, provider.Temporary, true},
		{localizetest.Status500, 0, provider.Temporary, true},
		{localizetest.Status429, 0, provider.Busy, true},
		{localizetest.BadKey, 0, provider.Credentials, true},
		{localizetest.InsufficientQuota, 0, provider.Funds, true},
		{localizetest.TooLong, 0, provider.TooLong, true},
	} {
		tr, _ := start(t, localizetest.Config{Faults: []localizetest.Fault{{Kind: tc.fault, Line: 2, To: -1}}}, nil)
		reply, err := tr.Translate(t.Context(), request("一", "二", "⟦1⟧三", "四"))
		if (err != nil) != tc.fails || provider.KindOf(err) != tc.kind || len(reply.Texts) != tc.texts {
			t.Errorf("%s: %v of kind %d, texts %v; want kind %d, %d texts", tc.fault, err, provider.KindOf(err), reply.Texts, tc.kind, tc.texts)
		}
	}
	tr, _ := start(t, localizetest.Config{}, nil)
	if _, err := tr.Translate(t.Context(), request(strings.Split(strings.Repeat("一 ", 201), " ")[:201]...)); provider.KindOf(err) != provider.TooLong {
		t.Errorf("more than the server's --batch-limit: %v", err)
	}
}

func TestProve(t *testing.T) {
	s := localizetest.NewLibreTranslate(t, localizetest.Config{})
	for target, tc := range map[string]struct {
		extra map[string]any
		says  string
	}{
		"es-419": {nil, ""},
		"ar":     {nil, "zh-Hans to ar; it has en es th zh-Hans"},
		"ar-EG":  {map[string]any{"target": "en"}, ""},
	} {
		tr, err := libretranslate.New(libretranslate.Options{BaseURL: s.URL, Extra: tc.extra, Source: language.Chinese, Target: language.MustParse(target)})
		if err != nil {
			t.Fatal(err)
		}
		if err = tr.Prove(t.Context()); (err != nil) != (tc.says != "") || err != nil && !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v", target, err)
		}
	}
}

func TestNew(t *testing.T) {
	if _, err := libretranslate.New(libretranslate.Options{}); err != nil {
		t.Error(err)
	}
	for says, o := range map[string]libretranslate.Options{
		"base_url":              {BaseURL: "ftp://x"},
		`extra may not set "q"`: {Extra: map[string]any{"q": "x"}},
	} {
		if _, err := libretranslate.New(o); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %s", err, says)
		}
	}
}

func TestCode(t *testing.T) {
	for locale, want := range map[string]string{
		"zh-CN": "zh-Hans", "zh-TW": "zh-Hant", "zh-Hant-HK": "zh-Hant", "pt-BR": "pt-BR", "pt-PT": "pt", "es-419": "es", "en-US": "en", "nb-NO": "nb", "no": "nb", "fil-PH": "tl", "th": "th",
	} {
		if got := libretranslate.Code(language.MustParse(locale)); got != want {
			t.Errorf("%s: %s, want %s", locale, got, want)
		}
	}
}
