package main

import (
	"fmt"

	"dramaport/internal/terminal"
	"dramaport/internal/userconfig"
	"dramaport/review/keymap"
)

// userConfig is the user's own configuration, its keys held against the
// screen's actions.
func (a *app) userConfig() (userconfig.Config, keymap.Keys, error) {
	file, err := userconfig.File()
	if err != nil {
		return userconfig.Config{}, keymap.Keys{}, err
	}
	c, err := userconfig.Load(file)
	if err != nil {
		return c, keymap.Keys{}, err
	}
	keys, err := keymap.Rebind(keymap.Defaults(), c.Review.Keys)
	var faults []userconfig.Fault
	for _, p := range keymap.ProblemsOf(err) {
		faults = append(faults, userconfig.Fault{Path: p.Path(), Message: p.Message})
	}
	if len(faults) > 0 {
		err = c.Wrong(faults)
	}
	return c, keys, err
}

// userName is the name the user's configuration gives; "" if it gives none, or
// if there is no folder for it to be in.
func userName() (string, error) {
	file, err := userconfig.File()
	if err != nil {
		return "", nil
	}
	c, err := userconfig.Load(file)
	return c.Name, err
}

// shownUser is the user's configuration as JSON.
type shownUser struct {
	File     string               `json:"file"`
	Found    bool                 `json:"found"`
	Settings []userconfig.Setting `json:"settings"`
}

func showUser(c userconfig.Config) shownUser {
	return shownUser{File: c.File, Found: c.Found, Settings: c.Settings()}
}

// printUser prints the user's configuration as YAML, the origin of every
// value beside it.
func (a *app) printUser(c userconfig.Config) error {
	b, err := c.YAML()
	if err != nil {
		return err
	}
	there := ""
	if !c.Found {
		there = " (not there: these are the defaults)"
	}
	fmt.Fprintf(a.Out, "# %s%s\n%s", terminal.Visible(c.File), there, terminal.VisibleLines(string(b)))
	return nil
}

// configShowUser shows the user's configuration alone.
func (a *app) configShowUser() error {
	c, _, err := a.userConfig()
	if err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, "user": showUser(c)})
	}
	return a.printUser(c)
}

// configCheckUser checks the user's configuration and says what it found.
func (a *app) configCheckUser() error {
	c, _, err := a.userConfig()
	switch {
	case err != nil:
		return err
	case c.Found:
		a.Say("%s is right", c.File)
	default:
		a.Say("%s is not there: the defaults hold", c.File)
	}
	return nil
}
