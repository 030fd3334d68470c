// Package wav reads and writes WAV files of speech.
//
// What is here: 16-, 24- and 32-bit PCM and 32-bit float in, mixed down to one
// channel; mono 16-bit out; the header alone, for files that are streamed. Not
// here: other containers (internal/ffmpeg), resampling and mixing (dubbing).
//
// Promised: a size in a header is believed only where it can be true; a file
// that is cut off is an error; memory is bounded by ten minutes of sound.
package wav
