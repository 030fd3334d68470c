package command

import (
	"strings"
	"testing"

	"dramaport/localize"
)

func FuzzRead(f *testing.F) {
	for _, s := range []string{"{\"n\":1,\"text\":\"a\"}\n", "{\"n\":2,\"refused\":\"b\"}", "{\"usage\":{}}\n\n", "{", "null", "{\"n\":1,\"text\":\"a\"}\n{\"n\":1"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	lines := []localize.Item{{N: 1}, {N: 2}}
	f.Fuzz(func(t *testing.T, out []byte, cut bool) {
		reply, err := read(out, lines, cut)
		if err != nil && (len(reply.Texts) > 0 || !strings.HasPrefix(err.Error(), "output line ")) {
			t.Errorf("%v beside %v", reply.Texts, err)
		}
		for n, text := range reply.Texts {
			if n < 1 || n > 2 || strings.TrimSpace(text) == "" {
				t.Errorf("line %d: %q", n, text)
			}
		}
	})
}
