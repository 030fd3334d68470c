package stage_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"dramaport/localize"
	"dramaport/season"
	"dramaport/stage"

	"golang.org/x/text/language"
)

// posting takes batches and tells which markets' languages were in each.
type posting struct {
	localize.Batcher
	targets *[]map[string]bool
}

func (p posting) Submit(_ context.Context, token string, asked []localize.BatchRequest) (string, error) {
	in := map[string]bool{}
	for _, a := range asked {
		in[a.Request.Target.String()] = true
	}
	*p.targets = append(*p.targets, in)
	return "id-" + token, nil
}

// TestABatchHoldsOnePairOfLanguages where the translator is for one, and all
// markets' requests where it is for any.
func TestABatchHoldsOnePairOfLanguages(t *testing.T) {
	for _, paired := range []bool{false, true} {
		d := workspace(t, map[string]string{"source/e001.srt": "1\n00:00:01,000 --> 00:00:03,000\n你骗了我。\n",
			"season.yaml": "source: {locale: zh-CN, tracks: source/*.srt}\nmarkets: {us: {locale: en-US}, br: {locale: pt-BR}}\n"})
		sheets, err := d.LayOut(t.Context(), scope(d, "us", "br"))
		if err != nil {
			t.Fatal(err)
		}
		jobs, err := d.DraftJobs(t.Context(), sheets, func(m season.Market, _ language.Tag) ([]localize.Engine, error) {
			e := localize.Engine{Name: "mt", Translator: &engine{}, Batch: true}
			if paired {
				e.Pair = "zh-CN " + m.Locale.String()
			}
			return []localize.Engine{e}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var targets []map[string]bool
		var asked []season.MarketName
		_, err = d.Submit(t.Context(), jobs, stage.Batching{Progress: func(season.MarketName, int) {},
			Reserve: func(string, localize.Usage) error { return nil },
			Batcher: func(_ string, m season.Market) (localize.Batcher, error) {
				asked = append(asked, m.Name)
				return posting{targets: &targets}, nil
			}})
		if err != nil {
			t.Fatal(err)
		}
		want := 1
		if paired {
			want = 2
		}
		if len(targets) != want || len(asked) != want {
			t.Fatalf("paired %v: batches of %v, built for %v", paired, targets, asked)
		}
		for i, in := range targets {
			m, _ := d.Config.Market(asked[i])
			if paired && (len(in) != 1 || !in[m.Locale.String()]) {
				t.Errorf("built for %s, holds %v", m.Locale, slices.Collect(maps.Keys(in)))
			}
		}
	}
}
