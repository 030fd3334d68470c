package openai

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"dramaport/localize"
)

func items(n int) []localize.Item {
	all := make([]localize.Item, n)
	for i := range all {
		all[i].N = i + 1
	}
	return all
}

func TestReadContent(t *testing.T) {
	for _, tc := range []struct {
		content string
		want    map[int]string
		strange string
	}{
		{`{"1":"a","2":"b"}`, map[int]string{1: "a", 2: "b"}, ""},
		{"```json\n{\"1\":\"a\",\"2\":\"b\"}\n```", map[int]string{1: "a", 2: "b"}, ""},
		{"```\r\n{\"1\":\"a\"", map[int]string{1: "a"}, ""},
		{"<think>{\"1\":\"no\"}</think>\n{\"1\":\"a\"}", map[int]string{1: "a"}, ""},
		{"<think>{\"1\":\"no\"}", map[int]string{}, ""},
		{`{"1":"<think>a</think>"}`, map[int]string{1: "<think>a</think>"}, ""},
		{`{"1":"a","1":"b","2":"c"}`, map[int]string{2: "c"}, ""},
		{`{"1":"a","1":"a"}`, map[int]string{}, ""},
		{`{"1":null,"2":["b"]}`, map[int]string{}, ""},
		{`{"1":{"text":"a"},"2":7}`, map[int]string{}, ""},
		{`{"1":" ","2":""}`, map[int]string{}, ""},
		{`{"01":"a","2":"b"}`, map[int]string{2: "b"}, "01"},
		{`{"1":"a","3":null,"4":""}`, map[int]string{1: "a"}, ""},
		{`{"1":"a","3":"x"}`, map[int]string{1: "a"}, "3"},
		{`{"1":"a","9":null}`, map[int]string{1: "a"}, "9"},
		{`{"1":"a"} {"2":"b"}`, map[int]string{1: "a"}, `{"2":"b"}`},
		{`{"1":"a","2":"b`, map[int]string{1: "a"}, ""},
		{`{"1":"a","2`, map[int]string{1: "a"}, ""},
		{`{"1":"half \ud83d","2":"b"}`, map[int]string{2: "b"}, ""},
		{`sorry`, map[int]string{}, "sorry"},
		{``, map[int]string{}, ""},
	} {
		got := readContent(tc.content, items(2), 5)
		if !maps.Equal(got.Texts, tc.want) || strings.Join(got.Strange, "; ") != tc.strange {
			t.Errorf("%s: %v, strange %q, want %v, %q", tc.content, got.Texts, got.Strange, tc.want, tc.strange)
		}
	}
}

// TestEveryCut cuts a reply at each byte: a text is whole or absent.
func TestEveryCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := map[string]string{}
		for i := range rapid.IntRange(1, 5).Draw(t, "lines") {
			whole[string(rune('1'+i))] = "x" + strings.ReplaceAll(rapid.String().Draw(t, "text"), "\ufffd", "")
		}
		raw, err := json.Marshal(whole)
		if err != nil {
			t.Fatal(err)
		}
		for cut := range raw {
			for n, text := range readContent(string(raw[:cut]), items(5), 5).Texts {
				if text != whole[string(rune('0'+n))] {
					t.Fatalf("%s: line %d is %q", raw[:cut], n, text)
				}
			}
		}
		if got := readContent(string(raw), items(5), 5).Texts; len(got) != len(whole) {
			t.Fatalf("%s: %d of %d", raw, len(got), len(whole))
		}
	})
}

func FuzzReadContent(f *testing.F) {
	for _, s := range []string{`{"1":"a"}`, "```\n{\"1\":\"a\"}\n```", "<think>", `{"1":{"2":[]}}`, `{"1":"a","1":"b"}x`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		reply := readContent(content, items(3), 5)
		for n, text := range reply.Texts {
			if n < 1 || n > 3 || strings.TrimSpace(text) == "" || !utf8.ValidString(text) {
				t.Errorf("line %d: %q", n, text)
			}
		}
	})
}

func TestSchema(t *testing.T) {
	for _, n := range []int{1, 2, 5, 41, 60, 100, 101, 151} {
		class := sizeClass(n)
		var s struct {
			Properties           map[string]any
			Required             []string
			AdditionalProperties *bool
		}
		if err := json.Unmarshal(schema(class), &s); err != nil {
			t.Fatal(err)
		}
		if class < n || len(s.Properties) != class || len(s.Required) != class || s.AdditionalProperties == nil || *s.AdditionalProperties {
			t.Errorf("%d lines: class %d, %d properties, %d required", n, class, len(s.Properties), len(s.Required))
		}
		for _, key := range s.Required {
			if s.Properties[key] == nil {
				t.Errorf("%q is required and not declared", key)
			}
		}
	}
	if schemaOf("api.deepseek.com") != "object" || schemaOf("dashscope-intl.aliyuncs.com") != "object" || schemaOf("localhost") != "strict" {
		t.Error("schemas of servers")
	}
}
