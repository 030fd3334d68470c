package debuglog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"
)

// MostBytes is how long a log may become in one run, MostText how much of one
// text is written.
const (
	MostBytes = 256 << 20
	MostText  = 64 << 10
)

// Options say what a log holds.
type Options struct {
	// Texts lets subtitle texts, bodies and services' words into the log.
	Texts bool
	// Clean takes what looks like a key out of a text; nil takes nothing.
	Clean func(string) string
	// Most is MostBytes if 0.
	Most int64
}

// Log is a log that is being written. It may be used by many goroutines at
// once; a nil Log writes nothing.
type Log struct {
	o     Options
	to    io.WriteCloser
	begun time.Time
	calls atomic.Int64

	mu      sync.Mutex
	written int64
	failed  error
}

// errFull says that a log has as many bytes as it may have.
var errFull = errors.New("it is full")

// Open appends to the file at path, which belongs to the user alone.
func Open(path string, o Options) (*Log, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.Mode().IsRegular() && info.Mode().Perm() != 0o600 {
		err = f.Chmod(0o600)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return New(f, o), nil
}

// New writes to a place of the caller's, which Close closes.
func New(to io.WriteCloser, o Options) *Log {
	if o.Most <= 0 {
		o.Most = MostBytes
	}
	if o.Clean == nil {
		o.Clean = func(s string) string { return s }
	}
	return &Log{o: o, to: to, begun: time.Now()}
}

// Start writes the first line of a run.
func (l *Log) Start(version, command string) {
	l.write(Event{Event: "start", Version: version, Command: command})
}

// Close writes the last line of a run. The error is the first that kept a line
// out of the log.
func (l *Log) Close(exit int) error {
	if l == nil {
		return nil
	}
	l.write(Event{Event: "end", Exit: &exit, MS: since(l.begun)})
	l.mu.Lock()
	defer l.mu.Unlock()
	return errors.Join(l.failed, l.to.Close())
}

// write adds a line. After a failure, or when the log is full, nothing more is
// written.
func (l *Log) write(e Event) {
	if l == nil {
		return
	}
	e.Time = time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	l.clean(&e)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(e)
	line := harmless(b.Bytes())
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed != nil {
		return
	}
	if l.written+int64(len(line)) > l.o.Most {
		line = []byte(fmt.Sprintf("{\"time\":%q,\"event\":\"full\"}\n", e.Time))
		l.failed = errFull
	}
	n, writing := l.to.Write(line)
	l.written += int64(n)
	if l.failed == nil {
		l.failed = errors.Join(err, writing)
	}
}

// clean leaves out what may not be in the log, and cuts what is long.
func (l *Log) clean(e *Event) {
	if !l.o.Texts {
		e.Texts, e.Body, e.Answer = nil, "", ""
	}
	for _, s := range []*string{&e.Error, &e.URL, &e.RequestID, &e.Body, &e.Answer} {
		*s = l.text(*s)
	}
	switch texts := e.Texts.(type) {
	case []string:
		own := make([]string, len(texts))
		for i, t := range texts {
			own[i] = l.text(t)
		}
		e.Texts = own
	case map[int]string:
		own := make(map[int]string, len(texts))
		for n, t := range texts {
			own[n] = l.text(t)
		}
		e.Texts = own
	}
}

// text is s as it may be written.
func (l *Log) text(s string) string {
	if len(s) > MostText {
		at := MostText
		for at > 0 && !utf8.RuneStart(s[at]) {
			at--
		}
		s = fmt.Sprintf("%s… (%d bytes)", s[:at], len(s))
	}
	return l.o.Clean(strings.ToValidUTF8(s, "\uFFFD"))
}

// harmless escapes what a terminal would obey: all that is not printable, inside
// the strings of a line of JSON, where alone such a rune can stand.
func harmless(line []byte) []byte {
	if !bytes.ContainsFunc(line, hidden) {
		return line
	}
	var b bytes.Buffer
	for _, r := range string(line) {
		switch {
		case !hidden(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			r -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xD800+r>>10, 0xDC00+r&0x3FF)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.Bytes()
}

// hidden leaves the line's own end alone.
func hidden(r rune) bool { return r >= 0x7F && !unicode.IsPrint(r) }

func since(t time.Time) *int64 {
	ms := time.Since(t).Milliseconds()
	return &ms
}
