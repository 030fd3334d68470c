package glossaries_test

import (
	"testing"

	"golang.org/x/text/language"
	"pgregory.net/rapid"

	"dramaport/glossaries"
)

// TestContainsWordingInflected holds inflected uses that a translator would
// call right.
func TestContainsWordingInflected(t *testing.T) {
	for _, c := range []struct{ lang, wording, text string }{
		{"ru", "Линь Вань", "Я видел Линь Вань вчера."},
		{"ru", "контракт", "Он порвал контракты на глазах у всех."},
		{"ru", "наследница", "Мы говорили о наследнице."},
		{"ru", "Юна", "Отдай это Юне!"},
		{"ru", "ребёнок", "Это мой ребенок."},
		{"pl", "prezes", "Rozmawiałam z prezesem."},
		{"pl", "dziedziczka", "Widziałem dziedziczkę."},
		{"tr", "patron", "Patronumuz geldi."},
		{"tr", "İstanbul", "istanbul'da yaşıyor"},
		{"tr", "Lin Hanım", "Lin Hanım'ın evi"},
		{"fi", "perijä", "Puhuin perijän kanssa."},
		{"fi", "sopimus", "Sopimuksen mukaan"},
		{"hu", "örökös", "Beszéltem az örökössel."},
		{"de", "Vertrag", "Die Verträge? Nein: des Vertrages."},
		{"de", "die Erbin", "Er sprach mit der Erbin."},
		{"es", "directora ejecutiva", "las directoras ejecutivas"},
		{"es", "el contrato", "Rompió los contratos."},
		{"fr", "le contrat", "Il a déchiré les contrats."},
		{"fr", "le contrat", "C’est la fin du contrat."},
		{"fr", "héritière", "l’héritière est là"},
		{"cs", "smlouva", "bez smlouvy"},
		{"uk", "спадкоємиця", "Я бачив спадкоємицю."},
		{"id", "kontrak", "kontraknya sudah batal"},
		{"vi", "hợp đồng", "Tôi đã ký Hợp đồng này."},
		{"ar", "العقد", "لقد وقّعت على عقد"},
		{"ar", "عقد", "وبالعقد نفسه"},
		{"ar", "رئيس", "تحدثت مع الرئيس"},
		{"he", "חוזה", "בחוזה כתוב"},
		{"el", "Νίκος", "ΝΊΚΟΣ!"},
		{"ko", "린완", "린완씨는 어디 있어?"},
		{"ko", "린완", "린완에게도 말했어"},
		{"ko", "회장님", "회장님께서 오셨어"},
		{"en", "Lin", "Lin's here."},
		{"en", "CEO", "The CEOs are here."},
		{"en", "Gu-Chen Group", "the Gu Chen\nGroup"},
		{"en", "don't", "I don’t know"},
		{"en", "Lin Wan", "⟦1⟧Lin⟦2⟧ Wan"},
		{"en", "VIP", "ＶＩＰ only"},
		{"zh-CN", "顾总", "我要见顾总！"},
		{"zh-CN", "VIP室", "去vip室等我"},
		{"ja", "顧社長", "顧社長が来た"},
		{"ja", "CEO", "新CEOが来た"},
		{"th", "ท่านประธาน", "สวัสดีค่ะท่านประธานกู้"},
		{"fa", "می\u200cخواهم", "من میخواهم"},
		{"hi", "अनुबंध", "अनुबंधों को"},
	} {
		if !glossaries.ContainsWording(c.text, c.wording, language.MustParse(c.lang)) {
			t.Errorf("%s: %q is not seen in %q", c.lang, c.wording, c.text)
		}
	}
}

// TestContainsWordingOther holds texts without the wording.
func TestContainsWordingOther(t *testing.T) {
	for _, c := range []struct{ lang, wording, text string }{
		{"en", "Lin", "the line is busy"},
		{"en", "Gu", "You have guts."},
		{"en", "heiress", "She is his heir."},
		{"en", "CEO", "the president"},
		{"en", "Lin Wan", "Wan is with Lin."},
		{"en", "Lin Wan", "Lin is here."},
		{"en", "contract", "contact me"},
		{"en", "2024", "20245"},
		{"ru", "контракт", "контакт"},
		{"pl", "prezes", "prezydent"},
		{"de", "Erbin", "Er bin ich nicht"},
		{"es", "contrato", "un contacto"},
		{"fr", "mariage", "mari"},
		{"tr", "ılık", "ilik"},
		{"ar", "عقد", "قلت لك"},
		{"ko", "린완", "서린완"},
		{"ko", "민수", "민지"},
		{"zh-CN", "顾总", "顾小姐"},
		{"th", "ประธาน", "สวัสดี"},
		{"vi", "hợp đồng", "hợp tác"},
		{"en", "", "anything"},
		{"en", "Lin", ""},
	} {
		if glossaries.ContainsWording(c.text, c.wording, language.MustParse(c.lang)) {
			t.Errorf("%s: %q is seen in %q", c.lang, c.wording, c.text)
		}
	}
}

func TestContainsExactly(t *testing.T) {
	for _, c := range []struct {
		lang, wording, text string
		want                bool
	}{
		{"en", "president", "Mr. President!", true},
		{"en", "president", "two presidents", false},
		{"en", "president", "vice-president", true},
		{"en", "the president", "the  president", true},
		{"en", "the president", "a president", false},
		{"en", "damn", "damned", false},
		{"en", "★", "five ★ hotel", true},
		{"es", "coger", "Voy a coger el bus", true},
		{"es", "coger", "acoger", false},
		{"zh", "总统", "美国总统", true},
		{"zh", "总统", "总裁", false},
		{"ko", "회장", "회장이 왔다", true},
		{"ko", "회장", "부회장이 왔다", false},
		{"ar", "رئيس", "والرئيس", true},
		{"ar", "الرئيس", "رئيس", false},
		{"tr", "IRAK", "ırak", true},
		{"tr", "IRAK", "irak", false},
	} {
		if got := glossaries.ContainsExactly(c.text, c.wording, language.MustParse(c.lang)); got != c.want {
			t.Errorf("%s: %q in %q: %v, want %v", c.lang, c.wording, c.text, got, c.want)
		}
	}
}

// TestContainsWordingPromises: a wording between signs is always seen, exactly
// and leniently.
func TestContainsWordingPromises(t *testing.T) {
	langs := []string{"en", "tr", "ar", "ko", "zh", "th", "ru", "he", "fr"}
	rapid.Check(t, func(t *rapid.T) {
		tag := language.MustParse(rapid.SampledFrom(langs).Draw(t, "language"))
		wording := rapid.StringMatching(`[a-zA-Zа-яА-ЯİıüéЁ]{1,8}( [a-zA-Zهويل가-힣林婉กาที่]{1,6})?`).Draw(t, "wording")
		before := rapid.SampledFrom([]string{"", "¡", "- ", "⟦1⟧", "“", "x ", "\n", "\u200f"}).Draw(t, "before")
		after := rapid.SampledFrom([]string{"", "!", "…", "⟦2⟧", "”", " y", "\n", "'s"}).Draw(t, "after")
		text := before + wording + after
		if !glossaries.ContainsExactly(text, wording, tag) || !glossaries.ContainsWording(text, wording, tag) {
			t.Errorf("%s: %q is not seen in %q", tag, wording, text)
		}
	})
}
