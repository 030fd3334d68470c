// Package review is the terminal screen on which people decide: lines with
// their source, findings, terms, history and sound, and the keys that act on
// them; and the same in words, for screen readers and scripts.
//
// Here are the model of the screen and its views. What needs no model is in the
// packages below, values in and values out: keys, filter, list of lines, wording,
// painting, counts, search and replace, the editor's file. Not here are SQL,
// engines and players: the screen asks them through small interfaces that it
// declares, and never waits for them inside Update. No text from a file or a
// provider reaches the screen before internal/terminal has made it harmless.
package review
