package main

import (
	"fmt"

	"dramaport/internal/terminal"
	"dramaport/internal/userconfig"
	"dramaport/review/keymap"
)

// lookName is the screen's look: the user's own, but without colours where
// NO_COLOR says so, whatever its value.
func (a *app) lookName(c userconfig.Config) string {
	if a.getenv("NO_COLOR") != "" {
		return userconfig.ThemePlain
	}
	return c.Review.Theme
}

// bidiOf is how the user wants text from right to left to be sent.
func bidiOf(c userconfig.Config) terminal.Bidi {
	if c.Review.Bidi == userconfig.BidiOff {
		return terminal.Off
	}
	return terminal.Isolate
}

// printKeys prints what each key does, after the user's own configuration.
func (a *app) printKeys() error {
	_, keys, err := a.userConfig()
	if err != nil {
		return usageError(err)
	}
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, "keys": keysJSON(keys)})
	}
	_, err = fmt.Fprint(a.Out, terminal.VisibleLines(keys.Table()))
	return err
}

// keyJSON is one action of review --keys --json.
type keyJSON struct {
	Action string   `json:"action"`
	Keys   []string `json:"keys"`
	Args   string   `json:"args"`
	Help   string   `json:"help"`
	Group  string   `json:"group"`
}

func keysJSON(keys keymap.Keys) []keyJSON {
	var all []keyJSON
	for _, b := range keys.Bindings() {
		all = append(all, keyJSON{string(b.Action), append([]string{}, b.Keys...), b.Args, b.Help, b.Group})
	}
	return all
}
