package console

import (
	"encoding/json"
	"math"
)

// Money is a cost in the currency of season.yaml's prices. As JSON it has six
// decimals at most: what sums of floating-point numbers add behind is noise.
type Money float64

// MarshalJSON rounds to a millionth.
func (m Money) MarshalJSON() ([]byte, error) {
	return json.Marshal(math.Round(float64(m)*1e6) / 1e6)
}
