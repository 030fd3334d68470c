// Package lang knows what a language looks like: its words, scripts, numbers,
// capital letters, and the few words by which it is told from others.
//
// What is here: functions over plain text, and the tables they read (data/,
// CSV with a source in every row). Not here: markup and placeholders
// (subtitles), agreed words (glossaries), and judging a translation
// (localize/check).
//
// Promised: nothing is guessed of a language that a table does not have; the
// functions then say that they do not know. All may be called by many
// goroutines at once.
package lang
