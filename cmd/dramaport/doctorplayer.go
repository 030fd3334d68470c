package main

import (
	"context"
	"strings"

	"dramaport/internal/player"
)

// playerSymptom looks for what plays lines in the review.
func (a *app) playerSymptom(ctx context.Context) symptom {
	o := player.FromEnvironment(a.getenv, "")
	found, err := player.Look(ctx, o)
	switch {
	case err != nil:
		return symptom{Name: "player", Detail: err.Error(), Mend: "correct the player command in your configuration"}
	case found.Path == "":
		return symptom{Name: "player", Detail: "lines cannot be heard or seen", Mend: player.Install()}
	}
	words := []string{found.Name, found.Version, found.Path}
	if note := player.New(o).Note(); note != "" {
		words = append(words, "("+note+")")
	}
	return symptom{Name: "player", OK: true, Detail: strings.Join(strings.Fields(strings.Join(words, " ")), " ")}
}
