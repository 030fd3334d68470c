package config

import _ "embed" // for the schema

//go:embed season.schema.json
var schema string

// Schema is the JSON Schema of season.yaml, draft 2020-12, for editors. It
// knows the keys and the shapes of values; Load knows more.
func Schema() []byte { return []byte(schema) }
