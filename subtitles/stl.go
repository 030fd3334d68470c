package subtitles

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Sizes of the blocks of an EBU STL file (EBU Tech 3264, 2 and 3).
const (
	stlHeadSize  = 1024
	stlBlockSize = 128
	stlTextAt    = 16 // where the text begins in a text block
)

// Extension block numbers (EBN): the last block of a subtitle, and those that
// are no subtitle's from stlUserBlocks on.
const (
	stlLastBlock  = 0xFF
	stlUserBlocks = 0xF0
)

// stlHead is what is taken from a file's head (GSI).
type stlHead struct {
	frames   int           // a second
	teletext bool          // the text is laid out as teletext
	rows     int           // of the picture, 0 if unknown
	blocks   int           // text blocks that the head counts, 0 if it does not
	start    time.Duration // of the programme
	table    stlTable
}

// stlSubtitle is a subtitle: one text block, or several where the text is long.
type stlSubtitle struct {
	number, block int // its number, and its first text block, from 1
	comment       bool
	in, out       []byte // hours, minutes, seconds, frames
	row           int
	text          []byte
}

// stlReader reads the subtitles of a file.
type stlReader struct {
	*trackReader
	head stlHead
}

// parseSTL reads EBU STL (EBU Tech 3264), which is binary and names its own
// character table.
func parseSTL(raw []byte) (Track, []Diagnostic, error) {
	head, err := stlHeadOf(raw)
	if err != nil {
		return Track{}, nil, fmt.Errorf("this is no EBU STL file that can be read: %w; export it again, or deliver SubRip or WebVTT", err)
	}
	r := stlReader{trackReader: newReader(STL, ""), head: head}
	subtitles := r.subtitles(raw[stlHeadSize:])
	if r.before(subtitles) {
		r.head.start = 0 // the head's start of programme does not fit the cues
	}
	for _, s := range subtitles {
		r.addSubtitle(s)
	}
	if head.table.latin() && head.table.dollar && hasCode(raw[stlHeadSize:], 0x24) {
		r.note(Position{1, 1}, "the code 24 was read as the dollar sign, as most programs mean it; by the standard it is ¤: correct the lines that mean that", "")
	}
	if r.cues == 0 {
		r.note(Position{1, 1}, "no cue was found", "")
	}
	return Track{Format: STL, Segments: r.segments}, r.diagnostics, nil
}

// stlHeadOf reads a file's head.
func stlHeadOf(raw []byte) (stlHead, error) {
	if bytes.IndexByte(raw, '\n') >= 0 && utf8.Valid(raw) && bytes.IndexByte(raw, 0) < 0 {
		return stlHead{}, errors.New("it is text, as Spruce STL of DVD authoring is")
	}
	if len(raw) < stlHeadSize {
		return stlHead{}, fmt.Errorf("its head has %d bytes of %d", len(raw), stlHeadSize)
	}
	field := func(at, size int) string { return strings.TrimSpace(string(raw[at : at+size])) }
	rate, ok := strings.CutPrefix(field(3, 8), "STL")
	if !ok {
		return stlHead{}, errors.New("its head does not say STL")
	}
	frames, err := strconv.Atoi(strings.SplitN(rate, ".", 2)[0])
	if err != nil || frames < 1 || frames > 120 {
		return stlHead{}, fmt.Errorf("its head has no frame rate, but %q", shorten(rate))
	}
	if frames == 23 { // 23.976 a second, counted as 24
		frames = 24
	}
	h := stlHead{frames: frames, table: stlTable{code: field(12, 2), language: field(14, 2), dollar: !hasCode(raw[stlHeadSize:], 0xA4)}}
	h.teletext = raw[11] == '1' || raw[11] == '2'
	h.rows, _ = strconv.Atoi(field(253, 2))
	h.blocks, _ = strconv.Atoi(field(238, 5))
	if start, err := timeCode(field(256, 8)); err == nil {
		h.start, _ = h.time(start)
	}
	return h, nil
}

// timeCode are the four numbers of a time code of eight digits.
func timeCode(digits string) ([]byte, error) {
	if len(digits) != 8 {
		return nil, errors.New("not eight digits")
	}
	numbers := make([]byte, 4)
	for i := range numbers {
		n, err := strconv.ParseUint(digits[2*i:2*i+2], 10, 8)
		if err != nil {
			return nil, err
		}
		numbers[i] = byte(n)
	}
	return numbers, nil
}

// time is a time code: hours, minutes, seconds and frames.
func (h stlHead) time(code []byte) (time.Duration, bool) {
	if code[1] > 59 || code[2] > 59 || int(code[3]) >= h.frames {
		return 0, false
	}
	seconds := time.Duration(code[0])*3600 + time.Duration(code[1])*60 + time.Duration(code[2])
	frames := time.Duration(code[3]) * time.Second / time.Duration(h.frames)
	return seconds*time.Second + frames.Round(time.Millisecond), true
}

// subtitles joins text blocks to subtitles. Blocks for users and reserved ones
// are none.
func (r *stlReader) subtitles(blocks []byte) []stlSubtitle {
	var all []stlSubtitle
	open := false // the last of all goes on
	count := len(blocks) / stlBlockSize
	for i := range count {
		b := blocks[i*stlBlockSize : (i+1)*stlBlockSize]
		number, extension := int(binary.LittleEndian.Uint16(b[1:])), b[3]
		if extension >= stlUserBlocks && extension != stlLastBlock {
			continue
		}
		s := stlSubtitle{number, i + 1, b[15] == 1, b[5:9], b[9:13], int(b[13]), bytes.Clone(stlText(b))}
		if last := len(all) - 1; open && all[last].number == number && bytes.Equal(all[last].in, s.in) {
			all[last].text = append(all[last].text, s.text...)
		} else {
			all = append(all, s)
		}
		open = extension != stlLastBlock
	}
	r.reportCut(count, len(blocks)%stlBlockSize)
	return all
}

// stlText is the text of a block, without the unused space behind it.
func stlText(block []byte) []byte {
	text := block[stlTextAt:]
	for len(text) > 0 && text[len(text)-1] == stlUnused {
		text = text[:len(text)-1]
	}
	return text
}

// reportCut reports a file that ends before its head says.
func (r *stlReader) reportCut(blocks, rest int) {
	if rest > 0 || r.head.blocks > blocks {
		r.note(Position{max(blocks, 1), 1}, fmt.Sprintf("the file ends after %d text blocks, and its head counts %d; it may be cut: ask for it again", blocks, r.head.blocks), "")
	}
}

// before reports whether a subtitle begins before the programme.
func (r *stlReader) before(subtitles []stlSubtitle) bool {
	for _, s := range subtitles {
		if in, ok := r.head.time(s.in); ok && in < r.head.start && !s.comment {
			return true
		}
	}
	return false
}

// addSubtitle adds a subtitle as a cue, as a note if it is a comment, or as junk
// if its times cannot be.
func (r *stlReader) addSubtitle(s stlSubtitle) {
	at := Position{s.block, 1}
	start, ok := r.head.time(s.in)
	end, too := r.head.time(s.out)
	switch {
	case s.comment:
		r.segments = append(r.segments, Segment{Kind: KindNote, Position: at})
		return
	case !ok || !too:
		r.segments = append(r.segments, Segment{Kind: KindJunk, Position: at})
		r.note(at, fmt.Sprintf("the times of text block %d cannot be; the cue was left out: correct them", s.block), "times-left-out")
		return
	}
	r.reportEnd(at, start, end)
	payload, unknown := r.head.payload(s.text)
	for _, code := range unknown {
		r.note(at, fmt.Sprintf("the character code %02X is in no table of EBU STL and was left out; correct the text", code), "unknown-character")
	}
	cue := Cue{Start: start - r.head.start, End: max(end-r.head.start, 0), Settings: settingsOf(r.head.placeOf(s.row)), Payload: payload, Position: at}
	r.cues++
	r.segments = append(r.segments, Segment{Kind: KindCue, Cue: &cue, Position: at})
}

// Rows of the picture: of teletext, and of other subtitles where the head does
// not say them. Heads that count the rows of a subtitle instead say less than
// stlFewRows.
const (
	stlTeletextRows = 23
	stlFewRows      = 5
)

// placeOf is where a subtitle stands whose first row is row, from 1.
func (h stlHead) placeOf(row int) Place {
	rows := h.rows
	if h.teletext || rows < stlFewRows {
		rows = stlTeletextRows
	}
	if row < 1 || !h.teletext && h.rows < stlFewRows && row <= h.rows {
		return Bottom
	}
	return placeOfHeight(float64(row-1) / float64(rows))
}
