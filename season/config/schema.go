package config

import (
	_ "embed" // for the schema
	"strings"
)

// schema is Schema but for the engines: where it names a Kind, their list goes.
//
//go:embed season.schema.json
var schema string

// Schema is the JSON Schema of season.yaml, draft 2020-12, for editors. It
// knows the keys and the shapes of values; Load knows more.
func Schema() []byte {
	return []byte(strings.NewReplacer(
		`"enum": "`+string(Text)+`"`, enumOf(Text),
		`"enum": "`+string(Sound)+`"`, enumOf(Sound),
	).Replace(schema))
}

// enumOf is the keyword that allows the engines of a kind, indented as the
// schema is.
func enumOf(k Kind) string {
	const indent = "\n            "
	return `"enum": [` + indent + `"` + strings.Join(EngineNames(k), `",`+indent+`"`) + `"` + "\n          ]"
}
