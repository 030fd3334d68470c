package tbx

import (
	"bytes"
	_ "embed" // the statuses of terms
	"encoding/csv"
	"strings"
	"sync"
)

//go:embed statuses.csv
var statusesCSV []byte

// rank is how much a term is wanted, the most first.
type rank int

// A term without a status stands before an admitted one, which its author
// marked as the second choice.
const (
	wanted rank = iota
	unmarked
	allowed
	avoided
)

// statuses reads statuses.csv once: the rank of a value, by category and value.
var statuses = sync.OnceValue(func() map[string]rank {
	rows, err := csv.NewReader(bytes.NewReader(statusesCSV)).ReadAll()
	if err != nil {
		panic("statuses.csv: " + err.Error())
	}
	ranks := map[string]rank{"preferred": wanted, "admitted": allowed, "avoided": avoided}
	table := map[string]rank{}
	for _, row := range rows[1:] {
		table[row[0]+" "+row[1]] = ranks[row[2]]
	}
	return table
})

// isStatus tells whether a data category says how much a term is wanted.
func isStatus(category string) bool {
	return category == "administrativeStatus" || category == "normativeAuthorization"
}

// rankOf is the rank of a status, written as the standard does
// (preferredTerm-admn-sts) or as tools do ("Not recommended").
func rankOf(category, value string) (rank, bool) {
	v := strings.ToLower(strings.TrimSpace(value))
	v = strings.TrimSuffix(v, "-admn-sts")
	v = strings.NewReplacer(" ", "", "-", "", "_", "").Replace(v)
	v = strings.TrimSuffix(v, "term")
	r, known := statuses()[category+" "+v]
	return r, known
}
