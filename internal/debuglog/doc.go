// Package debuglog writes what a run asks of its engines, as JSON Lines: one
// object a line, described by Event.
//
// The log travels in the context: Into puts it there, In adds season, market
// and episode, Begin a request to an engine. Whoever has something to tell takes
// the Trace out with From and calls it; where there is no log the Trace is nil,
// its methods do nothing, and nothing is allocated.
//
// Promises:
//
//   - Each line is written at once and whole, so that none is lost however the
//     process ends, and two processes may share a file.
//   - The file belongs to its user only (mode 0600) and does not grow beyond
//     MostBytes.
//   - Texts (lines, bodies, what a service said) are written only if the log was
//     opened for them; what stands there is cut at MostText bytes.
//   - Text from elsewhere cannot drive a terminal: control and direction
//     characters are escaped.
//
// Not here: keys. Who knows a key takes it out before; Options.Clean is the
// second net, over every text that is written.
package debuglog
