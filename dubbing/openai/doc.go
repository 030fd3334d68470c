// Package openai speaks with any server that answers POST {base}/audio/speech
// as OpenAI's did: Kokoro-FastAPI, Speaches, LocalAI, openedai-speech and many
// more, on this machine or elsewhere. (OpenAI's own speech models end on
// 2027-01-06; the way of asking lives on.)
//
// Not here: retries and limits (internal/provider), the library of takes
// (package dubbing), and servers that answer with JSON around the audio.
//
// Promise: what is returned is a WAV file with samples in it, or an error that
// says what to do. A voice that the server's own list does not have is an
// error before anything is spoken, because some servers would take another
// voice without a word. The key stands in no error.
package openai
