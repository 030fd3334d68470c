package console

import (
	"encoding/json"
	"testing"
)

func TestMoneyHasNoNoise(t *testing.T) {
	for in, want := range map[Money]string{0.052967000000001: "0.052967", 0: "0", 1.0000004: "1", 12: "12", 0.1 + 0.2: "0.3"} {
		if got, err := json.Marshal(map[string]any{"cost": &in, "of": struct{ Cost Money }{in}.Cost}); err != nil || string(got) != `{"cost":`+want+`,"of":`+want+`}` {
			t.Errorf("%v: %s, %v, want %s", float64(in), got, err, want)
		}
	}
}
