package season

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"dramaport/internal/suggest"
)

// patternSigns are what makes a pattern of a name.
const patternSigns = `*?[\`

// SelectEpisodes is those of all that a pattern selects, in their order: a
// name, a glob such as "e00*", or a range such as "e001-e010" whose ends are
// both among them. No patterns are all episodes; a pattern that selects none
// is an error.
func SelectEpisodes(all []EpisodeName, patterns []string) ([]EpisodeName, error) {
	if len(patterns) == 0 {
		return slices.Clone(all), nil
	}
	in := make([]bool, len(all))
	for _, p := range patterns {
		if err := selectEpisodes(all, p, in); err != nil {
			return nil, err
		}
	}
	var selected []EpisodeName
	for i, name := range all {
		if in[i] {
			selected = append(selected, name)
		}
	}
	return selected, nil
}

func selectEpisodes(all []EpisodeName, pattern string, in []bool) error {
	if i := slices.Index(all, EpisodeName(pattern)); i >= 0 {
		in[i] = true
		return nil
	}
	if first, last, ok := episodeRange(all, pattern); ok {
		if first > last {
			return fmt.Errorf("the range %q runs backwards; write %s-%s", pattern, all[last], all[first])
		}
		for i := first; i <= last; i++ {
			in[i] = true
		}
		return nil
	}
	if strings.ContainsAny(pattern, patternSigns) {
		return selectGlob(all, pattern, in)
	}
	return unknownEpisode(all, pattern)
}

func selectGlob(all []EpisodeName, pattern string, in []bool) error {
	matched := false
	for i, name := range all {
		ok, err := path.Match(pattern, string(name))
		if err != nil {
			return fmt.Errorf("the pattern %q is malformed: a [ is not closed, or a \\ stands last", pattern)
		}
		in[i] = in[i] || ok
		matched = matched || ok
	}
	if !matched {
		return fmt.Errorf("no episode matches %q", pattern)
	}
	return nil
}

// episodeRange splits a pattern at any hyphen that leaves two episodes.
func episodeRange(all []EpisodeName, pattern string) (first, last int, ok bool) {
	for i, r := range pattern {
		if r != '-' {
			continue
		}
		first, last = slices.Index(all, EpisodeName(pattern[:i])), slices.Index(all, EpisodeName(pattern[i+1:]))
		if first >= 0 && last >= 0 {
			return first, last, true
		}
	}
	return 0, 0, false
}

// unknownEpisode names the end of a range that is unknown rather than the
// whole of it.
func unknownEpisode(all []EpisodeName, pattern string) error {
	if first, last, found := strings.Cut(pattern, "-"); found && slices.Contains(all, EpisodeName(first)) {
		return fmt.Errorf("in %q: %s", pattern, suggest.Unknown("episode", last, all))
	} else if found && slices.Contains(all, EpisodeName(last)) {
		return fmt.Errorf("in %q: %s", pattern, suggest.Unknown("episode", first, all))
	}
	return errors.New(suggest.Unknown("episode", pattern, all))
}

// ParseRef reads a line's name such as "e001:7".
func ParseRef(s string) (EpisodeName, int, error) {
	i := strings.LastIndex(s, ":")
	if i > 0 {
		if n, err := strconv.Atoi(s[i+1:]); err == nil && n > 0 && s[i+1] != '+' {
			return EpisodeName(s[:i]), n, nil
		}
	}
	return "", 0, fmt.Errorf("%q names no line; write EPISODE:LINE, such as e001:7", s)
}
