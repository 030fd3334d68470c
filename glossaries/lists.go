package glossaries

import (
	"maps"
	"slices"
)

// added is lists with words joined to the one of a column.
func added(lists map[string][]string, column string, words ...string) map[string][]string {
	if len(words) == 0 {
		return lists
	}
	if lists == nil {
		lists = map[string][]string{}
	}
	lists[column] = union(lists[column], words)
	return lists
}

// unionIn is a and what b adds to it.
func unionIn(a, b map[string][]string) map[string][]string {
	out := cloneLists(a)
	for _, column := range slices.Sorted(maps.Keys(b)) {
		out = added(out, column, b[column]...)
	}
	return out
}

// cloneLists is a copy that shares nothing; nil for none.
func cloneLists(lists map[string][]string) map[string][]string {
	var out map[string][]string
	for column, words := range lists {
		out = added(out, column, words...)
	}
	return out
}

// withoutIn is lists without the words of those.
func withoutIn(lists, those map[string][]string) map[string][]string {
	var out map[string][]string
	for column, words := range lists {
		out = added(out, column, without(words, those[column]...)...)
	}
	return out
}

// listsFor are the words of those columns, in the order of the columns.
func listsFor(lists map[string][]string, columns []string) []string {
	var words []string
	if len(lists) == 0 {
		return nil
	}
	for _, column := range columns {
		words = union(words, lists[column])
	}
	return words
}
