// Package strict reads TOML files that people write. It finds every mistake at
// once, each with its line and column, and leaves nothing unread in silence: an
// unknown key is a mistake, and so is a value of another type.
//
// The library's strict mode knows the unknown keys but stops at the first value
// of a wrong type, and rules that span several values (an id that nobody
// declares) need positions after decoding. Hence the tree here.
package strict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lotse/inbox"
)

// Problem is one mistake in a file. Line and Column count from 1, the column in
// characters; both are 0 for a problem of the file as a whole.
type Problem struct {
	File   string            `json:"file"`
	Line   int               `json:"line,omitempty"`
	Column int               `json:"column,omitempty"`
	Code   inbox.Code        `json:"code"`
	Args   map[string]string `json:"args,omitempty"`
}

// Err gives the problem without its place, for the sentence about it.
func (p Problem) Err() *inbox.Error { return &inbox.Error{Code: p.Code, Args: p.Args} }

// Place gives "file:line:column".
func (p Problem) Place() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// String gives an English line for logs and tests.
func (p Problem) String() string { return p.Place() + ": " + p.Err().Error() }

// Problems are all mistakes found, in the order of the file. It is never empty
// when it is returned as an error.
type Problems struct {
	List []Problem
}

// Error gives one line for each problem.
func (p *Problems) Error() string {
	lines := make([]string, len(p.List))
	for i, one := range p.List {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As and errors.Is find the code of a problem.
func (p *Problems) Unwrap() []error {
	errs := make([]error, len(p.List))
	for i, one := range p.List {
		errs[i] = one.Err()
	}
	return errs
}

func (p *Problems) sort() {
	slices.SortStableFunc(p.List, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
