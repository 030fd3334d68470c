package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dramaport": main})
}

// TestScripts runs a script per promise; it finds them by glob.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/script",
		Setup: setUpScript,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":           cmdCode,
			"subst":          cmdSubst,
			"jsonpath":       cmdJSONPath,
			"unhex":          cmdUnhex,
			"sha256":         cmdSHA256,
			"takes":          cmdTakes,
			"probe":          cmdProbe,
			"onsets":         cmdOnsets,
			"shift-wav":      cmdShiftWAV,
			"await-kept":     cmdAwaitKept,
			"requests":       cmdRequests,
			"asked":          cmdAsked,
			"requests-reset": cmdRequestsReset,
			"plain-requests": cmdPlainRequests,
			"await-requests": cmdAwaitRequests,
			"hang-after":     cmdHangAfter,
			"latency":        cmdLatency,
			"ignore-term":    cmdIgnoreTerm,
			"batch-fault":    cmdBatchFault,
			"batches":        cmdBatches,
			"store-from":     cmdStoreFrom,
			"batch-twin":     cmdBatchTwin,
			"await-looks":    cmdAwaitLooks,
			"await-batches":  cmdAwaitBatches,
			"half":           cmdHalf,
			"cut-prompt":     cmdCutPrompt,
			"google":         cmdGoogle,
			"speech-fault":   cmdSpeechFault,
			"spoken":         cmdSpoken,
			"only-programs":  cmdOnlyPrograms,
			"screen":         cmdScreen,
			"chat-fault":     cmdChatFault,
			"same-texts":     cmdSameTexts,
			"logged":         cmdLogged,
		},
	})
}

// setUpScript gives every script a home, a reviewer, a trust file and a
// provider of its own.
func setUpScript(e *testscript.Env) error {
	f := newFake()
	e.Defer(f.close)
	e.Values[fakeKey{}] = f
	e.Setenv("FAKE_URL", f.url())
	startPlainFakes(e)
	setUpGoogle(e)
	e.Setenv("SPEECH_URL", f.studio.URL+"/v1")
	e.Setenv("MOVED_URL", f.moved.URL+"/v1")
	e.Setenv("HOME", e.WorkDir)
	e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, ".config"))
	e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	e.Setenv("NO_COLOR", "1")
	return setUpScreens(e)
}

// cmdCode runs a program and compares its exit code: code 3 dramaport check.
func cmdCode(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// cmdOnlyPrograms leaves these programs on the PATH and no others.
func cmdOnlyPrograms(ts *testscript.TestScript, _ bool, names []string) {
	bin := ts.MkAbs("only")
	ts.Check(os.MkdirAll(bin, 0o755))
	for _, n := range names {
		for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
			if path := filepath.Join(dir, n); isFile(path) {
				ts.Check(os.Symlink(path, filepath.Join(bin, n)))
				break
			}
		}
	}
	ts.Setenv("PATH", bin)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// cmdSubst replaces $NAME in files by the environment's values.
func cmdSubst(ts *testscript.TestScript, _ bool, files []string) {
	for _, f := range files {
		path := ts.MkAbs(f)
		ts.Check(os.WriteFile(path, []byte(os.Expand(ts.ReadFile(f), ts.Getenv)), 0o644))
	}
}

// cmdJSONPath compares a value of the last JSON document on stdout:
// jsonpath markets.0.approved 4.
func cmdJSONPath(ts *testscript.TestScript, neg bool, args []string) {
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &v))
	for _, step := range strings.Split(args[0], ".") {
		switch node := v.(type) {
		case map[string]any:
			v = node[step]
		case []any:
			i, err := strconv.Atoi(step)
			ts.Check(err)
			v = node[i]
		default:
			ts.Fatalf("%s: no %q in %v", args[0], step, v)
		}
	}
	if got := fmt.Sprint(v); (got == args[1]) == neg {
		ts.Fatalf("%s is %s, want %s", args[0], got, args[1])
	}
}

// cmdUnhex writes a file from hexadecimal digits.
func cmdUnhex(ts *testscript.TestScript, _ bool, args []string) {
	b, err := hex.DecodeString(strings.TrimSpace(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b, 0o644))
	ts.Check(os.Remove(ts.MkAbs(args[0])))
}

// cmdSHA256 looks for a file's hash in another file.
func cmdSHA256(ts *testscript.TestScript, _ bool, args []string) {
	sum := sha256.Sum256([]byte(ts.ReadFile(args[0])))
	if !strings.Contains(ts.ReadFile(args[1]), hex.EncodeToString(sum[:])) {
		ts.Fatalf("%s does not hold the hash of %s", args[1], args[0])
	}
}

// cmdTakes counts the recordings that are kept.
func cmdTakes(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(".dramaport/takes"), "*", "*.wav"))
	ts.Check(err)
	n := 0
	for _, f := range found {
		if strings.Count(filepath.Base(f), ".") == 1 {
			n++
		}
	}
	if strconv.Itoa(n) != args[0] {
		ts.Fatalf("%d takes, want %s", n, args[0])
	}
}

// cmdAwaitKept waits until a market has so many lines with a text.
func cmdAwaitKept(ts *testscript.TestScript, _ bool, args []string) {
	for range 200 {
		if ts.Exec("dramaport", "lines", "-m", args[1], "--state", "machine", "--json") == nil &&
			strconv.Itoa(strings.Count(ts.ReadFile("stdout"), "\n")) == args[0] {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	ts.Fatalf("never %s lines kept", args[0])
}
