package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"time"
)

const (
	patience = 10 * time.Second // for the database's first answer
	found    = 3                // govulncheck's exit code for findings
	offline  = "fetching vulnerabilities"
)

// scan is one run of the scanner against a database.
type scan struct {
	database, program string
	stdout, stderr    io.Writer
}

// answers is nil if a vulnerability database answers at the URL. One in a
// folder (file:…) needs no answer.
func (s scan) answers(ctx context.Context) error {
	if strings.HasPrefix(s.database, "file:") {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.database+"/index/db.json", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var index struct{ Modified time.Time }
	if resp.StatusCode != http.StatusOK || json.NewDecoder(resp.Body).Decode(&index) != nil || index.Modified.IsZero() {
		return fmt.Errorf("what answers at %s (%s) is no vulnerability database", s.database, resp.Status)
	}
	return nil
}

// run scans all packages. The end of ctx and a database that stops answering
// are no failure, but are said.
func (s scan) run(ctx context.Context) error {
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, s.program, "-db", s.database, "./...")
	cmd.Stdout, cmd.Stderr = s.stdout, io.MultiWriter(s.stderr, &said)
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		s.notRun(fmt.Errorf("the scan was not done in time"))
		return nil
	case errors.As(err, &exit) && exit.ExitCode() == found:
		return errors.New("known vulnerabilities are called, see above: update the modules that are named")
	case strings.Contains(said.String(), offline):
		s.notRun(errors.New("the database stopped answering"))
		return nil
	}
	return err
}

func (s scan) notRun(why error) {
	fmt.Fprintf(s.stderr, "vulncheck: NOT RUN, vulnerabilities were not looked for: %v\n", why)
}
