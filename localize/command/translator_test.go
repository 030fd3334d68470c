package command_test

import (
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/command"
	"dramaport/localize/localizetest"
)

// quoting is a whole translator in sed: each line's text in quotation marks.
const quoting = `sed -n -e 's/^{"n":\([0-9]*\),"speaker":.*,"text":"\(.*\)","terms":.*}$/{"n":\1,"text":"“\2”"}\n{"usage":{"characters":9}}/p'`

func shell(t *testing.T, script string, change ...func(*command.Options)) *command.Translator {
	t.Helper()
	o := command.Options{Name: "mine", Argv: []string{"sh", "-c", script}, Dir: t.TempDir()}
	for _, f := range change {
		f(&o)
	}
	tr, err := command.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func TestContract(t *testing.T) {
	localizetest.Run(t, localizetest.Options{
		New:     func(t *testing.T) localize.Translator { return shell(t, quoting) },
		Hanging: func(t *testing.T) localize.Translator { return shell(t, "sleep 1000 & wait") },
		Failing: map[provider.Kind]func(*testing.T) localize.Translator{
			provider.Failed:      func(t *testing.T) localize.Translator { return shell(t, "echo no >&2; exit 1") },
			provider.Temporary:   func(t *testing.T) localize.Translator { return shell(t, "exit 75") },
			provider.Credentials: func(t *testing.T) localize.Translator { return shell(t, "exit 77") },
		},
	})
}

func request(texts ...string) localize.Request {
	r := localize.Request{
		Source: language.MustParse("zh-CN"), Target: language.MustParse("en-US"), Prefix: "rules <&>", Context: localize.Context{Before: []string{"before"}},
	}
	for i, text := range texts {
		r.Lines = append(r.Lines, localize.Item{N: i + 1, Speaker: "林婉", Budget: 34, Text: text})
	}
	return r
}

func TestWhatTheProgramReads(t *testing.T) {
	dir := t.TempDir()
	tr := shell(t, "cat > got; echo '{\"n\":1,\"text\":\"x\"}'", func(o *command.Options) { o.Dir = dir })
	r := request("你好<br>|\n", "再见")
	r.Lines[0].Terms = []localize.Wording{{Source: "你", Target: "you"}}
	if reply, err := tr.Translate(t.Context(), r); err != nil || reply.Texts[1] != "x" {
		t.Fatalf("%v, %v", reply, err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "got"))
	want := `{"format_version":1,"source":"zh-CN","target":"en-US","prefix":"rules <&>","context":"before"}
{"n":1,"speaker":"林婉","budget":34,"text":"你好<br>|\n","terms":[{"source":"你","target":"you"}]}
{"n":2,"speaker":"林婉","budget":34,"text":"再见","terms":[]}
`
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
}

func TestAnswers(t *testing.T) {
	for _, tc := range []struct {
		name, script string
		want         map[int]string
		refused      map[int]string
		strange      string
		fails        string
		kind         provider.Kind
	}{
		{name: "any order, blank lines", script: `echo '{"n":2,"text":"b"}'; echo; echo '{"n":1,"text":"a"}'`, want: map[int]string{1: "a", 2: "b"}},
		{name: "refusal", script: `echo '{"n":1,"text":"a"}'; echo '{"n":2,"refused":"violence"}'`, want: map[int]string{1: "a"}, refused: map[int]string{2: "violence"}},
		{name: "left out", script: `echo '{"n":2,"text":"b"}'`, want: map[int]string{2: "b"}},
		{name: "nothing", script: `true`},
		{name: "empty text", script: `echo '{"n":1,"text":" "}'`},
		{name: "twice", script: `echo '{"n":1,"text":"a"}'; echo '{"n":1,"text":"b"}'; echo '{"n":1,"text":"c"}'`},
		{name: "not asked for", script: `echo '{"n":9,"text":"a"}'`, strange: "9"},
		{name: "does not read", script: `exec <&-; echo '{"n":1,"text":"a"}'`, want: map[int]string{1: "a"}},
		{name: "no newline at the end", script: `printf '{"n":1,"text":"a"}'`, want: map[int]string{1: "a"}},
		{name: "no JSON", script: `echo '{"n":1,"text":"a"}'; echo hello`, fails: "mine: output line 2: invalid character 'h'"},
		{name: "unknown key", script: `echo '{"n":1,"txt":"a"}'`, fails: `line 1: unknown field "txt"`},
		{name: "wrong type", script: `echo '{"n":"1","text":"a"}'`, fails: "line 1: cannot unmarshal string"},
		{name: "text and refused", script: `echo '{"n":1,"text":"a","refused":"b"}'`, fails: `line 1: want {"n":`},
		{name: "no n", script: `echo '{"text":"a"}'`, fails: `line 1: want {"n":`},
		{name: "two on a line", script: `echo '{"n":1,"text":"a"} {"n":2,"text":"b"}'`, fails: "line 1: more than one object"},
		{name: "not UTF-8", script: `printf '{"n":1,"text":"\377"}\n'`, fails: "line 1: not UTF-8"},
		{name: "fails", script: `echo "out of memory" >&2; exit 3`, fails: "mine: exit status 3: out of memory"},
		{name: "fails with escape codes", script: `printf 'bad\033[2J' >&2; exit 3`, fails: `exit status 3: bad\x1b[2J`},
		{name: "fails after some", script: `echo '{"n":1,"text":"a"}'; printf '{"n":2,"te'; echo gone >&2; exit 3`, want: map[int]string{1: "a"}, strange: "exit status 3: gone"},
		{name: "killed after some", script: `echo '{"n":1,"text":"a"}'; kill -9 $$`, want: map[int]string{1: "a"}, strange: "signal: killed"},
		{name: "half a line", script: `echo '{"n":1,"text":"a"}'; printf '{"n":2,"te'`, fails: "output line 2: unexpected EOF"},
		{name: "later", script: `exit 75`, fails: "exit status 75", kind: provider.Temporary},
		{name: "no permission", script: `exit 77`, fails: "exit status 77", kind: provider.Credentials},
		{name: "too much", script: `yes`, fails: "more than 16 MB"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			reply, err := shell(t, tc.script).Translate(t.Context(), request("甲", "乙"))
			if (err != nil) != (tc.fails != "") || err != nil && !strings.Contains(err.Error(), tc.fails) || provider.KindOf(err) != tc.kind {
				t.Fatalf("%v of kind %d, want %q of kind %d", err, provider.KindOf(err), tc.fails, tc.kind)
			}
			if err == nil && !maps.Equal(reply.Texts, tc.want) {
				t.Errorf("texts %v, want %v", reply.Texts, tc.want)
			}
			if err == nil && !maps.Equal(reply.Refused, tc.refused) {
				t.Errorf("refused %v, want %v", reply.Refused, tc.refused)
			}
			if got := strings.Join(reply.Strange, " "); got != tc.strange {
				t.Errorf("strange %q, want %q", got, tc.strange)
			}
		})
	}
}

func TestUsage(t *testing.T) {
	script := `echo '{"usage":{"input_tokens":5,"cached_tokens":2,"output_tokens":3,"characters":9}}'; echo '{"usage":{"output_tokens":1}}'`
	reply, err := shell(t, script).Translate(t.Context(), request("甲"))
	if want := (localize.Usage{InputTokens: 5, CachedTokens: 2, OutputTokens: 4, Characters: 9}); err != nil || reply.Usage != want {
		t.Errorf("%+v, %v", reply.Usage, err)
	}
}

func TestTimeout(t *testing.T) {
	late := func(o *command.Options) { o.Timeout = 200 * time.Millisecond }
	_, err := shell(t, "sleep 1000", late).Translate(t.Context(), request("甲"))
	if provider.KindOf(err) != provider.Temporary || !strings.Contains(err.Error(), "not ready in time (200ms)") {
		t.Errorf("%v", err)
	}
}

// TestEnvironment: the program sees nothing that it was not meant to see.
func TestEnvironment(t *testing.T) {
	t.Setenv("OPENAI_API_KEY", "hunter2")
	t.Setenv("DRAMAPORT_X", "1")
	t.Setenv("LC_TIME", "C")
	dir := t.TempDir()
	if _, err := shell(t, "env > got", func(o *command.Options) { o.Dir = dir }).Translate(t.Context(), request("甲")); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "got"))
	if err != nil || strings.Contains(string(got), "hunter2") || !strings.Contains(string(got), "DRAMAPORT_X=1\n") || !strings.Contains(string(got), "LC_TIME=C\n") {
		t.Errorf("%v\n%s", err, got)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(got)), "\n") {
		name, _, _ := strings.Cut(line, "=")
		switch {
		case strings.HasPrefix(name, "LC_"), strings.HasPrefix(name, "DRAMAPORT_"):
		case name == "PATH", name == "HOME", name == "LANG", name == "TMPDIR", name == "PWD", name == "SHLVL", name == "_": // the last three are the shell's own
		default:
			t.Errorf("%s is passed", name)
		}
	}
}

// TestChildrenDie: what the program has started ends with the context.
func TestChildrenDie(t *testing.T) {
	dir := t.TempDir()
	pidFile := filepath.Join(dir, "pid")
	late := func(o *command.Options) { o.Dir, o.Timeout = dir, 300*time.Millisecond }
	_, _ = shell(t, "sleep 1000 & echo $! > pid; wait", late).Translate(t.Context(), request("甲"))
	pid, err := os.ReadFile(pidFile)
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		state, err := os.ReadFile("/proc/" + strings.TrimSpace(string(pid)) + "/stat")
		if errors.Is(err, os.ErrNotExist) || strings.Contains(string(state), ") Z ") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("the program's child %s lives on", pid)
}

func TestNew(t *testing.T) {
	for _, argv := range [][]string{nil, {""}, {"dramaport-no-such-program"}} {
		if _, err := command.New(command.Options{Name: "mine", Argv: argv}); provider.KindOf(err) != provider.Failed || err == nil {
			t.Errorf("%q: %v", argv, err)
		}
	}
	tr, err := command.New(command.Options{Name: "mine", Argv: []string{"./no-such-program"}, Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tr.Translate(t.Context(), request("甲")); err == nil || errors.Is(err, exec.ErrNotFound) {
		t.Errorf("%v", err)
	}
}
