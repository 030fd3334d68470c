package openai_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/localizetest"
	"dramaport/localize/openai"
	"dramaport/season/config"
)

func plainRequest(source, target, text, before string, terms ...localize.Wording) localize.Request {
	return localize.Request{Source: language.MustParse(source), Target: language.MustParse(target), Context: beforeOf(before),
		Prefix: "never sent", CacheKey: "never sent", Lines: []localize.Item{{N: 1, Speaker: "林婉", Budget: 20, Text: text, Terms: terms}}}
}

// beforeOf is the context of a text with lines before it.
func beforeOf(lines string) localize.Context {
	if lines == "" {
		return localize.Context{}
	}
	return localize.Context{Before: strings.Split(lines, "\n")}
}

type sent struct {
	Messages []struct{ Role, Content string }
	Options  map[string]any `json:"translation_options"`
	Format   any            `json:"response_format"`
	CacheKey string         `json:"prompt_cache_key"`
}

// ask sends a request and returns what the server got and answered.
func ask(t *testing.T, r localize.Request, change func(*openai.Options)) (sent, localize.Reply) {
	t.Helper()
	tr, s := start(t, localizetest.Config{}, change)
	reply, err := tr.Translate(t.Context(), r)
	if err != nil || len(s.Requests()) != 1 {
		t.Fatalf("%v, %d requests", err, len(s.Requests()))
	}
	var got sent
	if err := json.Unmarshal(s.Requests()[0].Body, &got); err != nil {
		t.Fatal(err)
	}
	return got, reply
}

func TestTemplates(t *testing.T) {
	term := localize.Wording{Source: "顾沉", Target: "Gu Chen"}
	for _, tc := range []struct {
		template string
		request  localize.Request
		want     string
	}{
		{"translategemma", plainRequest("zh-CN", "en-US", "顾沉走了。", "你好。", term),
			"You are a professional Chinese (China) (zh-CN) to American English (en-US) translator. Your goal is to accurately convey the meaning and nuances of the original Chinese (China) text while adhering to American English grammar, vocabulary, and cultural sensitivities.\n" +
				"Produce only the American English translation, without any additional explanations or commentary. Please translate the following Chinese (China) text into American English:\n\n\n顾沉走了。"},
		{"hunyuan-mt", plainRequest("zh-CN", "es", "顾沉走了。", "", term),
			"参考下面的翻译：\n顾沉 翻译成 Gu Chen\n\n将以下文本翻译为西班牙语，注意只需要输出翻译后的结果，不要额外解释：\n\n顾沉走了。"},
		{"hunyuan-mt", plainRequest("zh-CN", "en", "他走了。", "顾沉来了。"),
			"顾沉来了。\n参考上面的信息，把下面的文本翻译成英语，注意不需要翻译上文，也不要额外解释：\n他走了。"},
		{"hunyuan-mt", plainRequest("en", "es", "He left.", "", localize.Wording{Source: "He", Target: "Él"}),
			"Refer to the following translations:\nHe translates to Él\n\nTranslate the following segment into Spanish, without additional explanation.\n\nHe left."},
		{"seed-x", plainRequest("en", "zh-Hans", "May the force\nbe with you", "", term),
			"Translate the following English sentence into Simplified Chinese:\nMay the force be with you <zh>"},
		{"qwen-mt", plainRequest("zh-CN", "en", "他走了。", "前文。", term), "他走了。"},
		{"qwen-mt", plainRequest("zh-CN", "en", "他\x00\x1b[2J走了。", ""), "他 [2J走了。"},
		{"hunyuan-mt", plainRequest("en", "es", "He left.", "", localize.Wording{Target: "x"}, localize.Wording{Source: "y", Target: " "}),
			"Translate the following segment into Spanish, without additional explanation.\n\nHe left."},
	} {
		got, reply := ask(t, tc.request, func(o *openai.Options) { o.Template, o.CacheKey = tc.template, true })
		if len(got.Messages) != 1 || got.Messages[0].Role != "user" || got.Format != nil || got.CacheKey != "" {
			t.Errorf("%s: %+v", tc.template, got)
		}
		if diff := cmp.Diff(tc.want, got.Messages[0].Content); diff != "" {
			t.Errorf("%s:\n%s", tc.template, diff)
		}
		if reply.Texts[1] == "" || reply.Usage.InputTokens == 0 {
			t.Errorf("%s: %+v", tc.template, reply)
		}
	}
}

func TestTermsReachTheModelInItsOwnWay(t *testing.T) {
	for _, template := range []string{"hunyuan-mt", "qwen-mt"} {
		_, reply := ask(t, plainRequest("zh-CN", "en", "顾沉走了。", "", localize.Wording{Source: "顾沉", Target: "Gu Chen"}),
			func(o *openai.Options) { o.Template = template })
		if !strings.Contains(reply.Texts[1], "Gu Chen") {
			t.Errorf("%s: %q", template, reply.Texts[1])
		}
	}
}

func TestQwenOptions(t *testing.T) {
	r := plainRequest("zh-TW", "fil", "顧沉走了。", "", localize.Wording{Source: "顧沉", Target: "Gu Chen"})
	r.Lines[0].Examples = []localize.Example{{Source: "他走了。", Target: "Umalis siya.", Percent: 80}}
	got, _ := ask(t, r, func(o *openai.Options) {
		o.Template = "qwen-mt"
		o.Extra = map[string]any{"translation_options": map[string]any{"domains": "Dialogue of a drama."}}
	})
	want := map[string]any{"source_lang": "zh_tw", "target_lang": "tl", "domains": "Dialogue of a drama.",
		"tm_list": []any{map[string]any{"source": "他走了。", "target": "Umalis siya."}},
		"terms":   []any{map[string]any{"source": "顧沉", "target": "Gu Chen"}}}
	if diff := cmp.Diff(want, got.Options); diff != "" {
		t.Error(diff)
	}
}

func TestPlainModelsTakeOneLine(t *testing.T) {
	tr, s := start(t, localizetest.Config{}, func(o *openai.Options) { o.Template = "seed-x" })
	_, err := tr.Translate(t.Context(), request("a", "b"))
	if provider.KindOf(err) != provider.TooLong || len(s.Requests()) != 0 {
		t.Errorf("%v", err)
	}
}

// What a plain model says that is no translation is an error, never a text.
func TestPlainFaults(t *testing.T) {
	for fault, want := range map[localizetest.Kind]provider.Kind{localizetest.Refused: provider.Refused, localizetest.Filtered: provider.Refused} {
		tr, _ := start(t, always(fault), func(o *openai.Options) { o.Template = "seed-x" })
		reply, err := tr.Translate(t.Context(), plainRequest("en", "es", "He left.", ""))
		if provider.KindOf(err) != want || len(reply.Texts) != 0 {
			t.Errorf("%s: %v %v", fault, reply, err)
		}
	}
	tr, _ := start(t, always(localizetest.Empty), func(o *openai.Options) { o.Template = "seed-x" })
	if reply, err := tr.Translate(t.Context(), plainRequest("en", "es", "He left.", "")); err != nil || len(reply.Texts) != 0 {
		t.Errorf("%v %v", reply, err)
	}
}

// Talk around the one text of an answer is not taken for it.
func TestPlainTalkIsNoTranslation(t *testing.T) {
	tr, _ := start(t, always(localizetest.Chatty), func(o *openai.Options) { o.Template = "seed-x" })
	reply, err := tr.Translate(t.Context(), plainRequest("en", "es", "He left.", ""))
	if err != nil || len(reply.Texts) != 0 || len(reply.Strange) == 0 {
		t.Errorf("%+v %v", reply, err)
	}
}

// The templates that season.yaml takes are the ones there are.
func TestEveryTemplateOfSeasonYAMLExists(t *testing.T) {
	for name := range config.Templates() {
		if _, err := openai.New(openai.Options{Name: "mt", BaseURL: "http://127.0.0.1:1/v1", Model: "m", Template: name}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := openai.New(openai.Options{Name: "mt", BaseURL: "http://127.0.0.1:1/v1", Model: "m", Template: "other"}); err == nil {
		t.Error("an unknown template is taken")
	}
}

func TestCacheKeyIsSentWhereItIsKnown(t *testing.T) {
	r := request("a")
	r.CacheKey = "dramaport-1"
	for _, known := range []bool{true, false} {
		got, _ := ask(t, r, func(o *openai.Options) { o.CacheKey = known })
		if (got.CacheKey == "dramaport-1") != known {
			t.Errorf("known %v: %q", known, got.CacheKey)
		}
	}
}

// Every template passes the contract of a translator, a line a request.
func TestContractOfTranslationModels(t *testing.T) {
	for template := range config.Templates() {
		as := func(o *openai.Options) { o.Template = template }
		with := func(c localizetest.Config) func(*testing.T) localize.Translator {
			return func(t *testing.T) localize.Translator { tr, _ := start(t, c, as); return tr }
		}
		t.Run(template, func(t *testing.T) {
			localizetest.Run(t, localizetest.Options{
				New:     with(localizetest.Config{Key: secret}),
				Hanging: with(always(localizetest.Hang)),
				Failing: map[provider.Kind]func(*testing.T) localize.Translator{
					provider.Credentials: with(always(localizetest.BadKey)),
					provider.Funds:       with(always(localizetest.InsufficientQuota)),
					provider.Busy:        with(always(localizetest.Status429)),
					provider.Temporary:   with(always(localizetest.Status500)),
					provider.TooLong:     with(always(localizetest.TooLong)),
					provider.Refused:     with(always(localizetest.Refused)),
				},
				Busy: func(t *testing.T) (localize.Translator, func() int) {
					tr, s := start(t, always(localizetest.Status429), as)
					return tr, func() int { return len(s.Requests()) }
				},
				Lossy:  with(localizetest.Config{Faults: []localizetest.Fault{{Kind: localizetest.Empty, Text: "pregnant", To: -1}}}),
				Other:  language.Thai,
				Secret: secret,
			})
		})
	}
}
