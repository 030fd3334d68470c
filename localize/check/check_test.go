package check_test

import (
	"slices"
	"testing"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/localize/check"
	"dramaport/localize/check/checktest"
	"dramaport/season"
)

func rulesOf(ds []season.Finding) []season.Rule {
	var rs []season.Rule
	for _, d := range ds {
		rs = append(rs, d.Rule)
	}
	return rs
}

func subject(from, source, to, text string) check.Subject {
	return check.Subject{
		Line: season.Line{Text: source}, Source: source, GlossarySource: source, Text: text,
		SourceTag: language.MustParse(from), Target: language.MustParse(to),
		Market: season.Market{Name: "us", Locale: language.MustParse(to), Avoid: []string{"president", "Taiwan"}},
	}
}

// TestCheckLineFaults plants one fault for every rule, and TestCheckLineSound
// shows texts that come near and must pass.
func TestCheckLineFaults(t *testing.T) {
	tests := []struct {
		rule                   season.Rule
		from, source, to, text string
	}{
		{season.RuleEmpty, "zh-CN", "你好。", "en", " \n"},
		{season.RuleEmpty, "zh-CN", "⟦1⟧你好。⟦2⟧", "en", "⟦1⟧⟦2⟧"},
		{season.RuleEmpty, "zh-CN", "你好，林婉。", "en", "..."},
		{season.RuleSameAsSource, "en", "Leave me alone.", "es", "Leave me alone!"},
		{season.RuleSameAsSource, "en", "Stop lying!", "es", "stop lying"},
		{season.RuleSameAsSource, "zh-CN", "你骗我。", "en", "你骗我。"},
		{season.RuleWrongScript, "zh-CN", "顾总来了。", "en", "顾总 is here."},
		{season.RuleWrongScript, "zh-CN", "你骗我。", "es", "Ты мне солгал."},
		{season.RuleWrongScript, "zh-CN", "你骗我。", "th", "You lied to me."},
		{season.RuleWrongScript, "zh-CN", "你骗我。", "ja", "你骗了我。"},
		{season.RuleWrongScript, "zh-CN", "你说谎。", "zh-TW", "你说谎。"},
		{season.RuleWrongScript, "en", "You lied.", "zh-CN", "你說謊。"},
		{season.RuleWrongScript, "zh-CN", "你骗我。", "ko", "你欺骗了我。 거짓말"},
		{season.RuleWrongLanguage, "zh-CN", "我从来没有想要过你的钱。", "es", "Eu nunca quis o seu dinheiro."},
		{season.RuleWrongLanguage, "en", "What are you doing here?", "fr", "Was machen Sie hier jetzt mit mir?"},
		{season.RuleWrongLanguage, "en", "He never loved you.", "ms", "Ele nunca amou você."},
		{season.RuleWrongLength, "zh-CN", "你骗我。", "en", "You lied to me. I never thought that you, of all people, would do such a thing to me after three years."},
		{season.RuleWrongLength, "zh-CN", "我从来没有想过会在这里遇见你，更没有想过你会骗我三年。", "en", "Never."},
		{season.RuleRefusal, "zh-CN", "他妈的，又是你！", "en", "F**k, you again!"},
		{season.RuleRefusal, "zh-CN", "你这个贱人。", "en", "You [***]."},
		{season.RuleRepeated, "zh-CN", "你骗我，你一直都在骗我。", "en", "You lied to me. You lied to me. You lied to me."},
		{season.RuleRefusal, "zh-CN", "我要杀了你！", "en", "I'm sorry, but I can’t assist with that."},
		{season.RuleRefusal, "zh-CN", "我要杀了你！", "es", "Como modelo de lenguaje, no puedo traducir eso."},
		{season.RuleRefusal, "en", "I'll kill you!", "zh-CN", "抱歉，作为一个AI，我无法翻译。"},
		{season.RuleLeak, "zh-CN", "你骗我。", "en", `{"1":"You lied to me."}`},
		{season.RuleLeak, "zh-CN", "你骗我。", "en", "Translation: You lied to me."},
		{season.RuleLeak, "zh-CN", "你骗我。", "en", "You lied to me. (Note: informal)"},
		{season.RuleLeak, "zh-CN", "你骗我。", "en", "12|You lied to me."},
		{season.RuleLeak, "zh-CN", "你骗我。", "en", "<think>He means</think>You lied to me."},
		{season.RuleLeak, "zh-CN", "你骗我。", "en", `You lied\nto me.`},
		{season.RuleLeak, "zh-CN", "你骗我。", "en", "You lied ⟦ to me."},
		{season.RuleRepeated, "zh-CN", "你骗我。", "en", "You lied you lied you lied you lied you lied you lied you lied."},
		{season.RuleRepeated, "en", "You lied.", "zh-CN", "骗我骗我骗我骗我骗我骗我骗我"},
		{season.RuleNumberChanged, "zh-CN", "给你五百万。", "en", "Take five thousand."},
		{season.RuleNumberChanged, "zh-CN", "2019年的事。", "en", "It happened in 2009."},
		{season.RuleNumberChanged, "zh-CN", "房间号是三〇六。", "en", "The room is 308."},
		{season.RuleNumberChanged, "en", "It costs $3,500.", "es", "Cuesta 350 dólares."},
		{season.RuleNumberChanged, "zh-CN", "他走了。", "en", "He left 25 minutes ago."},
		{season.RuleNumberChanged, "en", "Four hundred thirty people died.", "fr", "Il y a eu des morts."},
		{season.RuleTagLost, "en", "You ⟦1⟧lied⟦2⟧.", "es", "Mentiste⟦1⟧."},
		{season.RuleTagLost, "en", "You lied.", "es", "⟦1⟧Mentiste."},
		{season.RuleTagLost, "en", "You ⟦1⟧lied.", "es", "⟦1⟧Mentiste⟦1⟧."},
		{season.RuleAvoided, "zh-CN", "总裁来了。", "en", "The President is here."},
		{season.RuleControlCharacter, "en", "You lied.", "es", "Mentiste\x1b[31m."},
		{season.RuleControlCharacter, "en", "You lied.", "es", "\u202eMentiste."},
		{season.RuleControlCharacter, "en", "You lied.", "es", "Menti\ufffdte."},
	}
	for _, test := range tests {
		ds := check.Line(subject(test.from, test.source, test.to, test.text))
		if !slices.Contains(rulesOf(ds), test.rule) {
			t.Errorf("%s: %s %q as %q gave %v", test.rule, test.to, test.source, test.text, ds)
		}
		for _, d := range ds {
			if d.Severity != season.DefaultSeverity(d.Rule) || d.Message == "" {
				t.Errorf("%s: severity %q, message %q", d.Rule, d.Severity, d.Message)
			}
		}
	}
}

func TestCheckLineSound(t *testing.T) {
	tests := []struct{ name, from, source, to, text string }{
		{"interjection", "en", "No!", "es", "¡No!"},
		{"drawn out", "en", "Nooo!", "es", "Nooo..."},
		{"number", "en", "007", "es", "007"},
		{"marks", "zh-CN", "……", "en", "..."},
		{"exclamation as marks", "zh-CN", "嗯……", "en", "..."},
		{"music", "zh-CN", "（音乐）", "en", "♪"},
		{"same language", "en-US", "Leave me alone.", "en-GB", "Leave me alone."},
		{"same in both Chinese", "zh-CN", "好的。", "zh-TW", "好的。"},
		{"acronym in Thai", "zh-CN", "CEO来了。", "th", "CEO"},
		{"Latin name in Thai", "en", "Ethan is here with the papers.", "th", "Ethan มาแล้ว พร้อมเอกสาร"},
		{"Japanese", "zh-CN", "你说谎。", "ja", "嘘つき。学校に来て。"},
		{"accents", "zh-CN", "明天见，若泽。", "pt-BR", "Até amanhã, José. Não é ótimo?"},
		{"Han in Korean", "zh-CN", "林氏集团。", "ko", "린(林) 그룹."},
		{"sorry", "zh-CN", "对不起，我做不到。", "en", "I'm sorry, I can't. I can't help you with that."},
		{"an aide", "zh-CN", "作为助理，你不该这样。", "en", "As an aide, you shouldn't do that."},
		{"machine in the story", "zh-CN", "作为人工智能，我没有感情。", "en", "As an AI, I have no feelings."},
		{"translator in the story", "zh-CN", "这句话我不会翻译。", "en", "I can't translate this sentence."},
		{"number of a list", "zh-CN", "第一：别说话。", "en", "1: don't talk."},
		{"colon", "zh-CN", "他说：滚。", "en", "He said: get out."},
		{"laughter", "zh-CN", "哈哈哈哈哈哈", "en", "Ha ha ha ha ha ha ha!"},
		{"stammer", "zh-CN", "不不不不不不！", "en", "No no no no no no!"},
		{"twelve in words", "zh-CN", "十二个人。", "en", "Twelve people."},
		{"digits for characters", "zh-CN", "三十五个人。", "en", "35 people."},
		{"characters for digits", "en", "It costs 350 dollars.", "zh-CN", "要三百五十块钱。"},
		{"million", "zh-CN", "五百万", "en", "five million"},
		{"5M", "zh-CN", "五百万", "en", "$5M"},
		{"ten thousands", "zh-CN", "三万块", "en", "30,000 yuan"},
		{"1.2亿", "zh-CN", "1.2亿", "en", "120 million"},
		{"亿", "zh-CN", "十亿", "es", "mil millones"},
		{"亿 and 万", "zh-CN", "三亿五千万", "en", "350 million"},
		{"万亿", "zh-CN", "两万亿", "en", "two thousand billion"},
		{"million and thousand", "en", "one million two hundred thousand", "zh-CN", "一百二十万"},
		{"Spanish groups", "en", "It costs $3,500.", "es", "Cuesta 3.500 dólares."},
		{"Spanish words", "zh-CN", "二十五岁", "es", "veinticinco años"},
		{"Spanish hundreds", "en", "250 people", "es", "doscientas cincuenta personas"},
		{"hundred", "en", "I've told you 100 times.", "es", "Te lo he dicho cien veces."},
		{"two hundred fifty", "zh-CN", "两百五十人", "en", "two hundred and fifty people"},
		{"idiom ten thousand", "zh-CN", "万一他知道了怎么办？", "en", "What if he finds out?"},
		{"idiom by all means", "zh-CN", "你千万别走。", "en", "Whatever you do, don't leave."},
		{"idiom very", "zh-CN", "十分感谢。", "en", "Thank you very much."},
		{"some ten", "zh-CN", "十几年了。", "en", "It's been over a decade."},
		{"two or three", "zh-CN", "两三天就回来。", "en", "I'll be back in a few days."},
		{"half share", "zh-CN", "百分之三十五的股份", "en", "35 percent of the shares"},
		{"one", "zh-CN", "一个人", "en", "Somebody"},
		{"a hundred", "zh-CN", "我一百个不愿意。", "en", "I really don't want to."},
		{"time", "zh-CN", "下午两点半见。", "en", "See you at 2:30."},
		{"full-width digits", "zh-CN", "１２３号", "en", "Number 123"},
		{"French words unknown", "zh-CN", "十五天", "fr", "quinze jours"},
		{"Arabic digits", "zh-CN", "三十五", "ar", "٣٥"},
		{"word within a word", "zh-CN", "总统府的人", "en", "presidential people"},
		{"joiner", "en", "You lied.", "fa", "می\u200cخواهم دروغ"},
		{"emphasis in French", "en", "You ⟦1⟧lied⟦2⟧ to me.", "fr", "Tu m'as ⟦1⟧menti⟦2⟧ !"},
		{"source repeats", "zh-CN", "快跑快跑快跑快跑快跑快跑", "en", "Run run run run run run run!"},
	}
	for _, test := range tests {
		if ds := check.Line(subject(test.from, test.source, test.to, test.text)); len(ds) > 0 {
			t.Errorf("%s: %q as %q gave %v", test.name, test.source, test.text, ds)
		}
	}
}

func TestCheckLineNames(t *testing.T) {
	s := subject("en", "Ethan!", "es", "¡Ethan!")
	if len(check.Line(s)) == 0 {
		t.Error("an unknown word that was copied must be doubted")
	}
	lines := []season.Line{{Text: "I lied to you, Ethan."}, {Text: "Stop! Leave. I can't."}, {Speaker: "Maya Cole"}}
	s.Names = check.NamesIn(lines, s.SourceTag)
	if want := []string{"Ethan", "Maya Cole"}; !slices.Equal(s.Names, want) {
		t.Errorf("names %v, want %v", s.Names, want)
	}
	if ds := check.Line(s); len(ds) > 0 {
		t.Errorf("a name was doubted: %v", ds)
	}
	s = subject("zh-CN", "林婉！", "en", "林婉!")
	s.Line.Speaker = "林婉"
	if rs := rulesOf(check.Line(s)); !slices.Contains(rs, season.RuleWrongScript) {
		t.Errorf("a Chinese name left in English gave %v", rs)
	}
	s = subject("zh-CN", "你好。", "en", "Lin Wan: Hello.")
	s.Line.Speaker, s.Glossary = "林婉", book(t, terms)
	if rs := rulesOf(check.Line(s)); !slices.Contains(rs, season.RuleLeak) {
		t.Errorf("a speaker's label gave %v", rs)
	}
}

func TestCheckLineTerms(t *testing.T) {
	g := book(t, "顾总,CEO Gu,title,must,President Gu\n董事会,the board,,prefer,\n3D,3D,,keep,\n")
	tests := []struct {
		source, text string
		rule         season.Rule
		severity     season.Severity
	}{
		{"顾总来了。", "The boss is here.", season.RuleTermMissing, season.Error},
		{"董事会来了。", "The directors are here.", season.RuleTermMissing, season.Warning},
		{"3D电影。", "A movie.", season.RuleTermMissing, season.Error},
		{"顾总来了。", "CEO Gu, I mean President Gu, is here.", season.RuleTermForbidden, season.Error},
	}
	for _, test := range tests {
		s := subject("zh-CN", test.source, "en-US", test.text)
		s.Glossary, s.Market.Avoid = g, nil
		if ds := check.Line(s); len(ds) != 1 || ds[0].Rule != test.rule || ds[0].Severity != test.severity {
			t.Errorf("%q as %q gave %v, want %s %s", test.source, test.text, ds, test.severity, test.rule)
		}
	}
	s := subject("zh-CN", "顾总到董事会了。", "en-US", "CEO Gu is at the board.")
	s.Glossary = g
	if ds := check.Line(s); len(ds) > 0 {
		t.Errorf("kept terms gave %v", ds)
	}
}

func TestCheckLineMarketSeverity(t *testing.T) {
	s := subject("zh-CN", "给你五百万。", "en", "Take five thousand.")
	s.Market.Severity = map[season.Rule]season.Severity{season.RuleNumberChanged: season.Error}
	if ds := check.Line(s); len(ds) != 1 || ds[0].Severity != season.Error {
		t.Errorf("doubts %v, want one error", ds)
	}
}

func TestCheckLineTagOrder(t *testing.T) {
	s := subject("en", "You ⟦1⟧lied⟦2⟧.", "es", "⟦2⟧Mentiste⟦1⟧.")
	s.Line.Tags = []string{"<i>", "</i>"}
	if rs := rulesOf(check.Line(s)); !slices.Equal(rs, []season.Rule{season.RuleTagLost}) {
		t.Errorf("a closing tag before its opening one gave %v", rs)
	}
	s.Line.Tags = []string{"<00:00:01.000>", "<00:00:02.000>"}
	if ds := check.Line(s); len(ds) > 0 {
		t.Errorf("tags that are no pair gave %v", ds)
	}
}

func TestCheckLineBlankSource(t *testing.T) {
	if ds := check.Line(subject("zh-CN", " ⟦1⟧", "en", "")); len(ds) > 0 {
		t.Errorf("a cue without text gave %v", ds)
	}
}

// TestSampleIsSound: the checks say nothing about sixty good lines, in five
// directions.
func TestSampleIsSound(t *testing.T) {
	for _, d := range [][2]string{{"zh-CN", "en-US"}, {"zh-CN", "es-419"}, {"en-US", "es-419"}, {"es-419", "en-US"}, {"en-US", "zh-CN"}} {
		sources, targets := checktest.Sample(t)[d[0]], checktest.Sample(t)[d[1]]
		var lines []season.Line
		for _, s := range sources {
			lines = append(lines, season.Line{Text: s})
		}
		names := check.NamesIn(lines, language.MustParse(d[0]))
		for i := range sources {
			s := subject(d[0], sources[i], d[1], targets[i])
			s.Names = names
			if ds := check.Line(s); len(ds) > 0 {
				t.Errorf("%s %q as %q gave %v", d[1], sources[i], targets[i], ds)
			}
		}
	}
}

// FuzzCheckLine: no text breaks the checks, each finding has words, and the answer
// does not change.
func FuzzCheckLine(f *testing.F) {
	f.Add("给你五百万，⟦1⟧离开。", "Take 5,000,000 ⟦1⟧.", "林婉", true)
	f.Add("½ 1.2.3 ٣٥ 一十百千万亿", "twenty one thousand and", "a:b", false)
	f.Fuzz(func(t *testing.T, source, text, speaker string, forth bool) {
		from, to := "zh-CN", "en"
		if !forth {
			from, to = "es", "ja"
		}
		s := subject(from, source, to, text)
		s.Line.Speaker = speaker
		s.Line.Tags = []string{"<i>", "</i>"}
		ds := check.Line(s)
		for _, d := range ds {
			if d.Rule == "" || d.Message == "" || d.Severity == "" {
				t.Errorf("doubt %+v", d)
			}
		}
		if again := check.Line(s); !slices.Equal(ds, again) {
			t.Errorf("%v, then %v", ds, again)
		}
	})
}

func book(t testing.TB, rows string) glossaries.Glossary {
	t.Helper()
	b, problems := glossaries.Load([]glossaries.File{{Name: "terms.csv", Data: []byte("zh-CN,en-US,type,rule,forbidden\n" + rows)}}, []string{"us"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return b.For("us", language.AmericanEnglish, language.MustParse("zh-CN"), "")
}

const terms = "林婉,Lin Wan,person,must,\n苏晴,Su Qing,person,must,\n顾总,CEO Gu,title,must,\n"

var market = season.Market{Name: "us", Locale: language.AmericanEnglish, Avoid: []string{"president"}}
