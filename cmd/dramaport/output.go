package main

import (
	"fmt"
	"strings"

	"dramaport/season"
)

// editHint is the command that gives a line its text.
func editHint(ref string, m season.MarketName) string {
	return fmt.Sprintf("dramaport edit %s -m %s --text …", ref, m)
}

// marketFlags are the flags that name markets.
func marketFlags(markets []season.Market) string {
	var flags []string
	for _, m := range markets {
		flags = append(flags, "-m "+string(m.Name))
	}
	return strings.Join(flags, " ")
}
