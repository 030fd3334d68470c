package stage_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dramaport/internal/atomicfile"
	"dramaport/season"
	"dramaport/season/config"
	"dramaport/stage"
)

const manyAlike = `1
00:00:01,000 --> 00:00:03,000
请你马上离开我的家。

2
00:00:04,000 --> 00:00:06,000
请你马上离开我的家。

3
00:00:07,000 --> 00:00:09,000
请他马上离开我的家。
`

const smallTMX = `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>
<tu><tuv xml:lang="zh-CN"><seg>请她马上离开我的家。</seg></tuv><tuv xml:lang="en-US"><seg>Make her leave my house.</seg></tuv></tu></body></tmx>`

func alikeSeason(t *testing.T) *stage.Workspace {
	return workspace(t, map[string]string{"season.yaml": "title: T\nsource: {locale: zh-CN, tracks: source/*}\nmemories: [m.tmx]\nmarkets:\n  us: {locale: en-US}\n",
		"source/e001.srt": manyAlike, "m.tmx": smallTMX})
}

// words are matches as a test compares them.
func words(ms []stage.Match) string {
	var all []string
	for _, m := range ms {
		all = append(all, fmt.Sprintf("%d %s %s", m.Percent, m.Origin+"/"+m.Line, m.Text))
	}
	return strings.Join(all, "; ")
}

func TestRecollectionIsToldWhatIsApproved(t *testing.T) {
	d := alikeSeason(t)
	r := d.Recollection()
	r.Learn([]stage.Sheet{sheet(t, d, "us")}) // before anything was asked: nothing to tell
	look := func(want string) {
		t.Helper()
		got, err := r.Matches(t.Context(), sheet(t, d, "us"), 1, 5)
		if err != nil || words(got) != want {
			t.Errorf("%s, %v\nwant %s", words(got), err, want)
		}
	}
	look("88 m.tmx/ Make her leave my house.")
	decide(t, d, "us", "Leave my house at once.")
	look("88 m.tmx/ Make her leave my house.")
	r.Learn([]stage.Sheet{sheet(t, d, "us")})
	look("100 e001:1/e001:1 Leave my house at once.; 88 m.tmx/ Make her leave my house.")
	decide(t, d, "us", "Get out of my house.")
	r.Learn([]stage.Sheet{sheet(t, d, "us")})
	look("100 e001:1/e001:1 Get out of my house.; 88 m.tmx/ Make her leave my house.")

	// What was there when the memory was built is forgotten as well.
	r = d.Recollection()
	look("100 e001:1/e001:1 Get out of my house.; 88 m.tmx/ Make her leave my house.")
	back := sheet(t, d, "us").Rows[0].Translation
	back.State = season.NeedsWork
	if err := d.Store.Decide(t.Context(), []season.Translation{back}); err != nil {
		t.Fatal(err)
	}
	r.Learn([]stage.Sheet{sheet(t, d, "us")})
	look("88 m.tmx/ Make her leave my house.")
	found, err := r.Search(t.Context(), sheet(t, d, "us").Market, "离开", 5)
	if err != nil || words(found) != "100 m.tmx/ Make her leave my house." {
		t.Error(words(found), err)
	}
}

// BenchmarkRecollection is a market of 100,000 lines, each approved, and a TMX of
// 50,000 units.
func BenchmarkRecollection(b *testing.B) {
	const episodes, lines, units = 1000, 100, 50_000
	files := map[string]string{"season.yaml": "title: T\nsource: {locale: zh-CN, tracks: source/*}\nmemories: [m.tmx]\nmarkets:\n  us: {locale: en-US}\n"}
	var tmx strings.Builder
	tmx.WriteString(smallTMX[:strings.Index(smallTMX, "<tu>")])
	for i := range units {
		fmt.Fprintf(&tmx, "<tu><tuv xml:lang=\"zh-CN\"><seg>%s</seg></tuv><tuv xml:lang=\"en-US\"><seg>Unit %d is said here.</seg></tuv></tu>\n", saying(i+7), i)
	}
	tmx.WriteString("</body></tmx>")
	files["m.tmx"] = tmx.String()
	for e := range episodes {
		var s strings.Builder
		for l := range lines {
			fmt.Fprintf(&s, "%d\n00:%02d:%02d,000 --> 00:%02d:%02d,900\n%s\n\n", l+1, l/60, l%60, l/60, l%60, saying(e*lines+l))
		}
		files[fmt.Sprintf("source/e%04d.srt", e+1)] = s.String()
	}
	d := benchDesk(b, files)
	var ts []season.Translation
	sheets, err := d.LayOut(b.Context(), scope(d, "us"))
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range sheets {
		for _, r := range s.Rows {
			t := r.Translation
			t.Text, t.State, t.Origin, t.Basis, t.By = fmt.Sprintf("Line %s is said here.", r.Ref()), season.Approved, season.FromHuman, r.Basis, "Ana"
			ts = append(ts, t)
		}
	}
	if err := d.Store.Decide(b.Context(), ts); err != nil {
		b.Fatal(err)
	}
	if sheets, err = d.LayOut(b.Context(), scope(d, "us")); err != nil {
		b.Fatal(err)
	}
	r := d.Recollection()
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			r = d.Recollection()
			if _, err := r.Matches(b.Context(), sheets[0], 0, 5); err != nil {
				b.Fatal(err)
			}
		}
	})
	i := 0
	b.Run("matches", func(b *testing.B) {
		for b.Loop() {
			i++
			_, _ = r.Matches(b.Context(), sheets[i%episodes], i%lines, 5)
		}
	})
	b.Run("matches after an approval", func(b *testing.B) {
		for b.Loop() {
			i++
			r.Learn(sheets[i%episodes : i%episodes+1])
			_, _ = r.Matches(b.Context(), sheets[i%episodes], i%lines, 5)
		}
	})
	b.Run("search", func(b *testing.B) {
		for b.Loop() {
			_, _ = r.Search(b.Context(), sheets[0].Market, "合同", 50)
		}
	})
}

func benchDesk(b *testing.B, files map[string]string) *stage.Workspace {
	b.Helper()
	dir := b.TempDir()
	for name, text := range files {
		if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
			b.Fatal(err)
		}
	}
	c, err := config.Load(dir)
	if err != nil {
		b.Fatal(err)
	}
	d, err := stage.Open(b.Context(), c)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = d.Close() })
	return d
}

// saying is one of many sentences.
func saying(i int) string {
	who := []string{"你", "我", "他", "她", "我们", "你们", "他们", "林婉", "顾沉", "妈妈"}
	what := []string{"骗了我", "不知道", "看见了", "签了合同", "离开了家", "记得", "忘记了", "相信", "害怕", "想要"}
	when := []string{"昨天", "今天", "三年前", "那天晚上", "很久以前", "刚才", "下雨的时候", "婚礼上", "在公司", "在医院"}
	end := []string{"这件事。", "所有的人！", "吗？", "了，对不对？", "真的没有办法。"}
	return when[i%10] + who[i/10%10] + what[i/100%10] + end[i/1000%5] + who[i/5000%10] + what[i/50000%10]
}
