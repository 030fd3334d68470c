package localizetest

import (
	"context"
	"maps"

	"dramaport/localize"
)

// mostLines is how many lines tr takes in a request, if it says.
func mostLines(tr localize.Translator) (int, bool) {
	b, ok := tr.(localize.LineLimited)
	if !ok || b.MostLines() <= 0 {
		return 0, false
	}
	return b.MostLines(), true
}

// first is r with no more lines than tr takes in a request.
func first(tr localize.Translator, r localize.Request) localize.Request {
	if most, bounded := mostLines(tr); bounded && len(r.Lines) > most {
		r.Lines = r.Lines[:most]
	}
	return r
}

// inParts asks for r as a draft does: in requests of as many lines as tr takes,
// each numbered from 1. The replies are one again under r's numbers; a number
// that was not asked for stays one.
func inParts(ctx context.Context, tr localize.Translator, r localize.Request) (localize.Reply, error) {
	most, bounded := mostLines(tr)
	if !bounded || len(r.Lines) <= most {
		return tr.Translate(ctx, r)
	}
	all := localize.Reply{Texts: map[int]string{}, Refused: map[int]string{}}
	for from := 0; from < len(r.Lines); from += most {
		part := r
		part.Lines = nil
		for i, l := range r.Lines[from:min(from+most, len(r.Lines))] {
			l.N = i + 1
			part.Lines = append(part.Lines, l)
		}
		reply, err := tr.Translate(ctx, part)
		if err != nil {
			return localize.Reply{}, err
		}
		maps.Copy(all.Texts, moved(reply.Texts, from, len(part.Lines), len(r.Lines)))
		maps.Copy(all.Refused, moved(reply.Refused, from, len(part.Lines), len(r.Lines)))
		all.Strange = append(all.Strange, reply.Strange...)
		all.Usage = sum(all.Usage, reply.Usage)
	}
	return all, nil
}

// moved are texts of a part under the whole request's numbers.
func moved(texts map[int]string, from, lines, all int) map[int]string {
	out := map[int]string{}
	for n, text := range texts {
		if n < 1 || n > lines {
			n += all // no line of the whole request either
		}
		out[from+n] = text
	}
	return out
}

func sum(a, b localize.Usage) localize.Usage {
	return localize.Usage{
		InputTokens: a.InputTokens + b.InputTokens, CachedTokens: a.CachedTokens + b.CachedTokens,
		OutputTokens: a.OutputTokens + b.OutputTokens, Characters: a.Characters + b.Characters,
		Estimated: a.Estimated || b.Estimated,
	}
}
