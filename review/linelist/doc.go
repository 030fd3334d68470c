// Package linelist holds the lines of a season as a reviewer goes through them:
// all of them in their order, those that the filter shows, where the reviewer is,
// and what is selected.
//
// Here are moving, searching, and laying down what was read again. Not here are
// drawing, keys and decisions; nothing here waits or asks.
//
// Promised: nothing jumps under the reviewer's eyes, and a line that was read
// late never hides a later version.
package linelist
