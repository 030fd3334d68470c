package provider

import (
	"sync"
	"time"
)

// killDelay is how long the pipes of a program that has ended, or was killed,
// may stay open before they are closed from our side. It is generous: on a
// loaded machine the program can be gone seconds before we have read its last
// bytes, and cutting them off is exec.ErrWaitDelay.
const killDelay = 10 * time.Second

// LastWords is an io.Writer for a program's error stream: it keeps the end of
// it, in bounded memory.
type LastWords struct {
	mu   sync.Mutex
	kept []byte
}

// lastWordsKept is enough bytes for Excerpt runes of any script.
const lastWordsKept = 8 * Excerpt

// Write keeps the end of p.
func (w *LastWords) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept = append(w.kept, p[max(0, len(p)-lastWordsKept):]...)
	w.kept = w.kept[max(0, len(w.kept)-lastWordsKept):]
	return len(p), nil
}

// String is the end of what was written, made fit to stand in an error.
func (w *LastWords) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return Tail(string(w.kept))
}
