package player_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain is the tests, or, where it is called mpv or ffplay, a player that
// fails on demand: FAKE says how, and LOG where it writes down what it is told.
func TestMain(m *testing.M) {
	switch filepath.Base(os.Args[0]) {
	case "mpv":
		os.Exit(fakeMPV())
	case "ffplay", "theirs":
		note("args " + strings.Join(os.Args[1:], "|"))
		if os.Getenv("FAKE") == "hangs" {
			time.Sleep(time.Hour)
		}
		if os.Getenv("FAKE") == "fails" {
			fmt.Fprintln(os.Stderr, "no such device")
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func note(line string) {
	f, err := os.OpenFile(os.Getenv("LOG"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return
	}
	defer f.Close()
	fmt.Fprintln(f, line)
}

// fakeMPV speaks mpv's JSON messages on descriptor 3.
func fakeMPV() int {
	note(fmt.Sprintf("start %d", os.Getpid()))
	fault := os.Getenv("FAKE")
	if once, ok := strings.CutPrefix(fault, "once "); ok {
		fault = once
		if log, _ := os.ReadFile(os.Getenv("LOG")); strings.Count(string(log), "start ") > 1 {
			fault = ""
		}
	}
	conn := os.NewFile(3, "ipc")
	say := func(v any) {
		b, _ := json.Marshal(v)
		fmt.Fprintf(conn, "%s\n", b)
	}
	entry := 0
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		var request struct {
			Command json.RawMessage `json:"command"`
			ID      int64           `json:"request_id"`
		}
		if err := json.Unmarshal(lines.Bytes(), &request); err != nil {
			return 9
		}
		note("asked " + string(request.Command))
		answer := map[string]any{"request_id": request.ID, "error": "success"}
		if !strings.Contains(string(request.Command), "loadfile") {
			answer["data"] = 0.05
			if strings.Contains(string(request.Command), "vo-configured") {
				answer["data"] = fault != "blind"
			}
			say(answer)
			continue
		}
		switch fault {
		case "dies":
			fmt.Fprintln(os.Stderr, "out of memory")
			return 3
		case "hangs":
			time.Sleep(time.Hour)
		case "garbage":
			fmt.Fprintln(conn, "<html>")
			continue
		case "flood":
			for range 1000 {
				say(map[string]any{"event": "audio-reconfig"})
			}
		}
		entry++
		answer["data"] = map[string]any{"playlist_entry_id": entry}
		say(answer)
		say(map[string]any{"event": "end-file", "reason": "stop", "playlist_entry_id": entry - 1})
		say(map[string]any{"event": "start-file", "playlist_entry_id": entry})
		switch {
		case fault == "refuses":
			say(map[string]any{"event": "end-file", "reason": "error", "file_error": "unrecognized file format", "playlist_entry_id": entry})
		case fault == "endless":
			say(map[string]any{"event": "file-loaded"})
		default:
			say(map[string]any{"event": "file-loaded"})
			say(map[string]any{"event": "playback-restart"})
			say(map[string]any{"event": "end-file", "reason": "eof", "playlist_entry_id": entry})
		}
	}
	return 0
}

// fakes makes the PATH hold these players and nothing else, and returns what
// reads their log.
func fakes(t *testing.T, fault string, names ...string) (log func() string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, n := range names {
		if err := os.Symlink(self, filepath.Join(dir, n)); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "log")
	t.Setenv("PATH", dir)
	t.Setenv("FAKE", fault)
	t.Setenv("LOG", file)
	return func() string {
		b, _ := os.ReadFile(file)
		return string(b)
	}
}
