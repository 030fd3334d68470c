package google

import (
	"context"

	pb "cloud.google.com/go/translate/apiv3/translatepb"
)

// call is what all parts of a request share.
type call struct {
	o        Options
	session  *session
	codes    langs
	glossary *glossary
	// resource is the glossary's resource name, "" for none.
	resource string
}

// send makes one call and returns its texts in the order of the lines.
func (c call) send(ctx context.Context, p part) ([]string, error) {
	inner, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	var texts []string
	var err error
	if p.adaptive {
		texts, err = c.adaptive(inner, p)
	} else {
		texts, err = c.plain(inner, p)
	}
	if err == nil {
		return texts, nil
	}
	if c.resource != "" && isNotFound(err) {
		c.glossary.forget()
		return nil, c.o.lostGlossary(err, c.resource)
	}
	return nil, c.o.failure(ctx, err, "roles/cloudtranslate.user")
}

// plain asks the model alone.
func (c call) plain(ctx context.Context, p part) ([]string, error) {
	r := &pb.TranslateTextRequest{
		Parent: c.o.parent(), Contents: p.contents(), MimeType: p.mime(), Model: c.o.model(),
		SourceLanguageCode: c.codes.source, TargetLanguageCode: c.codes.target,
	}
	if c.resource != "" {
		r.GlossaryConfig = &pb.TranslateTextGlossaryConfig{Glossary: c.resource, IgnoreCase: true, ContextualTranslationEnabled: c.o.contextual()}
	}
	res, err := c.session.client.TranslateText(ctx, r)
	if err != nil {
		return nil, err
	}
	return texts(c.resource != "", res.GetTranslations(), res.GetGlossaryTranslations()), nil
}

// adaptive asks with the examples of each line.
func (c call) adaptive(ctx context.Context, p part) ([]string, error) {
	r := &pb.AdaptiveMtTranslateRequest{
		Parent: c.o.parent(), Content: p.contents(), MimeType: p.mime(),
		ReferenceSentenceConfig: &pb.AdaptiveMtTranslateRequest_ReferenceSentenceConfig{
			SourceLanguageCode: c.codes.source, TargetLanguageCode: c.codes.target,
			ReferenceSentencePairLists: p.references(),
		},
	}
	if c.resource != "" {
		r.GlossaryConfig = &pb.AdaptiveMtTranslateRequest_GlossaryConfig{Glossary: c.resource, IgnoreCase: true, ContextualTranslationEnabled: true}
	}
	res, err := c.session.client.AdaptiveMtTranslate(ctx, r)
	if err != nil {
		return nil, err
	}
	return texts(c.resource != "", res.GetTranslations(), res.GetGlossaryTranslations()), nil
}

// texts are the translations with the glossary's wordings where one was sent,
// which stand apart from those without.
func texts[T interface{ GetTranslatedText() string }](glossary bool, plain, agreed []T) []string {
	from := plain
	if glossary && len(agreed) > 0 {
		from = agreed
	}
	all := make([]string, len(from))
	for i, t := range from {
		all[i] = t.GetTranslatedText()
	}
	return all
}

// references are the examples, a list for each line.
func (p part) references() []*pb.AdaptiveMtTranslateRequest_ReferenceSentencePairList {
	var lists []*pb.AdaptiveMtTranslateRequest_ReferenceSentencePairList
	for _, l := range p.lines {
		list := &pb.AdaptiveMtTranslateRequest_ReferenceSentencePairList{}
		for _, e := range l.examples {
			list.ReferenceSentencePairs = append(list.ReferenceSentencePairs, &pb.AdaptiveMtTranslateRequest_ReferenceSentencePair{
				SourceSentence: e.Source, TargetSentence: e.Target,
			})
		}
		lists = append(lists, list)
	}
	return lists
}
