// Vulncheck looks for known vulnerabilities in what the program calls.
//
//	go run ./scripts/vulncheck DATABASE SCANNER
//
// DATABASE is the URL of a vulnerability database, SCANNER the pinned package
// of govulncheck. A finding is a failure (exit 1). Where the database does not
// answer, nothing can be looked up: that is said on standard error and is no
// failure, so that a machine without a network can still run every other check.
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// bound is how long a scan may take; it takes 10 to 20 seconds.
const bound = 5 * time.Minute

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: vulncheck DATABASE SCANNER@VERSION")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "vulncheck:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, database, scanner string) error {
	s := scan{database: database, stdout: os.Stdout, stderr: os.Stderr}
	if err := s.answers(ctx); err != nil {
		s.notRun(err)
		return nil
	}
	dir, err := os.MkdirTemp("", "vulncheck")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	s.program, err = install(ctx, dir, scanner)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, bound)
	defer cancel()
	return s.run(ctx)
}

// install builds the scanner into dir. It is not called by way of go run,
// which would hide the exit code that tells a finding from a failure.
func install(ctx context.Context, dir, scanner string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "install", scanner)
	cmd.Env = append(os.Environ(), "GOBIN="+dir)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go install %s: %w", scanner, err)
	}
	name, _, _ := strings.Cut(path.Base(scanner), "@")
	return filepath.Join(dir, name), nil
}
