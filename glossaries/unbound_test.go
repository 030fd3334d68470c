package glossaries_test

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/glossaries"
)

// TestUnbound plants columns and rows that can never bind, and near misses
// that do.
func TestUnbound(t *testing.T) {
	tag := language.MustParse
	uses := []glossaries.Use{
		{Market: "us", Target: tag("en-US"), Source: tag("zh-CN")},
		{Market: "latam", Target: tag("es-419"), Source: tag("zh-CN")},
		{Market: "latam", Target: tag("es-419"), Source: tag("en-US"), SourceMarket: "us"},
	}
	for _, c := range []struct{ name, file, want string }{
		{"all bind", "zh-CN,en-US,es,forbidden:es-419,forms:us\n林婉,Lin Wan,Lin Wan,Lina,Lynn\n", ""},
		{"the pivot's wordings", "en,es-419\nCEO,director\n", ""},
		{"forms of the source", "zh,en,forms:zh\n林婉,Lin Wan,小婉\n", ""},
		{"another script", "zh-Hant,es\n樓,piso\n", `a.csv:1:1: warning: no column is in the language that is translated|a.csv:1:1: warning: the column zh-Hant binds nothing: texts in zh-CN read zh-CN, zh|a.csv:2:1: warning: "樓" binds nothing: it has no wording in the language`},
		{"a sibling", "zh-CN,en-GB\n林婉,Lin\n", `a.csv:1:7: warning: the column en-GB binds nothing: market us (en-US) reads us, en-US, en; texts in en-US read us, en-US, en|a.csv:2:1: warning: "林婉" binds nothing: it has no wording for any market`},
		{"forbidden in the source", "zh-CN,en,forbidden:zh\n林婉,Lin,Lynn\n", `a.csv:1:10: warning: the column forbidden:zh binds nothing`},
		{"no market", "zh-CN,en,th\n林婉,Lin,หลิน\n", `a.csv:1:10: warning: the column th binds nothing: no market is in this language`},
		{"empty rows", "zh-CN,en\n林婉,\n顾沉,\n周兰,Zhou\n", `a.csv:2:1: warning: "林婉", the first of 2 such rows binds nothing`},
		{"kept", "zh-CN,en,rule\nKTV,,keep\n", ""},
		{"forbids alone", "zh-CN,en,forbidden:en\n林婉,,Lynn\n", ""},
		{"forbids what it agrees", "zh-CN,en,forbidden\n林婉,Lin Wan,Lin Wan\n", `a.csv:2:1: warning: "林婉" forbids the wording that it agrees on`},
		{"invisible", "zh-CN,es\n\u200b\u200b,x\n", `a.csv:2:1: warning: "` + "\\u200b\\u200b" + `" binds nothing: it has no wording in the language`},
	} {
		b := book(t, c.file)
		var got []string
		for _, p := range append(b.UnboundColumns(uses), b.UnboundRows(uses)...) {
			if !p.Warning {
				t.Errorf("%s: %s is no warning", c.name, p)
			}
			got = append(got, p.String())
		}
		want := strings.Split(c.want, "|")
		if c.want == "" {
			want = nil
		}
		if len(got) != len(want) {
			t.Errorf("%s: %q, want %q", c.name, got, want)
			continue
		}
		for i := range want {
			if !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("%s: %s, want %s", c.name, got[i], want[i])
			}
		}
	}
}
