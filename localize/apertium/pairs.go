package apertium

import (
	_ "embed"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/language"
)

// ModesDir is where Debian's packages put their pairs.
const ModesDir = "/usr/share/apertium/modes"

// pairsCSV lists the pairs as Debian packages them. Rows that name a region
// stand above those of the whole language.
//
//go:embed pairs.csv
var pairsCSV string

// PairFor is the pair that translates source into target, and the Debian
// package that brings it. A pair that is installed here without being Debian's
// has no package. ok is false if there is none.
func PairFor(source, target language.Tag) (mode string, debianPackage string, ok bool) {
	for _, row := range strings.Split(strings.TrimSpace(pairsCSV), "\n")[1:] {
		cell := strings.SplitN(row, ",", 5)
		if serves(cell[0], source) && serves(cell[1], target) {
			return cell[2], cell[3], true
		}
	}
	mode = iso3(source) + "-" + iso3(target)
	if _, err := os.Stat(modeFile(ModesDir, mode)); err != nil || source == language.Und || target == language.Und {
		return "", "", false
	}
	return mode, "", true
}

func modeFile(dir, mode string) string { return filepath.Join(dir, mode+".mode") }

// serves reports that a tag of the table covers the wanted one: the same
// language in its usual script, and the same region where the table has one.
func serves(row string, wanted language.Tag) bool {
	has := language.Make(row)
	hasBase, _ := has.Base()
	base, _ := wanted.Base()
	if base.String() == "no" {
		base = language.MustParseBase("nb")
	}
	if base != hasBase {
		return false
	}
	usual, _ := has.Script()
	if script, sure := wanted.Script(); sure == language.Exact && script != usual {
		return false
	}
	region, sure := has.Region()
	theirs, theirsSure := wanted.Region()
	return sure != language.Exact || theirsSure == language.Exact && region == theirs
}

func iso3(t language.Tag) string {
	base, _ := t.Base()
	return base.ISO3()
}
