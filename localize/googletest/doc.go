// Package googletest is Google Cloud Translation v3 on loopback, for tests: the
// generated TranslationService and longrunning Operations over real gRPC, and
// the upload of Cloud Storage, all on one port, with faults to be switched on.
//
// Its translations are everyday words in the target's language, about as many
// as the source needs; numbers, a glossary's wordings and what an HTML span
// forbids to translate are kept. In plain text it treats ⟦1⟧ as such services
// do: it sets blanks into it.
//
// Not here: a model, authentication, quotas of any truth.
package googletest
