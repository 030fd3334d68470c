// Package stage is an open season and the stages it passes: what is given
// (configuration, tracks, glossaries) is laid beside what is decided (the
// store), line by line, and then drafted, dubbed and delivered. Every stage is
// a function over the store that may be called again at any time and does
// only what is open.
//
// Not here: flags and words to the user (cmd/dramaport), which engine speaks
// which protocol (the adapters; who calls a stage brings them), and deciding.
//
// Promise: what an engine has answered is in the store before the stage goes
// on; nothing leaves through Deliver that the gate of package season holds.
package stage
