package config

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"
	_ "time/tzdata" // a time zone must mean the same on a machine without the database

	"lotse/inbox"
	"lotse/inbox/config/strict"
)

// Problem is one mistake in the config; see package strict.
type Problem = strict.Problem

// Problems are all of them, in the order of the file.
type Problems = strict.Problems

// Load reads the file. CodeNoConfig when there is none, CodeFileRead when it
// cannot be read, else what Parse says.
func Load(path string) (*Config, error) {
	data, err := os.ReadFile(path) //nolint:gosec // the person names their own config
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, inbox.Fail(inbox.CodeNoConfig, "file", path).Because(err)
	case err != nil:
		return nil, inbox.Fail(inbox.CodeFileRead, "file", path).Because(err)
	}
	return Parse(path, data)
}

// Parse reads a config; name is for messages, and relative token files start at
// its folder. The error is *Problems with every mistake, each with its place:
//
//	file_syntax     no TOML (detail); hides what follows it
//	file_key        no such option (key, in, nearest, known)
//	file_type       a value of another type (key, want, got)
//	file_value      a value out of its range (key, got, want)
//	file_needs      an option is missing (key, in)
//	file_twice      an id, name or token source for the second time (key, got, line)
//	unknown_name    a role, right, kind, land … that does not exist (kind, got, nearest, known)
//	secret_clear    a secret stands in the file (key, use)
//	secret_sources  two sources of one token (channel, got)
//	query_field, query_value, query_bad   the query of a view
func Parse(name string, data []byte) (*Config, error) {
	f, err := strict.Read(name, data)
	if err != nil {
		return nil, err
	}
	r := reader{File: f, cfg: &Config{File: name, UI: DefaultUI()}}
	r.secrets()
	f.Decode(&r.doc, r.unknownKey)
	r.house()
	r.channels()
	r.service()
	r.views()
	r.screen()
	if err := f.Err(); err != nil {
		return nil, err
	}
	return r.cfg, nil
}

// reader turns the document into a Config and records what breaks a rule.
type reader struct {
	*strict.File
	doc document
	cfg *Config
}

// needs records a missing value and says whether it is there. A value of a wrong
// type has its problem already.
func (r *reader) needs(in, key, value string) bool {
	path := join(in, key)
	switch {
	case strings.TrimSpace(value) != "":
		return true
	case !r.Has(path):
		r.Fail(in, inbox.Fail(inbox.CodeFileNeeds, "key", key, "in", table(in)))
	case r.isString(path):
		r.Fail(path, inbox.Fail(inbox.CodeFileNeeds, "key", key, "in", table(in)))
	}
	return false
}

func (r *reader) isString(path string) bool {
	found := false
	r.EachString(func(p, _ string) { found = found || p == path })
	return found
}

// oneOf records a value that is none of the known; "" has its problem already or
// is the default.
func (r *reader) oneOf(path, kind, got string, known []string) bool {
	for _, k := range known {
		if k == got {
			return true
		}
	}
	if got != "" || r.isString(path) {
		r.Fail(path, unknownName(kind, got, known))
	}
	return false
}

func unknownName(kind, got string, known []string) *inbox.Error {
	return inbox.Fail(inbox.CodeUnknownName, "kind", kind, "got", inbox.Quote(got),
		"nearest", strict.Nearest(got, known), "known", strings.Join(known, ", "))
}

// fresh records an id or name that was there before.
func (r *reader) fresh(seen map[string]int, path, key, got string) {
	line, _ := r.At(path)
	if first, taken := seen[got]; taken {
		r.Fail(path, inbox.Fail(inbox.CodeFileTwice, "key", key, "got", inbox.Quote(got), "line", itoa(first)))
		return
	}
	seen[got] = line
}

// duration reads a period; the default stays where the file says nothing.
func (r *reader) duration(path, got string, least time.Duration, into *time.Duration) {
	if got == "" && !r.isString(path) {
		return
	}
	d, ok := ParseDuration(got)
	if !ok || d < least {
		r.Fail(path, inbox.Fail(inbox.CodeFileValue, "key", table(path), "got", inbox.Quote(got), "want", "duration"))
		return
	}
	*into = d
}
