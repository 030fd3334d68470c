package debuglog_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dramaport/internal/debuglog"
)

// memory is a place that a log is written to.
type memory struct {
	bytes.Buffer
	fails error
}

func (m *memory) Write(p []byte) (int, error) {
	if m.fails != nil {
		return 0, m.fails
	}
	return m.Buffer.Write(p)
}

func (m *memory) Close() error { return nil }

// lines are what stands in the log.
func (m *memory) lines(t *testing.T) []map[string]any {
	t.Helper()
	var all []map[string]any
	for _, row := range strings.Split(strings.TrimSuffix(m.String(), "\n"), "\n") {
		line := map[string]any{}
		if err := json.Unmarshal([]byte(row), &line); err != nil {
			t.Fatalf("%v in %q", err, row)
		}
		all = append(all, line)
	}
	return all
}

func TestACallFromBeginToEnd(t *testing.T) {
	var to memory
	log := debuglog.New(&to, debuglog.Options{})
	ctx := debuglog.In(debuglog.Into(t.Context(), log), debuglog.Place{Season: "S", Market: "us", Episode: "e001"})
	inner, trace := debuglog.From(ctx).Begin(ctx, "gpt", debuglog.Event{Lines: 2, Texts: []string{"secret line"}})
	debuglog.From(inner).Exchanged(time.Now(), debuglog.Event{Status: 200, RequestID: "r1", Body: "secret body", Answer: "secret answer"})
	answered := 2
	trace.End(debuglog.Event{Answered: &answered, Tokens: debuglog.Tokens{Input: 10}})
	debuglog.From(ctx).Write(debuglog.Event{Event: "wait", Provider: "gpt"})
	if err := log.Close(3); err != nil {
		t.Fatal(err)
	}
	lines := to.lines(t)
	for i, want := range []string{"request", "http", "reply", "wait", "end"} {
		if lines[i]["event"] != want || i < 4 && (lines[i]["market"] != "us" || lines[i]["episode"] != "e001" || lines[i]["season"] != "S" || lines[i]["provider"] != "gpt") {
			t.Errorf("%v, want the event %s in its place", lines[i], want)
		}
	}
	if r := lines[2]; r["call"] != 1.0 || r["status"] != 200.0 || r["request_id"] != "r1" || r["input_tokens"] != 10.0 || r["ms"] == nil {
		t.Errorf("the reply is %v", r)
	}
	if lines[3]["call"] != nil || lines[4]["exit"] != 3.0 {
		t.Errorf("%v, %v", lines[3], lines[4])
	}
	if strings.Contains(to.String(), "secret") {
		t.Errorf("texts without being asked for: %s", to.String())
	}
}

func TestTextsAreCleanCutAndHarmless(t *testing.T) {
	var to memory
	log := debuglog.New(&to, debuglog.Options{Texts: true, Clean: func(s string) string { return strings.ReplaceAll(s, "KEY", "[key]") }})
	ctx := debuglog.Into(t.Context(), log)
	hostile := "KEY \x1b[2J \u009b31m \u202e \x7f \U000E0041 a<b> 你好\xff"
	debuglog.From(ctx).Write(debuglog.Event{Event: "http", Error: hostile, URL: hostile, RequestID: hostile, Answer: hostile, Body: strings.Repeat("é", debuglog.MostText)})
	debuglog.From(ctx).Write(debuglog.Event{Event: "request", Texts: []string{hostile}})
	debuglog.From(ctx).Write(debuglog.Event{Event: "reply", Texts: map[int]string{1: hostile}})
	if strings.Contains(to.String(), "KEY") || strings.ContainsAny(to.String(), "\x1b\u009b\u202e\x7f\U000E0041") || !strings.Contains(to.String(), "a<b> 你好") {
		t.Errorf("%q", to.String())
	}
	lines := to.lines(t)
	if got := fmt.Sprint(lines[0]["answer"]); got != "[key] \x1b[2J \u009b31m \u202e \x7f \U000E0041 a<b> 你好\uFFFD" {
		t.Errorf("read back it is %q", got)
	}
	if body := lines[0]["body"].(string); len(body) > debuglog.MostText+100 || !strings.HasSuffix(body, fmt.Sprintf("(%d bytes)", 2*debuglog.MostText)) {
		t.Errorf("a body of %d bytes, %q", len(body), body[len(body)-40:])
	}
}

func TestWithoutALogNothingIsDone(t *testing.T) {
	ctx := t.Context()
	allocated := testing.AllocsPerRun(100, func() {
		in := debuglog.In(debuglog.Into(ctx, nil), debuglog.Place{Season: "S"})
		if in != ctx || debuglog.From(in) != nil {
			t.Fatal("another context without a log")
		}
		inner, trace := debuglog.From(in).Begin(in, "p", debuglog.Event{})
		trace.Exchanged(time.Time{}, debuglog.Event{})
		trace.Write(debuglog.Event{})
		trace.End(debuglog.Event{})
		if trace.Texts() || inner != ctx {
			t.Fatal("a trace without a log")
		}
	})
	if allocated > 0 {
		t.Errorf("%v allocations without a log", allocated)
	}
	if err := (*debuglog.Log)(nil).Close(0); err != nil {
		t.Error(err)
	}
}

func TestManyAtOnceAndFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run.log")
	if err := os.WriteFile(path, []byte("{\"event\":\"earlier\"}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	log, err := debuglog.Open(path, debuglog.Options{Most: 100_000})
	if err != nil {
		t.Fatal(err)
	}
	ctx := debuglog.Into(t.Context(), log)
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			for range 50 {
				_, trace := debuglog.From(ctx).Begin(ctx, "p", debuglog.Event{})
				trace.End(debuglog.Event{})
			}
		})
	}
	all.Wait()
	if err := log.Close(0); err == nil || !strings.Contains(err.Error(), "full") {
		t.Errorf("a full log: %v", err)
	}
	raw, err := os.ReadFile(path)
	if err != nil || len(raw) > 100_200 {
		t.Fatalf("%d bytes, %v", len(raw), err)
	}
	lines := (&memory{Buffer: *bytes.NewBuffer(raw)}).lines(t)
	if lines[0]["event"] != "earlier" || lines[len(lines)-1]["event"] != "full" {
		t.Errorf("first %v, last %v", lines[0], lines[len(lines)-1])
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestAFailureIsTold(t *testing.T) {
	to := memory{fails: errors.New("disk full")}
	log := debuglog.New(&to, debuglog.Options{})
	log.Start("1", "translate")
	if err := log.Close(0); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Error(err)
	}
	if _, err := debuglog.Open(filepath.Join(t.TempDir(), "no", "folder"), debuglog.Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if debuglog.From(context.Background()) != nil {
		t.Error("a trace from nowhere")
	}
}
