package subtitles

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// ttmlStyles are the styles and regions of a document by their names.
type ttmlStyles struct {
	styles, regions map[string]*ttmlNode
}

// stylesOf are the styles and regions in a document's head.
func stylesOf(tree *ttmlNode) ttmlStyles {
	s := ttmlStyles{styles: map[string]*ttmlNode{}, regions: map[string]*ttmlNode{}}
	for _, n := range tree.all("style") {
		s.styles[n.attribute("id")] = n
	}
	for _, n := range tree.all("region") {
		s.regions[n.attribute("id")] = n
	}
	return s
}

// own is what an element says about a property at a time: by an animation, by
// itself, by a style in it, or by the styles that it refers to, the last one
// first.
func (s ttmlStyles) own(n *ttmlNode, property string, at time.Duration) string {
	for _, c := range slices.Backward(n.sets) {
		if c.begin <= at && at < c.end && c.attribute(property) != "" {
			return c.attribute(property)
		}
	}
	if value := n.attribute(property); value != "" {
		return value
	}
	for _, c := range slices.Backward(n.styles) {
		if value := c.attribute(property); value != "" {
			return value
		}
	}
	return s.referred(n, property, 0)
}

// styleChain is how far styles may refer to styles.
const styleChain = 16

// referred is what the styles that n refers to say about a property.
func (s ttmlStyles) referred(n *ttmlNode, property string, depth int) string {
	if depth > styleChain {
		return ""
	}
	for _, id := range slices.Backward(strings.Fields(n.attribute("style"))) {
		style, ok := s.styles[id]
		if !ok {
			continue
		}
		if value := style.attribute(property); value != "" {
			return value
		}
		if value := s.referred(style, property, depth+1); value != "" {
			return value
		}
	}
	return ""
}

// inherited is a property of an element that it may have from the ones around
// it, and these from the region in which it is shown.
func (s ttmlStyles) inherited(n *ttmlNode, property string, at time.Duration) string {
	for ; n != nil; n = n.parent {
		if value := s.own(n, property, at); value != "" {
			return value
		}
		if region, ok := s.regions[n.attribute("region")]; ok && (n.name == "p" || n.name == "div" || n.name == "body") {
			if value := s.own(region, property, at); value != "" {
				return value
			}
		}
	}
	return ""
}

// hidden reports whether an element is not displayed at a time, and with it
// what is in it.
func (s ttmlStyles) hidden(n *ttmlNode, at time.Duration) bool {
	return s.own(n, "display", at) == "none"
}

// tags are the tags that a text in n stands in at a time.
func (s ttmlStyles) tags(n *ttmlNode, at time.Duration) []string {
	var tags []string
	if style := s.inherited(n, "fontStyle", at); style == "italic" || style == "oblique" || style != "normal" && s.sheared(n, at) {
		tags = append(tags, "i")
	}
	if s.inherited(n, "fontWeight", at) == "bold" {
		tags = append(tags, "b")
	}
	if slices.Contains(strings.Fields(s.inherited(n, "textDecoration", at)), "underline") {
		tags = append(tags, "u")
	}
	return tags
}

// sheared reports whether a text is slanted, as Japanese writes italics.
func (s ttmlStyles) sheared(n *ttmlNode, at time.Duration) bool {
	for _, property := range []string{"fontShear", "lineShear", "shear"} {
		if share, _ := strconv.ParseFloat(strings.TrimSuffix(s.inherited(n, property, at), "%"), 64); share != 0 {
			return true
		}
	}
	return false
}

// regionOf is the region in which an element is shown, nil if none is named.
func (s ttmlStyles) regionOf(n *ttmlNode) *ttmlNode {
	for ; n != nil; n = n.parent {
		if region, ok := s.regions[n.attribute("region")]; ok {
			return region
		}
	}
	return nil
}

// placeOf is where a paragraph stands: where its region does, and in it at the
// edge to which it aligns the text. A region that says neither, and none, mean
// the usual place.
func (s ttmlStyles) placeOf(p *ttmlNode) Place {
	region := s.regionOf(p)
	if region == nil || strings.HasPrefix(s.own(region, "writingMode", 0), "tb") {
		return Bottom
	}
	align := s.own(region, "displayAlign", 0)
	top, height, placed := s.extentOf(region)
	switch middle := top + height/2; {
	case align == "" && !placed:
		return Bottom
	case align == "after":
		return placeOfHeight(top + height)
	case align == "center" && middle >= 1.0/3 && middle <= 0.6:
		return Middle
	case align == "center":
		return placeOfHeight(middle)
	}
	return placeOfHeight(top)
}

// extentOf is where a region begins and how high it is, as shares of the
// picture's height, and whether it says where.
func (s ttmlStyles) extentOf(region *ttmlNode) (top, height float64, placed bool) {
	height, known := percent(s.own(region, "extent", 0), 1)
	top, placed = percent(s.own(region, "origin", 0), 1)
	if position := s.own(region, "position", 0); position != "" {
		top, placed = positionShare(position)*(1-height), true
	}
	if !known {
		height = 1 - top
	}
	return top, height, placed
}

// percent is the i-th of several lengths as a share, if it is in percent.
func percent(lengths string, i int) (float64, bool) {
	fields := strings.Fields(lengths)
	if len(fields) <= i || !strings.HasSuffix(fields[i], "%") {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.TrimSuffix(fields[i], "%"), 64)
	return n / 100, err == nil
}

// positionShare is the height of tts:position ("center bottom", "50% 90%").
func positionShare(position string) float64 {
	fields := strings.Fields(position)
	switch {
	case slices.Contains(fields, "top"):
		return 0
	case slices.Contains(fields, "bottom"):
		return 1
	}
	if share, ok := percent(position, 1); ok {
		return share
	}
	return 0.5
}
