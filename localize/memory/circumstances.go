package memory

import "slices"

// circumstances are where an entry's text stood.
type circumstances struct{ speaker, series, prev, next string }

func circumstancesOf(e Entry) circumstances {
	return circumstances{e.Speaker, e.Series, memoryKey(e.Prev), memoryKey(e.Next)}
}

// known tells whether the neighbours are known. Without them it is not known
// either that two entries stood at the same place.
func (c circumstances) known() bool { return c.prev != "" || c.next != "" }

// entries are those with a source. Those of a later index stand for those of an
// earlier one in the same circumstances.
func (m *Memory) entries(key string) []Entry {
	var all []Entry
	for _, s := range m.indexes {
		i, ok := s.byKey[key]
		if !ok {
			continue
		}
		own := distinctEntries(s.entries(nil, i, m.options.Target))
		if len(all) > 0 {
			here := map[circumstances]bool{}
			for _, e := range own {
				here[circumstancesOf(e)] = true
			}
			all = slices.DeleteFunc(all, func(e Entry) bool { return here[circumstancesOf(e)] })
		}
		all = append(all, own...)
	}
	return all
}

// distinctEntries are entries with one source, without those that say nothing
// of their own: of the same target in the same circumstances the last, and, where
// the neighbours are known and a date is missing, the last of all.
func distinctEntries(es []Entry) []Entry {
	if len(es) < 2 {
		return es
	}
	var out []Entry
	at := map[circumstances][]int{}
	for _, e := range es {
		c := circumstancesOf(e)
		i := slices.IndexFunc(at[c], func(i int) bool { return c.replaces(e, out[i]) })
		if i < 0 {
			at[c] = append(at[c], len(out))
			out = append(out, e)
			continue
		}
		old := &out[at[c][i]]
		if other := memoryKey(e.Target) != memoryKey(old.Target); old.At.IsZero() || other && e.At.IsZero() || !e.At.Before(old.At) {
			*old = e
		}
	}
	return out
}

// replaces tells whether e says all that an earlier entry in the same
// circumstances is to say.
func (c circumstances) replaces(e, earlier Entry) bool {
	return memoryKey(e.Target) == memoryKey(earlier.Target) || c.known() && (e.At.IsZero() || earlier.At.IsZero())
}

// current are the entries that may apply themselves: of those in the same
// circumstances the newest, if all have dates; otherwise, where the neighbours
// are known, the last, and where they are not, all, which contradict each other.
func current(es []Entry) []Entry {
	if len(es) < 2 {
		return es
	}
	groups := map[circumstances][]int{}
	for i, e := range es {
		c := circumstancesOf(e)
		groups[c] = append(groups[c], i)
	}
	keep := make([]bool, len(es))
	for c, group := range groups {
		newest, sure := newestOf(es, group)
		for _, i := range group {
			keep[i] = i == newest && sure || !sure && (!c.known() || i == group[len(group)-1])
		}
	}
	var out []Entry
	for i, e := range es {
		if keep[i] {
			out = append(out, e)
		}
	}
	return out
}

// newestOf is the newest of a group; sure, if all have dates and no other is as
// new.
func newestOf(es []Entry, group []int) (newest int, sure bool) {
	newest = group[0]
	for _, i := range group {
		if es[i].At.After(es[newest].At) {
			newest = i
		}
	}
	for _, i := range group {
		if es[i].At.IsZero() || i != newest && es[i].At.Equal(es[newest].At) {
			return newest, false
		}
	}
	return newest, true
}
