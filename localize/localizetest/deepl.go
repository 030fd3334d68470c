package localizetest

import (
	"encoding/xml"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// DeepL is a service that speaks DeepL's API, version 2: /v2/translate with
// strictly parsed XML, and /v2/usage.
// Source: github.com/DeepLcom/openapi.
func DeepL(c Config) *Service { return newService(c, deepl{}) }

// NewDeepL is DeepL on loopback until the test ends.
func NewDeepL(t testing.TB, c Config) *Service { return DeepL(c).start(t) }

type deepl struct{}

func (deepl) path() string { return "/v2/translate" }

// mostTexts is how many texts DeepL takes in a request, mostBytes how long it
// may be.
const (
	mostTexts = 50
	mostBytes = 128 << 10
)

func (deepl) read(h http.Header, body []byte) (Prompt, string, int, string) {
	var req struct {
		Text        []string `json:"text"`
		Target      string   `json:"target_lang"`
		TagHandling string   `json:"tag_handling"`
		Ignore      []string `json:"ignore_tags"`
	}
	bad := !strict(body, &req)
	p := Prompt{Target: language.Make(req.Target), Lines: lines(req.Text)}
	key := strings.TrimPrefix(h.Get("Authorization"), "DeepL-Auth-Key ")
	switch {
	case len(body) > mostBytes:
		return p, key, http.StatusRequestEntityTooLarge, "Request too large"
	case bad || len(req.Text) == 0 || len(req.Text) > mostTexts:
		return p, key, http.StatusBadRequest, "Bad request. Reason: bad value for 'text'."
	}
	for i, text := range req.Text {
		if req.TagHandling != "xml" {
			continue
		}
		plain, ok := fromXML(text)
		if !ok {
			return p, key, http.StatusBadRequest, "Tag handling parsing failed, please check input."
		}
		p.Lines[i].Text = plain
	}
	return p, key, 0, ""
}

// The places of a text's tags while it is words: the words keep placeholders.
const tagX, tagKept = "⟦", "⟦9000"

// fromXML makes <x id="1"/> the placeholder that the words keep; what the
// ignored tag <k> holds is hidden in one, digit by digit.
func fromXML(text string) (string, bool) {
	d := xml.NewDecoder(strings.NewReader("<r>" + text + "</r>"))
	var b strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return b.String(), err == io.EOF
		}
		switch el := token.(type) {
		case xml.CharData:
			b.Write(el)
		case xml.StartElement:
			if el.Name.Local == "x" && len(el.Attr) == 1 {
				b.WriteString(tagX + el.Attr[0].Value + "⟧")
			}
			if el.Name.Local == "k" {
				var held string
				if d.DecodeElement(&held, &el) != nil {
					return "", false
				}
				b.WriteString(keep(held))
			}
		}
	}
}

// keep writes a text as a placeholder of digits, three for each byte.
func keep(held string) string {
	var b strings.Builder
	b.WriteString(tagKept)
	for _, c := range []byte(held) {
		b.WriteString(string([]byte{'0' + c/100, '0' + c/10%10, '0' + c%10}))
	}
	return b.String() + "⟧"
}

// toXML is the way back.
func toXML(text string) string {
	return placeholder.ReplaceAllStringFunc(escaped(text), func(p string) string {
		digits, held := strings.CutPrefix(strings.TrimSuffix(p, "⟧"), tagKept)
		if !held {
			return `<x id="` + strings.TrimPrefix(digits, tagX) + `"/>`
		}
		var b []byte
		for i := 0; i+3 <= len(digits); i += 3 {
			b = append(b, (digits[i]-'0')*100+(digits[i+1]-'0')*10+digits[i+2]-'0')
		}
		return "<k>" + escaped(string(b)) + "</k>"
	})
}

func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

func (deepl) answer(texts []string, p Prompt) any {
	type translation struct {
		Detected string `json:"detected_source_language"`
		Text     string `json:"text"`
		Billed   int    `json:"billed_characters"`
	}
	var all []translation
	for i, text := range texts {
		t := translation{Detected: "ZH", Text: toXML(text)}
		if i < len(p.Lines) {
			t.Billed = utf8.RuneCountInString(placeholder.ReplaceAllString(p.Lines[i].Text, ""))
		}
		all = append(all, t)
	}
	return map[string]any{"translations": all}
}

func (deepl) refuse(k Kind, key string) (int, any) {
	type message struct {
		Message string `json:"message"`
	}
	switch k {
	case BadKey:
		return http.StatusForbidden, message{"Forbidden: " + key}
	case InsufficientQuota:
		return 456, message{"Quota Exceeded"}
	case TooLong:
		return http.StatusRequestEntityTooLarge, message{"Request Entity Too Large"}
	}
	return http.StatusTooManyRequests, message{"Too many requests"}
}

func (deepl) other(w http.ResponseWriter, r *http.Request, c Config) {
	key := strings.TrimPrefix(r.Header.Get("Authorization"), "DeepL-Auth-Key ")
	used, limit := 180118, 500000
	if slices.ContainsFunc(c.Faults, func(f Fault) bool { return f.Kind == InsufficientQuota }) {
		used = limit
	}
	switch {
	case r.URL.Path != "/v2/usage":
		http.NotFound(w, r)
	case c.Key != "" && key != c.Key:
		writeJSON(w, http.StatusForbidden, map[string]string{"message": "Forbidden: " + key})
	default:
		writeJSON(w, http.StatusOK, map[string]int{"character_count": used, "character_limit": limit})
	}
}
