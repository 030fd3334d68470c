package subtitles_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"dramaport/subtitles"
)

// samples are texts of the languages that legacy encodings were made for.
var samples = []struct{ tag, encoding, text string }{
	{"zh-CN", "gb18030", "你终于回来了|我等了你整整三年|林婉，你听我解释……|总裁大人，今天晚上还要参加公司的年会|“不用了，我们离婚吧！”|谁敢动我的女人？|妈，她不是那种人|医生说孩子保住了"},
	{"zh-TW", "big5", "你終於回來了|我等了你整整三年|林婉，你聽我解釋……|總裁大人，今天晚上還要參加公司的年會|「不用了，我們離婚吧！」|誰敢動我的女人？|媽，她不是那種人|醫生說孩子保住了"},
	{"ja", "shift_jis", "お前を絶対に許さない|覚悟しておけ！|社長、会議の時間です|ずっと君を待っていた……|「離婚しましょう」|赤ちゃんは無事です"},
	{"ja", "euc-jp", "お前を絶対に許さない|覚悟しておけ！|社長、会議の時間です|ずっと君を待っていた……|「離婚しましょう」|赤ちゃんは無事です"},
	{"ko", "euc-kr", "드디어 돌아왔구나|3년이나 기다렸어|회장님, 회의 시간입니다|우리 이혼해요!|누가 감히 내 여자를 건드려?"},
	{"th", "windows-874", "ในที่สุดเธอก็กลับมา|ฉันรอเธอมาสามปีแล้ว|ท่านประธานคะ ถึงเวลาประชุมแล้ว|เราหย่ากันเถอะ!"},
	{"vi", "windows-1258", toned("Cuối cùng cô đã về rồi|Tôi đợi cô suốt ba năm|Chúng ta ly hôn đi!|Ai dám động vào người phụ nữ của tôi?")},
	{"ru", "windows-1251", "Ты наконец вернулась|Я ждал тебя три года|Господин директор, пора на совещание|«Давай разведёмся!»"},
	{"ar", "windows-1256", "لقد عدت أخيرًا|انتظرتك ثلاث سنوات|سيدي المدير، حان وقت الاجتماع|لنتطلق!|من يجرؤ على لمس امرأتي؟"},
	{"he", "windows-1255", "סוף סוף חזרת|חיכיתי לך שלוש שנים|בוא נתגרש!"},
	{"tr", "windows-1254", "Sonunda döndün|Üç yıldır seni bekliyorum|Boşanalım!|Kadınıma kim dokunmaya cüret eder? Çık dışarı, şimdi"},
	{"el", "windows-1253", "Επιτέλους γύρισες|Σε περίμενα τρία χρόνια|Ας χωρίσουμε!"},
	{"lt", "windows-1257", "Pagaliau grįžai|Laukiau tavęs trejus metus|Išsiskirkime! Ačiū, mažyte"},
	{"pl", "windows-1250", "Nareszcie wróciłaś|Czekałem na ciebie trzy lata|Rozwiedźmy się!|Kto śmie tknąć moją kobietę? Żadnych pytań"},
	{"fr", "windows-1252", "Te voilà enfin revenue|Je t’ai attendue trois ans…|« Divorçons ! »|Où étais-tu ? Ça suffit, arrête"},
	{"es-419", "windows-1252", "¡Por fin volviste!|Te esperé tres años|¿Quién se atreve a tocar a mi mujer?"},
	{"en", "windows-1252", "You’re back—finally|I waited three years…|“Let’s get divorced!”"},
}

// toned is Vietnamese with its tones as characters of their own where
// windows-1258 has no letter with both.
func toned(text string) string {
	const tones = "\u0300\u0301\u0303\u0309\u0323"
	var b strings.Builder
	for _, r := range text {
		if _, err := charmap.Windows1258.NewEncoder().String(string(r)); err == nil {
			b.WriteRune(r)
			continue
		}
		letter, tone := "", ""
		for _, part := range norm.NFD.String(string(r)) {
			if strings.ContainsRune(tones, part) {
				tone += string(part)
			} else {
				letter += string(part)
			}
		}
		b.WriteString(norm.NFC.String(letter) + tone)
	}
	return b.String()
}

// sampleTrack is a sample as a SubRip file.
func sampleTrack(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "|") {
		fmt.Fprintf(&b, "%d\r\n00:00:%02d,000 --> 00:00:%02d,500\r\n%s\r\n\r\n", i+1, i*2, i*2+1, line)
	}
	return b.String()
}

func TestDetectByLanguage(t *testing.T) {
	for _, s := range samples {
		t.Run(s.tag+" "+s.encoding, func(t *testing.T) {
			want := sampleTrack(s.text)
			raw, err := subtitles.Encode(want, subtitles.Encoding{Name: s.encoding})
			if err != nil {
				t.Fatal(err)
			}
			for range 20 { // the same answer every time
				text, encoding, err := subtitles.Decode(raw, subtitles.Options{Language: language.MustParse(s.tag)})
				if err != nil || text != want || encoding != (subtitles.Encoding{Name: s.encoding}) {
					t.Fatalf("%+v %v\n%s", encoding, err, text)
				}
			}
			track, _, err := subtitles.Parse("a.srt", raw, subtitles.Options{Language: language.MustParse(s.tag)})
			if back, _ := track.Bytes(); err != nil || !bytes.Equal(back, raw) {
				t.Errorf("the track is not its file again: %v", err)
			}
		})
	}
}

// TestDetectNeverGuesses declares a language that the bytes are not in: the
// answer must be the right text or the question, never a wrong text.
func TestDetectNeverGuesses(t *testing.T) {
	for _, s := range samples {
		want := sampleTrack(s.text)
		raw, err := subtitles.Encode(want, subtitles.Encoding{Name: s.encoding})
		if err != nil {
			t.Fatal(err)
		}
		for _, other := range samples {
			text, encoding, err := subtitles.Decode(raw, subtitles.Options{Language: language.MustParse(other.tag)})
			var unsure *subtitles.UnsureError
			switch {
			case err == nil && text != want && !latin(s.encoding, encoding.Name):
				t.Errorf("%s in %s, declared %s, was read as %s", s.tag, s.encoding, other.tag, encoding.Name)
			case err != nil && !errors.As(err, &unsure):
				t.Errorf("%s declared %s: %v", s.encoding, other.tag, err)
			}
		}
	}
}

// latin reports whether two encodings share the Latin letters, so that a wrong
// declaration between them cannot be seen in the bytes.
func latin(a, b string) bool {
	group := []string{"windows-1250", "windows-1252", "windows-1254", "windows-1257", "windows-1258"}
	return slices.Contains(group, a) && slices.Contains(group, b)
}

func TestDetectUnicode(t *testing.T) {
	want := sampleTrack(samples[0].text)
	for _, name := range []string{"utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"} {
		for _, bom := range []bool{false, true} {
			e := subtitles.Encoding{Name: name, BOM: bom}
			raw, err := subtitles.Encode(want, e)
			if err != nil {
				t.Fatal(err)
			}
			text, got, err := subtitles.Decode(raw, subtitles.Options{})
			if err != nil || text != want || got != e {
				t.Errorf("%+v was read as %+v, %v", e, got, err)
			}
		}
	}
}

// TestEveryEncodingRoundTrips declares each encoding in turn.
func TestEveryEncodingRoundTrips(t *testing.T) {
	for _, name := range subtitles.Encodings() {
		text := sampleTrack("plain")
		for _, s := range samples {
			if s.encoding == name {
				text = sampleTrack(s.text)
			}
		}
		for _, label := range []string{name, strings.ToUpper(name)} {
			raw, err := subtitles.Encode(text, subtitles.Encoding{Name: name})
			if err != nil {
				t.Fatal(err)
			}
			track, _, err := subtitles.Parse("a.srt", raw, subtitles.Options{Encoding: label})
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if back, err := track.Bytes(); err != nil || !bytes.Equal(back, raw) || track.Text() != text {
				t.Errorf("%s: the track is not its file again: %v", name, err)
			}
		}
	}
}

func TestOtherNames(t *testing.T) {
	for label, want := range map[string]string{"gbk": "gb18030", "GB2312": "gb18030", "sjis": "shift_jis", "cp1252": "windows-1252", "utf8": "utf-8", "utf-16": "utf-16le", "latin1": "windows-1252"} {
		raw, _ := subtitles.Encode("a", subtitles.Encoding{Name: want})
		if _, e, err := subtitles.Decode(raw, subtitles.Options{Encoding: label}); err != nil || e.Name != want {
			t.Errorf("%q is %q, %v; want %q", label, e.Name, err, want)
		}
	}
	if _, e, err := subtitles.Decode([]byte("\xFE\xFF\x00a"), subtitles.Options{Encoding: "utf-16"}); err != nil || e != (subtitles.Encoding{Name: "utf-16be", BOM: true}) {
		t.Errorf("utf-16 with a big-endian mark is %+v, %v", e, err)
	}
}

func TestDecodeErrors(t *testing.T) {
	zh := language.MustParse("zh-CN")
	for _, c := range []struct {
		name, raw string
		options   subtitles.Options
		want      []string
	}{
		{"unknown name", "a", subtitles.Options{Encoding: "klingon"}, []string{`"klingon"`, "auto, utf-8, utf-16le", "windows-1258"}},
		{"declared UTF-8", "1\n00:00:01,000 --> 00:00:02,000\nab\xFFc\n", subtitles.Options{Encoding: "utf-8"}, []string{"3:3:", "FF 63 0A", "offset 34", "not utf-8"}},
		{"declared GB18030", "1\r\nA\r\n\xC4\xE3\xFF\n", subtitles.Options{Encoding: "gb18030"}, []string{"3:2:", "FF 0A", "not gb18030"}},
		{"declared Big5, two ways to write it", "1\n\xA1\xC3\xA2\xCC\n", subtitles.Options{Encoding: "big5"}, []string{"2:", "not big5"}},
		{"cut in half", "ab\xC4", subtitles.Options{Encoding: "gb18030"}, []string{"1:3:", "C4", "not gb18030"}},
		{"odd UTF-16", "a\x00b", subtitles.Options{Encoding: "utf-16le"}, []string{"1:2:", "62", "not utf-16le"}},
		{"no language", "1\n\xC4\xE3\xBA\xC3\n", subtitles.Options{}, []string{"gb18030", "source.encoding:", "season.yaml", "windows-874"}},
		{"fits nothing", "1\n\xFF\xFF\xFF\x80\x81\xFF\n", subtitles.Options{Language: zh}, []string{"cannot be told", "source.encoding:"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, _, err := subtitles.Decode([]byte(c.raw), c.options)
			if err == nil {
				t.Fatalf("read as %q", text)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q lacks %q", err, want)
				}
			}
		})
	}
}

func TestUnsureNamesCandidates(t *testing.T) {
	raw, _ := subtitles.Encode(sampleTrack(samples[0].text), subtitles.Encoding{Name: "gb18030"})
	_, _, err := subtitles.Decode(raw, subtitles.Options{Language: language.English})
	var unsure *subtitles.UnsureError
	if !errors.As(err, &unsure) || len(unsure.Candidates) == 0 || unsure.Candidates[0] != "gb18030" {
		t.Errorf("a Chinese file declared English: %v", err)
	}
}

func TestEncodeNamesWhatItCannotWrite(t *testing.T) {
	for _, c := range []struct{ text, encoding, want string }{
		{"abc\nde\u4F60", "windows-1252", "2:3: windows-1252 cannot write '你'"},
		{"a\xFF", "utf-8", "1:2: utf-8 cannot write"},
		{"a", "", "no encoding is called"},
	} {
		if _, err := subtitles.Encode(c.text, subtitles.Encoding{Name: c.encoding}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Encode(%q, %q): %v, want %q", c.text, c.encoding, err, c.want)
		}
	}
}

// TestASCIINeedsNoLanguage is the most frequent file of all.
func TestASCIINeedsNoLanguage(t *testing.T) {
	_, e, err := subtitles.Decode([]byte(episode(1, "\n")), subtitles.Options{})
	if err != nil || e != (subtitles.Encoding{Name: "utf-8"}) {
		t.Errorf("%+v %v", e, err)
	}
}

// TestShortFiles has one short cue each, where little is to be judged by.
func TestShortFiles(t *testing.T) {
	for _, s := range samples {
		line, _, _ := strings.Cut(s.text, "|")
		want := sampleTrack(line)
		raw, err := subtitles.Encode(want, subtitles.Encoding{Name: s.encoding})
		if err != nil {
			t.Fatal(err)
		}
		text, e, err := subtitles.Decode(raw, subtitles.Options{Language: language.MustParse(s.tag)})
		if err == nil && text != want {
			t.Errorf("%s %q in %s was read as %s", s.tag, line, s.encoding, e.Name)
		}
		if err != nil {
			t.Errorf("%s %q in %s: %v", s.tag, line, s.encoding, err)
		}
	}
}
