package check

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dramaport/internal/lang"
	"dramaport/season"
)

// fault spoils one line of an episode; false where it cannot.
type fault func(r *Row, rows []Row, i int, l humanLine) bool

var digitRun = regexp.MustCompile(`[0-9]+`)

// other has lines of the language that a model most often gives instead.
var otherLanguage = map[string]string{"es-419": "pt-BR", "pt-BR": "es-419", "fr": "es-419", "de": "fr", "en": "de", "id": "vi", "vi": "id",
	"ja": "ko", "ko": "ja", "th": "id", "ar": "ru", "ru": "tr", "tr": "de"}

// excuses are refusals in the language of the target.
var excuses = map[string]string{"ar": "عذرًا، لا يمكنني المساعدة في هذا الطلب.", "de": "Es tut mir leid, aber dabei kann ich nicht helfen.",
	"en": "I'm sorry, but I can't assist with that request.", "es-419": "Lo siento, pero no puedo ayudar con esa solicitud.",
	"fr": "Je suis désolé, mais je ne peux pas vous aider avec cette demande.", "id": "Maaf, saya tidak dapat membantu permintaan tersebut.",
	"ja": "申し訳ございませんが、そのリクエストにはお応えできません。", "ko": "죄송하지만 그 요청은 도와드릴 수 없습니다.",
	"pt-BR": "Desculpe, mas não posso ajudar com esse pedido.", "ru": "Извините, но я не могу помочь с этим запросом.",
	"th": "ขออภัย ฉันไม่สามารถช่วยเหลือคำขอนี้ได้", "tr": "Üzgünüm, ancak bu isteğe yardımcı olamam.", "vi": "Xin lỗi, tôi không thể hỗ trợ yêu cầu này."}

func set(text func(r *Row) string) fault {
	return func(r *Row, _ []Row, _ int, _ humanLine) bool {
		was := r.Text
		r.Text = text(r)
		return r.Text != was
	}
}

// faults are the kinds of faults that are planted in a single line. Those for
// another line's text and for shifts are in plantedIn.
var faults = map[string]fault{
	"source copied": func(r *Row, _ []Row, _ int, _ humanLine) bool {
		r.Text = r.Source
		return len(lang.Words(r.Source)) >= 4 || lang.HanNumerals(r.SourceTag) && len([]rune(r.Source)) >= 6
	},
	"short copied": func(r *Row, _ []Row, _ int, l humanLine) bool {
		r.Text = r.Source
		words := lang.Words(r.Source)
		return lang.IsLatin(r.Source) && len(words) <= 3 && lang.Letters(l.target) != lang.Letters(r.Source) && !lang.IsAcronyms(r.Source)
	},
	"empty":          set(func(*Row) string { return "…" }),
	"refusal":        set(func(r *Row) string { return excuses[r.Target.String()] }),
	"refusal, en":    set(func(*Row) string { return "I'm sorry, but I can't translate this content." }),
	"tag lost":       tagged("", "⟦1⟧"),
	"tag twice":      tagged("⟦1⟧", "⟦1⟧⟦1⟧"),
	"control":        set(func(r *Row) string { return middle(r.Text, "\a") }),
	"byte order":     set(func(r *Row) string { return middle(r.Text, "\uFEFF") }),
	"direction":      set(func(r *Row) string { return middle(r.Text, "\u202E") }),
	"looped":         set(func(r *Row) string { return strings.Repeat(r.Text+" ", 6) }),
	"number added":   set(func(r *Row) string { return r.Text + " 7391" }),
	"number changed": spoiltNumber(func(n string) string { return strconv.Itoa(int(n[0]-'0')%9+1) + n[1:] }),
	"ten times":      spoiltNumber(func(n string) string { return n[:1] + "0" + n[1:] }),
	"term missing":   spoiltTerm(func(string) string { return "" }),
	"term changed": spoiltTerm(func(w string) string {
		rs := []rune(w)
		return string(rs[0]) + string(rs)
	}),
	"label": func(r *Row, _ []Row, _ int, _ humanLine) bool {
		r.Line.Speaker = "Mirabel"
		r.Text = "Mirabel: " + r.Text
		return !strings.ContainsAny(r.Source, ":：")
	},
	"leaked payload": set(func(r *Row) string { return "12|" + r.Text }),
	"leaked preface": set(func(r *Row) string { return "Here is the translation: " + r.Text }),
	"leaked thought": set(func(r *Row) string { return "<think>The user wants it short.</think>" + r.Text }),
	"control token":  set(func(r *Row) string { return r.Text + " /no_think" }),
	"markdown":       set(func(r *Row) string { return "**" + r.Text + "**" }),
	"inaudible":      set(func(*Row) string { return "[inaudible]" }),
	"entity":         set(func(r *Row) string { return middle(r.Text, "&nbsp;") }),
	"escape":         set(func(r *Row) string { return `\u00a1` + r.Text }),
	"note":           set(func(r *Row) string { return r.Text + " (Note: literal translation.)" }),
	"alternatives":   set(func(r *Row) string { return r.Text + " / " + r.Text + "!" }),
	"source behind":  set(func(r *Row) string { return r.Text + " (" + r.Source + ")" }),
	"numbered":       set(func(r *Row) string { return "[1] " + r.Text }),
	"element":        set(func(r *Row) string { return "<i>" + r.Text + "</i>" }),
	"mojibake":       set(func(r *Row) string { return "Ã©Â¡ " + r.Text }),
}

func middle(text, what string) string {
	rs := []rune(text)
	return string(rs[:len(rs)/2]) + what + string(rs[len(rs)/2:])
}

func tagged(text, source string) fault {
	return func(r *Row, _ []Row, _ int, _ humanLine) bool {
		r.Source, r.Text = source+r.Source, text+r.Text
		return true
	}
}

// spoiltNumber changes the first digits of the text.
func spoiltNumber(change func(string) string) fault {
	return func(r *Row, _ []Row, _ int, _ humanLine) bool {
		at := digitRun.FindStringIndex(r.Text)
		if at == nil || r.Text[at[0]] == '0' {
			return false
		}
		r.Text = r.Text[:at[0]] + change(r.Text[at[0]:at[1]]) + r.Text[at[1]:]
		return true
	}
}

// spoiltTerm changes an agreed wording everywhere in the text.
func spoiltTerm(change func(string) string) fault {
	return func(r *Row, _ []Row, _ int, l humanLine) bool {
		if l.kind == "homograph" {
			return false
		}
		for _, term := range l.terms {
			source, target, _ := strings.Cut(term, "=")
			if strings.Contains(r.Text, target) && len([]rune(target)) > 2 && strings.Contains(r.Source, source) {
				r.Text = strings.ReplaceAll(r.Text, target, change(target))
				return !strings.Contains(r.Text, target) || change(target) != ""
			}
		}
		return false
	}
}

// planted counts, by kind of fault and target, bad lines and those that are
// found: a finding of a rule that the good line has not.
type planted map[[2]string][2]int

func (p planted) count(kind, to string, found bool) {
	n := p[[2]string{kind, to}]
	n[0]++
	n[1] += int(truth(found))
	p[[2]string{kind, to}] = n
}

// mostPlanted is how many lines of a kind and a language are made.
const mostPlanted = 12

func (p planted) full(kind, to string) bool { return p[[2]string{kind, to}][0] >= mostPlanted }

// raised are the rules that doubt a line by itself.
func raised(s Subject) map[season.Rule]bool {
	rules := map[season.Rule]bool{}
	for _, d := range Line(s) {
		if d.Severity != season.Info {
			rules[d.Rule] = true
		}
	}
	return rules
}

// more reports a rule of bad that good has not.
func more(bad, good map[season.Rule]bool) bool {
	for r := range bad {
		if !good[r] {
			return true
		}
	}
	return false
}

func (p planted) line(t testing.TB, kind string, spoil fault, rows []Row, i int, l humanLine) {
	bad := rows[i]
	if p.full(kind, l.to.String()) || !spoil(&bad, rows, i, l) {
		return
	}
	bad.Terms = nil
	p.count(kind, l.to.String(), more(raised(bad.Subject), raised(rows[i].Subject)))
}

// shifted moves the texts of an episode up by one from the fourth line on.
func (p planted) shifted(rows []Row) {
	to := rows[0].Target.String()
	if len(rows) < 8 {
		return
	}
	bad := slices.Clone(rows)
	for i := 3; i+1 < len(bad); i++ {
		bad[i].Text = rows[i+1].Text
	}
	pairs := pairsIn(bad)
	p.count("shifted, draft", to, MovedReply(pairs, false))
	p.count("shifted, check", to, len(shiftedRun(pairs)) > 0)
}

// repeated gives a line the text of the one before.
func (p planted) repeated(rows []Row, i int) {
	if to := rows[0].Target.String(); i > 0 && !p.full("repeated", to) && rows[i].Text != rows[i-1].Text && len([]rune(rows[i-1].Text)) >= 16 {
		bad := slices.Clone(rows[i-1 : i+1])
		bad[1].Text = bad[0].Text
		found := Episode(bad, untimed)[bad[1].Line.Key]
		p.count("repeated", to, slices.ContainsFunc(found, func(d season.Finding) bool { return d.Rule == season.RuleRepeated }))
	}
}

// TestHumanFaults prints how many of the bad lines, made from good ones by
// rules, are found, by kind and language, and holds each kind in each language
// to what testdata/faults.csv says was found before.
func TestHumanFaults(t *testing.T) {
	episodes := humanEpisodes(t)
	lines := map[string][]humanLine{}
	for _, e := range episodes {
		lines[e[0].to.String()] = append(lines[e[0].to.String()], e...)
	}
	p := planted{}
	for n, e := range episodes {
		rows := humanRows(t, e)
		p.shifted(rows)
		for i, l := range e {
			p.repeated(rows, i)
			for kind, spoil := range faults {
				p.line(t, kind, spoil, rows, i, l)
			}
			p.line(t, "wrong language", func(r *Row, _ []Row, i int, l humanLine) bool {
				others := lines[otherLanguage[l.to.String()]]
				r.Text = others[(n*25+i)%len(others)].target
				return len(lang.Words(r.Text)) >= 3 || len([]rune(r.Text)) >= 12
			}, rows, i, l)
		}
	}
	p.print(t)
	p.hold(t)
}

func (p planted) print(t testing.TB) {
	kinds, sum := map[string][2]int{}, [2]int{}
	for key, n := range p {
		k := kinds[key[0]]
		kinds[key[0]] = [2]int{k[0] + n[0], k[1] + n[1]}
		sum = [2]int{sum[0] + n[0], sum[1] + n[1]}
	}
	keys := slices.SortedFunc(maps.Keys(p), func(a, b [2]string) int { return strings.Compare(a[1], b[1]) })
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		var by []string
		for _, key := range keys {
			if key[0] == kind {
				by = append(by, fmt.Sprintf("%s %d/%d", key[1], p[key][1], p[key][0]))
			}
		}
		t.Logf("%-15s %4d of %4d found, %5.1f %%: %s", kind, kinds[kind][1], kinds[kind][0], pct(kinds[kind][1], kinds[kind][0]), strings.Join(by, ", "))
	}
	t.Logf("%-15s %4d of %4d found, %5.1f %%", "all", sum[1], sum[0], pct(sum[1], sum[0]))
	if sum[0] < 600 {
		t.Errorf("only %d bad lines", sum[0])
	}
}

// hold compares the shares with the least ones of testdata/faults.csv: a kind a
// row, a language a column, in percent.
func (p planted) hold(t testing.TB) {
	f, err := os.Open("testdata/faults.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		for i, cell := range row[1:] {
			if cell == "" { // no line of the kind can be made
				continue
			}
			least, err := strconv.Atoi(cell)
			n := p[[2]string{row[0], rows[0][i+1]}]
			if err != nil || n[0] == 0 || n[1]*100 < least*n[0] {
				t.Errorf("%s, %s: %d of %d found, less than %s %%", row[0], rows[0][i+1], n[1], n[0], cell)
			}
		}
	}
}
