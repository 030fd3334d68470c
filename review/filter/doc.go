// Package filter says which lines of a season a reviewer wants to see: it reads
// a filter such as state:machine finding:error, tells whether a line passes it,
// and completes one that was begun.
//
// Here are values in and values out. Not here are the list that is filtered and
// the menu of filters.
package filter
