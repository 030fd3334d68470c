package subtitles

import (
	"regexp"
	"strconv"
	"strings"
)

// ssaScript is what a file's head says about all of its dialogues.
type ssaScript struct {
	styles map[string]ssaStyle
	// height is that of the picture in the units of \pos.
	height float64
	// hardBreaks says that \n breaks the line as \N does (WrapStyle 2).
	hardBreaks bool
}

// ssaStyle is what is kept of a style.
type ssaStyle struct {
	italic bool
	place  Place
}

// ssaHeight is the height of the picture where a script does not say it
// (PlayResY), as VSFilter and libass take it.
const ssaHeight = 288

// scriptOf reads the head of a file, wherever its sections stand.
func scriptOf(r *trackReader) ssaScript {
	script := ssaScript{styles: map[string]ssaStyle{}, height: ssaHeight}
	section, legacy, fields := "", false, []string(nil)
	for i := range r.lines {
		line := r.idAt(i)
		name, value, ok := strings.Cut(line, ":")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		switch {
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			section = strings.ToLower(line)
			legacy = section == "[v4 styles]"
		case !ok:
		case section == "[script info]":
			script.setting(name, value)
		case strings.HasPrefix(section, "[v4") && name == "format":
			fields = ssaFields(value)
		case strings.HasPrefix(section, "[v4") && name == "style" && fields != nil:
			style := ssaValues(value, fields)
			script.styles[ssaStyleName(style["name"])] = styleFrom(style, legacy)
		}
	}
	return script
}

// setting takes a line of [Script Info].
func (s *ssaScript) setting(name, value string) {
	switch name {
	case "wrapstyle":
		s.hardBreaks = value == "2"
	case "playresy":
		if n, err := strconv.ParseFloat(value, 64); err == nil && n > 0 {
			s.height = n
		}
	}
}

// ssaStyleName is a style's name as it is compared; an asterisk in front means
// nothing.
func ssaStyleName(name string) string { return strings.ToLower(strings.TrimLeft(name, "*")) }

// styleFrom is a style by its fields. legacy says that they are those of SSA v4,
// which counts alignments differently.
func styleFrom(fields map[string]string, legacy bool) ssaStyle {
	italic, _ := strconv.Atoi(fields["italic"])
	alignment, _ := strconv.Atoi(fields["alignment"])
	style := ssaStyle{italic: italic != 0, place: placeOfAlignment(alignment)}
	if legacy {
		style.place = placeOfLegacyAlignment(alignment)
	}
	return style
}

// dialogue is the text of an event as a payload: its overrides as written, with
// the italics of its style in front, "\n" for the line breaks, and without what
// is drawn. drawn says that the event draws and says nothing.
func (s ssaScript) dialogue(text, styleName string) (payload, settings string, drawn bool) {
	style, ok := s.styles[ssaStyleName(styleName)]
	if !ok {
		style = s.styles["default"]
	}
	text, drawn = withoutDrawings(text)
	if drawn && strings.TrimSpace(ssaBreaks.Replace(overrideBlock.ReplaceAllString(text, ""))) == "" {
		return "", "", true
	}
	settings = settingsOf(s.placeOf(text, style))
	text = s.italicResets(karaoke(text), style)
	if style.italic {
		text = `{\i1}` + text
	}
	return s.brokenText(text), settings, false
}

// styleReset finds \r, which goes back to the event's style or to a named one.
var styleReset = regexp.MustCompile(`\\r([^\\}]*)`)

// italicResets is a text whose resets to an italic style say that it is.
func (s ssaScript) italicResets(text string, own ssaStyle) string {
	return overrideBlock.ReplaceAllStringFunc(text, func(block string) string {
		return styleReset.ReplaceAllStringFunc(block, func(reset string) string {
			style, ok := s.styles[ssaStyleName(strings.TrimSpace(reset[len(`\r`):]))]
			if !ok {
				style = own
			}
			if style.italic {
				return reset + `\i1`
			}
			return reset
		})
	})
}

// overrideBlock finds {…}, in which overrides and comments stand.
var overrideBlock = regexp.MustCompile(`\{[^}]*\}`)

// drawingMode finds \p and its scale: above zero, the text that follows draws.
var drawingMode = regexp.MustCompile(`\\p\s*(\d+)`)

// ssaBreaks are the escapes of a text as plain white space.
var ssaBreaks = strings.NewReplacer(`\N`, " ", `\n`, " ", `\h`, " ")

// withoutDrawings is a text without the stretches that draw (\p1 … \p0).
func withoutDrawings(text string) (string, bool) {
	if !drawingMode.MatchString(text) {
		return text, false
	}
	var b strings.Builder
	drawing, drawn, at := false, false, 0
	for _, block := range overrideBlock.FindAllStringIndex(text, -1) {
		if !drawing {
			b.WriteString(text[at:block[0]])
		}
		inside := text[block[0]:block[1]]
		for _, m := range drawingMode.FindAllStringSubmatch(inside, -1) {
			drawing = strings.Trim(m[1], "0") != ""
			drawn = drawn || drawing
		}
		if inside = drawingMode.ReplaceAllString(inside, ""); inside != "{}" {
			b.WriteString(inside)
		}
		at = block[1]
	}
	if !drawing {
		b.WriteString(text[at:])
	}
	return b.String(), drawn
}

// karaokeTime finds \k and its like, which say when a syllable is sung.
var karaokeTime = regexp.MustCompile(`\\(?:[kK][fot]?|K)\s*\d*(?:\.\d+)?`)

// karaoke is a text without the times of its syllables, which mean nothing in
// another language and would cut it into pieces.
func karaoke(text string) string {
	return overrideBlock.ReplaceAllStringFunc(text, func(block string) string {
		if block = karaokeTime.ReplaceAllString(block, ""); block == "{}" {
			return ""
		}
		return block
	})
}

// softBreak finds \n with the blanks around it, and the overrides that a break
// must not be looked for in.
var softBreak = regexp.MustCompile(`\{[^}]*\}|[ \t]*\\n[ \t]*`)

// noWrap finds the override that makes \n a line break (\q2).
var noWrap = regexp.MustCompile(`\{[^}]*\\q\s*2`)

// brokenText is a text with \N as a line break, \h as a no-break space, and \n
// as a blank, or as a line break where nothing else breaks lines.
func (s ssaScript) brokenText(text string) string {
	soft := " "
	if s.hardBreaks || noWrap.MatchString(text) {
		soft = "\n"
	}
	text = softBreak.ReplaceAllStringFunc(text, func(found string) string {
		if found[0] == '{' {
			return found
		}
		return soft
	})
	return strings.NewReplacer(`\N`, "\n", `\h`, "\u00A0").Replace(text)
}

// ssaPlacing finds what an event says of its place: \an, \a, and the height of
// \pos or of where \move begins.
var ssaPlacing = regexp.MustCompile(`\\(an?)\s*(\d+)|\\(?:pos|move)\s*\(\s*[-\d.]+\s*,\s*([-\d.]+)`)

// placeOf is where an event stands: where it is put (\pos) if it says so, else
// as it is aligned, else as its style is.
func (s ssaScript) placeOf(text string, style ssaStyle) Place {
	place, aligned := style.place, false
	for _, m := range ssaPlacing.FindAllStringSubmatch(strings.Join(overrideBlock.FindAllString(text, -1), ""), -1) {
		n, _ := strconv.Atoi(m[2])
		switch {
		case m[3] != "":
			y, _ := strconv.ParseFloat(m[3], 64)
			return placeOfHeight(y / s.height)
		case aligned: // only the first counts
		case m[1] == "an":
			place, aligned = placeOfAlignment(n), true
		default:
			place, aligned = placeOfLegacyAlignment(n), true
		}
	}
	return place
}
