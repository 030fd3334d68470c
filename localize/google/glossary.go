package google

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	pb "cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/grpc/codes"

	"dramaport/localize"
)

// editor is the role that makes and changes glossaries.
const editor = "roles/cloudtranslate.editor"

// patience is how long the service may take to make a glossary.
const patience = 10 * time.Minute

// glossary is a market's terms on the service: either one per content, made by
// us from a file in a bucket and then never changed, so that its name is its
// version; or one that exists and is brought in line entry by entry.
type glossary struct {
	o              Options
	season, market string
	terms          []localize.Wording
	// lock holds a value while somebody readies it.
	lock chan struct{}
	// resource is its name once it is ready.
	resource string
}

func newGlossary(o Options, season, market string, terms []localize.Wording) *glossary {
	return &glossary{o: o, season: season, market: market, terms: takeable(terms), lock: make(chan struct{}, 1)}
}

// termBytes is the most that a term may have. Source: docs/sources.md
// A2, "term <1024 bytes".
const termBytes = 1023

// takeable are the terms as a two-column file can hold them.
func takeable(terms []localize.Wording) []localize.Wording {
	var fit []localize.Wording
	for _, t := range terms {
		w := localize.Wording{Source: cell(t.Source), Target: cell(t.Target)}
		if w.Source != "" && w.Target != "" && len(w.Source) <= termBytes && len(w.Target) <= termBytes {
			fit = append(fit, w)
		}
	}
	return fit
}

func cell(text string) string { return strings.Join(strings.Fields(valid(text)), " ") }

// ready returns the resource name of a glossary that holds the terms; the
// first to ask makes it, the others wait.
func (g *glossary) ready(ctx context.Context, s *session, pair langs) (string, error) {
	select {
	case g.lock <- struct{}{}:
		defer func() { <-g.lock }()
	case <-ctx.Done():
		return "", g.o.failure(ctx, ctx.Err(), "")
	}
	if g.resource != "" || len(g.terms) == 0 {
		return g.resource, nil
	}
	name, ready := g.name(pair), g.make
	if g.o.Glossary != "" {
		name, ready = strings.ReplaceAll(g.o.Glossary, "{market}", g.market), g.sync
	}
	if !strings.HasPrefix(name, "projects/") {
		name = g.o.parent() + "/glossaries/" + name
	}
	if err := ready(ctx, s, name, pair); err != nil {
		return "", err
	}
	g.resource = name
	return name, nil
}

// forget lets the next request look for the glossary again, unless somebody is
// doing so already.
func (g *glossary) forget() {
	select {
	case g.lock <- struct{}{}:
		g.resource = ""
		<-g.lock
	default:
	}
}

// name is the id of the glossary for this content: readable, and another one
// as soon as a term or a language changes.
func (g *glossary) name(pair langs) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q\n%s", g.season, g.market, pair.source, pair.target, g.file())
	return strings.Join([]string{"dramaport", slug(g.season), slug(g.market), hex.EncodeToString(h.Sum(nil))[:12]}, "-")
}

// slug is a name in the letters that an id may have; a hash of it where none
// of its letters is one.
func slug(name string) string {
	ascii := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return ' '
	}, strings.ToLower(name))
	s := strings.Join(strings.Fields(ascii), "-")
	if s == "" {
		sum := sha256.Sum256([]byte(name))
		s = hex.EncodeToString(sum[:])[:8]
	}
	return strings.TrimRight(s[:min(len(s), 24)], "-")
}

// file is the terms as a unidirectional glossary: two columns, no header.
func (g *glossary) file() string {
	var b strings.Builder
	for _, t := range g.terms {
		b.WriteString(t.Source + "\t" + t.Target + "\n")
	}
	return b.String()
}

// make finds the glossary or makes it: the file into the bucket, the glossary
// from the file.
func (g *glossary) make(ctx context.Context, s *session, name string, pair langs) error {
	_, err := g.get(ctx, s, name)
	if err == nil {
		return nil
	}
	if !isNotFound(err) {
		return g.o.failure(ctx, err, editor)
	}
	uri, err := g.o.upload(ctx, s, last(name)+".tsv", g.file())
	if err != nil {
		return err
	}
	err = g.create(ctx, s, uri, name, pair)
	if err != nil && read(err).code == codes.AlreadyExists {
		err = g.await(ctx, s, name)
	}
	if err != nil {
		return g.o.failure(ctx, err, editor)
	}
	return nil
}

func (g *glossary) get(ctx context.Context, s *session, name string) (*pb.Glossary, error) {
	ctx, cancel := context.WithTimeout(ctx, g.o.Timeout)
	defer cancel()
	return s.client.GetGlossary(ctx, &pb.GetGlossaryRequest{Name: name})
}

func (g *glossary) create(ctx context.Context, s *session, uri, name string, pair langs) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	op, err := s.client.CreateGlossary(ctx, &pb.CreateGlossaryRequest{Parent: g.o.parent(), Glossary: &pb.Glossary{
		Name:        name,
		Languages:   &pb.Glossary_LanguagePair{LanguagePair: &pb.Glossary_LanguageCodePair{SourceLanguageCode: pair.source, TargetLanguageCode: pair.target}},
		InputConfig: &pb.GlossaryInputConfig{Source: &pb.GlossaryInputConfig_GcsSource{GcsSource: &pb.GcsSource{InputUri: uri}}},
	}})
	if err == nil {
		_, err = op.Wait(ctx)
	}
	return err
}

// await waits for a glossary that another machine is making.
func (g *glossary) await(ctx context.Context, s *session, name string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		if _, err := g.get(ctx, s, name); err == nil || !isNotFound(err) {
			return err
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return errors.Join(ctx.Err(), context.DeadlineExceeded)
		}
	}
}

// last is the id at the end of a resource name.
func last(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }
