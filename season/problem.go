package season

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

// position is a place in a file; both count from 1, columns in runes.
type position struct{ line, column int }

// Problem is one thing wrong with season.yaml.
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

// Problems is everything wrong with season.yaml, in the file's order.
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

// sorted orders problems by place and gives them their snippets.
func (ps Problems) sorted(lines []string, secrets []string) Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	ps = slices.CompactFunc(ps, func(a, b Problem) bool {
		return a.Line == b.Line && a.Column == b.Column && a.Message == b.Message
	})
	for i := range ps {
		ps[i].Snippet = snippet(lines, position{ps[i].Line, ps[i].Column}, secrets)
	}
	return ps
}

// snippet shows the line at p, the one before it, and a caret, padded by
// the width that terminals give the text before it.
func snippet(lines []string, p position, secrets []string) string {
	if p.line < 1 || p.line > len(lines) {
		return ""
	}
	var b strings.Builder
	for n := max(1, p.line-1); n <= p.line; n++ {
		text := strings.TrimRight(strings.ReplaceAll(blot(lines[n-1], secrets), "\t", " "), " ")
		fmt.Fprintf(&b, "%4d | %s\n", n, text)
	}
	before := []rune(strings.ReplaceAll(lines[p.line-1], "\t", " "))
	before = before[:min(max(p.column-1, 0), len(before))]
	fmt.Fprintf(&b, "     | %s^", strings.Repeat(" ", uniseg.StringWidth(string(before))))
	return b.String()
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
		if isEnvName(strings.Trim(strings.TrimSpace(parts[2]), `"'`)) {
			return m
		}
		return parts[1] + stars(parts[2])
	})
	return urlPassword.ReplaceAllStringFunc(line, func(m string) string {
		return "://" + stars(m[3:len(m)-1]) + "@"
	})
}

func stars(s string) string { return strings.Repeat("*", max(1, uniseg.StringWidth(s))) }

// isEnvName reports whether s is the name of an environment variable as keys
// are kept in: capitals, and not a long run of letters and digits that is a
// key itself (AWS writes its keys so).
func isEnvName(s string) bool {
	if !envName.MatchString(s) || len(s) > 64 {
		return false
	}
	return strings.Contains(s, "_") || len(s) < 16
}
