package userconfig

import (
	"maps"
	"slices"

	"go.yaml.in/yaml/v4"
)

// YAML is the configuration as a file that says the same, the origin of each
// value beside it.
func (c Config) YAML() ([]byte, error) {
	keys := mapping()
	for _, action := range slices.Sorted(maps.Keys(c.Review.Keys)) {
		list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, k := range c.Review.Keys[action] {
			list.Content = append(list.Content, text(k))
		}
		c.put(keys, list, "review", "keys", action)
	}
	review := mapping()
	if len(keys.Content) > 0 {
		review.Content = append(review.Content, text("keys"), keys)
	}
	c.put(review, text(c.Review.Bidi), "review", "bidi")
	c.put(review, text(c.Review.Player), "review", "player")
	c.put(review, text(c.Review.Editor), "review", "editor")
	c.put(review, text(c.Review.Theme), "review", "theme")
	root := mapping()
	c.put(root, text(c.Name), "name")
	root.Content = append(root.Content, text("review"), review)
	return yaml.Marshal(root)
}

// put adds the value of the last key of path to m; an empty text, which the
// file may not hold, is left out.
func (c Config) put(m, value *yaml.Node, path ...string) {
	if value.Kind == yaml.ScalarNode && value.Value == "" {
		return
	}
	value.LineComment = "# " + c.setting("", path...).Origin
	m.Content = append(m.Content, text(path[len(path)-1]), value)
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

func text(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	return n
}
