package subtitles_test

import (
	"fmt"
	"strings"
	"testing"

	"dramaport/subtitles"
)

// stlHead is the head of an EBU STL file: frame rate, display standard (0 open,
// 1 teletext), character table, start of programme.
func stlHead(rate, display, table, start string) []byte {
	head := []byte(strings.Repeat(" ", 1024))
	copy(head, "850STL"+rate+".01"+display+table+"09")
	copy(head[251:], "4023")
	copy(head[255:], "1"+start)
	return head
}

// stlBlock is a text block of a subtitle that is shown from second in to second
// out.
type stlBlock struct {
	number, extension, comment, in, out, row int
	text                                     string
}

// bytes is the block as it stands in a file.
func (b stlBlock) bytes() []byte {
	raw := []byte{0, byte(b.number), byte(b.number >> 8), byte(b.extension), 0, 0, 0, byte(b.in), 0, 0, 0, byte(b.out), 0, byte(b.row), 2, byte(b.comment)}
	return append(raw, (b.text + strings.Repeat("\x8F", 112))[:112]...)
}

func stlOf(head []byte, blocks ...stlBlock) string {
	for _, b := range blocks {
		head = append(head, b.bytes()...)
	}
	return string(head)
}

// TestSTLText reads what EBU Tech 3264 says about texts.
func TestSTLText(t *testing.T) {
	for _, c := range []struct{ name, display, table, text, want string }{
		{"boxed teletext", "1", "00", "\x0D\x0B\x0BHello\x0A\x0A", "Hello"},
		{"without a box", "1", "00", "Hello", "Hello"},
		{"before and behind the box", "1", "00", "A\x0B\x0BB\x0A\x0AC", "A B C"},
		{"colours stand for blanks", "1", "00", "\x0B\x0BA\x03B \x06 C", "A B C"},
		{"colours in open subtitles", "0", "00", "\x07A\x03B", "A B"},
		{"tall rows", "1", "00", "\x0D\x0B\x0BA\x0A\x0A\x8A\x8A\x0D\x0B\x0BB\x0A\x0A", "A/B"},
		{"rows", "0", "00", "A\x8A \x8AB\x8A", "A/B"},
		{"italics and underline", "0", "00", "A \x80B \x82C\x81 D\x83", "A <i>B <u>C</u></i> <u>D</u>"},
		{"italics over rows", "0", "00", "\x80A\x8AB\x81", "<i>A/B</i>"},
		{"a teletext row begins without style", "1", "00", "\x80A\x8AB", "<i>A</i>/B"},
		{"no blank where italics begin in a word", "0", "00", "un\x80real\x81ly", "un<i>real</i>ly"},
		{"escapes", "0", "00", "A <i> & B", "A &lt;i&gt; &amp; B"},
		{"Latin", "0", "00", "\xC2Etude \xCBc\xC8u \xC9a \xE1\xF1\xFB \xAA\xBA \xA9\xB9 \xD5 \xBFQu\xC2e? \xC4n \xCFs", "Étude çü ä Ææß “” ‘’ ♪ ¿Qué? ñ š"},
		{"a mark alone", "0", "00", "a \xC2  b\xC2 ", "a ´ b´"},
		{"dollar and currency by the standard", "0", "00", "\xA45 \x24 \xA8 \xA6", "$5 ¤ ¤ #"},
		{"a letter above ASCII at the end", "0", "00", "Spa\xFB", "Spaß"},
		{"Cyrillic", "0", "01", "\xBF\xE0\xD8\xD2\xD5\xE2 $5", "Привет $5"},
		{"Arabic", "0", "02", "\xE5\xD1\xCD\xC8\xC7", "مرحبا"},
		{"Greek", "0", "03", "\xC3\xE5\xE9\xE1", "Γεια"},
		{"Hebrew", "0", "04", "\xF9\xEC\xE5\xED", "שלום"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, cues, found := imported(t, "a.stl", stlOf(stlHead("25", c.display, c.table, "00000000"), stlBlock{number: 1, extension: 255, in: 1, out: 2, row: 20, text: c.text}))
			if cues != "|1000-2000||"+c.want || len(found) > 0 {
				t.Errorf("%s, want %s; %v", cues, c.want, found)
			}
		})
	}
}

// TestSTLDollar reads a file that writes the dollar as ASCII does.
func TestSTLDollar(t *testing.T) {
	_, cues, found := imported(t, "a.stl", stlOf(stlHead("25", "0", "00", "00000000"), stlBlock{number: 1, extension: 255, in: 1, out: 2, text: "$500"}))
	if cues != "|1000-2000||$500" || len(found) != 1 || !strings.Contains(found[0].Message, "dollar") {
		t.Errorf("%s %v", cues, found)
	}
}

func TestSTLUnknownCharacter(t *testing.T) {
	_, cues, found := imported(t, "a.stl", stlOf(stlHead("25", "0", "00", "00000000"), stlBlock{number: 1, extension: 255, in: 1, out: 2, text: "A\xD8B"}))
	if cues != "|1000-2000||AB" || len(found) != 1 || !strings.Contains(found[0].Message, "D8") {
		t.Errorf("%s %v", cues, found)
	}
}

// TestSTLBlocks joins text blocks to subtitles.
func TestSTLBlocks(t *testing.T) {
	long := strings.Repeat("word ", 22) + "wo" // fills a block
	for _, c := range []struct {
		name   string
		blocks []stlBlock
		cues   string
		found  int
	}{
		{"extension blocks", []stlBlock{{number: 1, extension: 0, in: 1, out: 2, text: long}, {number: 1, extension: 1, in: 1, out: 2, text: "rd and"}, {number: 1, extension: 255, in: 1, out: 2, text: " more"}, {number: 2, extension: 255, in: 3, out: 4, text: "B"}},
			"|1000-2000||" + long + "rd and more\n|3000-4000||B", 0},
		{"the last extension block is missing", []stlBlock{{number: 1, extension: 0, in: 1, out: 2, text: "A"}, {number: 2, extension: 255, in: 3, out: 4, text: "B"}}, "|1000-2000||A\n|3000-4000||B", 0},
		{"no block is called the last", []stlBlock{{number: 1, in: 1, out: 2, text: "A"}, {number: 2, in: 3, out: 4, text: "B"}}, "|1000-2000||A\n|3000-4000||B", 0},
		{"nothing is numbered", []stlBlock{{in: 1, out: 2, text: "A"}, {in: 3, out: 4, text: "B"}}, "|1000-2000||A\n|3000-4000||B", 0},
		{"comments", []stlBlock{{number: 1, extension: 255, comment: 1, in: 0, out: 0, text: "made by"}, {number: 2, extension: 255, in: 3, out: 4, text: "B"}}, "|3000-4000||B", 0},
		{"blocks for users", []stlBlock{{number: 1, extension: 0xFE, in: 1, out: 2, text: "binary"}, {number: 1, extension: 0xF3, in: 1, out: 2, text: "binary"}, {number: 1, extension: 255, in: 3, out: 4, text: "B"}}, "|3000-4000||B", 0},
		{"empty", []stlBlock{{number: 1, extension: 255, in: 1, out: 2}}, "|1000-2000||", 0},
		{"times that cannot be", []stlBlock{{number: 1, extension: 255, in: 61, out: 2, text: "A"}, {number: 2, extension: 255, in: 3, out: 4, text: "B"}}, "|3000-4000||B", 1},
		{"ends before it starts", []stlBlock{{number: 1, extension: 255, in: 3, out: 2, text: "A"}}, "|3000-2000||A", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, cues, found := imported(t, "a.stl", stlOf(stlHead("25", "0", "00", "00000000"), c.blocks...))
			if cues != c.cues || len(found) != c.found {
				t.Errorf("cues\n%s\nwant\n%s\n%v", cues, c.cues, found)
			}
		})
	}
}

// TestSTLTimes reads frames by the file's rate, from the start of the programme.
func TestSTLTimes(t *testing.T) {
	for _, c := range []struct {
		rate, start string
		in          []byte
		want        string
	}{
		{"25", "00000000", []byte{0, 0, 1, 5}, "1200"},
		{"30", "00000000", []byte{0, 0, 1, 15}, "1500"},
		{"24", "00000000", []byte{0, 0, 1, 1}, "1042"},
		{"23", "00000000", []byte{0, 0, 1, 23}, "1958"},
		{"25", "10000000", []byte{10, 0, 1, 0}, "1000"},
		{"25", "10000000", []byte{0, 0, 1, 0}, "1000"},
		{"25", "        ", []byte{0, 0, 1, 0}, "1000"},
		{"25", "99999999", []byte{0, 0, 1, 0}, "1000"},
	} {
		block := stlBlock{number: 1, extension: 255, text: "A"}.bytes()
		copy(block[5:], c.in)
		copy(block[9:], []byte{23, 0, 0, 0})
		_, cues, found := imported(t, "a.stl", string(stlHead(c.rate, "0", "00", c.start))+string(block))
		if start, _, _ := strings.Cut(strings.TrimPrefix(cues, "|"), "-"); start != c.want || len(found) > 0 {
			t.Errorf("%s from %s: %v begins at %s, want %s; %v", c.rate, c.start, c.in, start, c.want, found)
		}
	}
}

func TestSTLPlace(t *testing.T) {
	for _, c := range []struct {
		display, rows string
		row           int
		want          string
	}{
		{"1", "23", 20, ""}, {"1", "23", 2, "line:0"}, {"1", "23", 0, ""}, {"0", "99", 80, ""}, {"0", "99", 5, "line:0"}, {"0", "02", 1, ""}, {"0", "02", 14, ""}, {"0", "  ", 1, "line:0"},
	} {
		head := stlHead("25", c.display, "00", "00000000")
		copy(head[253:], c.rows)
		if _, cues, found := imported(t, "a.stl", stlOf(head, stlBlock{number: 1, extension: 255, in: 1, out: 2, row: c.row, text: "A"})); cues != "|1000-2000|"+c.want+"|A" || len(found) > 0 {
			t.Errorf("%+v: %s %v", c, cues, found)
		}
	}
}

// TestSTLCut reads files that end too early.
func TestSTLCut(t *testing.T) {
	head := stlHead("25", "0", "00", "00000000")
	copy(head[238:], "00002")
	whole := stlOf(head, stlBlock{number: 1, extension: 255, in: 1, out: 2, text: "A"}, stlBlock{number: 2, extension: 255, in: 3, out: 4, text: "B"})
	for cut, want := range map[int]int{0: 0, 1: 1, 100: 1, 128: 1, 300: -1} {
		track, found, err := subtitles.Parse("a.stl", []byte(whole[:len(whole)-cut]), subtitles.Options{})
		if want < 0 {
			if err == nil {
				t.Errorf("cut by %d: no error", cut)
			}
			continue
		}
		if err != nil || len(found) != want || len(track.Cues()) != 2-want {
			t.Errorf("cut by %d: %v %v %v", cut, cueLines(track), found, err)
		}
	}
	for _, rate := range []string{"", "xx", "0", "999"} {
		if _, _, err := subtitles.Parse("a.stl", []byte(stlOf(stlHead(rate, "0", "00", ""), stlBlock{})), subtitles.Options{}); err == nil || !strings.Contains(fmt.Sprint(err), "EBU STL") {
			t.Errorf("rate %q: %v", rate, err)
		}
	}
}

// TestSpruceSTL reads the other format of that name.
func TestSpruceSTL(t *testing.T) {
	_, _, err := subtitles.Parse("a.stl", []byte("$FontName = Arial\n00:00:01:00 , 00:00:02:00 , Hello\n"), subtitles.Options{})
	if err == nil || !strings.Contains(err.Error(), "Spruce") {
		t.Error(err)
	}
}

func TestImportBrokenSTL(t *testing.T) {
	whole := stlFile(t, "A")
	for name, raw := range map[string][]byte{"empty": nil, "text": []byte("hello"), "half a head": whole[:500], "zeros": make([]byte, 4096)} {
		if track, _, err := subtitles.Parse("a.stl", raw, subtitles.Options{}); err == nil && len(track.Cues()) > 0 {
			t.Errorf("%s was read as %v", name, cueLines(track))
		}
	}
}
