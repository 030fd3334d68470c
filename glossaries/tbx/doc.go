// Package tbx reads a glossary as TBX version 2 (ISO 30042:2008, a document
// <martif>) or version 3 (ISO 30042:2019, a document <tbx>, in the styles dca
// and dct), in any encoding that the document names, and writes version 2,
// which terminology tools exchange.
//
// A concept is a termEntry or conceptEntry; a market's own wording carries
// geographicalUsage. Of each language, the terms count by administrativeStatus
// or normativeAuthorization (statuses.csv): the first preferred one, or else the
// first without a status, or else the first admitted one is the wording;
// further ones are forms of that language, deprecated, superseded, forbidden
// ones and their like are forbidden in it. In the season's own language all
// others are aliases, since the text to translate may have any of them. What
// TBX has no category for (the rule, lists of no language) is written as admin
// of type x-dramaport-….
//
// Here is the format alone: what its columns mean is the matter of glossaries.
// Not here: transactions, figures, cross references.
//
// Promise: a document that is not well-formed, too deep or not TBX is an error
// with line and column, never half a glossary; a language or a status that is
// not known is named.
package tbx
