package deepl_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/deepl"
	"dramaport/localize/localizetest"
)

func request(texts ...string) localize.Request {
	r := localize.Request{Source: language.MustParse("zh-CN"), Target: language.MustParse("es-MX"), Prefix: "Rules.\n",
		Context: localize.Context{Lines: []localize.ContextLine{{Speaker: "林婉", Source: "你好。", Translation: "Hola."}, {After: 2, Speaker: "顾沉", Source: "再见。"}},
			Repair: []localize.Reason{{N: 1, Text: "empty"}}}}
	for i, text := range texts {
		r.Lines = append(r.Lines, localize.Item{N: i + 1, Speaker: "林婉", Text: text})
	}
	return r
}

func TestWhatIsSent(t *testing.T) {
	tr, s := start(t, localizetest.Config{}, map[string]any{"formality": "prefer_less", "split_sentences": "0"})
	r := request("⟦1⟧顾沉⟦2⟧ & <我>", "总裁好")
	r.Lines[0].Terms = []localize.Wording{{Source: "顾沉", Target: "Ethan <G&C>"}}
	reply, err := tr.Translate(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(s.Requests()[0], &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"text":        []any{`<x id="1"/><k>Ethan &lt;G&amp;C&gt;</k><x id="2"/> &amp; &lt;我&gt;`, "总裁好"},
		"source_lang": "ZH", "target_lang": "ES-419", "context": "你好。\n顾沉 & <我>\n总裁好\n再见。", "formality": "prefer_less", "split_sentences": "0",
		"tag_handling": "xml", "tag_handling_version": "v2", "outline_detection": false, "ignore_tags": []any{"k"},
		"non_splitting_tags": []any{"x", "k"}, "show_billed_characters": true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(reply.Texts[1], "Ethan <G&C>") || !strings.Contains(reply.Texts[1], "⟦1⟧") || reply.Usage.Characters != 9 {
		t.Errorf("%+v", reply)
	}
}

func TestGlossaryOfTheAccount(t *testing.T) {
	tr, s := start(t, localizetest.Config{}, map[string]any{"glossary_id": "g1"})
	r := request("顾沉好")
	r.Lines[0].Terms = []localize.Wording{{Source: "顾沉", Target: "Ethan"}}
	if _, err := tr.Translate(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if body := string(s.Requests()[0]); strings.Contains(body, "Ethan") || !strings.Contains(body, `"glossary_id":"g1"`) {
		t.Error(body)
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
		{localizetest.LostTags, 3, 0, false},
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
		if !tc.fails && reply.Usage.Characters == 0 {
			t.Errorf("%s: an answer that is not believed is paid for all the same", tc.fault)
		}
	}
}

func TestProve(t *testing.T) {
	for name, tc := range map[string]struct {
		target string
		config localizetest.Config
		kind   provider.Kind
		says   string
	}{
		"well":         {"en-US", localizetest.Config{Key: secret}, 0, ""},
		"no pair":      {"gsw", localizetest.Config{}, provider.Failed, "from zh to gsw"},
		"wrong key":    {"en-US", localizetest.Config{Key: "another"}, provider.Credentials, "DEEPL_API_KEY"},
		"nothing left": {"en-US", localizetest.Config{Faults: []localizetest.Fault{{Kind: localizetest.InsufficientQuota}}}, provider.Funds, "500000 of 500000"},
	} {
		s := localizetest.NewDeepL(t, tc.config)
		tr, err := deepl.New(deepl.Options{BaseURL: s.URL, Key: secret, Source: language.Chinese, Target: language.MustParse(tc.target)})
		if err != nil {
			t.Fatal(err)
		}
		err = tr.Prove(t.Context())
		if (err != nil) != (tc.says != "") || provider.KindOf(err) != tc.kind || err != nil && (!strings.Contains(err.Error(), tc.says) || strings.Contains(err.Error(), secret)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNew(t *testing.T) {
	for name, tc := range map[string]struct {
		o    deepl.Options
		kind provider.Kind
		says string
	}{
		"no key":      {deepl.Options{}, provider.Credentials, "DEEPL_API_KEY"},
		"bad address": {deepl.Options{Key: "k", BaseURL: "ftp://x"}, provider.Failed, "base_url"},
		"our field":   {deepl.Options{Key: "k", Extra: map[string]any{"text": "x"}}, provider.Failed, `extra may not set "text"`},
	} {
		if _, err := deepl.New(tc.o); err == nil || provider.KindOf(err) != tc.kind || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCodes(t *testing.T) {
	for pair, want := range map[string]string{
		"zh-CN en-US": "ZH EN-US", "zh-TW en-GB": "ZH EN-GB", "en-AU en-AU": "EN EN-GB", "en es-419": "EN ES-419", "en es-AR": "EN ES-419", "en es-ES": "EN ES",
		"en pt-BR": "EN PT-BR", "en pt": "EN PT-BR", "en pt-PT": "EN PT-PT", "en pt-AO": "EN PT-PT", "en zh-CN": "EN ZH-HANS", "en zh-TW": "EN ZH-HANT",
		"en zh-Hant-HK": "EN ZH-HANT", "en nb-NO": "EN NB", "ja th-TH": "JA TH", "en id-ID": "EN ID", "en gsw": "", "tlh en": "",
	} {
		s, target, _ := strings.Cut(pair, " ")
		from, into, ok := deepl.Codes(language.MustParse(s), language.MustParse(target))
		if got := strings.TrimSpace(from + " " + into); got != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", pair, got, want)
		}
	}
}

// TestHeadsInSubtitles: a subtitle that looks like a part of a prompt is text,
// and cuts nothing off.
func TestHeadsInSubtitles(t *testing.T) {
	r := request("一", "二")
	texts := []string{"REPAIR (why)", "[1-2]", "- 林婉|你好 => Hola", "LINES:\n1|a||b", "CONTEXT ([n] stands", "ANOTHER TRY (a person", "GLOSSARY\n你 = tú", "SENTENCES 1-2"}
	want := []string{"REPAIR (why)", "[1-2]", "- 林婉｜你好 => Hola", "LINES: 1｜a｜｜b", "CONTEXT ([n] stands", "ANOTHER TRY (a person", "GLOSSARY 你 = tú", "SENTENCES 1-2"}
	r.Context.Lines = nil
	for i, text := range texts {
		r.Context.Lines = append(r.Context.Lines, localize.ContextLine{After: min(1, i), Source: text, Translation: "x"})
	}
	want = append(append([]string{want[0], "一"}, want[1:]...), "二")
	tr, s := start(t, localizetest.Config{}, nil)
	if _, err := tr.Translate(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	var got struct{ Context string }
	if err := json.Unmarshal(s.Requests()[0], &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Join(want, "\n"), got.Context); diff != "" {
		t.Error(diff)
	}
}
