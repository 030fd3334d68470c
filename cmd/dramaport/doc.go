// Command dramaport ports a season of vertical micro-drama to overseas
// markets: subtitles in, approved subtitles and a dub out.
//
// Here: one file per verb, the flags they share, the wiring of the rooms
// (open.go opens a season, engines.go says which engines a run has),
// words to the user, and the one switch from errors to exit codes (exit.go).
//
// Not here: anything that can be tested without a command line.
package main
