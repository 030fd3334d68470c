// Package espeak speaks with espeak-ng, a formant synthesizer that runs on the
// machine itself: no key, no cost, 20 ms a line, the same bytes every time. It
// is for tests and drafts; nobody would ship its sound.
//
// Not here: any other engine, and what becomes of the audio (package dubbing).
//
// Promise: a voice or variant that espeak-ng does not have is an error, though
// espeak-ng itself would pass over an unknown variant; the text goes in by
// standard input and can neither be an option nor a command to the engine.
//
// A voice is a language of espeak-ng, with or without one of its variants:
// "es-419", "es-419+f3", "en-us+m3". It reads some 130 languages, not all of
// them well: Japanese in kana only, Arabic without the vowels that are not
// written, Thai with words that run together; Filipino not at all.
package espeak
