package main

import (
	"os"
	"path/filepath"
	"testing"

	"dramaport/review"
)

// appIn is an app in an environment.
func appIn(env map[string]string) *app {
	return &app{getenv: func(name string) string { return env[name] }}
}

func TestTourIsShownOncePerUser(t *testing.T) {
	state := t.TempDir()
	a := appIn(map[string]string{"XDG_STATE_HOME": state})
	var o review.Options
	a.guide(&o)
	if !o.Tour || o.TourDone == nil {
		t.Fatal("a new user gets no tour")
	}
	if err := o.TourDone(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(state, "dramaport", "tour-done")); err != nil {
		t.Error(err)
	}
	o = review.Options{}
	a.guide(&o)
	if o.Tour || o.TourDone == nil {
		t.Error("the tour is shown again, or :tour cannot be kept")
	}
}

func TestNobodyIsTaughtWhereNobodyIs(t *testing.T) {
	for _, name := range []string{"CI", "DRAMAPORT_NO_TOUR"} {
		var o review.Options
		appIn(map[string]string{"XDG_STATE_HOME": t.TempDir(), name: "1"}).guide(&o)
		if o.Tour {
			t.Errorf("a tour in spite of %s", name)
		}
	}
}

func TestTourThatCannotBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var o review.Options
	appIn(map[string]string{"XDG_STATE_HOME": file}).guide(&o)
	if o.TourDone == nil || o.TourDone() == nil {
		t.Error("no error where no folder can be made")
	}
}

func TestStateFolderIsAbsolute(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	t.Setenv("USERPROFILE", os.Getenv("HOME"))
	want := filepath.Join(os.Getenv("HOME"), ".local", "state", "dramaport", "tour-done")
	for _, given := range []string{"", "relative"} {
		if got := appIn(map[string]string{"XDG_STATE_HOME": given}).tourFile(); got != want {
			t.Errorf("%q: %s, want %s", given, got, want)
		}
	}
}
