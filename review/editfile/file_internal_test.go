package editfile

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// fileOf is a file of texts, and who knows its names.
func fileOf(texts ...string) (File, func(string) bool) {
	f := File{Above: []string{"a title", "", "how to"}, Below: []string{"the end"}}
	names := map[string]bool{}
	for i, text := range texts {
		name := fmt.Sprintf("e001:%d us", i+1)
		names[name] = true
		f.Blocks = append(f.Blocks, Block{Name: name, Notes: []string{"0:01.0  林婉", "你骗了我。"}, Text: text})
	}
	return f, func(n string) bool { return names[n] }
}

func TestFileOfBlocks(t *testing.T) {
	f, _ := fileOf("You lied.\nLiar!", "# la la #")
	first, text := f.Text()
	want := "# a title\n#\n# how to\n\n=== e001:1 us\n# 0:01.0  林婉\n# 你骗了我。\nYou lied.\nLiar!\n\n=== e001:2 us\n# 0:01.0  林婉\n# 你骗了我。\n\\# la la #\n\n=== end\n# the end\n"
	if text != want || first != 8 {
		t.Errorf("first text in line %d of\n%s", first, text)
	}
}

func TestBlocksAreRead(t *testing.T) {
	f, known := fileOf("One.", "Two.", "Three.")
	_, text := f.Text()
	for name, c := range map[string]struct {
		change []string
		want   []string
		faults []string
	}{
		"left alone":       {nil, []string{"1=One.", "2=Two.", "3=Three."}, nil},
		"changed":          {[]string{"Two.", "Deux.\nTrois."}, []string{"1=One.", "2=Deux.\nTrois.", "3=Three."}, nil},
		"CR LF":            {[]string{"\n", "\r\n"}, []string{"1=One.", "2=Two.", "3=Three."}, nil},
		"byte order mark":  {[]string{"# a title", "\ufeff# a title"}, []string{"1=One.", "2=Two.", "3=Three."}, nil},
		"NFC":              {[]string{"One.", "cafe\u0301"}, []string{"1=caf\u00e9", "2=Two.", "3=Three."}, nil},
		"outer space":      {[]string{"One.", "\n  One. \t\n\n"}, []string{"1=One.", "2=Two.", "3=Three."}, nil},
		"notes gone":       {[]string{"# 0:01.0  林婉\n# 你骗了我。\n", ""}, []string{"1=One.", "2=Two.", "3=Three."}, nil},
		"block gone":       {[]string{"=== e001:2 us", "", "Two.", ""}, []string{"1=One.", "3=Three."}, nil},
		"end gone":         {[]string{"=== end", ""}, []string{"1=One.", "2=Two.", "3=Three."}, nil},
		"emptied":          {[]string{"Two.", ""}, []string{"1=One.", "2=", "3=Three."}, nil},
		"signs":            {[]string{"Two.", "\\# la\n\\=== x\n\\\\o/"}, []string{"1=One.", "2=# la\n=== x\n\\o/", "3=Three."}, nil},
		"moved":            {[]string{"e001:2 us", "e001:3 us", "e001:3 us", "e001:2 us"}, []string{"1=One.", "3=Two.", "2=Three."}, nil},
		"unknown":          {[]string{"e001:2 us", "e001:9 us"}, []string{"1=One.", "3=Three."}, []string{`10: "e001:9 us" is not in this file`}},
		"no name":          {[]string{"=== e001:2 us", "==="}, []string{"1=One.", "3=Three."}, []string{`10: "" is not in this file`}},
		"twice":            {[]string{"e001:2 us", "e001:1 us"}, []string{"3=Three."}, []string{"10: e001:1 us stands in line 5 already"}},
		"unmarked header":  {[]string{"=== e001:2 us", "e001:2 us"}, []string{"3=Three."}, []string{"10: looks like a header without its sign"}},
		"half a sign":      {[]string{"=== e001:2 us", "== e001:2 us"}, []string{"3=Three."}, []string{"10: looks like a header without its sign"}},
		"a note of my own": {[]string{"Two.", "# Two."}, []string{"1=One.", "3=Three."}, []string{"13: begins with #"}},
		"before":           {[]string{"# how to", "how to"}, []string{"1=One.", "2=Two.", "3=Three."}, []string{"3: stands before the first header"}},
		"after":            {[]string{"# the end", "the end"}, []string{"1=One.", "2=Two.", "3=Three."}, []string{"21: stands after the end"}},
		"Latin-1":          {[]string{"Two.", "Andr\xe9"}, []string{"1=One.", "3=Three."}, []string{"13: is not UTF-8"}},
		"two faults":       {[]string{"Two.", "# a", "Three.", "# b"}, []string{"1=One."}, []string{"13: begins with #", "18: begins with #"}},
		"a time":           {[]string{"Two.", "It's 10:30 now"}, []string{"1=One.", "2=It's 10:30 now", "3=Three."}, nil},
	} {
		found, faults := Read(strings.NewReplacer(c.change...).Replace(text), known, f.Notes())
		var got []string
		for _, w := range found {
			got = append(got, strings.TrimSuffix(strings.TrimPrefix(w.Name, "e001:"), " us")+"="+w.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if len(faults) != len(c.faults) {
			t.Errorf("%s: %v", name, faults)
			continue
		}
		for i, want := range c.faults {
			if told := fmt.Sprintf("%d: %s", faults[i].Line, faults[i].Message); !strings.HasPrefix(told, want) {
				t.Errorf("%s: %q, want %q", name, told, want)
			}
		}
	}
}

// A file that nobody changed gives every text back, whatever is in the texts.
func FuzzBlocksComeBack(f *testing.F) {
	for _, s := range []string{"You lied.", "# la", "=== end", `\x`, "e001:1 us", "=e001:2 us", "a \n\n b", "end", "\ufeff", "a\rb", "\u0085x", "⟦1⟧", "#", " #", "===", "] e001:2 us"} {
		f.Add(s, "Two.", "note "+s+"\t")
	}
	f.Fuzz(func(t *testing.T, one, two, note string) {
		if !utf8.ValidString(one) || !utf8.ValidString(two) || !utf8.ValidString(note) {
			t.Skip()
		}
		file, known := fileOf(Normalize(one), Normalize(two))
		file.Blocks[0].Notes = append(file.Blocks[0].Notes, strings.NewReplacer("\n", " ", "\r", " ").Replace(note))
		_, text := file.Text()
		found, faults := Read(text, known, file.Notes())
		if len(faults) > 0 || len(found) != 2 || found[0].Text != Normalize(one) || found[1].Text != Normalize(two) {
			t.Fatalf("%q and %q became %v with %v:\n%s", one, two, found, faults, text)
		}
	})
}

func FuzzReadBlocks(f *testing.F) {
	file, known := fileOf("One.", "Two.")
	_, text := file.Text()
	f.Add(text)
	f.Add("=== e001:1 us\nx\n=== end\n=== e001:1 us\ny")
	f.Fuzz(func(t *testing.T, text string) {
		found, _ := Read(text, known, file.Notes())
		for _, w := range found {
			if !known(w.Name) || !utf8.ValidString(w.Text) {
				t.Fatalf("%+v", w)
			}
		}
	})
}
