package userconfig

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"dramaport/internal/strictyaml"
	"dramaport/internal/suggest"
)

// playerField finds a {field} of a player's command.
var playerField = regexp.MustCompile(`\{([^{}]*)\}`)

// player reads the command that plays.
func (d *decoder) player(to *string) strictyaml.Reader {
	return func(n *yaml.Node, path []string) {
		s := ""
		d.oneLine(&s)(n, path)
		if s == "" {
			return
		}
		file := false
		for _, m := range playerField.FindAllStringSubmatch(s, -1) {
			file = file || m[1] == "file"
			if !slices.Contains(PlayerFields(), m[1]) {
				d.Wrong(n, "%s", suggest.Unknown("field", m[1], PlayerFields()))
				return
			}
		}
		switch {
		case !file:
			d.Wrong(n, "the player needs {file} where the name of the file stands, such as: mpv --start={start} --end={end} {file}")
		case strings.HasPrefix(s, "{"):
			d.Wrong(n, "the player begins with its program")
		default:
			*to = s
		}
	}
}
