package strictyaml

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Problem is one thing wrong with a file.
type Problem struct {
	File string
	// Line and Column count from 1, Column in runes.
	Line, Column int
	Message      string
	// Snippet is three lines: the line before, the faulty line, and a caret
	// under the column. Values that look like secrets are blotted out.
	Snippet string
}

// Error is "file:line:column: message".
func (p Problem) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
}

// Problems is everything wrong with a file, in the file's order.
type Problems []Problem

// Error lists all problems with their snippets.
func (ps Problems) Error() string {
	var b strings.Builder
	for i, p := range ps {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.Error())
		if p.Snippet != "" {
			b.WriteByte('\n')
			b.WriteString(p.Snippet)
		}
	}
	return b.String()
}

// maxProblems is how many problems are reported of one file.
const maxProblems = 100

// sorted orders problems by place and gives them their snippets.
func (ps Problems) sorted(lines []string, secrets []string) Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	ps = slices.Compact(ps)
	if more := len(ps) - maxProblems; more > 0 {
		ps = ps[:maxProblems+1]
		ps[maxProblems].Message = fmt.Sprintf("%d more problems from here on", more)
	}
	shown := map[int][]rune{}
	line := func(n int) []rune {
		if _, ok := shown[n]; !ok {
			shown[n] = []rune(strings.ReplaceAll(blot(lines[n-1], secrets), "\t", " "))
		}
		return shown[n]
	}
	for i, p := range ps {
		if p.Line <= len(lines) {
			ps[i].Snippet = snippet(line, p.Line, p.Column)
		}
	}
	return ps
}

// A snippet shows at most this many letters before and after the column.
const snippetBefore, snippetAfter = 100, 60

// snippet shows the line of that number, the one before it, and a caret, padded
// by the width that terminals give the text before the column.
func snippet(line func(n int) []rune, number, column int) string {
	from := max(0, column-1-snippetBefore)
	part := func(l []rune, to int) string {
		to = min(to, len(l))
		return string(l[min(from, to):to])
	}
	var b strings.Builder
	for n := max(1, number-1); n <= number; n++ {
		fmt.Fprintf(&b, "%4d | %s\n", n, strings.TrimRight(part(line(n), column+snippetAfter), " "))
	}
	before := uniseg.StringWidth(part(line(number), column-1))
	return b.String() + "     | " + strings.Repeat(" ", before) + "^"
}

// secretSetting finds a value under a key whose name speaks of a secret;
// urlPassword finds the sign-in inside a URL.
var (
	secretSetting = regexp.MustCompile(`(?i)([\w-]*(?:key|token|secret|passw(?:or)?d)[\w-]*["']?\s*:\s*)([^\s,}#][^,}#]*)`)
	urlPassword   = regexp.MustCompile(`(://)([^\s/@]+)(@)`)
	envName       = regexp.MustCompile(`^[A-Z_][A-Z0-9_]*$`)
)

// blot hides what may be a secret in a line of the file.
func blot(line string, secrets []string) string {
	for _, s := range secrets {
		if s != "" {
			line = strings.ReplaceAll(line, s, stars(s))
		}
	}
	line = secretSetting.ReplaceAllStringFunc(line, func(m string) string {
		parts := secretSetting.FindStringSubmatch(m)
		if strings.HasPrefix(m, "keys:") { // of a keyboard
			return m
		}
		if IsEnvName(strings.Trim(strings.TrimSpace(parts[2]), `"'`)) {
			return m
		}
		return parts[1] + stars(parts[2])
	})
	return urlPassword.ReplaceAllStringFunc(line, func(m string) string {
		return "://" + stars(m[3:len(m)-1]) + "@"
	})
}

// stars is as many letters as s has, so that columns stay.
func stars(s string) string { return strings.Repeat("*", utf8.RuneCountInString(s)) }

// IsEnvName reports whether s is the name of an environment variable as keys
// are kept in: capitals, and not a long run of letters and digits that is a
// key itself (AWS writes its keys so).
func IsEnvName(s string) bool {
	if !envName.MatchString(s) || len(s) > 64 {
		return false
	}
	return strings.Contains(s, "_") || len(s) < 16
}
