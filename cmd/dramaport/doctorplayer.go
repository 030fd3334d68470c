package main

import (
	"context"
	"strings"

	"dramaport/internal/player"
	"dramaport/internal/userconfig"
)

// playerSymptom looks for what plays lines in the review.
func (a *app) playerSymptom(ctx context.Context) symptom {
	o, err := a.playerOptions()
	var found player.Found
	if err == nil {
		found, err = player.Look(ctx, o)
	}
	switch {
	case err != nil && a.getenv(playerEnv) != "":
		return symptom{Name: "player", Detail: err.Error(), Mend: "correct the command in $" + playerEnv}
	case err != nil:
		return symptom{Name: "player", Detail: firstLine(err), Mend: "correct player: in your configuration; dramaport config check --user"}
	case found.Path == "":
		return symptom{Name: "player", Detail: "lines cannot be heard or seen", Mend: player.Install()}
	}
	words := []string{found.Name, found.Version, found.Path}
	if note := player.New(o).Note(); note != "" {
		words = append(words, "("+note+")")
	}
	return symptom{Name: "player", OK: true, Detail: strings.Join(strings.Fields(strings.Join(words, " ")), " ")}
}

// firstLine is the first line of a message that may have a snippet below.
func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// playerEnv names the command that plays, before the user's configuration.
const playerEnv = "DRAMAPORT_PLAYER"

// playerOptions are how lines are played: by the command in the environment,
// else that of the user's configuration, else by what is found.
func (a *app) playerOptions() (player.Options, error) {
	command := a.getenv(playerEnv)
	file, err := userconfig.File()
	if command != "" || err != nil { // without such a folder there is no configuration
		return player.FromEnvironment(a.getenv, command), nil
	}
	own, err := userconfig.Load(file)
	return player.FromEnvironment(a.getenv, own.Review.Player), err
}
