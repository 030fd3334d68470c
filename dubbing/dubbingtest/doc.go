// Package dubbingtest is for tests of engines and of what calls them: a
// contract suite that every dubbing.Synthesizer passes (Run), and a real HTTP
// server that speaks tones in the place of words (NewServer, Serve), with
// switches for the faults that such servers have.
//
// Not here: sound that anybody would want to hear.
//
// Promise: what is heard tells what was said. A text and its voice are three
// tones, as long as the text is, which Heard finds again in a take, a stretched
// take or a stem, in any language, without recognizing speech.
package dubbingtest
