package dubbing

import (
	"bytes"

	"dramaport/internal/wav"
)

// takeFrom makes an engine's answer the sound of a take.
func takeFrom(raw []byte) (wav.Sound, error) {
	sound, err := wav.Read(bytes.NewReader(raw))
	if err != nil {
		return wav.Sound{}, err
	}
	sound = Resample(Trim(sound), SampleRate)
	if len(sound.Samples) < shortestTake {
		return wav.Sound{}, ErrSilent
	}
	return sound, nil
}
