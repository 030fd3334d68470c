// Package dubbing turns approved lines into a dialogue track: it records takes
// (Library), plans them on the episode's clock (Fit), puts them into one stem
// (Mix) and reads back what was written (Verify). Synthesizer is what an
// engine is to it.
//
// Not here: any vendor's API (the packages below this one), a change of a
// line's text, whose turn it is (cmd/dramaport), and how a file is encoded or
// stretched (internal/ffmpeg).
//
// Promise: sound is 48 kHz, mono, 16 bit, with positions in whole samples. A
// take is complete or absent, and recorded once for all that shapes it. No
// word is cut to make a line fit: what does not fit is said with its figure.
// A mix needs the same memory however long the episode is, and the same takes
// give the same bytes.
package dubbing
