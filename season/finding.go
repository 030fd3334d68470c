package season

// Rule names what a finding is about.
type Rule string

// The rules, with the severities of DefaultSeverity.
const (
	RuleUntranslated     Rule = "untranslated"
	RuleEmpty            Rule = "empty"
	RuleSameAsSource     Rule = "same-as-source"
	RuleWrongScript      Rule = "wrong-script"
	RuleWrongLanguage    Rule = "wrong-language"
	RuleWrongLength      Rule = "wrong-length"
	RuleRefusal          Rule = "refusal"
	RuleSoftened         Rule = "softened"
	RuleLeak             Rule = "leak"
	RuleRepeated         Rule = "repeated"
	RuleShifted          Rule = "shifted"
	RuleNumberChanged    Rule = "number-changed"
	RuleTagLost          Rule = "tag-lost"
	RuleTermMissing      Rule = "term-missing"
	RuleTermForbidden    Rule = "term-forbidden"
	RuleAvoided          Rule = "avoided"
	RuleNameInconsistent Rule = "name-inconsistent"
	RuleControlCharacter Rule = "control-character"
	RuleTooFast          Rule = "too-fast"
	RuleLineTooLong      Rule = "line-too-long"
	RuleTooManyLines     Rule = "too-many-lines"
	RuleTooShort         Rule = "too-short"
	RuleTooLong          Rule = "too-long"
	RuleGap              Rule = "gap"
	RuleOverlap          Rule = "overlap"
	RuleNoVoice          Rule = "no-voice"
	RuleNoTake           Rule = "no-take"
	RuleStaleTake        Rule = "stale-take"
	RulePace             Rule = "pace"
	RuleOverhang         Rule = "overhang"
)

// RuleUnshortened is no finding to show: one of it, stored with a machine's text,
// marks that the text is too long and that a shorter wording is still to be
// asked for (see Translation.Unshortened).
const RuleUnshortened Rule = "unshortened"

// Rules are all rules of findings, in the order of their constants.
func Rules() []Rule {
	return []Rule{
		RuleUntranslated, RuleEmpty, RuleSameAsSource, RuleWrongScript, RuleWrongLanguage, RuleWrongLength, RuleRefusal, RuleSoftened, RuleLeak, RuleRepeated, RuleShifted,
		RuleNumberChanged, RuleTagLost, RuleTermMissing, RuleTermForbidden, RuleAvoided, RuleNameInconsistent,
		RuleControlCharacter, RuleTooFast, RuleLineTooLong, RuleTooManyLines, RuleTooShort, RuleTooLong, RuleGap,
		RuleOverlap, RuleNoVoice, RuleNoTake, RuleStaleTake, RulePace, RuleOverhang,
	}
}

// Severity is how much a finding weighs.
type Severity string

// The severities. An error blocks export; a warning and an info do not.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Finding is a finding without its place.
type Finding struct {
	Rule     Rule     `json:"rule"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	// Place is the part of the translation that is doubted and SourcePlace
	// the part of the source that it is about, both perhaps in other capitals
	// than they stand there; "" where it is the whole line, or no part of it.
	Place       string `json:"place,omitempty"`
	SourcePlace string `json:"source_place,omitempty"`
}

// In is the finding about that part of the translation.
func (d Finding) In(part string) Finding {
	d.Place = part
	return d
}

// Of is the finding that is about that part of the source.
func (d Finding) Of(part string) Finding {
	d.SourcePlace = part
	return d
}

// PlacedFinding is a finding about one line in one market.
type PlacedFinding struct {
	Episode EpisodeName `json:"episode"`
	// Line is the line's number in the current track.
	Line   int        `json:"line"`
	Market MarketName `json:"market"`
	Finding
}

// DefaultSeverity is a rule's severity where the market sets none.
func DefaultSeverity(r Rule) Severity {
	switch r {
	case RuleRepeated, RuleWrongLength, RuleSoftened, RuleNumberChanged, RuleNameInconsistent,
		RuleTooFast, RuleLineTooLong, RuleTooManyLines, RuleTooShort, RuleTooLong, RuleGap, RuleOverlap,
		RulePace, RuleOverhang:
		return Warning
	}
	return Error
}
