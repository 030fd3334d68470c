package main

import (
	"testing"

	"dramaport/internal/terminal"
	"dramaport/internal/userconfig"
)

// NO_COLOR beats the theme whatever its value; empty is not set.
func TestNoColorBeatsTheTheme(t *testing.T) {
	for value, want := range map[string]string{"": "dark", "1": "plain", "yes": "plain", "0": "plain", "false": "plain"} {
		c := userconfig.Config{Review: userconfig.Review{Theme: "dark"}}
		if got := appIn(map[string]string{"NO_COLOR": value}).lookName(c); got != want {
			t.Errorf("NO_COLOR=%q: %s, want %s", value, got, want)
		}
	}
}

func TestBidiIsTheUsers(t *testing.T) {
	for word, want := range map[string]terminal.Bidi{"isolate": terminal.Isolate, "": terminal.Isolate, "off": terminal.Off} {
		if got := bidiOf(userconfig.Config{Review: userconfig.Review{Bidi: word}}); got != want {
			t.Errorf("%q: %v", word, got)
		}
	}
}
