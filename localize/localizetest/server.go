package localizetest

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// Server is a Handler on loopback.
type Server struct {
	*Handler
	// URL is what a season.yaml has as base_url.
	URL string
}

// NewServer starts a server that ends with the test.
func NewServer(t testing.TB, c Config) *Server {
	t.Helper()
	h := NewHandler(c)
	s := httptest.NewServer(h)
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return &Server{h, s.URL + "/v1"}
}

// Serve is a server as a program: it listens on addr ("127.0.0.1:0" for any
// free port), calls ready with its base_url, and ends with ctx.
func Serve(ctx context.Context, addr string, h http.Handler, ready func(url string) error) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	s := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	defer context.AfterFunc(ctx, func() { _ = s.Close() })()
	if err := ready("http://" + l.Addr().String() + "/v1"); err != nil {
		_ = l.Close()
		return err
	}
	if err := s.Serve(l); ctx.Err() == nil {
		return err
	}
	return nil
}

// Main is Serve with a command line, for a sub-command of a test binary:
//
//	-addr 127.0.0.1:0   where to listen
//	-url-file FILE      where to write the base_url; the file appears complete
//	-phrasebook FILE    JSON object of source text to translation
//	-key KEY            the only key that is accepted
//	-latency 200ms      how long an answer takes
//	-fault SPEC         see ParseFault; may be repeated
//	-log FILE           one JSON object per request: number, fault, lines,
//	                    system (the prefix's bytes), body
//
// The base_url is also the first line of stdout.
func Main(ctx context.Context, args []string, stdout io.Writer) error {
	var c Config
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:0", "where to listen")
	urlFile := flags.String("url-file", "", "where to write the base_url")
	phrasebook := flags.String("phrasebook", "", "JSON object of source text to translation")
	logFile := flags.String("log", "", "where to write requests")
	flags.StringVar(&c.Key, "key", "", "the only key that is accepted")
	flags.DurationVar(&c.Latency, "latency", 0, "how long an answer takes")
	flags.Func("fault", "a fault, may be repeated", func(s string) error {
		f, err := ParseFault(s)
		c.Faults = append(c.Faults, f)
		return err
	})
	if err := flags.Parse(args); err != nil {
		return err
	}
	if err := readPhrasebook(*phrasebook, &c); err != nil {
		return err
	}
	closeLog, err := openLog(*logFile, &c)
	if err != nil {
		return err
	}
	defer closeLog()
	return Serve(ctx, *addr, NewHandler(c), func(url string) error {
		_, err := fmt.Fprintln(stdout, url)
		if err != nil || *urlFile == "" {
			return err
		}
		return writeWhole(*urlFile, url)
	})
}

func readPhrasebook(file string, c *Config) error {
	if file == "" {
		return nil
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &c.Phrasebook); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

func openLog(file string, c *Config) (closeLog func(), err error) {
	if file == "" {
		return func() {}, nil
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	c.Log = func(r Record) {
		mu.Lock()
		defer mu.Unlock()
		_ = json.NewEncoder(f).Encode(map[string]any{ // a test that reads the log sees what is missing
			"number": r.Number, "fault": r.Fault, "lines": len(r.Lines), "system": len(r.System), "body": json.RawMessage(r.Body),
		})
	}
	return func() { _ = f.Close() }, nil
}

// writeWhole lets a file appear with its content.
func writeWhole(file, content string) error {
	f, err := os.CreateTemp(filepath.Dir(file), ".url")
	if err != nil {
		return err
	}
	_, err = f.WriteString(content)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}
