// Package deepl translates with DeepL's API, version 2, over plain HTTP.
//
// Here: which locales DeepL serves and its names for them (languages.csv),
// lines as XML whose placeholders and agreed wordings DeepL leaves alone, the
// surroundings of the lines as DeepL's context, and the account's usage.
//
// Not here: retries, limits, checks. Glossaries kept at DeepL are not made or
// changed: agreed wordings are part of each request, so that nothing is kept
// in two places. A glossary that exists already is named by extra:
// {glossary_id: …} and is then used in their stead.
//
// Promised: an answer belongs to the line it was asked for, because DeepL must
// answer exactly as many texts as it got; a line that lost a placeholder or an
// agreed wording is absent.
//
// Source of the API's facts: github.com/DeepLcom/openapi and
// developers.deepl.com, read in November 2026.
package deepl
