package localize

import (
	"unicode/utf8"

	"dramaport/glossaries"
	"dramaport/internal/lang"
	"dramaport/localize/check"
	"dramaport/season"
	"dramaport/subtitles"
)

// acceptReply keeps what of a reply is accepted and records why the rest is not.
func (c *attempt) acceptReply(part []int, reply Reply) error {
	a := c.read(part, reply)
	var drafts []Draft
	for n, i := range part {
		if f, bad := c.objection(n, i, a); bad {
			f.alone, f.unread = len(part) == 1, reply.Unread
			c.why[i] = f
			continue
		}
		c.drafted[i], c.refusals = true, 0
		drafts = append(drafts, c.accept(i, Draft{Text: a.texts[i], Origin: season.FromMachine, Engine: c.engine.Name,
			Findings: append(c.tooLongForVoice(c.units[i], a.texts[i]), c.markTooLong(i, a.texts[i])...)}))
	}
	return c.keepAll(drafts)
}

// answers are a reply's texts by the index of their unit, and what they show
// together.
type answers struct {
	texts   map[int]string
	refused map[int]string // by Item.N
	// shifted says that the texts have moved to neighbouring lines, and
	// wrongLanguage that they are not in the market's.
	shifted, wrongLanguage bool
	// joined are the texts that seem to hold a neighbour's as well, by their
	// place in the request.
	joined map[int]bool
}

// read looks at a reply as a whole, and takes note of what it shows of the
// engine.
func (c *attempt) read(part []int, reply Reply) answers {
	a := answers{texts: c.textsOf(part, reply), refused: reply.Refused}
	pairs := c.pairs(part, a.texts)
	a.shifted, a.joined = check.MovedReply(pairs, c.shiftedReplies > 0), check.JoinedLines(pairs)
	if a.shifted {
		c.shiftedReplies++
	}
	c.noteBoilerplate(part, a.texts)
	a.wrongLanguage = c.wrongLanguageReply(part, a.texts)
	return a
}

// textsOf are a reply's texts as they are stored, those that say something.
func (c *attempt) textsOf(part []int, reply Reply) map[int]string {
	texts := map[int]string{}
	for n, i := range part {
		if t := normalized(restoreBars(reply.Texts[n+1], c.units[i].Source)); t != "" {
			texts[i] = t
		}
	}
	return texts
}

// objection says why the answer for unit i, the n-th of the request, is not
// accepted: by itself, or because of what the reply shows as a whole.
func (c *attempt) objection(n, i int, a answers) (failure, bool) {
	text := a.texts[i]
	if why := a.refused[n+1]; why != "" {
		return failure{findings: []season.Finding{c.finding(season.RuleRefusal, "would not translate the line: %s", lang.Clip(why, 120))}}, true
	}
	if f, bad := c.reject(c.units[i], text); bad {
		return f, true
	}
	because := func(r season.Rule, format string, args ...any) (failure, bool) {
		return failure{answer: text, findings: []season.Finding{c.finding(r, format, args...)}, shifted: a.shifted}, true
	}
	switch {
	case a.shifted:
		return because(season.RuleShifted, "the answers of the reply have moved to neighbouring lines")
	case a.wrongLanguage && !lang.ShowsLanguage(subtitles.Plain(text), c.Market.Locale):
		return because(season.RuleWrongLanguage, "the reply is not in %s", c.Market.Locale)
	case c.boilerplate[text]:
		return because(season.RuleRepeated, "the reply has one answer for several different lines")
	case a.joined[n]:
		return because(season.RuleShifted, "the answer seems to hold a neighbouring line as well")
	}
	return failure{}, false
}

// What noteBoilerplate calls one answer for several lines. Short ones ("What?")
// may truly stand for many; a longer one for three different sources does not.
const (
	boilerplateRunes   = 12
	boilerplateSources = 3
)

// noteBoilerplate takes note of the longer texts of a reply that answer several different
// sources: an error's words, a refusal, a loop. They are not believed later
// either, when a line is asked for alone.
func (c *attempt) noteBoilerplate(part []int, texts map[int]string) {
	sources := map[string]map[string]bool{}
	for _, i := range part {
		if t := texts[i]; utf8.RuneCountInString(t) >= boilerplateRunes {
			if sources[t] == nil {
				sources[t] = map[string]bool{}
			}
			sources[t][c.units[i].Source] = true
		}
	}
	for t, of := range sources {
		if len(of) >= boilerplateSources {
			c.boilerplate[t] = true
		}
	}
}

// wrongLanguageReply reports a reply in another language than the market's. An
// engine that gave one is not believed later either where a line has only such
// words.
func (c *attempt) wrongLanguageReply(part []int, texts map[int]string) bool {
	var count check.LanguageCount
	for _, i := range part {
		if texts[i] != "" {
			u := c.units[i]
			count.Add(check.Subject{Line: u.Line, Target: c.Market.Locale, Text: texts[i], Market: c.Market}.WithTerms())
		}
	}
	again := c.wrongLanguageBefore && count.Leans()
	c.wrongLanguageBefore = c.wrongLanguageBefore || count.Wrong()
	return count.Wrong() || again
}

// reject says why text may not stand for u: it is empty, it has lost
// placeholders, or the check of the line has a finding of severity error, or
// warns of a loop or an absurd length.
func (b Batch) reject(u Unit, text string) (failure, bool) {
	if check.Wordless(u.Source, text) {
		return failure{findings: []season.Finding{b.finding(season.RuleEmpty, "the line was left out or came back without words")}, answer: text}, true
	}
	if message := check.TagsLost(u.Source, text, u.Line.Tags); message != "" {
		return failure{findings: []season.Finding{b.finding(season.RuleTagLost, "%s", message)}, answer: text}, true
	}
	var errs []season.Finding
	for _, d := range u.check(text) {
		if d.Severity == season.Error || d.Severity == season.Warning && rejectsDrafts(d.Rule) {
			errs = append(errs, d)
		}
	}
	return failure{findings: errs, answer: text}, len(errs) > 0
}

// check are the findings that text would have as u's translation.
func (u Unit) check(text string) []season.Finding {
	if u.Subject == nil {
		return nil
	}
	s := *u.Subject
	s.Text = text
	return check.Line(s)
}

// rejectsDrafts are the rules of which a person's text is only warned, because a
// person may mean it, but which a machine's text is rejected for.
func rejectsDrafts(r season.Rule) bool {
	return r == season.RuleRepeated || r == season.RuleWrongLength
}

// pairs are the lines of a request with the texts of its reply.
func (c *attempt) pairs(part []int, texts map[int]string) []check.Pair {
	pairs := make([]check.Pair, 0, len(part))
	for _, i := range part {
		u := c.units[i]
		terms := make([]glossaries.Term, 0, len(u.Terms))
		for _, m := range u.Terms {
			terms = append(terms, m.Term)
		}
		pairs = append(pairs, check.NewPair(u.Source, texts[i], c.Source, c.Market.Locale, terms))
	}
	return pairs
}
