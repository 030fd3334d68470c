package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dramaport/season"
	"dramaport/season/config"
)

func srt(lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(strings.Join([]string{string(rune('1' + i)), "00:00:0" + string(rune('0'+i)) + ",000 --> 00:00:0" + string(rune('1'+i)) + ",000", l, "", ""}, "\n"))
	}
	return b.String()
}

func load(t *testing.T, files map[string]string) config.Config {
	t.Helper()
	c, err := config.Load(folder(t, files))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestReadEpisodes(t *testing.T) {
	c := load(t, map[string]string{
		config.FileName:         minimal + "markets: {us: {locale: en}}\ncast: {林婉: {us: espeak/en}, default: {us: espeak/en}}\n",
		"source/e10.srt":        srt("十"),
		"source/e2.zh-CN.srt":   srt("林婉：cafe\u0301", "林婉：走"),
		"source/e1.srt":         srt("{\\an8}你<b>好</b>\n吗"),
		"source/._e1.srt":       "resource fork",
		"source/folder.srt/x.y": "",
		"source/readme.txt":     "",
	})
	got, noticed, err := config.ReadEpisodes(c)
	if err != nil {
		t.Fatal(err)
	}
	if len(noticed) != 1 || noticed[0].String() != "source/folder.srt: a folder, not a track: passed over; put its tracks where source.tracks finds them" {
		t.Error(noticed)
	}
	want := []season.Episode{
		{Name: "e1", Track: "source/e1.srt", Lines: []season.Line{
			{Episode: "e1", Number: 1, End: time.Second, Before: "{\\an8}", Text: "你⟦1⟧好⟦2⟧\n吗", Tags: []string{"<b>", "</b>"}}}},
		{Name: "e2", Track: "source/e2.zh-CN.srt", Lines: []season.Line{
			{Episode: "e2", Number: 1, End: time.Second, Speaker: "林婉", Text: "caf\u00e9"},
			{Episode: "e2", Number: 2, Start: time.Second, End: 2 * time.Second, Speaker: "林婉", Text: "走"}}},
		{Name: "e10", Track: "source/e10.srt", Lines: []season.Line{{Episode: "e10", Number: 1, End: time.Second, Text: "十"}}},
	}
	for i := range got {
		for j := range got[i].Lines {
			got[i].Lines[j].CueID = ""
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadEpisodesReportsWhatTheReaderNoticed(t *testing.T) {
	c := load(t, map[string]string{config.FileName: minimal, "source/e1.srt": srt("你好") + "junk without times\n"})
	_, noticed, err := config.ReadEpisodes(c)
	if err != nil {
		t.Fatal(err)
	}
	if len(noticed) == 0 || !strings.HasPrefix(noticed[0].String(), "source/e1.srt:") {
		t.Error(noticed)
	}
}

func TestReadEpisodesNamesWhatIsWrong(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"no track":      {map[string]string{"tracks/e1.srt": ""}, []string{"season.yaml:3:3: no track matches source/*.srt"}},
		"two tracks":    {map[string]string{"source/e1.srt": "", "source/e1.zh.srt": ""}, []string{"source/e1.srt and source/e1.zh.srt are both the track of episode e1"}},
		"not decodable": {map[string]string{"source/e1.srt": "\x81\xff\x00\x81", "source/e2.srt": "\x81\xff\x00\x81"}, []string{"source/e1.srt: ", "source/e2.srt: ", "encoding"}},
	} {
		test.files[config.FileName] = minimal
		_, _, err := config.ReadEpisodes(load(t, test.files))
		for _, want := range test.want {
			if !strings.Contains(message(err), want) {
				t.Errorf("%s: %v lacks %q", name, err, want)
			}
		}
	}
}

// A folder's name is no pattern.
func TestReadEpisodesInAFolderWithBrackets(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "[2026] a*b")
	if err := os.MkdirAll(filepath.Join(dir, "source"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, config.FileName), minimal)
	write(t, filepath.Join(dir, "source", "[e1].srt"), srt("a"))
	c, err := config.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	es, _, err := config.ReadEpisodes(c)
	if err != nil || len(es) != 1 || es[0].Name != "[e1]" {
		t.Errorf("%v, %v", es, err)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Fatal(err)
	}
}

func TestTracksStayInTheSeasonFolder(t *testing.T) {
	outside := folder(t, map[string]string{"e9.srt": srt("secret")})
	for name, prepare := range map[string]func(dir string) (yaml string){
		"a link": func(dir string) string {
			link(t, filepath.Join(outside, "e9.srt"), filepath.Join(dir, "source/e9.srt"))
			return minimal
		},
		"a linked folder": func(dir string) string {
			link(t, outside, filepath.Join(dir, "other"))
			return strings.Replace(minimal, "source/*", "other/*", 1)
		},
		"dots": func(dir string) string {
			link(t, outside, filepath.Join(dir, "../elsewhere"))
			return strings.Replace(minimal, "source/*", "../elsewhere/*", 1)
		},
		"an absolute path": func(string) string { return strings.Replace(minimal, "source/*", outside+"/*", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "season")
			if err := os.MkdirAll(filepath.Join(dir, "source"), 0o755); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, config.FileName), prepare(dir))
			c, err := config.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			if _, _, err := config.ReadEpisodes(c); err == nil || !strings.Contains(err.Error(), "dramaport trust") {
				t.Errorf("read without trust: %v", err)
			}
			real, err := filepath.EvalSymlinks(outside)
			if err != nil {
				t.Fatal(err)
			}
			if w := c.Wants(); len(w) != 1 || w[0].Section != "source.tracks" || !strings.HasPrefix(w[0].What, "reads outside: "+real) {
				t.Error(w)
			}
			c.AllowOutside = true
			if es, _, err := config.ReadEpisodes(c); err != nil || len(es) != 1 {
				t.Errorf("%v, %v", es, err)
			}
		})
	}
}

func TestLinksInsideTheSeasonFolderAreFine(t *testing.T) {
	dir := folder(t, map[string]string{config.FileName: minimal, "source/x": "", "real/e1.srt": srt("a")})
	link(t, "../real/e1.srt", filepath.Join(dir, "source", "e1.srt"))
	c, err := config.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := config.ReadEpisodes(c); err != nil || len(c.Wants()) != 0 {
		t.Error(err, c.Wants())
	}
}
