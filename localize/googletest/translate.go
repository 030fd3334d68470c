package googletest

import (
	"context"
	"strings"

	pb "cloud.google.com/go/translate/apiv3/translatepb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// The limits of one call. Source: docs/sources.md A2.
const (
	mostStrings    = 1024
	mostCharacters = 30000
)

// TranslateText implements the service.
func (s *Server) TranslateText(ctx context.Context, r *pb.TranslateTextRequest) (*pb.TranslateTextResponse, error) {
	g := r.GetGlossaryConfig()
	kind, err := s.note(ctx, Record{Method: "TranslateText", Parent: r.GetParent(), Contents: r.GetContents(), Mime: r.GetMimeType(), Model: r.GetModel(),
		Source: r.GetSourceLanguageCode(), Target: r.GetTargetLanguageCode(), Glossary: g.GetGlossary(), IgnoreCase: g.GetIgnoreCase(), Contextual: g.GetContextualTranslationEnabled()})
	if err != nil {
		return nil, err
	}
	a, err := s.answer(kind, asked{r.GetContents(), r.GetMimeType(), r.GetTargetLanguageCode(), r.GetModel(), g.GetGlossary()})
	if err != nil {
		return nil, err
	}
	res := &pb.TranslateTextResponse{}
	for _, t := range a.plain {
		res.Translations = append(res.Translations, &pb.Translation{TranslatedText: t})
	}
	for _, t := range a.agreed {
		res.GlossaryTranslations = append(res.GlossaryTranslations, &pb.Translation{TranslatedText: t})
	}
	return res, nil
}

// AdaptiveMtTranslate implements the service.
func (s *Server) AdaptiveMtTranslate(ctx context.Context, r *pb.AdaptiveMtTranslateRequest) (*pb.AdaptiveMtTranslateResponse, error) {
	c, g := r.GetReferenceSentenceConfig(), r.GetGlossaryConfig()
	record := Record{Method: "AdaptiveMtTranslate", Parent: r.GetParent(), Contents: r.GetContent(), Mime: r.GetMimeType(), Source: c.GetSourceLanguageCode(),
		Target: c.GetTargetLanguageCode(), Glossary: g.GetGlossary(), IgnoreCase: g.GetIgnoreCase(), Contextual: g.GetContextualTranslationEnabled()}
	for _, list := range c.GetReferenceSentencePairLists() {
		var pairs []string
		for _, p := range list.GetReferenceSentencePairs() {
			pairs = append(pairs, p.GetSourceSentence()+" => "+p.GetTargetSentence())
		}
		record.Examples = append(record.Examples, pairs)
	}
	kind, err := s.note(ctx, record)
	if err != nil {
		return nil, err
	}
	if len(record.Examples) != len(r.GetContent()) {
		return nil, status.Error(codes.InvalidArgument, "One list of reference sentences is needed for each content.")
	}
	a, err := s.answer(kind, asked{r.GetContent(), r.GetMimeType(), record.Target, r.GetParent() + "/models/general/translation-llm", record.Glossary})
	if err != nil {
		return nil, err
	}
	res := &pb.AdaptiveMtTranslateResponse{LanguageCode: record.Target}
	for _, t := range a.plain {
		res.Translations = append(res.Translations, &pb.AdaptiveMtTranslation{TranslatedText: t})
	}
	for _, t := range a.agreed {
		res.GlossaryTranslations = append(res.GlossaryTranslations, &pb.AdaptiveMtTranslation{TranslatedText: t})
	}
	return res, nil
}

// asked is what both ways of translating ask for.
type asked struct {
	contents                      []string
	mime, target, model, glossary string
}

// answered holds texts without the glossary's wordings, and with them.
type answered struct{ plain, agreed []string }

func (s *Server) answer(kind Kind, a asked) (answered, error) {
	if err := s.check(a); err != nil {
		return answered{}, err
	}
	var terms []term
	if a.glossary != "" {
		g, err := s.glossary(a.glossary)
		if err != nil {
			return answered{}, err
		}
		terms = g
	}
	if kind == LostTerms {
		terms = nil
	}
	plain := s.texts(kind, a, nil)
	if a.glossary == "" {
		return answered{plain: plain}, nil
	}
	return answered{plain, s.texts(kind, a, terms)}, nil
}

// check refuses what the service refuses.
func (s *Server) check(a asked) error {
	size := 0
	for _, c := range a.contents {
		size += len([]rune(c))
	}
	switch {
	case len(a.contents) == 0 || len(a.contents) > mostStrings:
		return status.Error(codes.InvalidArgument, "The number of contents is invalid.")
	case size > mostCharacters:
		return status.Error(codes.InvalidArgument, "Text is too long.")
	case !s.knows(a.target, a.model):
		return status.Errorf(codes.InvalidArgument, "Target language: %s is not supported.", a.target)
	case a.glossary != "" && strings.Contains(a.model, "/locations/global/"):
		return status.Error(codes.InvalidArgument, "Glossaries need a region.")
	}
	return nil
}

func (s *Server) texts(kind Kind, a asked, terms []term) []string {
	var all []string
	for _, c := range a.contents {
		all = append(all, s.text(kind, a, c, terms))
	}
	switch {
	case kind == WrongCount:
		all = all[:len(all)-1]
	case kind == Empty:
		all[0] = ""
	}
	return all
}
