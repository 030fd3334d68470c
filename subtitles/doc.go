// Package subtitles reads, checks and writes timed text.
//
// What is here: tracks and cues; SubRip and WebVTT, read without loss; import
// of TTML, SubStation Alpha and EBU STL; encodings; the markup inside a cue,
// hidden from translators and shown again; who speaks; writing SubRip and
// WebVTT; the rules of timed text, counting and line breaking.
//
// What is not here: seasons, markets, findings and their severities, disk and
// network. Bytes and values come in, bytes and values go out. Problems carry a
// line and a column; the caller knows the file's name and puts it in front.
//
// Promises:
//
//   - The segments of a SubRip or WebVTT track, joined and encoded again, are
//     the file byte for byte. Changing a cue's text or times leaves every other
//     byte alone.
//   - No such file is refused for what is in it. Every cue that can be read is
//     kept; everything else stays in the track as junk, with a diagnostic that
//     names its place and the remedy.
//   - Decoding never guesses in silence and never puts U+FFFD in place of
//     bytes it does not understand.
//   - Every function is a function of its arguments and may be called by many
//     goroutines at once.
package subtitles
