package substitution

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dramaport/internal/placeholder"

	"golang.org/x/text/unicode/norm"
)

// Parse reads /TEXT/NEW/FLAGS. The first character parts it from
// then on, with a backslash before it where it belongs to the text. The flags:
// i capitals aside, w whole words, r TEXT is a regular expression (RE2).
func Parse(s string) (Substitution, error) {
	parts, err := split(norm.NFC.String(strings.TrimSpace(s)))
	if err != nil {
		return Substitution{}, err
	}
	what, with, flags := parts[0], parts[1], parts[2]
	if i := strings.IndexFunc(flags, func(r rune) bool { return !strings.ContainsRune("iwr", r) }); i >= 0 {
		return Substitution{}, fmt.Errorf("there is no flag %q: i is capitals aside, w whole words, r a regular expression", flags[i:])
	}
	if placeholder.In(with) {
		return Substitution{}, errors.New("marks such as ⟦1⟧ stand for a line's markup and cannot be put in by a replacement")
	}
	return compile(what, with, flags)
}

// split is TEXT, NEW and the flags.
func split(s string) ([3]string, error) {
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

func compile(what, with, flags string) (Substitution, error) {
	sub := Substitution{with: with, expand: strings.Contains(flags, "r"), words: strings.Contains(flags, "w")}
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
func (s Substitution) groupsExist() error {
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
