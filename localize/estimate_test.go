package localize_test

import (
	"testing"

	"dramaport/localize"
	"dramaport/localize/memory"
)

func TestEstimateTokens(t *testing.T) {
	for text, within := range map[string][2]int{
		"": {0, 0}, "I never wanted your money.": {6, 9}, "我从来没有想要过你的钱。": {8, 12}, "ฉันไม่เคยต้องการเงินของคุณ": {8, 20}, "12345": {2, 5},
	} {
		if n := localize.EstimateTokens(text); n < within[0] || n > within[1] {
			t.Errorf("%q: %d tokens, want %v", text, n, within)
		}
	}
}

// TestEstimateIsWhatIsAsked compares the estimate with the requests of a draft.
func TestEstimateIsWhatIsAsked(t *testing.T) {
	for _, lines := range []int{0, 25} {
		b, right := episode(t)
		b.Memory = memory.New()
		u := b.Units[5]
		b.Memory.Add(memory.Entry{Source: u.Source, Target: right[u.Source], Prev: u.Prev, Next: u.Next})
		b.Units[9].Source = ""
		engine := &scripted{right: right}
		e := []localize.Engine{{Name: "gpt", Translator: engine, Lines: lines}, {Name: "google"}}
		cost := localize.Estimate(b, e)
		if _, err := collect(t, b, e...); err != nil {
			t.Fatal(err)
		}
		var input, characters, output int64
		for _, r := range engine.requests {
			input += int64(localize.EstimateTokens(r.Prefix) + localize.EstimateTokens(localize.Payload(r)))
			for _, it := range r.Lines {
				characters += int64(len([]rune(it.Text)))
				output += int64(localize.EstimateTokens(right[it.Text]))
			}
		}
		if cost.Requests != int64(len(engine.requests)) || cost.Characters != characters {
			t.Errorf("estimate %+v, asked %d requests of %d characters", cost, len(engine.requests), characters)
		}
		if cost.InputTokens < input || float64(cost.InputTokens) > 1.5*float64(input) || cost.OutputTokens < output {
			t.Errorf("estimate %+v, sent %d tokens, answered %d", cost, input, output)
		}
	}
	b, _ := episode(t)
	if cost := localize.Estimate(b, nil); cost != (localize.Cost{}) {
		t.Errorf("without engines %+v", cost)
	}
}
