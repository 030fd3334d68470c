package store_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dramaport/season"
	"dramaport/store"
)

// roleVariable makes the test binary play a part of its own tests: the
// process that opens, writes or is killed.
const roleVariable = "STORE_TEST_ROLE"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		if err := play(context.Background(), role, os.Args[1], os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// play opens the store at path as the process called who, and does its part.
func play(ctx context.Context, role, path, who string) error {
	if _, err := io.ReadAll(os.Stdin); err != nil { // closed when all may start
		return err
	}
	s, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer s.Close()
	switch role {
	case "open":
		return nil
	case "compete":
		return compete(ctx, s, who)
	case "endless":
		return endless(ctx, s)
	case "act":
		return endlessActs(ctx, s)
	}
	return fmt.Errorf("no role %q", role)
}

// process starts the test binary in a role.
func process(t *testing.T, role, path, who string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), exe, path, who)
	c.Env = append(os.Environ(), roleVariable+"="+role)
	return c
}

// together runs n processes of a role, lets them go at the same moment, and
// demands that all succeed.
func together(t *testing.T, n int, role, path string) {
	t.Helper()
	var all []*exec.Cmd
	var gates []io.Closer
	for i := range n {
		c := process(t, role, path, strconv.Itoa(i))
		gate, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		c.Stderr = new(strings.Builder)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		all, gates = append(all, c), append(gates, gate)
	}
	for _, gate := range gates {
		if err := gate.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for i, c := range all {
		if err := c.Wait(); err != nil {
			t.Errorf("process %d: %v: %s", i, err, c.Stderr)
		}
	}
}

func TestManyProcessesOpenANewStoreAtOnce(t *testing.T) {
	for round := range 3 {
		path := filepath.Join(t.TempDir(), "new", "season.db")
		together(t, 6, "open", path)
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
		s := open(t, path)
		put(t, s, someLines("e001", 1))
		propose(t, s, draft(1, "a"))
	}
}

// competeTurns is how often each of two processes writes.
const competeTurns = 100

// compete proposes in a market of its own and decides about one line that the
// other process decides about too.
func compete(ctx context.Context, s *store.Store, who string) error {
	for turn := range competeTurns {
		own := draft(1, fmt.Sprintf("%s %d", who, turn))
		own.Market = season.MarketName("m" + who)
		if kept, err := s.Propose(ctx, who, []season.Translation{own}); err != nil || kept != 1 {
			return fmt.Errorf("turn %d: kept %d: %w", turn, kept, err)
		}
		if err := s.AddUsage(ctx, season.Usage{Provider: "gpt", Requests: 1}); err != nil {
			return err
		}
		if err := insist(ctx, s, decision(1, own.Text, season.Approved, who, 0)); err != nil {
			return fmt.Errorf("turn %d: %w", turn, err)
		}
	}
	return nil
}

// insist decides again from what the other process wrote, as often as needed.
func insist(ctx context.Context, s *store.Store, d season.Translation) error {
	for {
		err := s.Decide(ctx, []season.Translation{d})
		var c *season.Conflict
		if !errors.As(err, &c) {
			return err
		}
		d.Version = c.Theirs.Version
	}
}

func TestTwoProcessesWriteAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "season.db")
	s := open(t, path)
	put(t, s, someLines("e001", 1))
	together(t, 2, "compete", path)
	if got := one(t, s, 1); got.Version != 2*competeTurns {
		t.Errorf("the shared line is at version %d, want %d: a decision was lost", got.Version, 2*competeTurns)
	}
	by := map[string]int{}
	for _, c := range history(t, s, 1) {
		by[c.By]++
	}
	if by["0"] != competeTurns || by["1"] != competeTurns {
		t.Errorf("decisions by process: %v", by)
	}
	us, err := s.Usage(t.Context())
	if err != nil || len(us) != 1 || us[0].Requests != 2*competeTurns {
		t.Errorf("usage %v, %v", us, err)
	}
	intact(t, path)
}

// endless proposes and decides for ever and says on stdout what the store has
// acknowledged: who, line, version, text.
func endless(ctx context.Context, s *store.Store) error {
	for n := int64(0); ; n++ {
		var batch []season.Translation
		for i := 1; i <= 3; i++ {
			batch = append(batch, draft(i, fmt.Sprintf("text %d", n)))
		}
		kept, err := s.Propose(ctx, "gpt", batch)
		if err != nil || kept != len(batch) {
			return fmt.Errorf("kept %d: %w", kept, err)
		}
		fmt.Printf("gpt 1 %d text %d\ngpt 2 %d text %d\ngpt 3 %d text %d\n", n+1, n, n+1, n, n+1, n)
		if err := s.Decide(ctx, []season.Translation{decision(4, fmt.Sprintf("word %d", n), season.Edited, "ana", n)}); err != nil {
			return err
		}
		fmt.Printf("ana 4 %d word %d\n", n+1, n)
	}
}

func TestKilledProcessLosesNothingAcknowledged(t *testing.T) {
	for round := range 4 {
		t.Run(strconv.Itoa(round), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "season.db")
			s := open(t, path)
			put(t, s, someLines("e001", 4))
			said := killedAfter(t, "endless", path, 100+round*301)
			kept := map[string]bool{}
			for i := 1; i <= 4; i++ {
				cs := history(t, s, i)
				for _, c := range cs {
					kept[fmt.Sprintf("%s %d %d %s", c.By, i, c.Version, c.Text)] = true
				}
				if last, now := cs[len(cs)-1], one(t, s, i); last.Text != now.Text || last.Version != now.Version {
					t.Errorf("line %d: the row %+v is not what its history ends with %+v", i, now, last)
				}
			}
			for _, line := range said {
				if !kept[line] {
					t.Errorf("acknowledged and lost: %q", line)
				}
			}
			if more := len(kept) - len(said); more < 0 || more > 3 {
				t.Errorf("%d kept, %d acknowledged: at most the transaction in flight may differ", len(kept), len(said))
			}
			intact(t, path)
		})
	}
}

// killedAfter starts an endless writer, kills it with SIGKILL after n
// acknowledgements, and returns all that it said.
func killedAfter(t *testing.T, role, path string, n int) []string {
	t.Helper()
	c := process(t, role, path, "0")
	var complaints strings.Builder
	c.Stderr = &complaints
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	var said []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		said = append(said, lines.Text())
		if len(said) == n {
			if err := c.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := c.Wait(); err == nil || len(said) < n {
		t.Fatalf("the writer ended by itself after %d: %v %s", len(said), err, &complaints)
	}
	return said
}

// intact asks SQLite to check the whole file.
func intact(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity: %s %v", verdict, err)
	}
	rows, err := db.Query("PRAGMA foreign_key_check")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if rows.Next() {
		t.Error("a row refers to nothing")
	}
}
