package review

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// substitution is a search and replace.
type substitution struct {
	pattern *regexp.Regexp
	// with is the new text; where expand is set, $1 and ${name} in it stand for
	// groups of the pattern.
	with   string
	expand bool
	words  bool
}

// markup is a placeholder for a line's markup.
var markup = regexp.MustCompile(`⟦\d{1,4}⟧`)

// parseSubstitution reads /TEXT/NEW/FLAGS. The first character parts it from
// then on, with a backslash before it where it belongs to the text. The flags:
// i capitals aside, w whole words, r TEXT is a regular expression (RE2).
func parseSubstitution(s string) (substitution, error) {
	parts, err := splitSubstitution(norm.NFC.String(strings.TrimSpace(s)))
	if err != nil {
		return substitution{}, err
	}
	what, with, flags := parts[0], parts[1], parts[2]
	if i := strings.IndexFunc(flags, func(r rune) bool { return !strings.ContainsRune("iwr", r) }); i >= 0 {
		return substitution{}, fmt.Errorf("there is no flag %q: i is capitals aside, w whole words, r a regular expression", flags[i:])
	}
	if markup.MatchString(with) {
		return substitution{}, errors.New("marks such as ⟦1⟧ stand for a line's markup and cannot be put in by a replacement")
	}
	return compileSubstitution(what, with, flags)
}

// splitSubstitution is TEXT, NEW and the flags.
func splitSubstitution(s string) ([3]string, error) {
	var parts [3]string
	mark, n := utf8.DecodeRuneInString(s)
	rest := s[n:]
	if n == 0 || strings.ContainsRune(`\ `, mark) || isWordRune(mark) {
		return parts, errors.New("write /TEXT/NEW/, with i (capitals aside), w (whole words) or r (regular expression) after it")
	}
	for i := range 2 {
		var b strings.Builder
		closed := false
		for rest != "" && !closed {
			r, size := utf8.DecodeRuneInString(rest)
			switch {
			case r == mark:
				closed = true
			case r == '\\' && strings.HasPrefix(rest[1:], string(mark)):
				b.WriteRune(mark)
				size += utf8.RuneLen(mark)
			case r == '\\' && len(rest) > 1: // keeps \\ and \d whole
				_, next := utf8.DecodeRuneInString(rest[1:])
				b.WriteString(rest[:1+next])
				size += next
			default:
				b.WriteRune(r)
			}
			rest = rest[size:]
		}
		if !closed && i == 0 {
			return parts, fmt.Errorf("the new text is missing: write %cTEXT%cNEW%c", mark, mark, mark)
		}
		parts[i] = b.String()
	}
	parts[2] = rest
	if parts[0] == "" {
		return parts, errors.New("there is no text to look for")
	}
	return parts, nil
}

func isWordRune(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func compileSubstitution(what, with, flags string) (substitution, error) {
	sub := substitution{with: with, expand: strings.Contains(flags, "r"), words: strings.Contains(flags, "w")}
	if !sub.expand {
		what = regexp.QuoteMeta(what)
	}
	if strings.Contains(flags, "i") {
		what = "(?i)" + what
	}
	var err error
	if sub.pattern, err = regexp.Compile(what); err != nil {
		return sub, fmt.Errorf("the regular expression cannot be read: %v", err)
	}
	return sub, sub.groupsExist()
}

// reference is a group in a new text, as regexp reads it.
var reference = regexp.MustCompile(`\$(?:\$|\{(\w+)\}|(\w+))?`)

// groupsExist refuses a new text that names groups which the pattern does not
// have: regexp would leave them out without a word.
func (s substitution) groupsExist() error {
	if !s.expand {
		return nil
	}
	for _, found := range reference.FindAllStringSubmatch(s.with, -1) {
		name := found[1] + found[2]
		if name == "" || slices.Contains(s.pattern.SubexpNames(), name) {
			continue
		}
		if n, err := strconv.Atoi(name); err == nil && n <= s.pattern.NumSubexp() {
			continue
		}
		hint := ""
		if digits := strings.TrimRight(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"); found[2] != "" && digits != "" && digits != name {
			hint = fmt.Sprintf("; ${%s}%s is the group and then text", digits, name[len(digits):])
		}
		return fmt.Errorf("the expression has no group %s%s; $$ is a dollar sign", found[0], hint)
	}
	return nil
}

// in is text with every match replaced; false if none was. Matches that touch
// a placeholder are left alone.
func (s substitution) in(text string) (string, bool) {
	found := s.pattern.FindAllStringSubmatchIndex(text, -1)
	if len(found) == 0 {
		return text, false
	}
	marks := markup.FindAllStringIndex(text, -1)
	var bounds []bool
	if s.words {
		bounds = wordBounds(text)
	}
	var b strings.Builder
	end, changed := 0, false
	for _, at := range found {
		from, to := at[0], at[1]
		if touches(marks, from, to) || s.words && (!bounds[from] || !bounds[to] || from == to) {
			continue
		}
		b.WriteString(text[end:from])
		b.WriteString(s.replacement(text, at))
		end, changed = to, true
	}
	if !changed {
		return text, false
	}
	b.WriteString(text[end:])
	made := strings.TrimSpace(norm.NFC.String(b.String()))
	return made, made != text
}

func (s substitution) replacement(text string, at []int) string {
	if !s.expand {
		return s.with
	}
	return string(s.pattern.ExpandString(nil, s.with, text, at))
}

// touches reports whether a match lies in a placeholder or over one.
func touches(marks [][]int, from, to int) bool {
	return slices.ContainsFunc(marks, func(m []int) bool { return from < m[1] && m[0] < to || from == to && m[0] < from && from < m[1] })
}

// wordBounds tells of every byte of a text, and of its end, whether a word
// begins or ends there (UAX 29; Chinese and Thai are parted by the character).
func wordBounds(text string) []bool {
	bounds := make([]bool, len(text)+1)
	bounds[0] = true
	at, state := 0, -1
	for rest := text; rest != ""; {
		var word string
		word, rest, state = uniseg.FirstWordInString(rest, state)
		at += len(word)
		bounds[at] = true
	}
	return bounds
}
