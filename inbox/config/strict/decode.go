package strict

import (
	"encoding"
	"errors"
	"reflect"
	"strconv"
	"strings"

	"lotse/inbox"
)

// Decode fills a struct by its toml tags. What does not fit is recorded and left
// out, the rest is filled, so that the rules after it can find more.
//
// Known are strings, booleans, integers, structs, maps with string keys, slices
// of these and whatever reads text itself. A field with the tag `accept:"string"`
// takes one string for a list of one. unknown may name a better error for a key
// that does not exist; it gives nil where it has none.
func (f *File) Decode(into any, unknown func(path, key string) *inbox.Error) {
	d := decoder{f, unknown}
	d.table("", f.root, reflect.ValueOf(into).Elem())
}

type decoder struct {
	*File
	unknown func(path, key string) *inbox.Error
}

func (d *decoder) value(path string, n *node, v reflect.Value, acceptOne bool) {
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		d.textual(path, n, u)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		if d.is(path, n, "table") {
			d.table(path, n, v)
		}
	case reflect.Map:
		if d.is(path, n, "table") {
			d.entries(path, n, v, acceptOne)
		}
	case reflect.Slice:
		if acceptOne && n.kind == "string" {
			n = &node{kind: "array", at: n.at, items: []*node{n}}
		}
		if d.is(path, n, "array") {
			d.list(path, n, v)
		}
	case reflect.String:
		if d.is(path, n, "string") {
			v.SetString(n.text)
		}
	case reflect.Bool:
		if d.is(path, n, "boolean") {
			v.SetBool(n.text == "true")
		}
	case reflect.Int:
		if !d.is(path, n, "integer") {
			return
		}
		i, ok := n.integer()
		if !ok || v.OverflowInt(i) {
			d.Fail(path, inbox.Fail(inbox.CodeFileValue, "key", tableOf(path), "got", inbox.Quote(n.text), "want", "integer"))
			return
		}
		v.SetInt(i)
	default:
		panic("strict: cannot decode into " + v.Type().String())
	}
}

func (d *decoder) is(path string, n *node, want string) bool {
	if n.kind != want {
		d.Fail(path, inbox.Fail(inbox.CodeFileType, "key", tableOf(path), "want", want, "got", n.kind))
	}
	return n.kind == want
}

func (d *decoder) textual(path string, n *node, u encoding.TextUnmarshaler) {
	if !d.is(path, n, "string") {
		return
	}
	err := u.UnmarshalText([]byte(n.text))
	if err == nil {
		return
	}
	var e *inbox.Error
	if !errors.As(err, &e) {
		e = inbox.Fail(inbox.CodeFileValue, "key", tableOf(path), "got", inbox.Quote(n.text), "want", "")
	}
	d.Fail(path, e)
}

func (d *decoder) list(path string, n *node, v reflect.Value) {
	out := reflect.MakeSlice(v.Type(), len(n.items), len(n.items))
	for i, item := range n.items {
		d.value(join(path, strconv.Itoa(i)), item, out.Index(i), false)
	}
	v.Set(out)
}

func (d *decoder) entries(path string, n *node, v reflect.Value, acceptOne bool) {
	out := reflect.MakeMap(v.Type())
	for _, fd := range n.fields {
		item := reflect.New(v.Type().Elem()).Elem()
		d.value(join(path, fd.key), fd.value, item, acceptOne)
		out.SetMapIndex(reflect.ValueOf(fd.key).Convert(v.Type().Key()), item)
	}
	v.Set(out)
}

func (d *decoder) table(path string, n *node, v reflect.Value) {
	for _, fd := range n.fields {
		i := fieldIndex(v.Type(), fd.key)
		if i >= 0 {
			accept := v.Type().Field(i).Tag.Get("accept") == "string"
			d.value(join(path, fd.key), fd.value, v.Field(i), accept)
			continue
		}
		var err *inbox.Error
		if d.unknown != nil {
			err = d.unknown(join(path, fd.key), fd.key)
		}
		if err == nil {
			known := Keys(v.Type())
			err = inbox.Fail(inbox.CodeFileKey, "key", inbox.Quote(fd.key), "in", tableOf(path),
				"nearest", Nearest(fd.key, known), "known", strings.Join(known, ", "))
		}
		d.failAt(fd.keyAt, err)
	}
}

// tableOf gives the name of the table in a path, without the indexes.
func tableOf(path string) string {
	var steps []string
	for step := range strings.SplitSeq(path, ".") {
		if _, err := strconv.Atoi(step); err != nil {
			steps = append(steps, step)
		}
	}
	return strings.Join(steps, ".")
}

func fieldIndex(t reflect.Type, key string) int {
	for i := range t.NumField() {
		if keyOf(t.Field(i)) == key {
			return i
		}
	}
	return -1
}

// Keys lists the keys that a struct reads, in its order.
func Keys(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		if k := keyOf(t.Field(i)); k != "" {
			keys = append(keys, k)
		}
	}
	return keys
}

func keyOf(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
	if key == "-" {
		return ""
	}
	return key
}
