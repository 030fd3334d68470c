// Package extract proposes what a season's glossary may need: who speaks, names
// with their titles, and words that recur, each with counts and contexts.
//
// It is statistics over the source tracks, with a small table of words by
// language (words.csv). In scripts without spaces a wording is a run of
// characters that holds together (pointwise mutual information of its parts)
// and whose neighbours vary (entropy on both sides). In others it is
// capitalised words inside sentences, and pairs and triples of words that recur.
//
// Not here: deciding. Every proposal is for a person to translate or delete.
//
// Promise: the same lines give the same proposals in the same order; nothing
// that the glossary has already is proposed.
package extract
