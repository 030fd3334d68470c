// Package command lets any program translate: a local model behind a script, a
// vendor without an adapter, a house's own engine. The program is started once
// per request and speaks JSON Lines in UTF-8.
//
// On its standard input stands first the request, then one object a line, then
// the input ends:
//
//	{"format_version":1,"source":"zh-CN","target":"en-US","prefix":"…","context":"…"}
//	{"n":1,"speaker":"林婉","budget":34,"text":"…","terms":[{"source":"顾氏","target":"Gu Group"}]}
//
// To its standard output it writes, in any order, one object per line it has an
// answer for, and if it likes what it consumed:
//
//	{"n":1,"text":"…"}
//	{"n":2,"refused":"why"}
//	{"usage":{"input_tokens":0,"cached_tokens":0,"output_tokens":0,"characters":0}}
//
// Lines may be left out. An object that is not one of these three, or holds an
// unknown key, fails the request with the number of its line. Two answers with
// one n count as none. An answer to an n that was not asked is Strange.
//
// The exit status is 0, or 75 for "try again later", 77 for "no permission" (as
// in sysexits.h), or anything else for a failure; the end of what the program
// wrote to its error stream is then the message. A program that fails after
// some answers keeps them: the reply then has no error, its Strange names the
// failure, and the lines without answer are simply absent, to be asked again.
//
// The program sees PATH, HOME, LANG, LC_*, TMPDIR and DRAMAPORT_* of our
// environment and nothing else (on Windows also SYSTEMROOT, without which few
// programs start). Its output may be 16 MB. It and its children are killed when
// the context ends.
package command
