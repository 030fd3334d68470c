package dubbing

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"golang.org/x/text/unicode/norm"

	"dramaport/internal/atomicfile"
	"dramaport/internal/provider"
	"dramaport/internal/wav"
)

// keyVersion changes when the way from an engine's answer to a take does, so
// that takes of the old way are not mistaken for the new.
const keyVersion = "dramaport take 1"

// TakeKey names a take by everything that shapes it: the engine's Identity,
// the text (in NFC), the voice, the language and, from the second on, the
// number of the take. It is 64 hex digits.
func TakeKey(identity string, s Speech) string {
	parts := []string{keyVersion, identity, norm.NFC.String(s.Text), s.Voice, s.Language.String()}
	if s.Take > 1 {
		parts = append(parts, "take "+strconv.Itoa(s.Take))
	}
	h := sha256.New()
	for _, part := range parts {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Take is one recording of a line's text by a voice, at natural pace, without
// the silence around it.
type Take struct {
	Key string
	// Path is a WAV file: 48 kHz, mono, 16 bit.
	Path     string
	Duration time.Duration
}

// Library is a folder of takes, and of paced ones beside them. Everything in
// it can be deleted and made again. It may be used by many goroutines and
// processes at once; two that record one key at the same time both pay, so a
// caller asks once per key.
type Library struct{ Dir string }

// shortestTake is how much sound makes a take: less is a click, not a word.
const shortestTake = 20 * samplesPerMilli

// Find is the take of that key, if it is there. A file that no take can have
// the size of is not there: Record writes it anew.
func (l Library) Find(key string) (Take, bool) {
	path, err := l.path(key)
	if err != nil {
		return Take{}, false
	}
	samples := samplesIn(path)
	if samples < shortestTake || samples > wav.MostSeconds*SampleRate {
		return Take{}, false
	}
	return Take{Key: key, Path: path, Duration: TimeOf(samples)}, true
}

// path is where the take of a key is.
func (l Library) path(key string) (string, error) {
	if raw, err := hex.DecodeString(key); err != nil || len(raw) != sha256.Size {
		return "", fmt.Errorf("%q is no key of a take", key)
	}
	return filepath.Join(l.Dir, key[:2], key+".wav"), nil
}

// samplesIn is how many samples a file of ours holds by its size, -1 if no
// file of ours has that size.
func samplesIn(path string) int64 {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return -1
	}
	if size := info.Size() - wav.HeaderSize; size > 0 && size%2 == 0 {
		return size / 2
	}
	return -1
}

// ErrSilent is in the chain of Record's error if what came was a sound file
// without a sound in it.
var ErrSilent = errors.New("holds no sound")

// Record returns the take of a Speech, from the library or, once, from the
// engine. Audio that cannot be read, or is silent, is an error and leaves
// nothing behind, as does a failure of the engine, returned as it came. A take
// whose usage could not be recorded is kept, and comes with provider.ErrUsageNotKept.
func (l Library) Record(ctx context.Context, engine Synthesizer, s Speech) (Take, error) {
	s.Text = norm.NFC.String(s.Text)
	key := TakeKey(engine.Identity(), s)
	if t, ok := l.Find(key); ok {
		return t, nil
	}
	raw, err := engine.Speak(ctx, s)
	if err != nil && !errors.Is(err, provider.ErrUsageNotKept) {
		return Take{}, err
	}
	take, failed := l.keep(key, s, raw)
	return take, errors.Join(failed, err)
}

// keep makes a take of an engine's answer.
func (l Library) keep(key string, s Speech, raw []byte) (Take, error) {
	sound, err := takeFrom(raw)
	if err != nil {
		return Take{}, fmt.Errorf("the audio of %q by voice %s %w", s.Text, s.Voice, err)
	}
	path, err := l.path(key)
	if err != nil {
		return Take{}, err
	}
	write := func(f *os.File) error { return wav.Write(f, sound) }
	if err := atomicfile.WriteFunc(path, write); err != nil {
		return Take{}, fmt.Errorf("keeping a take: %w", err)
	}
	return Take{Key: key, Path: path, Duration: TimeOf(int64(len(sound.Samples)))}, nil
}
