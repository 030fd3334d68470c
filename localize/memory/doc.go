// Package memory finds what was translated before: the same text, the same text
// between the same neighbours, and similar texts with the line's own names.
//
// What is here: Entry, Memory and the Index that memories of several markets
// share. Not here: files (localize/memory/tmx), which entries there are
// (stage), and what is done with a hit (localize).
//
// Promised: what Match returns may stand as it is; everything else is for
// people and engines to read. A memory is filled first and then only read, by
// any number of goroutines.
package memory
