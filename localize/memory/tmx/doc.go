// Package tmx reads and writes translation memories as TMX 1.4 files.
//
// Not here: looking entries up (localize/memory), and which files a season
// has (season/config).
//
// Promised: what Write has written Read reads back unchanged; a document that
// cannot be read is an error at its line and column; a large document is read
// unit by unit.
package tmx
