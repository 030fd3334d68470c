// Package config reads season.yaml and what it names: strict decoding with
// every fault at its place, presets of known servers, the JSON Schema, the
// commented file that init writes, what a season must be trusted with, and
// the source tracks.
//
// Not here: building the engines that it describes (internal/engines), the
// types of the trade (season), and reading glossaries and memories.
//
// Promise: a key, type or name that is wrong is an error that says where and
// what is meant; nothing leads out of the season folder, runs a program or
// sends a key elsewhere unless the user has trusted it. The disk is touched
// by Load, ReadEpisodes, Resolve, Survey and the trust file alone.
package config
