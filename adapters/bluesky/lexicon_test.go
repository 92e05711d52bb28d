package bluesky

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rivo/uniseg"
)

// contracts is the folder of the network's published schemas. They are not part
// of this repository: without them there is nothing to compare with.
func contracts(t *testing.T) string {
	t.Helper()
	dir := cmp.Or(os.Getenv("CONTRACTS_DIR"), os.Getenv("LOTSE_CONTRACTS"), "../../../shared/contracts")
	dir, err := filepath.Abs(filepath.Join(dir, "bluesky"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "openapi.json")); err != nil {
		t.Skip("the network's schemas are not here; set CONTRACTS_DIR to the folder of contracts to compare with them")
	}
	return dir
}

// schema is a part of a lexicon.
type schema struct {
	Type         string
	Ref          string
	Refs         []string
	Closed       bool
	Format       string
	Required     []string
	Nullable     []string
	Properties   map[string]*schema
	Items        *schema
	Record       *schema
	Parameters   *schema
	Input        *struct{ Schema *schema }
	Output       *struct{ Schema *schema }
	MaxLength    int
	MaxGraphemes int
	Minimum      *float64
	Maximum      *float64
	Enum         []string
	home         string
}

// lexicons are the definitions by "id#name".
type lexicons map[string]*schema

func readLexicons(t *testing.T, dir string) lexicons {
	t.Helper()
	all := lexicons{}
	err := filepath.WalkDir(filepath.Join(dir, "lexicons"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".json") {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var doc struct {
			ID   string
			Defs map[string]*schema
		}
		if err := json.Unmarshal(raw, &doc); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for name, s := range doc.Defs {
			s.home = doc.ID
			all[doc.ID+"#"+name] = s
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// find gives a definition and the document it stands in.
func (l lexicons) find(ref, home string) (*schema, string) {
	if strings.HasPrefix(ref, "#") {
		ref = home + ref
	}
	if !strings.Contains(ref, "#") {
		ref += "#main"
	}
	return l[ref], strings.Split(ref, "#")[0]
}

var formats = map[string]*regexp.Regexp{
	"at-uri":        regexp.MustCompile(`^at://did:[a-z]+:[A-Za-z0-9._:%-]+(/[a-zA-Z0-9.-]+(/[A-Za-z0-9._:~-]+)?)?$`),
	"did":           regexp.MustCompile(`^did:[a-z]+:[A-Za-z0-9._:%-]+$`),
	"handle":        regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$`),
	"at-identifier": regexp.MustCompile(`^(did:[a-z]+:.+|[a-z0-9.-]+)$`),
	"nsid":          regexp.MustCompile(`^[a-zA-Z0-9.-]+$`),
	"record-key":    regexp.MustCompile(`^[A-Za-z0-9._:~-]{1,512}$`),
	"tid":           regexp.MustCompile(`^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$`),
	"cid":           regexp.MustCompile(`^b[a-z2-7]{20,}$`),
	"uri":           regexp.MustCompile(`^[a-z][a-z.-]*:\S+$`),
	"language":      regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]+)*$`),
}

// check gives what is wrong with a value, in words.
func (l lexicons) check(at string, s *schema, home string, v any) (bad []string) {
	wrong := func(why string, args ...any) []string { return append(bad, at+": "+fmt.Sprintf(why, args...)) }
	switch s.Type {
	case "ref":
		to, there := l.find(s.Ref, home)
		if to == nil {
			return nil // of a family that is not in the folder
		}
		return l.check(at, to, there, v)
	case "union":
		o, ok := v.(map[string]any)
		name, _ := o["$type"].(string)
		if !ok || name == "" {
			return wrong("one of several needs a $type")
		}
		for _, ref := range s.Refs {
			if to, there := l.find(ref, home); to != nil && strings.TrimSuffix(name, "#main") == strings.TrimSuffix(nameOfDef(ref, home), "#main") {
				return l.check(at, to, there, v)
			}
		}
		if s.Closed {
			return wrong("%s is not among them", name)
		}
	case "object", "params":
		o, ok := v.(map[string]any)
		if !ok {
			return wrong("%T is no object", v)
		}
		for _, name := range s.Required {
			if o[name] == nil {
				bad = append(bad, at+": "+name+" is missing")
			}
		}
		for _, name := range slices.Sorted(maps.Keys(o)) {
			p := s.Properties[name]
			switch {
			case p == nil && s.Type == "params":
				bad = append(bad, at+": no such parameter: "+name)
			case p == nil, o[name] == nil && slices.Contains(s.Nullable, name):
			default:
				bad = append(bad, l.check(at+"."+name, p, home, o[name])...)
			}
		}
	case "array":
		list, ok := v.([]any)
		if !ok || s.MaxLength > 0 && len(list) > s.MaxLength {
			return wrong("%T is no list of at most %d", v, s.MaxLength)
		}
		for i, e := range list {
			bad = append(bad, l.check(fmt.Sprintf("%s[%d]", at, i), s.Items, home, e)...)
		}
	case "string":
		text, ok := v.(string)
		form := formats[s.Format]
		_, timeErr := time.Parse(time.RFC3339Nano, text)
		switch {
		case !ok:
			return wrong("%T is no string", v)
		case s.MaxLength > 0 && len(text) > s.MaxLength, s.MaxGraphemes > 0 && uniseg.GraphemeClusterCount(text) > s.MaxGraphemes:
			return wrong("too long")
		case form != nil && !form.MatchString(text), s.Format == "datetime" && timeErr != nil:
			return wrong("%q is no %s", text, s.Format)
		case len(s.Enum) > 0 && !slices.Contains(s.Enum, text):
			return wrong("%q is not one of %q", text, s.Enum)
		}
	case "integer":
		n, ok := v.(float64)
		if !ok || n != float64(int64(n)) || s.Minimum != nil && n < *s.Minimum || s.Maximum != nil && n > *s.Maximum {
			return wrong("%v is not a number in its bounds", v)
		}
	case "boolean":
		if _, ok := v.(bool); !ok {
			return wrong("%v is no boolean", v)
		}
	case "unknown": // a record, as a rule: then it has a schema of its own
		if o, ok := v.(map[string]any); ok {
			name, _ := o["$type"].(string)
			if to, there := l.find(name, home); to != nil && to.Record != nil {
				return l.check(at, to.Record, there, v)
			}
		}
	}
	return bad
}

func nameOfDef(ref, home string) string {
	if strings.HasPrefix(ref, "#") {
		return home + ref
	}
	return ref
}
