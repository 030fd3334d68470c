package review

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dramaport/internal/terminal"
	"dramaport/review/paint"

	tea "charm.land/bubbletea/v2"
)

// mute is a layer that knows no words.
type mute struct{ pressed []string }

func (l *mute) press(_ *Model, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		l.pressed = append(l.pressed, msg.String()+"|"+msg.Text)
	case tea.PasteMsg:
		l.pressed = append(l.pressed, "pasted "+msg.Content)
	}
	return nil
}

func (l *mute) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	return paint.Fill([]string{m.paint.Rule("Takes", w), m.paint.Line(" 1  kokoro", w, terminal.Style{Reverse: true, Foreground: 3}), m.paint.Line(" 7  espeak", w, m.paint.Look.Bad), m.paint.Line("Enter picks", w, m.paint.Look.Faint)}, w, h), nil
}

func (l *mute) area() area { return pane }

// A layer that knows no words is told as it is drawn, and answered by keys.
func TestLayersWithoutWordsAreDrawnAndPressed(t *testing.T) {
	l := &mute{}
	var out strings.Builder
	k := &plainSession{driver: newDriver(t.Context(), Options{Look: paint.NewLook("dark"), Now: time.Now}), plain: Plain{Out: &out}}
	k.m.layers.open(l)
	if !k.tellLayers() || k.question() != "Key, such as enter or esc, or text:" {
		t.Errorf("%q", k.question())
	}
	if want := "Takes\nHere: 1  kokoro\n7  espeak\nEnter picks\n"; out.String() != want {
		t.Errorf("%q", out.String())
	}
	for _, line := range []string{"", "j", "ctrl+d", "G", "space", "a text"} {
		k.runLine(line)
	}
	if want := []string{"enter|", "j|j", "ctrl+d|", "G|G", "space| ", "pasted a text"}; !slices.Equal(l.pressed, want) {
		t.Errorf("%q", l.pressed)
	}
}
