package memory

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"dramaport/internal/lang"

	"golang.org/x/text/language"
	"pgregory.net/rapid"
)

// levenshtein is the textbook's table, as the oracle.
func levenshtein(a, b []string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		left := row[0]
		row[0] = i + 1
		for j := range b {
			cost := left
			if a[i] != b[j] {
				cost++
			}
			left, row[j+1] = row[j+1], min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// TestDistance compares the bit-parallel distance, in one block and in many,
// with the table's.
func TestDistance(t *testing.T) {
	lengths := []int{1, 2, 63, 64, 65, 127, 128, 129, 200}
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.IntRange(1, 4).Draw(t, "letters")
		draw := func(name string) []uint32 {
			n := rapid.OneOf(rapid.SampledFrom(lengths), rapid.IntRange(1, 140)).Draw(t, name)
			return rapid.SliceOfN(rapid.Uint32Range(1, uint32(letters)), n, n).Draw(t, name)
		}
		a, b := draw("a"), draw("b")
		if rapid.Bool().Draw(t, "near") {
			b = slices.Clone(a)
			for range rapid.IntRange(0, 5).Draw(t, "edits") {
				at := rapid.IntRange(0, len(b)-1).Draw(t, "at")
				b = slices.Insert(b, at, 1)
			}
		}
		want := levenshtein(fmtUnits(a), fmtUnits(b))
		var p pattern
		p.set([]uint32{1, 1}, letters+1) // what an earlier pattern leaves must not count
		p.reset()
		p.set(a, letters+1)
		if got := p.distance(b, len(a)+len(b)); got != want {
			t.Fatalf("%d, want %d", got, want)
		}
		most := rapid.IntRange(0, want+3).Draw(t, "most")
		if got := p.distance(b, most); (got <= most) != (want <= most) || got <= most && got != want {
			t.Fatalf("within %d: %d, want %d", most, got, want)
		}
	})
}

func fmtUnits(us []uint32) []string {
	var out []string
	for _, u := range us {
		out = append(out, fmt.Sprint(u))
	}
	return out
}

func indexOf(k masker, texts []masked) *gramIndex {
	return newGramIndex(k, len(texts), func(i int) masked { return texts[i] })
}

// bruteForce compares with every text, by the table.
func bruteForce(texts []masked, t masked, percent int) map[uint32]int {
	found := map[uint32]int{}
	for i, other := range texts {
		if t.blank() || other.blank() || len(other.units) > longest || len(t.units) > longest {
			continue
		}
		n := max(len(t.units), len(other.units))
		if p := 100 * (n - levenshtein(t.units, other.units)) / n; p >= percent {
			found[uint32(i)] = p
		}
	}
	return found
}

// recall compares the index with brute force and counts what it found.
func recall(x *gramIndex, texts []masked, wanted masked, percent int) (int, error) {
	want := bruteForce(texts, wanted, percent)
	got := map[uint32]int{}
	for _, n := range x.similar(wanted, percent) {
		got[n.text] = n.percent
	}
	if len(got) != len(want) {
		return 0, fmt.Errorf("%v: %d texts, want %d", wanted.units, len(got), len(want))
	}
	for i, p := range want {
		if got[i] != p {
			return 0, fmt.Errorf("%v and %v: %d %%, want %d", wanted.units, texts[i].units, got[i], p)
		}
	}
	return len(want), nil
}

// TestRecall: whatever the texts, the index finds what brute force finds, and
// nothing else.
func TestRecall(t *testing.T) {
	line := rapid.StringMatching(`([好走你我]|[a-c]|哈哈哈哈|林婉|三百|[0-9]|[？ ]){0,30}|哈{0,90}|(你 ){0,25}`)
	k := masker{han: lang.NumeralsOf(language.Chinese), names: newNaming([]Name{{"林婉", "Lin Wan"}}, false)}
	rapid.Check(t, func(t *rapid.T) {
		var texts []masked
		for _, s := range rapid.SliceOfN(line, 1, 40).Draw(t, "texts") {
			texts = append(texts, k.mask(s, nil))
		}
		x := indexOf(k, texts)
		for _, s := range rapid.SliceOfN(line, 1, 10).Draw(t, "wanted") {
			if _, err := recall(x, texts, k.mask(s, nil), rapid.IntRange(67, 100).Draw(t, "percent")); err != nil {
				t.Fatal(err)
			}
		}
		for _, m := range texts {
			if _, err := recall(x, texts, m, leastLikeness); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestRecallOfDialogue is the same on texts like those of a season.
func TestRecallOfDialogue(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []string
		tag   language.Tag
	}{{"zh", dialogueZH(6000, 1), language.Chinese}, {"en", dialogueEN(6000, 1), language.English}} {
		k := masker{spaced: lang.SpacedWriting(test.tag), han: lang.NumeralsOf(test.tag)}
		if k.spaced {
			k.han = nil
		}
		texts := make([]masked, len(test.lines))
		for i, l := range test.lines {
			texts[i] = k.mask(l, nil)
		}
		x := indexOf(k, texts)
		found := 0
		for i := range 150 {
			n, err := recall(x, texts, texts[i*37%len(texts)], leastLikeness)
			if err != nil {
				t.Fatal(err)
			}
			found += n
		}
		t.Logf("%s: 150 look-ups found all of %d similar texts", test.name, found)
		if found < 180 { // each finds itself
			t.Errorf("%s: only %d similar texts: the test shows nothing", test.name, found)
		}
	}
}

// TestRecallCanFail: an index with one trigram's list lost is found out.
func TestRecallCanFail(t *testing.T) {
	k := masker{}
	texts := []masked{k.mask("甲乙丙丁", nil), k.mask("戊己庚辛", nil)}
	wanted := k.mask("甲乙丙癸", nil)
	x := indexOf(k, texts)
	if n, err := recall(x, texts, wanted, leastLikeness); n != 1 || err != nil {
		t.Fatal("one edit in four characters is 75 %:", n, err)
	}
	delete(x.grams, grams([]uint32{x.vocabulary["甲"], x.vocabulary["乙"]}, nil)[0])
	if _, err := recall(x, texts, wanted, leastLikeness); err == nil {
		t.Error("a lost list went unnoticed")
	}
}

// dialogueZH makes n different-looking lines of the trade from parts.
func dialogueZH(n int, seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 7))
	who := strings.Fields("你 我 他 她 你们 我们 老板 妈妈 爸爸 那个女人 这个男人 顾总 林小姐 夫人 少爷")
	when := strings.Fields("今天 明天 昨晚 三年前 从来 早就 现在 马上 一直 已经 刚才 终于")
	does := strings.Fields("骗了 爱上了 离开了 背叛了 救了 相信 毁了 找到了 忘记了 等着 看见了 嫁给了 赶走了 原谅了")
	what := strings.Fields("我 你 他 她 这个家 整个公司 那份合同 孩子 真相 三百万 那个秘密 自己的母亲 全世界 婚礼 证据")
	tail := strings.Fields("。 ！ ？ 吗？ 吧。 了！ ，你知道吗？ ，对不起。 ，别再说了！ ，我不会放过你。 ，求求你。 ，给我滚出去！")
	lines := make([]string, n)
	for i := range lines {
		pick := func(ws []string) string { return ws[r.IntN(len(ws))] }
		lines[i] = pick(who) + pick(when) + pick(does) + pick(what) + pick(tail)
		if r.IntN(3) == 0 {
			lines[i] = pick(what) + "，" + lines[i]
		}
		if r.IntN(2) == 0 { // characters out of a wide range, as names and rare words are
			lines[i] = string([]rune{rune(0x4e00 + r.IntN(3000)), rune(0x4e00 + r.IntN(3000))}) + lines[i]
		}
	}
	return lines
}

func dialogueEN(n int, seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 9))
	who := strings.Split("You|I|He|She|My mother|The boss|That woman|Your father|Nobody|The whole family|This man|Your wife", "|")
	does := strings.Split("lied to|never loved|walked out on|betrayed|saved|trusted|ruined|found|has forgotten|is waiting for|saw|married|threw out|forgave", "|")
	what := strings.Split("me|you|him|her|this family|the company|the contract|the child|the truth|your own mother|everyone|the wedding|the evidence", "|")
	when := strings.Split("today|last night|three years ago|from the start|right now|all along|at the hotel|before the wedding|in front of everyone|for money", "|")
	tail := strings.Split(".|!|?|, do you hear me?|, and you know it.|, so get out!|, please.|, I swear.|, for god's sake!", "|")
	lines := make([]string, n)
	for i := range lines {
		pick := func(ws []string) string { return ws[r.IntN(len(ws))] }
		lines[i] = pick(who) + " " + pick(does) + " " + pick(what) + " " + pick(when) + pick(tail)
		if r.IntN(2) == 0 {
			lines[i] = fmt.Sprintf("w%d ", r.IntN(4000)) + lines[i]
		}
	}
	return lines
}

// BenchmarkMemory prints what building an index over 120,000 segments takes,
// what it holds, and the median and 99th percentile of a look-up.
func BenchmarkMemory(b *testing.B) {
	for _, test := range []struct {
		tag   language.Tag
		lines []string
	}{{language.Chinese, dialogueZH(120000, 3)}, {language.English, dialogueEN(120000, 3)}} {
		b.Run(test.tag.String(), func(b *testing.B) { benchMemory(b, test.tag, test.lines) })
	}
}

func benchMemory(b *testing.B, tag language.Tag, lines []string) {
	m := NewFor(Options{Source: tag, Target: language.Spanish, Names: []Name{{"顾总", "Gu"}, {"林小姐", "Lin"}}})
	for i, l := range lines {
		m.Add(Entry{Source: l, Target: fmt.Sprintf("Texto %d", i), Prev: fmt.Sprint(i), Next: "x"})
	}
	before := heap()
	start := time.Now()
	m.indexes[0].indexed()
	build := time.Since(start)
	size := float64(heap()-before) / 1e6
	var took []time.Duration
	found := 0
	b.ResetTimer()
	for i := range b.N {
		start := time.Now()
		found += len(m.Similar(Wanted{Source: lines[i*7919%len(lines)] + "好"}, 3))
		took = append(took, time.Since(start))
	}
	b.ReportMetric(build.Seconds()*1000, "build-ms")
	b.ReportMetric(size, "index-MB")
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(found)/float64(b.N), "found/op")
	runtime.KeepAlive(m)
}

func heap() uint64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}
