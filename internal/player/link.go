package player

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"time"
)

// message is what mpv says: the answer to a request, or an event.
type message struct {
	Request int64           `json:"request_id"`
	Error   string          `json:"error"`
	Data    json.RawMessage `json:"data"`
	Event   string          `json:"event"`
	// Entry is which file an event is about, by loadfile's answer.
	Entry     int64  `json:"playlist_entry_id"`
	Reason    string `json:"reason"`
	FileError string `json:"file_error"`
}

// link is a conversation with mpv: one JSON object a line. One goroutine at a
// time uses it.
type link struct {
	conn     net.Conn
	patience time.Duration
	asked    int64
	// heard are mpv's messages; it is closed when there will be no more,
	// for the reason in broken.
	heard  chan message
	broken error
	// kept are events that came while an answer was waited for.
	kept []message
}

// unheard is how many messages wait; what comes while nobody listens beyond
// them is dropped.
const unheard = 256

// longestMessage is far more than mpv says at once.
const longestMessage = 1 << 20

func newLink(conn net.Conn, patience time.Duration) *link {
	l := &link{conn: conn, patience: patience, heard: make(chan message, unheard)}
	go l.listen()
	return l
}

func (l *link) listen() {
	defer close(l.heard)
	lines := bufio.NewScanner(l.conn)
	lines.Buffer(nil, longestMessage)
	for lines.Scan() {
		var m message
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			l.broken = fmt.Errorf("it said what is no message: %w", err)
			return
		}
		if m.Event != "" && !ofFiles(m.Event) {
			continue
		}
		select {
		case l.heard <- m:
		default:
		}
	}
	if l.broken = lines.Err(); l.broken == nil {
		l.broken = errors.New("it closed the connection")
	}
}

// ofFiles reports the events that are listened for; there are few of them.
func ofFiles(event string) bool {
	return event == "start-file" || event == "file-loaded" || event == "playback-restart" || event == "end-file"
}

// forget drops what was said before now.
func (l *link) forget() {
	l.kept = nil
	for {
		select {
		case _, ok := <-l.heard:
			if !ok {
				return
			}
		default:
			return
		}
	}
}

// ask sends a command, positional or by name, and returns its answer. An error
// of mpv's about the command is a *refusal, any other a *lostError.
func (l *link) ask(ctx context.Context, command any) (json.RawMessage, error) {
	l.asked++
	line, err := json.Marshal(map[string]any{"command": command, "request_id": l.asked})
	if err != nil {
		return nil, err
	}
	if err := l.conn.SetWriteDeadline(time.Now().Add(l.patience)); err != nil {
		return nil, &lostError{err}
	}
	if _, err := l.conn.Write(append(line, '\n')); err != nil {
		return nil, &lostError{err}
	}
	m, err := l.next(ctx, l.patience, func(m message) bool { return m.Event == "" && m.Request == l.asked })
	if err == nil && m.Error != "success" {
		err = &refusal{m.Error}
	}
	return m.Data, err
}

// await returns the next event that is wanted, of those kept or to come.
func (l *link) await(ctx context.Context, patience time.Duration, wanted func(message) bool) (message, error) {
	for len(l.kept) > 0 {
		m := l.kept[0]
		l.kept = l.kept[1:]
		if wanted(m) {
			return m, nil
		}
	}
	m, err := l.next(ctx, patience, wanted)
	l.kept = nil
	return m, err
}

// next listens for a message that is wanted, and keeps the events before it.
func (l *link) next(ctx context.Context, patience time.Duration, wanted func(message) bool) (message, error) {
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		select {
		case <-ctx.Done():
			return message{}, ctx.Err()
		case <-late.C:
			return message{}, &lostError{errSilent}
		case m, ok := <-l.heard:
			switch {
			case !ok:
				return message{}, &lostError{l.broken}
			case wanted(m):
				return m, nil
			case m.Event != "":
				l.kept = append(l.kept, m)
			}
		}
	}
}

var errSilent = errors.New("it does not answer")

// lostError says that an mpv cannot be relied on any more.
type lostError struct{ err error }

func (e *lostError) Error() string { return "mpv: " + e.err.Error() }
func (e *lostError) Unwrap() error { return e.err }

// refusal is mpv's answer to a command that it does not carry out.
type refusal struct{ why string }

func (e *refusal) Error() string { return "mpv: " + e.why }
