package glossaries_test

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/glossaries"
)

// checked is what a glossary of one term, which must be used, says of a line.
func checked(t *testing.T, lang, kind, wording, text string) []glossaries.Violation {
	t.Helper()
	g := glossary(t, "x", lang, "zh-CN", "zh-CN\t"+lang+"\trule\ttype\n甲乙\t"+wording+"\tmust\t"+kind+"\n")
	return g.Check("甲乙来了。", text)
}

// TestNamesAreExact: a name that only is like the agreed one is another's; the
// language's own endings for names are none.
func TestNamesAreExact(t *testing.T) {
	for _, c := range []struct {
		lang, wording, text string
		kept                bool
	}{
		{"en-US", "Lin Wan", "Lin Wang is here.", false},
		{"en-US", "Gu Chen", "Gu Cheng!", false},
		{"en-US", "Gu Chen", "Gu Chenxi ran.", false},
		{"en-US", "Lin Wan", "Lin Wan's here, with the Lin Wans.", true},
		{"en-US", "Lin Wan", "#LinWanDivorce is trending", true},
		{"en-US", "Lin Wan", "#BerlinWandering", false},
		{"es-419", "Lu", "Luis no está.", false},
		{"es-419", "Marcos", "Marco no está.", false},
		{"pt-BR", "Gu Chen", "Gu Cheng chegou.", false},
		{"fr-FR", "Lin Wan", "C'est Lin Wang.", false},
		{"de-DE", "Lin Wan", "Lin Wangs Vater", false},
		{"de-DE", "Lin Wan", "Lin Wans Vater", true},
		{"de-DE", "Max", "Max' Wagen", true},
		{"vi", "Lin Wan", "Lin Wang đâu?", false},
		{"id", "Lin Wan", "Lin Wang datang.", false},
		{"id", "Lin Wan", "Itu Lin Wanku!", true},
		{"tr", "Lin Wan", "Lin Wang'ın kocası", false},
		{"tr", "Lin Wan", "Lin Wan'ın kocası", true},
		{"ru", "Гу Чэнь", "Это кабинет Гу Чэня.", true},
		{"ru", "Гу Чэнь", "Это кабинет Гу Чэна.", false},
		{"ru", "Марко", "Маркос пришёл.", false},
		{"ru", "Анна", "Я была у Анны.", true},
		{"uk", "Лінь Вань", "Я бачив Лінь Ваня.", true},
		{"pl", "Lin Wan", "Widzę Lin Wana.", true},
		{"pl", "Lin Wan", "Widzę Lin Wanga.", false},
		{"ar", "لين وان", "هذا للين وان.", true},
		{"ar", "لين وان", "هذا للين وانغ.", false},
		{"ar", "وان", "وانغ هنا", false},
		{"ko", "린완", "린완에게도 말했어", true},
		{"ko", "린완", "린완영이 왔어", false},
		{"ja", "マルコ", "マルコスが来た", false},
		{"ja", "マルコ", "マルコが来た", true},
		{"ja", "グー", "グーグループの者です", true},
		{"th", "เสี่ยวช", "เสี่ยวชี", false},
		{"th", "เสี่ยวชี", "เสี่ยวชีมา", true},
	} {
		if kept := len(checked(t, c.lang, "person", c.wording, c.text)) == 0; kept != c.kept {
			t.Errorf("%s: %q in %q: kept %v, want %v", c.lang, c.wording, c.text, kept, c.kept)
		}
		if c.kept || strings.ToUpper(c.wording) == c.wording { // without a type, scripts with capitals tell a name
			continue
		}
		if len(checked(t, c.lang, "", c.wording, c.text)) == 0 {
			t.Errorf("%s, without a type: %q is taken for %q", c.lang, c.text, c.wording)
		}
	}
}

// TestTermsInflect holds forms that a translator would call right.
func TestTermsInflect(t *testing.T) {
	for _, c := range []struct{ lang, wording, text string }{
		{"de", "Arzt", "Die Ärzte! Den Ärzten traue ich."},
		{"de", "Bruder", "Ich habe zwei Brüder."},
		{"de", "Mutter", "So sind Mütter eben."},
		{"de", "Haus", "zwei Häuser"},
		{"de", "Herr Gu", "Sagen Sie Herrn Gu Bescheid."},
		{"ru", "отец", "Я пришла вместо отца."},
		{"ru", "ребёнок", "Дети уже спят."},
		{"ru", "господин Гу", "господину Гу"},
		{"pl", "ojciec", "Szukam ojca."},
		{"pl", "dziecko", "Dzieci śpią."},
		{"pl", "chłopiec", "Nie ma chłopca."},
		{"tr", "oğul", "Oğlum daha beş yaşında!"},
		{"tr", "mühür", "imparatorun mührü nerede?"},
		{"tr", "bebek", "Bebeğim iyi mi?"},
		{"fr", "PDG", "C'est la P.-D.G. de notre boîte."},
		{"fr", "P.-D.G.", "C'est la PDG."},
		{"fr", "héritier", "L'héritière, c'est elle."},
		{"id", "suami", "Dia sudah bersuami sejak lama!"},
		{"ar", "طبيب", "الأطباء يحاولون إنقاذه."},
		{"ar", "حارس", "أين الحراس؟"},
		{"ko", "왕야", "구왕야가 왔습니다!"},
		{"en", "child", "The children are asleep."},
		{"en", "CEO", "The C.E.O. is here."},
	} {
		for _, v := range checked(t, c.lang, "", c.wording, c.text) {
			t.Errorf("%s: %s: %q", c.lang, v.Message, c.text)
		}
	}
}

// TestForbiddenInflects: what is forbidden is forbidden in all its forms, and
// nothing else is.
func TestForbiddenInflects(t *testing.T) {
	for _, c := range []struct {
		lang, wording, text string
		found               bool
	}{
		{"es", "puta", "¡Putas!", true}, {"es", "puta", "Lo disputa.", false}, {"es", "coger", "escoger", false},
		{"de", "Schlampe", "ihr Schlampen", true}, {"de", "Arsch", "die Ärsche", true}, {"de", "Hure", "hurtig", false},
		{"ru", "сука", "Суки!", true}, {"ru", "сука", "сухой", false},
		{"fr", "con", "des cons", true}, {"fr", "con", "content", false},
		{"pt", "puta", "putas", true}, {"pt", "puta", "reputação", false},
		{"it", "stronzo", "stronzi", true}, {"pl", "kurwa", "kurwy", true}, {"tr", "piç", "piçler", true},
		{"id", "anjing", "anjingnya", true}, {"ar", "كلب", "الكلاب", true},
		{"en", "bitch", "bitches", true}, {"en", "president", "presidents", true}, {"en", "president", "presidential", false},
		{"vi", "đĩ", "đi", false}, {"zh", "总统", "美国总统", true}, {"ko", "개새끼", "개새끼들아", true},
	} {
		if got := glossaries.ContainsInflected(c.text, c.wording, language.MustParse(c.lang)); got != c.found {
			t.Errorf("%s: %q in %q: %v", c.lang, c.wording, c.text, got)
		}
		g := glossary(t, "x", c.lang, "qaa", "qaa\t"+c.lang+"\tforbidden:"+c.lang+"\nx\t\t"+c.wording+"|—\n")
		if got := len(g.Check("x", c.text)) > 0; got != c.found {
			t.Errorf("%s: forbidden %q in %q: %v", c.lang, c.wording, c.text, got)
		}
	}
}

// TestFindMeansTheTerm: letters of a term that are another word's are none.
func TestFindMeansTheTerm(t *testing.T) {
	for _, c := range []struct{ source, term, kind, text, want string }{
		{"zh-CN", "陆总", "person", "大陆总是下雨。", ""},
		{"zh-CN", "陆总", "person", "陆总是我老板。", "陆总"},
		{"zh-CN", "陆总", "", "大陆总是下雨，陆总说。", "陆总"},
		{"zh-CN", "高明", "person", "真高明！", ""},
		{"zh-CN", "高明", "person", "高明来了。", "高明"},
		{"zh-CN", "安然", "person", "孩子安然无恙。", ""},
		{"zh-CN", "安然", "person", "安然走了。", "安然"},
		{"zh-CN", "江", "person", "江山是我的。", ""},
		{"zh-CN", "副总", "", "副总统来了", ""},
		{"zh-CN", "总裁", "title", "副总裁来了", "总裁"},
		{"en-US", "Will", "person", "Will you marry me?", ""},
		{"en-US", "Will", "person", "Will, you came!", "Will"},
		{"en-US", "Will", "person", "Ask Will. Will he come?", "Will"},
		{"en-US", "May", "person", "“May I come in?”", ""},
		{"en-US", "May", "person", "We met last May, May.", "May"},
		{"en-US", "May", "person", "May knows.", "May"},
		{"en-US", "Mark", "person", "Mark my words!", ""},
		{"en-US", "Mark", "person", "I told Mark my secret.", "Mark"},
		{"en-US", "Grace", "person", "As you wish, Your Grace.", ""},
		{"en-US", "heir", "", "The heirs will contest it.", "heir"},
		{"en-US", "family", "", "Two families, one heirloom.", "families"},
		{"en-US", "Whitmore", "person", "The Whitmores own this block.", "Whitmore"},
		{"en-US", "Luca", "person", "Lucas is here.", ""},
	} {
		g := glossary(t, "x", "fr", c.source, c.source+",fr,type\n"+c.term+",x,"+c.kind+"\n")
		var got []string
		for _, m := range g.Find(c.text) {
			got = append(got, c.text[m.Start:m.End])
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s in %q: found %q, want %q", c.term, c.text, s, c.want)
		}
	}
}
