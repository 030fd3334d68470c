package main

import (
	"context"
	"strings"

	"dramaport/internal/player"
)

// playerSymptom looks for what plays lines in the review.
func (a *app) playerSymptom(ctx context.Context) symptom {
	o := a.playerOptions()
	found, err := player.Look(ctx, o)
	switch {
	case err != nil:
		return symptom{Name: "player", Detail: err.Error(), Mend: "correct the command in $DRAMAPORT_PLAYER"}
	case found.Path == "":
		return symptom{Name: "player", Detail: "lines cannot be heard or seen", Mend: player.Install()}
	}
	words := []string{found.Name, found.Version, found.Path}
	if note := player.New(o).Note(); note != "" {
		words = append(words, "("+note+")")
	}
	return symptom{Name: "player", OK: true, Detail: strings.Join(strings.Fields(strings.Join(words, " ")), " ")}
}

// playerOptions are how lines are played: by the command in $DRAMAPORT_PLAYER
// if there is one.
func (a *app) playerOptions() player.Options {
	return player.FromEnvironment(a.getenv, a.getenv("DRAMAPORT_PLAYER"))
}
