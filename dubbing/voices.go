package dubbing

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"dramaport/internal/lang"
	"dramaport/internal/provider"
)

// nearVoices is how many voices an UnknownVoice names.
const nearVoices = 5

// UnknownVoice is the error of an engine that was asked for a voice it does
// not have. It names the voices most like it; engine is its name in
// season.yaml, and the cast is where the voice is mended.
func UnknownVoice(engine, voice string, have []Voice) *provider.Error {
	text := fmt.Sprintf("unknown voice %q", voice)
	if voice == "" {
		text = "no voice is given"
	}
	if near := near(voice, have); len(near) > 0 {
		text += "; near: " + strings.Join(near, ", ")
	}
	return &provider.Error{Provider: engine, Kind: provider.Failed,
		Err: errors.New(text + " (see: dramaport voices " + engine + "; set it under cast: in season.yaml)")}
}

// near is the names most like a voice's, the nearest first.
func near(voice string, have []Voice) []string {
	type scored struct {
		name string
		off  int
	}
	all := make([]scored, 0, len(have))
	for _, v := range have {
		all = append(all, scored{v.Name, lang.EditDistance(strings.ToLower(voice), strings.ToLower(v.Name))})
	}
	slices.SortStableFunc(all, func(a, b scored) int { return a.off - b.off })
	var names []string
	for _, s := range all[:min(nearVoices, len(all))] {
		names = append(names, s.name)
	}
	return names
}
