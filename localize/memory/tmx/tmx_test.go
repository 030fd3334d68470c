package tmx_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/language"
	"pgregory.net/rapid"

	"dramaport/localize/memory"
	"dramaport/localize/memory/tmx"
)

var zhCN, esMX = language.MustParse("zh-CN"), language.MustParse("es-MX")

func document(units string) string {
	return `<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="*all*"/><body>` + units + `</body></tmx>`
}

func unit(lang1, seg1, lang2, seg2 string) string {
	return `<tu><tuv xml:lang="` + lang1 + `"><seg>` + seg1 + `</seg></tuv><tuv xml:lang="` + lang2 + `"><seg>` + seg2 + `</seg></tuv></tu>`
}

func TestReadTMXLanguages(t *testing.T) {
	tests := []struct {
		langs  [2]string
		source language.Tag
		target language.Tag
		match  bool
	}{
		{[2]string{"zh-CN", "es-MX"}, zhCN, esMX, true},
		{[2]string{"ZH", "es"}, zhCN, esMX, true},
		{[2]string{"zh_Hans", "es-419"}, zhCN, esMX, true},
		{[2]string{"zh-Hans-CN", "ES-mx"}, zhCN, esMX, true},
		{[2]string{"zh-CN", "es-MX"}, language.Chinese, language.LatinAmericanSpanish, true},
		{[2]string{"zh-TW", "es-MX"}, zhCN, esMX, false},
		{[2]string{"zh", "es"}, language.MustParse("zh-TW"), esMX, false},
		{[2]string{"zh-CN", "es-ES"}, zhCN, esMX, false},
		{[2]string{"zh-CN", "pt"}, zhCN, esMX, false},
		{[2]string{"?!", "es"}, zhCN, esMX, false},
	}
	for _, test := range tests {
		es, err := tmx.Read(strings.NewReader(document(unit(test.langs[0], "好", test.langs[1], "Bien"))), test.source, test.target)
		if err != nil || (len(es) == 1) != test.match {
			t.Errorf("%v for %v-%v: %v, %v", test.langs, test.source, test.target, es, err)
		}
	}
	twice := `<tu><tuv xml:lang="zh"><seg>好</seg></tuv><tuv xml:lang="es-MX" changedate="20260101T000000Z"><seg>Bien</seg></tuv><tuv xml:lang="es-MX" changedate="20250101T000000Z"><seg>Vale</seg></tuv></tu>`
	if es, err := tmx.Read(strings.NewReader(document(twice)), zhCN, esMX); err != nil || len(es) != 2 || es[0].Target != "Bien" || es[1].Target != "Vale" {
		t.Errorf("both texts of one language: %v, %v", es, err)
	}
	both := `<tu><tuv xml:lang="zh"><seg>好</seg></tuv><tuv xml:lang="es"><seg>Bien</seg></tuv><tuv lang="es-MX"><seg>Sale</seg></tuv></tu>`
	es, err := tmx.Read(strings.NewReader(document(both)), zhCN, esMX)
	if err != nil || len(es) != 1 || es[0].Target != "Sale" {
		t.Errorf("the nearest variant is Sale: %v, %v", es, err)
	}
}

func TestReadTMXInline(t *testing.T) {
	tests := []struct{ seg, want string }{
		{`<hi>You</hi> lied`, "You lied"},
		{`You <bpt i="1">&lt;b&gt;</bpt>lied<ept i="1">&lt;/b&gt;</ept>.`, "You lied."},
		{`You <ph x="1">⟦1⟧</ph>lied`, "You ⟦1⟧lied"},
		{`You <ph x="1"/>lied`, "You lied"},
		{`a<ph>code<sub>text</sub>code</ph>b`, "ab"},
		{`I know <g id="1">what you are</g> thinking`, "I know what you are thinking"},
		{`I <mrk type="x"><x id="2"/>know <bx/>you<ex/></mrk>.`, "I know you."},
		{`I know<ph/>what`, "I know what"},
		{`I know<ph x="1">&lt;br/&gt;</ph>what`, "I know what"},
		{`I know<ph x="1">\n</ph>what`, "I know what"},
		{`I know<ph type="lb"/>what`, "I know what"},
		{`un<bpt i="1">&lt;b&gt;</bpt>believ<ept i="1">&lt;/b&gt;</ept>able`, "unbelievable"},
		{`un<ph>{\i1}</ph>seen`, "unseen"},
		{`un<bpt i="1"/>seen<ept i="1"/>`, "unseen"},
		{`好<ph/>吗`, "好吗"},
		{`I know<ph/>, yes`, "I know, yes"},
		{`caf&#xe9;<ph/>noir &#233;`, "café noir é"},
		{`one&#xA;two &amp; &lt;three&gt; caf&#x65;&#x301;`, "one\ntwo & <three> café"},
		{`<![CDATA[a < b]]>`, "a < b"},
	}
	for _, test := range tests {
		es, err := tmx.Read(strings.NewReader(document(unit("zh", "好", "es", test.seg))), zhCN, esMX)
		if err != nil || len(es) != 1 || es[0].Target != test.want {
			t.Errorf("%s gave %q, %v, want %q", test.seg, es, err, test.want)
		}
	}
}

func TestReadTMXContext(t *testing.T) {
	u := `<tu><prop type="x-context-pre">甲</prop><prop type="X-Context-Post">乙</prop><prop type="other">z</prop><tuv xml:lang="zh"><prop type="x-speaker">林婉</prop><seg>好</seg></tuv><tuv xml:lang="es"><seg>Bien</seg></tuv></tu>`
	es, err := tmx.Read(strings.NewReader(document(u)), zhCN, esMX)
	want := []memory.Entry{{Source: "好", Target: "Bien", Prev: "甲", Next: "乙", Speaker: "林婉"}}
	if diff := cmp.Diff(want, es); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// The neighbours as other tools write them. Sources: docs/memory.md.
func TestReadTMXForeignContext(t *testing.T) {
	for name, props := range map[string]string{
		"memoQ, Phrase": `<prop type="x-context-pre">&lt;seg&gt;甲 &amp;amp; &lt;ph&gt;x&lt;/ph&gt;乙&lt;/seg&gt;</prop><prop type="x-context-post">&lt;seg&gt;丙&lt;/seg&gt;</prop>`,
		"XTM":           `<prop type="x-context-pre"><seg>甲 &amp; 乙</seg></prop><prop type="x-context-post"><seg>丙</seg></prop>`,
		"XTM, Cloud":    `<prop type="x-previous-source-text">甲 &amp; 乙</prop><prop type="x-next-source-text">丙</prop>`,
		"OmegaT":        `<prop type="file">e001.srt</prop><prop type="prev">甲 &amp; 乙</prop><prop type="next">丙</prop>`,
	} {
		u := `<tu>` + props + `<tuv xml:lang="zh"><seg>好</seg></tuv><tuv xml:lang="es"><seg>Bien</seg></tuv></tu>`
		es, err := tmx.Read(strings.NewReader(document(u)), zhCN, esMX)
		if err != nil || len(es) != 1 || es[0].Prev != "甲 & 乙" || es[0].Next != "丙" {
			t.Errorf("%s: %+v, %v", name, es, err)
		}
	}
}

// A document read once for several pairs gives each what it gives it alone.
func TestEachTMXPairs(t *testing.T) {
	text := document(unit("zh", "好", "es", "Bien") + unit("en", "Go", "zh", "走") +
		`<tu><prop type="x-speaker">林婉</prop><tuv xml:lang="zh"><seg>来</seg></tuv><tuv xml:lang="en"><seg>Come</seg></tuv><tuv xml:lang="es" changeid="Luz"><seg>Ven</seg></tuv></tu>`)
	pairs := []tmx.Pair{{Source: zhCN, Target: esMX}, {Source: zhCN, Target: language.English}, {Source: language.English, Target: esMX}, {Source: zhCN, Target: language.Thai}}
	got := make([][]memory.Entry, len(pairs))
	if err := tmx.Each(strings.NewReader(text), pairs, func(i int, e memory.Entry) { got[i] = append(got[i], e) }, func(s tmx.Skipped) { t.Error(s) }); err != nil {
		t.Fatal(err)
	}
	for i, p := range pairs {
		want, err := tmx.Read(strings.NewReader(text), p.Source, p.Target)
		if diff := cmp.Diff(want, got[i]); diff != "" || err != nil || len(want) != []int{2, 2, 1, 0}[i] {
			t.Errorf("%v: %s %v", p, diff, err)
		}
	}
}

func TestReadTMXDecided(t *testing.T) {
	day := time.Date(2026, 11, 22, 17, 14, 0, 0, time.UTC)
	for attributes, want := range map[string]memory.Entry{
		`changeid="Ana" changedate="20261122T171400Z" creationid="Bo" creationdate="20200101T000000Z"`: {By: "Ana", At: day},
		`creationid="Bo" creationdate="20261122T171400Z"`:                                              {By: "Bo", At: day},
		`changedate="22.11.2026" changeid="Ana"`:                                                       {By: "Ana"},
		``:                                                                                             {},
	} {
		want.Source, want.Target = "好", "Bien"
		onUnit := strings.Replace(unit("zh", "好", "es", "Bien"), "<tu>", "<tu "+attributes+">", 1)
		onText := strings.Replace(unit("zh", "好", "es", "Bien"), `xml:lang="es"`, `xml:lang="es" `+attributes, 1)
		for _, u := range []string{onUnit, onText} {
			es, err := tmx.Read(strings.NewReader(document(u)), zhCN, esMX)
			if diff := cmp.Diff([]memory.Entry{want}, es); diff != "" || err != nil {
				t.Errorf("%s: %s %v", u, diff, err)
			}
		}
	}
}

func TestReadTMXEncodings(t *testing.T) {
	text := document(unit("zh", "好", "es", "Bien, señor"))
	encode := func(bom unicode.BOMPolicy, e unicode.Endianness, s string) string {
		out, err := unicode.UTF16(e, bom).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	utf16 := strings.Replace(text, `version="1.0"`, `version="1.0" encoding="UTF-16"`, 1)
	latin := strings.Replace(document(unit("en", "Yes", "es", "se\xf1or")), `version="1.0"`, `version="1.0" encoding="ISO-8859-1"`, 1)
	for name, raw := range map[string]string{
		"utf-8": text, "utf-8 with mark": "\ufeff" + text,
		"utf-16le with mark": encode(unicode.UseBOM, unicode.LittleEndian, utf16), "utf-16be with mark": encode(unicode.UseBOM, unicode.BigEndian, utf16),
		"utf-16le": encode(unicode.IgnoreBOM, unicode.LittleEndian, utf16), "utf-16be": encode(unicode.IgnoreBOM, unicode.BigEndian, text),
	} {
		es, err := tmx.Read(strings.NewReader(raw), zhCN, esMX)
		if err != nil || len(es) != 1 || es[0].Target != "Bien, señor" {
			t.Errorf("%s: %v, %v", name, es, err)
		}
	}
	if es, err := tmx.Read(strings.NewReader(latin), language.English, esMX); err != nil || len(es) != 1 || es[0].Target != "señor" {
		t.Errorf("latin-1: %v, %v", es, err)
	}
}

func TestReadTMXErrors(t *testing.T) {
	good := unit("zh", "好", "es", "Bien")
	for name, test := range map[string]struct {
		raw, want string
		kept      int
	}{
		"not XML":           {"hello", "1:", 0},
		"not TMX":           {"<xliff/>", "1:9: the document is <xliff>, not <tmx>", 0},
		"empty":             {"", "ends too early", 0},
		"cut off":           {strings.TrimSuffix(document(good), "</body></tmx>"), "1:", 1},
		"bad unit":          {document(good + "\n\n<tu><tuv></tu>"), "3:", 1},
		"unknown encoding":  {`<?xml version="1.0" encoding="klingon"?><tmx/>`, "convert the file to UTF-8", 0},
		"broken UTF-8":      {document(unit("zh", "\xff", "es", "Bien")), "1:", 0},
		"lost character":    {document(good + "\n" + unit("zh", "好", "es", "Bi\ufffdn")), "2:", 1},
		"control":           {document(good + "\n" + unit("zh", "好", "es", "Bi\x01n") + good), "2:", 2},
		"control by number": {document(good + "\n" + unit("zh", "走", "es", "Bi&#x1F;n") + good), "2:", 2},
		"control in latin":  {strings.Replace(document(good+"\n"+unit("zh", "x", "es", "se\xf1or\x02")+unit("zh", "x", "es", "se\xf1or")), `version="1.0"`, `version="1.0" encoding="ISO-8859-1"`, 1), "2:", 2},
	} {
		es, err := tmx.Read(strings.NewReader(test.raw), zhCN, esMX)
		if err == nil || !strings.Contains(err.Error(), test.want) || len(es) != test.kept {
			t.Errorf("%s: %v with %d entries, want %q with %d", name, err, len(es), test.want, test.kept)
		}
	}
}

func TestTMXRoundTrip(t *testing.T) {
	part := rapid.StringMatching(`([a-z <>&"'|]|[好吗？]|é|⟦[1-3]⟧|\n){0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		var es []memory.Entry
		for range rapid.IntRange(0, 4).Draw(t, "n") {
			e := memory.Entry{Source: "源" + part.Draw(t, "source") + ".", Target: "t" + part.Draw(t, "target") + ".",
				Prev: part.Draw(t, "prev"), Next: part.Draw(t, "next"), Speaker: part.Draw(t, "speaker"),
				Series: part.Draw(t, "series"), By: part.Draw(t, "by")}
			for range rapid.IntRange(0, 2).Draw(t, "names") {
				e.Names = append(e.Names, memory.Name{Source: "名" + part.Draw(t, "name"), Target: "N" + part.Draw(t, "wording")})
			}
			if s := rapid.Int64Range(0, 4e9).Draw(t, "at"); s > 0 {
				e.At = time.Unix(s, 0).UTC()
			}
			es = append(es, e)
		}
		var b bytes.Buffer
		if err := tmx.Write(&b, zhCN, esMX, es); err != nil {
			t.Fatal(err)
		}
		got, err := tmx.Read(&b, zhCN, esMX)
		if diff := cmp.Diff(es, got); diff != "" || err != nil {
			t.Fatal(diff, err)
		}
	})
}

func TestWriteTMXRefusesLoss(t *testing.T) {
	for _, bad := range []string{"a\x1bb", "a\xffb", "a\ufffdb", "a\x00"} {
		err := tmx.Write(&bytes.Buffer{}, zhCN, esMX, []memory.Entry{{Source: "好", Target: "Bien"}, {Source: "好", Target: bad}})
		if err == nil || !strings.HasPrefix(err.Error(), "entry 2: ") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzReadTMX(f *testing.F) {
	f.Add([]byte(document(unit("zh", "好<ph x='1'>⟦1⟧</ph>", "es", "Bien &amp; <hi>sí</hi>"))))
	f.Add([]byte("\xff\xfe<\x00t\x00m\x00x\x00>\x00"))
	f.Add([]byte(`<tmx><tu><tuv lang="zh"><seg><bpt>`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		es, err := tmx.Read(bytes.NewReader(raw), zhCN, esMX)
		if err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
		for _, e := range es {
			if e.Source == "" || e.Target == "" || strings.Contains(e.Source+e.Target, "\ufffd") {
				t.Errorf("entry %+v", e)
			}
		}
		var b bytes.Buffer
		if err := tmx.Write(&b, zhCN, esMX, es); err != nil {
			return // characters that XML 1.0 cannot carry
		}
		again, err := tmx.Read(&b, zhCN, esMX)
		if diff := cmp.Diff(es, again); diff != "" || err != nil {
			t.Errorf("written and read again: %s %v", diff, err)
		}
	})
}
