package google

import (
	"context"
	"fmt"
	"slices"

	pb "cloud.google.com/go/translate/apiv3/translatepb"
	"golang.org/x/text/language"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// langs are a request's languages as the service calls them.
type langs struct{ source, target string }

// pair chooses the codes for two locales from what the service says it has,
// which differs by model (the Translation LLM knows regions) and grows.
func (l *link) pair(ctx context.Context, s *session, source, target language.Tag) (langs, error) {
	served, err := l.languages(ctx, s)
	if err != nil {
		return langs{}, err
	}
	var pair langs
	for _, side := range []struct {
		tag  language.Tag
		code *string
	}{{source, &pair.source}, {target, &pair.target}} {
		if *side.code = codeOf(side.tag, served); *side.code == "" {
			return langs{}, l.o.failed(fmt.Errorf("the model does not know the language %s: give the market another translator, or this one another model", side.tag))
		}
	}
	return pair, nil
}

// languages asks which languages the model knows, once. Where the service
// lists none for the model, it is asked for those of its general model.
func (l *link) languages(ctx context.Context, s *session) ([]string, error) {
	release, err := l.hold(ctx)
	if err != nil {
		return nil, l.o.failure(ctx, err, "")
	}
	defer release()
	if l.served != nil {
		return l.served, nil
	}
	served, err := l.listed(ctx, s, l.o.model())
	if code := status.Code(err); code == codes.InvalidArgument || code == codes.NotFound {
		served, err = l.listed(ctx, s, "")
	}
	if err != nil {
		return nil, l.o.failure(ctx, err, "roles/cloudtranslate.user")
	}
	l.served = served
	return served, nil
}

func (l *link) listed(ctx context.Context, s *session, model string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, l.o.Timeout)
	defer cancel()
	res, err := s.client.GetSupportedLanguages(ctx, &pb.GetSupportedLanguagesRequest{Parent: l.o.parent(), Model: model})
	if err != nil {
		return nil, err
	}
	served := []string{}
	for _, one := range res.GetLanguages() {
		served = append(served, one.GetLanguageCode())
	}
	return served, nil
}

// codeOf is the nearest code for a locale: its own, another name of it, then
// its parents' (es-MX: es-MX, es-419, es), then its bare language's. The scripts
// of Chinese are never mistaken for each other; "" if there is none.
func codeOf(t language.Tag, served []string) string {
	for ; t != language.Und; t = t.Parent() {
		for _, name := range append([]string{t.String()}, otherNames(t)...) {
			if slices.Contains(served, name) {
				return name
			}
		}
	}
	return ""
}

// otherNames are the names of a locale in the service's lists. Source:
// cloud.google.com/translate/docs/languages (2026-11), which has zh-CN and
// zh-TW for the scripts, and older names beside some languages' own.
func otherNames(t language.Tag) []string {
	switch t.String() {
	case "zh", "zh-Hans":
		return []string{"zh-CN", "zh"}
	case "zh-Hant", "zh-HK", "zh-MO":
		return []string{"zh-TW"}
	case "nb":
		return []string{"no"}
	case "no":
		return []string{"nb"}
	case "he":
		return []string{"iw"}
	case "fil":
		return []string{"tl"}
	case "jv":
		return []string{"jw"}
	case "pt-PT":
		return []string{"pt"}
	}
	return nil
}
