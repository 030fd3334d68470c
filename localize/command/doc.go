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
// A program that fails after some answers keeps them: the reply then has no error, its Strange names the
// failure, and the lines without answer are simply absent, to be asked again.
//
// How the program is run, what it sees of the environment and when it is killed
// is said in internal/program. Its output may be 16 MB.
package command
