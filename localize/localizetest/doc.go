// Package localizetest holds what tests of translation need: Run, the contract
// that every localize.Translator must pass, and a server that speaks OpenAI's
// chat completions over real HTTP.
//
// The server translates by rules, so that the same request has the same answer:
// plausible words of the target's language and script, agreed wordings of the
// prompt's GLOSSARY, placeholders and numbers kept, within the budget. It fails
// on demand, in the ways that servers and models fail (Fault). NewServer is for
// Go tests, Serve for a sub-command of a test binary.
//
// Not here: judging translations.
package localizetest
