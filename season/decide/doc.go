// Package decide is how a person decides on a line in a market: Approve,
// SendBack, Edit, Accept a candidate, and Replace words in many lines at once.
// Each takes the line as the person saw it and returns the translation to keep
// in a season.Change.
//
// Command line, review screen and any other surface call these functions and
// set no state, origin or note themselves, so that a decision means the same
// wherever it is taken (docs/decisions/0005-one-way-to-decide.md).
//
// Not here: which lines are meant, what the person is told, and keeping. The
// store refuses a decision on a version that is no longer the newest.
package decide
