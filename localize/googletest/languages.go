package googletest

import (
	"context"
	"slices"
	"strings"

	pb "cloud.google.com/go/translate/apiv3/translatepb"
)

// general are languages of the general model, regional those that the
// Translation LLM adds. Source: cloud.google.com/translate/docs/languages.
func general() []string {
	return []string{"ar", "en", "es", "fil", "fr", "fr-CA", "he", "id", "iw", "ja", "ko", "ms", "no", "pt", "pt-PT", "ru", "th", "tl", "vi", "zh-CN", "zh-TW"}
}

func regional() []string {
	return []string{"ar-SA", "en-GB", "en-US", "es-419", "es-ES", "pt-BR", "zh-HK"}
}

func (s *Server) languages(model string) []string {
	all := s.config.Languages
	if len(all) == 0 {
		all = general()
	}
	if strings.HasSuffix(model, "/translation-llm") {
		all = slices.Concat(all, regional())
	}
	return all
}

func (s *Server) knows(code, model string) bool { return slices.Contains(s.languages(model), code) }

// GetSupportedLanguages implements the service.
func (s *Server) GetSupportedLanguages(ctx context.Context, r *pb.GetSupportedLanguagesRequest) (*pb.SupportedLanguages, error) {
	if _, err := s.note(ctx, Record{Method: "GetSupportedLanguages", Parent: r.GetParent(), Model: r.GetModel()}); err != nil {
		return nil, err
	}
	res := &pb.SupportedLanguages{}
	for _, code := range s.languages(r.GetModel()) {
		res.Languages = append(res.Languages, &pb.SupportedLanguage{LanguageCode: code, SupportSource: true, SupportTarget: true})
	}
	return res, nil
}
