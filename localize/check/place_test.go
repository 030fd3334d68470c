package check_test

import (
	"testing"

	"dramaport/localize/check"
	"dramaport/season"
)

// TestDoubtsNameTheirPlace: a reviewer is shown where a finding is, in the
// translation or in the source.
func TestFindingsNameTheirPlace(t *testing.T) {
	for _, c := range []struct {
		rule                   season.Rule
		from, source, to, text string
		in, of                 string
	}{
		{season.RuleWrongScript, "zh-CN", "顾总来了。", "en", "顾总 is here.", "顾总", ""},
		{season.RuleWrongScript, "zh-CN", "你说谎。", "zh-TW", "你说谎。", "说", ""},
		{season.RuleRefusal, "zh-CN", "你这个贱人。", "en", "You [***].", "***", ""},
		{season.RuleAvoided, "zh-CN", "总裁来了。", "en", "The President is here.", "president", ""},
		{season.RuleControlCharacter, "zh-CN", "你骗我。", "en", "You\u202e lied to me.", "\u202e", ""},
		{season.RuleNumberChanged, "zh-CN", "他欠我300万。", "en", "He owes me.", "", "300万"},
		{season.RuleNumberChanged, "zh-CN", "他欠我钱。", "en", "He owes me 500.", "500", ""},
	} {
		found := false
		for _, d := range check.Line(subject(c.from, c.source, c.to, c.text)) {
			if d.Rule == c.rule && d.Place == c.in && d.SourcePlace == c.of {
				found = true
			}
		}
		if !found {
			t.Errorf("%s: %q for %q: %+v, want a doubt at %q of %q", c.rule, c.text, c.source, check.Line(subject(c.from, c.source, c.to, c.text)), c.in, c.of)
		}
	}
}
