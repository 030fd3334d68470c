// Package progress counts how far a season is, by market and episode, and lays the
// counts out as a table or in sentences.
//
// Not here are the view in which a reviewer walks through it, and reading who has
// decided what.
package progress
