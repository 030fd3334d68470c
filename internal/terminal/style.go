package terminal

import "strconv"

// Color is a colour of the terminal: its default, one of the sixteen that its
// user has chosen.
type Color uint8

// The default and the sixteen.
const (
	Default Color = iota
	Black
	Red
	Green
	Yellow
	Blue
	Magenta
	Cyan
	White
	BrightBlack
	BrightRed
	BrightGreen
	BrightYellow
	BrightBlue
	BrightMagenta
	BrightCyan
	BrightWhite
)

// Style is how a text is painted. The zero Style leaves everything to the
// terminal.
type Style struct {
	Foreground, Background          Color
	Bold, Faint, Underline, Reverse bool
}

// Palette says which parts of a Style are used.
type Palette uint8

const (
	// Colors uses all of it.
	Colors Palette = iota
	// Monochrome, for NO_COLOR, leaves bold, underlined and reverse.
	Monochrome
)

// reduce returns s as p paints it.
func (p Palette) reduce(s Style) Style {
	if p == Monochrome {
		return Style{Bold: s.Bold, Underline: s.Underline, Reverse: s.Reverse}
	}
	return s
}

// Over returns the style of a part with style s in a text of style base. What
// s does not say, base says; reverse in reverse stands out by not being it.
func (s Style) Over(base Style) Style {
	if s.Foreground == Default {
		s.Foreground = base.Foreground
	}
	if s.Background == Default {
		s.Background = base.Background
	}
	s.Bold = s.Bold || base.Bold
	s.Faint = s.Faint || base.Faint
	s.Underline = s.Underline || base.Underline
	s.Reverse = s.Reverse != base.Reverse
	return s
}

// reset ends a style.
const reset = "\x1b[m"

// appendSGR appends the sequence that switches s on (ECMA-48, 8.3.117; 90 to
// 107 as in xterm), nothing for the zero Style.
func (s Style) appendSGR(b []byte) []byte {
	if s == (Style{}) {
		return b
	}
	b = append(b, "\x1b["...)
	for _, flag := range [...]struct {
		on   bool
		code string
	}{{s.Bold, "1;"}, {s.Faint, "2;"}, {s.Underline, "4;"}, {s.Reverse, "7;"}} {
		if flag.on {
			b = append(b, flag.code...)
		}
	}
	b = appendColor(b, s.Foreground, 30)
	b = appendColor(b, s.Background, 40)
	b[len(b)-1] = 'm'
	return b
}

// appendColor appends the parameter of a color with a semicolon; base is 30
// for foreground, 40 for background.
func appendColor(b []byte, color Color, base int64) []byte {
	switch {
	case color == Default:
		return b
	case color <= White:
		b = strconv.AppendInt(b, base+int64(color-Black), 10)
	default:
		b = strconv.AppendInt(b, base+60+int64(color-BrightBlack), 10)
	}
	return append(b, ';')
}
