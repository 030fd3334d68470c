// Package checktest has good dialogue in several languages for tests: sixty
// lines of one episode, and phrases from which episodes of any length are made.
//
// Not here: the lines by language that false alarms are measured by
// (localize/check/testdata/good), and anything that a user runs.
package checktest
