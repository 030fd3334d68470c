package dubbingtest

// Fault is a way in which a server fails, each seen in the wild.
type Fault string

// The faults.
const (
	// Busy: HTTP 429 with Retry-After.
	Busy Fault = "busy"
	// Down: HTTP 500.
	Down Fault = "down"
	// Truncated: the connection ends in the middle of the audio.
	Truncated Fault = "truncated"
	// CutOff: the answer is complete, but the WAV file in it is not.
	CutOff Fault = "cut-off"
	// Sizes in the WAV header that are not true: 0xFFFFFFFF (OpenAI),
	// 0x7FFFFFFF (ElevenLabs), 0x7FFFF000 (espeak-ng), 2000000000
	// (Pocket-TTS), 0 (a header that was never patched).
	SizeAllOnes   Fault = "size-ffffffff"
	SizeMaxInt    Fault = "size-7fffffff"
	SizeEspeak    Fault = "size-7ffff000"
	SizeTwoGiga   Fault = "size-2000000000"
	SizeUnpatched Fault = "size-0"
	// MP3: an mp3 file of a second of 440 Hz, called audio/wav.
	MP3 Fault = "mp3"
	// Empty: a WAV file without samples. Nothing: no byte at all.
	Empty   Fault = "empty"
	Nothing Fault = "nothing"
	// Silence: a second of it.
	Silence Fault = "silence"
	// JSONError: an error in JSON with status 200.
	JSONError Fault = "json-error"
	// Page: an HTML page with status 200.
	Page Fault = "page"
	// OtherRate: 44.1 kHz where 24 kHz is usual, truly said in the header.
	OtherRate Fault = "other-rate"
	// NoVoice: HTTP 400, as if the voice were unknown.
	NoVoice Fault = "no-voice"
)

// Faults are all of them.
func Faults() []Fault {
	return []Fault{Busy, Down, Truncated, CutOff, SizeAllOnes, SizeMaxInt, SizeEspeak, SizeTwoGiga, SizeUnpatched,
		MP3, Empty, Nothing, Silence, JSONError, Page, OtherRate, NoVoice}
}

// falseSize is what a fault writes into the header.
func falseSize(f Fault) (uint32, bool) {
	switch f {
	case SizeAllOnes:
		return 0xFFFFFFFF, true
	case SizeMaxInt:
		return 0x7FFFFFFF, true
	case SizeEspeak:
		return 0x7FFFF000, true
	case SizeTwoGiga:
		return 2000000000, true
	case SizeUnpatched:
		return 0, true
	}
	return 0, false
}
