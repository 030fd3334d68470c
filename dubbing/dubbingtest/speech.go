package dubbingtest

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"dramaport/internal/wav"
)

// toneMP3 is a second of 440 Hz: ffmpeg -f lavfi -i
// sine=frequency=440:sample_rate=24000:duration=1 -b:a 24k tone.mp3
//
//go:embed tone.mp3
var toneMP3 []byte

// speech answers one request for speech.
func (h *Handler) speech(w http.ResponseWriter, r *http.Request, authorized bool) {
	var fields map[string]any
	if err := json.NewDecoder(r.Body).Decode(&fields); err != nil {
		refuse(w, http.StatusBadRequest, "invalid_request_error", err.Error())
		return
	}
	text := func(name string) string { s, _ := fields[name].(string); return s }
	req := Request{Model: text("model"), Input: text("input"), Voice: text("voice"), Format: text("response_format"),
		Fields: fields, Authorization: r.Header.Get("Authorization")}
	fault, known := h.note(req)
	switch {
	case !authorized:
		refuse(w, http.StatusUnauthorized, "invalid_api_key", "Incorrect API key provided.")
	case fault == Busy:
		w.Header().Set("Retry-After-Ms", "20")
		refuse(w, http.StatusTooManyRequests, "rate_limit_exceeded", "Rate limit reached.")
	case fault == Down:
		refuse(w, http.StatusInternalServerError, "server_error", "Out of memory.")
	case fault == NoVoice || !known:
		refuse(w, http.StatusBadRequest, "validation_error", fmt.Sprintf("Voice '%s' not found.", req.Voice))
	case req.Input == "":
		refuse(w, http.StatusBadRequest, "validation_error", "Input is empty.")
	default:
		send(w, fault, req)
	}
}

// send sends audio, or what a fault sends in its place.
func send(w http.ResponseWriter, fault Fault, req Request) {
	w.Header().Set("Content-Type", "audio/wav")
	switch fault {
	case Nothing:
	case MP3:
		_, _ = w.Write(toneMP3)
	case JSONError:
		refuse(w, http.StatusOK, "server_error", "The model is not loaded.")
	case Page:
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><body>Welcome</body></html>"))
	case Truncated:
		raw := audio(fault, req)
		w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
		_, _ = w.Write(raw[:len(raw)/2])
	case CutOff:
		raw := audio(fault, req)
		_, _ = w.Write(raw[:len(raw)/2])
	default:
		_, _ = w.Write(audio(fault, req))
	}
}

// audio is the WAV file of a request.
func audio(fault Fault, req Request) []byte {
	s := Say(req.Input, req.Voice, Rate)
	switch fault {
	case OtherRate:
		s = Say(req.Input, req.Voice, 44100)
	case Empty:
		s.Samples = nil
	case Silence:
		s.Samples = make([]float32, Rate)
	}
	var b bytes.Buffer
	_ = wav.Write(&b, s) // a buffer takes all
	raw := b.Bytes()
	if size, ok := falseSize(fault); ok {
		binary.LittleEndian.PutUint32(raw[40:], size)
	}
	return raw
}

// refuse answers with an error of OpenAI's shape.
func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"type": code, "code": code, "message": message}})
}
