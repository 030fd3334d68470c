package strictyaml

import (
	"math"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// Free reads a mapping of anything that JSON can say.
func (d *Decoder) Free(to *map[string]any) Reader {
	return func(n *yaml.Node, path []string) {
		all := map[string]any{}
		d.Pairs(n, path, func(_, value *yaml.Node, name string, at []string) {
			all[name] = d.any(value, at)
		})
		*to = all
	}
}

// maxDepth bounds how deep free values nest.
const maxDepth = 32

// any is a node's value as encoding/json would hold it.
func (d *Decoder) any(n *yaml.Node, path []string) any {
	v := d.Resolve(n)
	switch {
	case v == nil:
		return nil
	case len(path) > maxDepth:
		d.Wrong(n, "nested more than %d deep", maxDepth)
		return nil
	case v.Kind == yaml.MappingNode:
		all := map[string]any{}
		d.Free(&all)(n, path)
		return all
	case v.Kind == yaml.SequenceNode:
		all := make([]any, 0, len(v.Content))
		for i, item := range v.Content {
			if d.left < 0 {
				break
			}
			all = append(all, d.any(item, Under(path, strconv.Itoa(i))))
		}
		return all
	}
	return d.plain(n, v)
}

func (d *Decoder) plain(n, v *yaml.Node) any {
	switch v.ShortTag() {
	case "!!null":
		return nil
	case "!!str":
		return v.Value
	case "!!bool", "!!int", "!!float":
		var a any
		if err := v.Decode(&a); err == nil {
			if f, ok := a.(float64); !ok || (!math.IsInf(f, 0) && !math.IsNaN(f)) {
				return a
			}
		}
	}
	d.Wrong(n, "JSON cannot say %s", KindOf(v))
	return nil
}
