package memory

import "strings"

// interner keeps many small texts, equal ones once, in few pieces of memory. The
// zero value is empty; number 0 is "".
type interner struct {
	texts   []string
	numbers map[string]uint32
	piece   *strings.Builder
}

// pieceBytes is how much is taken at once.
const pieceBytes = 64 << 10

// number keeps text, if it is not there yet, and returns its number.
func (s *interner) number(text string) uint32 {
	if text == "" {
		return 0
	}
	if s.numbers == nil {
		s.numbers, s.texts = map[string]uint32{}, []string{""}
	}
	n, known := s.numbers[text]
	if !known {
		n, text = uint32(len(s.texts)), s.copied(text)
		s.numbers[text], s.texts = n, append(s.texts, text)
	}
	return n
}

// at is the text of a number.
func (s *interner) at(n uint32) string {
	if n == 0 {
		return ""
	}
	return s.texts[n]
}

// copied is text in the interner's own memory, so that nothing of where it was
// cut from is held.
func (s *interner) copied(text string) string {
	if s.piece == nil || s.piece.Len()+len(text) > s.piece.Cap() {
		s.piece = new(strings.Builder)
		s.piece.Grow(max(pieceBytes, len(text)))
	}
	from := s.piece.Len()
	s.piece.WriteString(text)
	return s.piece.String()[from:]
}
