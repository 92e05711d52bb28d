package graphtest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Contract is one object of the platform's own description.
type Contract struct {
	t    *testing.T
	name string
	Body struct {
		Fields []struct{ Name string }
		APIs   []struct {
			Method, Endpoint, Name string
			Params                 []struct{ Name, Type string }
		}
	}
}

// Read gives a description, which is not part of this repository: where it is not
// there the test is skipped. up is the way from the test's folder to the
// repository's root.
func Read(t *testing.T, up, file string) *Contract {
	t.Helper()
	dir := os.Getenv("CONTRACTS_DIR")
	if dir == "" {
		dir = filepath.Join(up, "..", "shared", "contracts")
	}
	raw, err := os.ReadFile(filepath.Join(dir, file)) //nolint:gosec // a folder of the developer's
	if err != nil {
		t.Skip("the platform's description is not here; set CONTRACTS_DIR to its folder to compare with it")
	}
	c := &Contract{t: t, name: file}
	if err := json.Unmarshal(raw, &c.Body); err != nil {
		t.Fatal(err)
	}
	return c
}

// Has reports whether the object has a field of that name.
func (c *Contract) Has(field string) bool {
	return slices.ContainsFunc(c.Body.Fields, func(f struct{ Name string }) bool { return f.Name == field })
}

// Struct asserts that each field a struct reads is there, edges aside.
func (c *Contract) Struct(v any, edges ...string) {
	c.t.Helper()
	for _, f := range reflect.VisibleFields(reflect.TypeOf(v)) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && !slices.Contains(edges, name) && !c.Has(name) {
			c.t.Errorf("%s has no field %q", c.name, name)
		}
	}
}

// Asked asserts that each field of a list "a,b{c,d},e.limit(2){f}" is there.
func (c *Contract) Asked(list string, edges ...string) {
	c.t.Helper()
	depth := 0
	outer := strings.Map(func(r rune) rune {
		switch r {
		case '{', '(':
			depth++
		case '}', ')':
			depth--
			return -1
		}
		if depth > 0 {
			return -1
		}
		return r
	}, list)
	for field := range strings.SplitSeq(outer, ",") {
		field, _, _ = strings.Cut(field, ".")
		if !slices.Contains(edges, field) && !c.Has(field) {
			c.t.Errorf("%s has no field %q", c.name, field)
		}
	}
}

// Call asserts that a method takes parameters: of an edge, or of the object itself
// ("#update", "#delete").
func (c *Contract) Call(method, edge string, params ...string) {
	c.t.Helper()
	for _, a := range c.Body.APIs {
		if a.Method != method || a.Endpoint != edge && a.Name != edge {
			continue
		}
		for _, p := range params {
			if !slices.ContainsFunc(a.Params, func(have struct{ Name, Type string }) bool { return have.Name == p }) {
				c.t.Errorf("%s: %s %s takes no %q", c.name, method, edge, p)
			}
		}
		return
	}
	c.t.Errorf("%s has no %s %s", c.name, method, edge)
}
