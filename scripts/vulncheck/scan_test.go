package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// scanner is a program that behaves as govulncheck may.
func scanner(t *testing.T, script string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "govulncheck")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestScan(t *testing.T) {
	for _, c := range []struct {
		name, script string
		fails        bool
		says         string
	}{
		{"nothing found", "exit 0", false, ""},
		{"found", "exit 3", true, ""},
		{"broken code", "echo no Go >&2; exit 1", true, "no Go"},
		{"offline in between", "echo govulncheck: fetching vulnerabilities: EOF >&2; exit 1", false, "NOT RUN"},
		{"without an end", "exec sleep 600", false, "NOT RUN"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if c.name == "without an end" {
				ctx, cancel = context.WithTimeout(ctx, 50*time.Millisecond)
				defer cancel()
			}
			var out bytes.Buffer
			s := scan{database: "http://127.0.0.1", program: scanner(t, c.script), stdout: io.Discard, stderr: &out}
			if err := s.run(ctx); (err != nil) != c.fails {
				t.Errorf("error %v, want one: %v", err, c.fails)
			}
			if !strings.Contains(out.String(), c.says) || strings.Contains(out.String(), "NOT RUN") != (c.says == "NOT RUN") {
				t.Errorf("says %q, want %q", out.String(), c.says)
			}
		})
	}
}

func TestAnswers(t *testing.T) {
	for body, good := range map[string]bool{
		`{"modified":"2026-01-02T03:04:05Z"}`: true,
		`<html>sign in</html>`:                false,
		`{}`:                                  false,
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/index/db.json" {
				http.NotFound(w, r)
			}
			w.Write([]byte(body))
		}))
		err := scan{database: server.URL}.answers(t.Context())
		server.Close()
		if (err == nil) != good {
			t.Errorf("%s: %v, want an answer: %v", body, err, good)
		}
		if err := (scan{database: server.URL}).answers(t.Context()); err == nil {
			t.Error("a server that is gone answers")
		}
	}
	if err := (scan{database: "file:///db"}).answers(t.Context()); err != nil {
		t.Error(err)
	}
}
