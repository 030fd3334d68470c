package subtitles_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
	"pgregory.net/rapid"

	"dramaport/subtitles"
)

// rulesFor is RulesFor for profiles that exist.
func rulesFor(t interface{ Fatal(...any) }, profile, lang string) (subtitles.Rules, language.Tag) {
	tag := language.MustParse(lang)
	r, err := subtitles.RulesFor(profile, tag)
	if err != nil {
		t.Fatal(err)
	}
	return r, tag
}

func TestBreak(t *testing.T) {
	for _, c := range []struct {
		name, profile, lang, in, want string
		keep                          []string
	}{
		{name: "blank", lang: "en", in: " \n ", want: ""},
		{name: "fits", lang: "en", in: "Get out.", want: "Get out."},
		{name: "before a preposition", lang: "en", in: "You think you can just walk away from me?", want: "You think you can just|walk away from me?"},
		{name: "after a comma", lang: "en", in: "Stop it, I do not want to hear it.", want: "Stop it,|I do not want to hear it."},
		{name: "balanced before the conjunction", profile: "netflix", lang: "en", in: "I saw him leave the house and he never came back.", want: "I saw him leave the house|and he never came back."},
		{name: "article stays", lang: "en", in: "She gave everything to the man.", want: "She gave everything|to the man."},
		{name: "title stays with its name", lang: "en", in: "Please go and wait with Mr. Chen now", want: "Please go and wait|with Mr. Chen now"},
		{name: "Spanish", profile: "netflix", lang: "es-419", in: "No puedo creer que me hayas mentido todos estos años.", want: "No puedo creer|que me hayas mentido todos estos años."},
		{name: "French mark after its space", lang: "fr", in: "Vous pensez vraiment que je vais vous croire ?", want: "Vous pensez vraiment|que je vais vous croire ?"},
		{name: "French quotation", lang: "fr", in: "Il a dit : « Je reviendrai bientôt »", want: "Il a dit :|« Je reviendrai bientôt »"},
		{name: "Indonesian", lang: "id", in: "Aku tidak tahu dia pergi ke mana.", want: "Aku tidak tahu|dia pergi ke mana."},
		{name: "Chinese after the comma", lang: "zh", in: "你以为你是谁，敢这样对我说话！", want: "你以为你是谁，|敢这样对我说话！"},
		{name: "Chinese half-width counts half", lang: "zh", in: "我是CEO，你是ABCDEFGH。", want: "我是CEO，你是ABCDEFGH。"},
		{name: "Japanese after the comma", lang: "ja", in: "お前を絶対に許さない、覚悟しておけよ", want: "お前を絶対に許さない、|覚悟しておけよ"},
		{name: "Japanese at a phrase", lang: "ja", in: "今日は会社のパーティーに行く", want: "今日は会社の|パーティーに行く"},
		{name: "Korean only at spaces", lang: "ko", in: "오늘 저녁에 회사 송년회에 참석해요", want: "오늘 저녁에 회사|송년회에 참석해요"},
		{name: "Korean word too long for a line", lang: "ko", in: "가나다라마바사아자차카타파하", want: "가나다라마바사아자차카타파하"},
		{name: "Thai at the space", lang: "th", in: "ฉันไม่รู้จริงๆนะ เธอไปไหนมาเมื่อคืนนี้", want: "ฉันไม่รู้จริงๆนะ|เธอไปไหนมาเมื่อคืนนี้"},
		{name: "long word", lang: "en", in: "Supercalifragilisticexpialidocious it is", want: "Supercalifragilisticexpialidocious|it is"},
		{name: "name kept", lang: "zh", in: "我们今天去看看欧阳娜娜的新房子", keep: []string{"欧阳娜娜"}, want: "我们今天去看看|欧阳娜娜的新房子"},
		{name: "name of two words kept", lang: "en", in: "Everyone here loves Gu Chen Wei very", keep: []string{"loves Gu Chen Wei"}, want: "Everyone here|loves Gu Chen Wei very"},
		{name: "line breaks that fit are kept", lang: "en", in: "Get\nout.", want: "Get|out."},
		{name: "CR LF", lang: "en", in: "Get\r\nout.", want: "Get|out."},
		{name: "line breaks that do not fit", lang: "en", in: "Why\nare you still standing here, you fool?", want: "Why are you still|standing here, you fool?"},
		{name: "a kept break may not part a name", lang: "en", in: "Call Gu\nChen.", keep: []string{"Gu Chen"}, want: "Call Gu Chen."},
		{name: "two speakers", lang: "en", in: "- Who are you?\n- Your husband.", want: "- Who are you?|- Your husband."},
		{name: "two speakers, one too long", lang: "en", in: "-Who are you and why are you here?\n-Your husband.", want: "-Who are you and why|are you here?|-Your husband."},
		{name: "dash belongs to what follows", lang: "en", in: "-Supercalifragilisticexpiali", want: "-Supercalifragilisticexpiali"},
		{name: "placeholders are free and whole", lang: "en", in: "⟦1⟧Never⟦2⟧ ever leave me now.", want: "⟦1⟧Never⟦2⟧ ever leave me now."},
		{name: "placeholder opens the next line", lang: "zh", in: "你以为你是谁，⟦1⟧敢这样对我说话！⟦2⟧", want: "你以为你是谁，|⟦1⟧敢这样对我说话！⟦2⟧"},
		{name: "no break at a placeholder in a word", lang: "en", in: "It was un⟦1⟧believable⟦2⟧ for all of us.", want: "It was un⟦1⟧believable⟦2⟧|for all of us."},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, tag := rulesFor(t, c.profile, c.lang)
			got := strings.Join(subtitles.Break(c.in, r, tag, c.keep), "|")
			if got != c.want {
				t.Errorf("Break(%q)\n got %s\nwant %s", c.in, got, c.want)
			}
		})
	}
}

func TestBreakThaiOnlyBetweenSyllableLetters(t *testing.T) {
	r, tag := rulesFor(t, "vertical", "th")
	in := strings.Repeat("ถ้าฉันรู้ฉันคงไม่โทรไปหาเธอหรอกจำได้ไหมเดี๋ยวๆ", 3)
	for _, line := range subtitles.Break(in, r, tag, nil) {
		first := []rune(line)[0]
		if unicode.Is(unicode.Mn, first) || strings.ContainsRune("ะาำๅๆฯ", first) {
			t.Errorf("line %q starts inside a syllable", line)
		}
		if last := []rune(line)[len([]rune(line))-1]; strings.ContainsRune("เแโใไ", last) {
			t.Errorf("line %q ends before its consonant", line)
		}
		if n := subtitles.Count(line, tag); n > r.CharsPerLine {
			t.Errorf("line %q has %v characters", line, n)
		}
	}
}

func TestBreakKinsoku(t *testing.T) {
	r := subtitles.Rules{CharsPerLine: 3, Lines: 9}
	for in, want := range map[string]string{
		"一二三，四五": "一二|三，|四五",
		"一二「三」四": "一二|「三」|四",
		"あああっと":  "ああ|あっと",
	} {
		if got := strings.Join(subtitles.Break(in, r, language.Japanese, nil), "|"); got != want {
			t.Errorf("Break(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestBreakWithoutBounds(t *testing.T) {
	in := "one\n\ntwo " + strings.Repeat("and more ", 40)
	want := []string{"one", strings.TrimSpace("two " + strings.Repeat("and more ", 40))}
	if diff := cmp.Diff(want, subtitles.Break(in, subtitles.Rules{}, language.English, nil)); diff != "" {
		t.Error(diff)
	}
}

// TestBreakLongText asks for texts far outside any rule, whole and in a time
// that grows with their length; a square of it would take the test minutes.
func TestBreakLongText(t *testing.T) {
	r, tag := rulesFor(t, "vertical", "en")
	for _, unit := range []string{"word ", "字", "\u200b", "\u2028", "\u0085a", "ถ้า", "⟦1⟧", "-", "a-", "字\n", "- x\n"} {
		text := strings.Repeat(unit, 20000)
		checkPromises(t, text, subtitles.Break(text, r, tag, []string{"word word"}), r, tag, nil)
	}
}

// TestBreakPromises states what holds for any text, in every language of a
// profile.
func TestBreakPromises(t *testing.T) {
	words := []string{"I", "the", "wonderful", "Gu", "Chen", "林婉", "总裁，", "你好。", "ฉันรัก", "เธอ", "오늘은", "송년회에", "とても、",
		"パーティー", "⟦1⟧", "⟦23⟧", "⟦x", "-", "—", "…", "«", "»", "?", "\n", " ", "\u3000", "\u00a0", "a\u0301", "مرحبا", "नमस्ते", "👩\u200d👧", "ខ្មែរ"}
	langs := []string{"en", "fr", "zh", "ja", "ko", "th", "ar", "hi", "es-419", "und"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 30).Draw(t, "words"), rapid.SampledFrom([]string{"", " "}).Draw(t, "joint"))
		r, tag := rulesFor(t, "vertical", rapid.SampledFrom(langs).Draw(t, "language"))
		keep := []string{"Gu Chen", "林婉"}
		lines := subtitles.Break(text, r, tag, keep)
		checkPromises(t, text, lines, r, tag, keep)
	})
}

func checkPromises(t interface {
	Errorf(string, ...any)
}, text string, lines []string, r subtitles.Rules, tag language.Tag, keep []string) {
	if got, want := withoutSpace(strings.Join(lines, "")), withoutSpace(text); got != want {
		t.Errorf("%q became %q: text is lost", text, lines)
	}
	fits := len(lines) <= r.Lines
	for _, line := range lines {
		if line == "" || strings.TrimSpace(line) != line || strings.Contains(line, "\n") {
			t.Errorf("%q has the line %q", text, line)
		}
		fits = fits && subtitles.Count(line, tag) <= r.CharsPerLine
	}
	for _, name := range append(keep, "⟦1⟧", "⟦23⟧") {
		if strings.Count(text, name) > strings.Count(strings.Join(lines, "\n"), name) {
			t.Errorf("%q became %q: %s is parted", text, lines, name)
		}
	}
	if again := subtitles.Break(strings.Join(lines, "\n"), r, tag, nil); fits && !slices.Equal(again, lines) {
		t.Errorf("%q became %q, then %q", text, lines, again)
	}
}

func withoutSpace(s string) string {
	return strings.Join(strings.Fields(s), "")
}

func FuzzBreak(f *testing.F) {
	for _, s := range []string{"", "a\nb", "你好，世界", "ถ้าฉันรู้", "⟦1⟧x⟦2⟧", "- a\n- b", "\xff\u2028", "a\u0301\u200d", strings.Repeat("ab ", 200)} {
		f.Add(s, "th")
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		tag, err := language.Parse(lang)
		if err != nil {
			tag = language.English
		}
		r, err := subtitles.RulesFor("vertical", tag)
		if err != nil {
			t.Fatal(err)
		}
		checkPromises(t, text, subtitles.Break(text, r, tag, nil), r, tag, nil)
		if again := r.Check(nil, &subtitles.Timed{End: time.Second, Text: text}, nil, tag); len(again) > 3+len(text) {
			t.Errorf("%d issues", len(again))
		}
	})
}

func BenchmarkBreak(b *testing.B) {
	r, tag := rulesFor(b, "vertical", "en")
	for b.Loop() {
		subtitles.Break("I told you, she is not the daughter of the Lin family.", r, tag, nil)
	}
}

func ExampleBreak() {
	r, _ := subtitles.RulesFor("vertical", language.English)
	for _, line := range subtitles.Break("You think you can just walk away from me?", r, language.English, nil) {
		fmt.Println(line)
	}
	// Output:
	// You think you can just
	// walk away from me?
}
