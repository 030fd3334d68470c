package review_test

import (
	"testing"
	"time"

	"dramaport/glossaries"
	"dramaport/season"
	"dramaport/stage"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// writing is a season in one script: three lines, the first of them with all
// that a line can have.
type writing struct {
	name   string
	locale language.Tag
	// place is what the finding names, wording what was agreed for 合同; both
	// stand in the first line.
	place, wording string
	lines          [3]string
}

// writings are the scripts that deliveries are in, each with what is hardest
// for a terminal: long words, wide and combining characters, clusters, text
// from right to left, single jamo and single accents (NFD).
func writings() []writing {
	return []writing{
		{"latin", language.LatinAmericanSpanish, "inconstitucionalmente", "contrato", [3]string{
			"¿Rescindiste el contrato inconstitucionalmente, desvergonzadamente y sin avisarme?",
			"Electroencefalografista, otorrinolaringólogo: me da exactamente lo mismo.", "Déjame explicarte."}},
		{"chinese", language.TraditionalChinese, "三年", "合約", [3]string{"你騙了我整整三年，這份合約到底是什麼？！", "我沒有騙你——「真的」……", "聽我解釋。"}},
		{"thai", language.Thai, "น้ำตา", "สัญญา", [3]string{"น้ำตาของฉันไม่มีค่า สัญญานี้ทำไว้ทำไม", "ฉันทำน้ำหก คำนี้จำไว้ให้ดี", "ที่นี่ไม่มีใครรู้"}},
		{"arabic", language.Arabic, "كذبت", "العقد", [3]string{"لماذا كذبت عليّ؟ ما هذا العقد يا CEO!", "مَا كَذَبْتُ عَلَيْكِ أَبَدًا.", "دعيني أشرح لك، 12 سنة!"}},
		{"hindi", language.Hindi, "झूठ", "अनुबंध", [3]string{"तुमने मुझसे तीन साल झूठ बोला, यह अनुबंध क्या है?", "क्षमा करो, मैंने ऐसा नहीं किया।", "मेरी बात सुनो।"}},
		{"japanese", language.Japanese, "三年間", "契約書", [3]string{"三年間も私を騙していたのね。この契約書は何なの？", "ｶﾞｷﾞｸﾞ、だましてなんかいない！", norm.NFD.String("がぎぐ、聞いてくれ。")}},
		{"korean", language.Korean, "삼 년", "계약서", [3]string{"삼 년 동안 날 속였어. 이 계약서는 대체 뭐야?", norm.NFD.String("난 널 속인 적 없어."), "내 말 좀 들어 봐."}},
		{"vietnamese", language.Vietnamese, "lừa dối", "hợp đồng", [3]string{"Anh đã lừa dối em suốt ba năm. Bản hợp đồng này là gì?", norm.NFD.String("Anh chưa từng lừa dối em."), "Hãy nghe anh giải thích."}},
		{"emoji", language.AmericanEnglish, "👨‍👩‍👧", "contract", [3]string{"👨‍👩‍👧 Our family 🇨🇳 and this contract ❤️ ⚠️?", "👍🏽 1️⃣ 🏳️‍🌈 ok", "so\u00adft ze\u200bro ½ ① ※"}},
	}
}

// seasonIn is the season of a writing.
func seasonIn(t *testing.T, w writing) *fake {
	t.Helper()
	m := season.Market{Name: "here", Locale: w.locale}
	s := sheetOf(t, m, "e001", said{"林婉", "你骗了我，这份合同是什么？", w.lines[0]}, said{"顾沉", "我没有。", w.lines[1]}, said{"Captain Überlang", "听我解释。", w.lines[2]})
	book, problems := glossaries.Load([]glossaries.File{{Name: "terms.csv", Data: []byte("zh-Hans," + w.locale.String() + ",note\n合同," + w.wording + ",the marriage contract\n")}}, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s.Glossary = book.For("here", w.locale, language.SimplifiedChinese, "")
	r := &s.Rows[0]
	r.Terms = s.Glossary.Find(r.Text)
	r.Findings = []season.Finding{{Rule: season.RuleTooFast, Severity: season.Error, Message: "22.5 characters a second, 17 allowed", Place: w.place},
		{Rule: season.RuleLineTooLong, Severity: season.Warning, Message: w.lines[1]}}
	r.Comments = []season.Comment{{ID: 1, By: "Ben", At: noon().Add(-5 * time.Minute), Text: w.lines[2]},
		{ID: 2, By: "林婉", At: noon().Add(-3 * time.Hour), Text: "好的 " + w.lines[1], ResolvedBy: "Ana"}}
	f := &fake{sheets: []stage.Sheet{s}}
	f.history = map[season.Place][]season.Revision{r.Translation.Place(): {{By: "Ben", At: noon().Add(-time.Hour), State: season.Edited, FromText: w.lines[2], Text: w.lines[0]}}}
	return f
}
