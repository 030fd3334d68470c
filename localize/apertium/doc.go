// Package apertium translates with Apertium, the free rule-based engine, by
// the language pairs that Debian packages. It needs no network, no key and no
// weights, and the same line gives the same text every time: a draft that is
// rough between distant languages (English-Spanish), usable between near ones
// (Spanish-Portuguese), and honest work for tests and demonstrations.
//
// Here: which pair serves two locales and which package holds it (pairs.csv),
// one running pipeline per pair, agreed wordings and placeholders carried
// through the engine untouched, and the opening ¿ and ¡ that the Spanish pairs
// leave out. Runs of spaces become one; nothing else is improved.
//
// Not here: retries of lines, checks of the text.
//
// Promised: a line comes back whole or not at all; a pipeline that dies is
// started again once for a line; a line cannot hang longer than the time-out;
// the end of the context, and Close, kill all processes.
package apertium
