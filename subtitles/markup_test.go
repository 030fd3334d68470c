package subtitles_test

import (
	"fmt"
	"strings"
	"testing"

	"dramaport/subtitles"
)

// markedLine is a Marked as "before|text|after|tag|tag".
func markedLine(m subtitles.Marked) string {
	return strings.Join(append([]string{m.Before, m.Text, m.After}, m.Tags...), "|")
}

func TestHide(t *testing.T) {
	for _, c := range []struct {
		format        subtitles.Format
		payload, want string
	}{
		{"srt", "plain", "|plain|"},
		{"srt", "", "||"},
		{"srt", "<i>A</i>", "<i>|A|</i>"},
		{"srt", "{\\an8}<i>A\nB</i>", "{\\an8}<i>|A\nB|</i>"},
		{"srt", "<i>A</i> B", "|⟦1⟧A⟦2⟧ B||<i>|</i>"},
		{"srt", "{\\an8}<i>A</i> <i>B</i>", "{\\an8}|⟦1⟧A⟦2⟧ ⟦3⟧B⟦4⟧||<i>|</i>|<i>|</i>"},
		{"srt", "<i>A <b>B</b></i>", "<i>|A ⟦1⟧B⟦2⟧|</i>|<b>|</b>"},
		{"srt", "A</i><b>B</b>", "|A⟦1⟧B⟦2⟧||</i><b>|</b>"},
		{"srt", "<i>A", "<i>|A|"},
		{"srt", "<font color=\"red\" face='x'>A</font>", "<font color=\"red\" face='x'>|A|</font>"},
		{"srt", "a < b > c, <3, <laughs>, Tom & Jerry &amp;", "|a < b > c, <3, <laughs>, Tom & Jerry &amp;|"},
		{"srt", "{no override} {\\i1}A{\\i0}", "|{no override} ⟦1⟧A|{\\i0}|{\\i1}"},
		{"srt", "A<br>B<BR />\nC", "|A\nB\nC|"},
		{"srt", " \u3000A\u00A0", "|A|"},
		{"srt", "<i></i>", "<i></i>||"},
		{"srt", "- A\r\n- B", "|- A\n- B|"},
		{"srt", "⟦1⟧ A ⟦2⟧", "|⟦1⟧ A ⟦2⟧||⟦1⟧|⟦2⟧"},
		{"srt", "<i>⟦7⟧</i>", "<i>|⟦1⟧|</i>|⟦7⟧"},
		{"srt", "e\u0301", "|\u00E9|"},
		{"srt", "\u202B\u200F- مرحبا!\u202C\uFEFF", "|- مرحبا!|"},
		{"vtt", "Tom &amp; Jerry &lt;3 &gt; &nbsp;x &#39; &quot;", "|Tom & Jerry <3 > \u00A0x ' \"|"},
		{"vtt", "&unknown; AT&T &amp", "|&unknown; AT&T &amp|"},
		{"vtt", "&lrm;A&rlm;", "|A|"},
		{"vtt", "<v.loud 林婉>A</v>", "<v.loud 林婉>|A|</v>"},
		{"vtt", "<v A>a</v>\n<v B>b</v>", "|⟦1⟧a⟦2⟧\n⟦3⟧b⟦4⟧||<v A>|</v>|<v B>|</v>"},
		{"vtt", "<c.red>a</c><c.blue>b</c>", "|⟦1⟧a⟦2⟧b⟦3⟧||<c.red>|</c><c.blue>|</c>"},
		{"vtt", "A <00:00:01.000><c>B</c>", "|A ⟦1⟧B⟦2⟧||<00:00:01.000><c>|</c>"},
		{"vtt", "<ruby>漢<rt>かん</rt></ruby>", "<ruby>|漢⟦1⟧かん⟦2⟧|</ruby>|<rt>|</rt>"},
		{"vtt", "&lt;i&gt;A", "|<i>A|"},
		{"ass", "{\\pos(1,2)\\i1}A{\\i0} <i>", "{\\pos(1,2)\\i1}|A⟦1⟧ <i>||{\\i0}"},
		{"ass", "{comment}A", "{comment}|A|"},
		{"ttml", "<i>A &amp; B</i>", "<i>|A & B|</i>"},
	} {
		if got := markedLine(subtitles.Hide(c.payload, c.format)); got != c.want {
			t.Errorf("Hide(%q, %s)\n got %q\nwant %q", c.payload, c.format, got, c.want)
		}
	}
}

// TestShowRestores lists payloads that Hide and Show give back exactly.
func TestShowRestores(t *testing.T) {
	for format, payloads := range map[subtitles.Format][]string{
		subtitles.SRT: {
			"A", "", "<i>A</i>", "{\\an8}<i>A\nB</i>", "<i>A</i> <i>B</i>", "<I>A</I>", "<font color=#ff0>A</font> <u>B</u>", "<s>A</s>",
			"a < b > c, <3, <laughs>, Tom & Jerry &amp;", "⟦1⟧ A ⟦22⟧", "A\u00A0B", "{\\a6}A", "<b>A", "A</b>", "- A\n- B",
		},
		subtitles.WebVTT: {
			"A &amp; B", "<v.loud 林婉>A</v>", "<v A>a</v>\n<v B>b</v>", "<c.red>a</c><c.blue>b</c>", "A <00:00:01.000><c>B</c>",
			"<ruby>漢<rt>かん</rt></ruby>", "<lang ja>A</lang>", "&lt;i&gt;A &amp;amp;", "<i.foreign>A</i>", "<i/>", "<unknown x>A</unknown>",
		},
		subtitles.SSA: {"{\\pos(1,2)\\i1}A{\\i0}", "{comment}A\nB", "{\\k20}ka{\\k30}ra", "<A> & B"},
	} {
		for _, p := range payloads {
			m := subtitles.Hide(p, format)
			if got, lost := m.Show(m.Text, format); got != p || lost != nil {
				t.Errorf("%s: %q came back as %q, lost %q", format, p, got, lost)
			}
		}
	}
}

func TestShowInAnotherFormat(t *testing.T) {
	for _, c := range []struct {
		from          subtitles.Format
		payload       string
		to            subtitles.Format
		want, comment string
	}{
		{"srt", "{\\an8}<i>A & B</i>", "vtt", "<i>A &amp; B</i>", "the position is left to the settings"},
		{"srt", "<font color=red>A</font> <s>B</s>", "vtt", "A B", "WebVTT has no font and no strikeout"},
		{"srt", "<I>A</I> <em>B</em> <strong>C</strong>", "vtt", "<i>A</i> <i>B</i> <b>C</b>", "names in lower case"},
		{"srt", "a <3 b --> c", "vtt", "a &lt;3 b --&gt; c", "escaped"},
		{"srt", "{\\i1}A{\\i0}", "vtt", "<i>A</i>", "overrides as tags"},
		{"vtt", "<v 林婉><c.x>A</c> &lt; <i.y>B</i> <00:01.000>C", "srt", "A < <i>B</i> C", "classes, voices and times dropped"},
		{"vtt", "<ruby>漢<rt>かん</rt></ruby>", "srt", "漢(かん)", "ruby in parentheses"},
		{"vtt", "&lt;i&gt;A", "srt", "<\u2060i>A", "text does not become markup"},
		{"vtt", "<i>A</i>", "ass", "{\\i1}A{\\i0}", "tags as overrides"},
		{"ass", "{\\an8\\i1\\fad(1,2)\\t(0,1,\\fs20)}A{\\i0}", "srt", "{\\an8}<i>A</i>", "only what SubRip players know"},
		{"ass", "{\\blur2}A", "srt", "A", "dropped"},
		{"ass", "{\\an8}{\\b1}A", "vtt", "<b>A</b>", "bold kept and closed, position left"},
		{"srt", "{\\pos(10,20)}A", "srt", "A", "coordinates are SSA's; OutCue.Place says where"},
		{"ass", "{\\an8\\pos(10,20)}A", "srt", "A", "an alignment beside coordinates is what they refer to"},
		{"ass", "{\\i1}A{\\b1}B{\\i0}C", "srt", "<i>A<b>B</b></i><b>C</b>", "closed in the right order"},
		{"ass", "{\\i1}A{\\r}B{\\i0}", "vtt", "<i>A</i>B", "back to the style"},
		{"ass", "{\\i1}{\\i0}A{\\b400}B{\\b700}C", "srt", "AB<b>C</b>", "nothing empty; weights"},
		{"ass", "{\\k20}ka{\\k30}ra", "srt", "kara", "karaoke"},
		{"ttml", "<i>A &amp; B</i>", "srt", "<i>A & B</i>", "unescaped"},
	} {
		m := subtitles.Hide(c.payload, c.from)
		if got, lost := m.Show(m.Text, c.to); got != c.want || len(lost) > 0 {
			t.Errorf("%s → %s (%s): %q, lost %q; want %q", c.from, c.to, c.comment, got, lost, c.want)
		}
	}
}

func TestShowTranslation(t *testing.T) {
	m := subtitles.Hide("<i>我 <b>不</b>去 {\\fs20}了</i>", subtitles.SRT)
	for _, c := range []struct{ text, want, lost string }{
		{"I'm ⟦1⟧not⟦2⟧ going ⟦3⟧any more", "<i>I'm <b>not</b> going any more</i>", "[]"},
		{"⟦3⟧I won't ⟦1⟧ever⟦2⟧ go", "<i>I won't <b>ever</b> go</i>", "[]"},
		{"I'm ⟦1⟧not going ⟦3⟧", "<i>I'm not going </i>", "[</b>]"},
		{"I'm not going", "<i>I'm not going</i>", "[<b> </b> {\\fs20}]"},
		{"⟦9⟧I'm ⟦1⟧not⟦2⟧ going⟦3⟧", "<i>I'm <b>not</b> going</i>", "[]"},
		{"⟦1⟧<u>{\\an8}⟦2⟧⟦3⟧", "<i><b><\u2060u>{\u2060\\an8}</b></i>", "[]"},
	} {
		got, lost := m.Show(c.text, subtitles.SRT)
		if got != c.want || fmt.Sprint(lost) != c.lost {
			t.Errorf("Show(%q) = %q, %q; want %q, %s", c.text, got, lost, c.want, c.lost)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	const text = "⟦2⟧A ⟦1⟧B⟦x⟧⟦⟧"
	if got := fmt.Sprint(subtitles.Placeholders(text)); got != "[⟦2⟧ ⟦1⟧]" {
		t.Errorf("Placeholders = %s", got)
	}
	if got := subtitles.Plain(text); got != "A B⟦x⟧⟦⟧" {
		t.Errorf("Plain = %q", got)
	}
}
