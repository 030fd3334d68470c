package config

import (
	"regexp"

	"go.yaml.in/yaml/v4"

	"dramaport/internal/strictyaml"
)

// bucketName is a Cloud Storage bucket, with or without its scheme and a
// folder. Source: cloud.google.com/storage/docs/buckets#naming.
var bucketName = regexp.MustCompile(`^(?:gs://)?[a-z0-9][a-z0-9._-]{1,220}[a-z0-9](?:/.*)?$`)

// bucket reads the name of a Cloud Storage bucket.
func (d *decoder) bucket(to *string) strictyaml.Reader {
	return func(n *yaml.Node, _ []string) {
		s, ok := d.Str(n)
		if ok && !bucketName.MatchString(s) {
			d.Wrong(n, "expected a bucket such as gs://my-bucket/glossaries")
			return
		}
		*to = s
	}
}
