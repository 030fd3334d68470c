package subtitles_test

import (
	"strings"
	"testing"

	"dramaport/subtitles"
)

func TestPrefixes(t *testing.T) {
	for _, c := range []struct {
		name                string
		payloads            []string
		cast                []string
		speakers, strangers string
	}{
		{"every cue has one", []string{"林婉：A", "顾沉: B"}, nil, "林婉 顾沉", ""},
		{"a narrator's has none", []string{"one night", "林婉：A", "林婉: B"}, nil, "林婉", "林婉"},
		{"all are in the cast", []string{"one night", "林婉：A", "林婉: B"}, []string{"林婉"}, "林婉", ""},
		{"one is not in the cast", []string{"林婉：A", "路人：B"}, []string{"林婉"}, "林婉 路人", "路人"},
		{"a sentence with a colon", []string{"A", "B", "C", "He asked: why", "He asked: who"}, nil, "", ""},
		{"no names", []string{"A", "12:30 B"}, nil, "", ""},
		{"empty cues do not count", []string{"", "", "", "林婉：A", "林婉：B"}, nil, "林婉", "林婉"},
	} {
		track := subtitles.Track{Format: subtitles.SRT}
		for _, p := range c.payloads {
			track.Segments = append(track.Segments, subtitles.Segment{Kind: subtitles.KindCue, Cue: &subtitles.Cue{Payload: p}})
		}
		p := subtitles.PrefixesOf(track)
		if got := strings.Join(p.Speakers(), " "); got != c.speakers {
			t.Errorf("%s: speakers %q, want %q", c.name, got, c.speakers)
		}
		if got := strings.Join(p.Strangers(c.cast), " "); got != c.strangers {
			t.Errorf("%s: strangers %q, want %q", c.name, got, c.strangers)
		}
	}
}
