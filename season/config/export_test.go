package config

import "path/filepath"

// Parse decodes the bytes of a season.yaml without looking at any other
// file; name is what problems call it. The error is Problems.
func Parse(name string, data []byte) (Config, error) {
	d, c := decode(name, data)
	c.Dir = filepath.Dir(name)
	return c, d.Result(data)
}
