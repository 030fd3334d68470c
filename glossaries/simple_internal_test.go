package glossaries

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestSimple holds that no character that simple lets through is changed by
// the normal form or joins with one before or behind it.
func TestSimple(t *testing.T) {
	for r := rune(0); r <= 0x10FFFF; r++ {
		if p := norm.NFC.PropertiesString(string(r)); simple(string(r)) && r != '\uFFFD' && (p.CCC() != 0 || !norm.NFC.IsNormalString(string(r)) || !p.BoundaryBefore()) {
			t.Errorf("%U", r)
		}
	}
	if simple("e\u0301") || simple("\u1100\u1161") {
		t.Error("what has another normal form is simple")
	}
}
