package subtitles

import "strings"

// agentsOf are the names of the speakers that a document declares (TTML2, 14.1.3
// ttm:agent) by their identifiers; one without a name is known by that.
func agentsOf(tree *ttmlNode) map[string]string {
	agents := map[string]string{}
	for _, n := range tree.all(foreignName("agent")) {
		id := n.attribute("id")
		agents[id] = id
		for _, name := range n.all(foreignName("name")) {
			if words := name.words(); words != "" {
				agents[id] = words
				break
			}
		}
	}
	return agents
}

// speakerOf is who speaks a paragraph, "" if nothing says it.
func (r *ttmlReader) speakerOf(p *ttmlNode) string {
	for n := p; n != nil; n = n.parent {
		var names []string
		for _, id := range strings.Fields(n.attribute("agent")) {
			if name := r.agents[id]; name != "" {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			return strings.Join(names, " / ")
		}
	}
	return ""
}
