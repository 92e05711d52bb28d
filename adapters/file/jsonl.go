package file

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// readJSONL reads one object a line.
func (in *intake) readJSONL(text []byte) error {
	number := 0
	for line := range bytes.Lines(text) {
		number++
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if more, err := in.begin(number); err != nil || !more {
			return err
		}
		var object map[string]json.RawMessage
		if err := json.Unmarshal(line, &object); err != nil || object == nil {
			in.res.problem(number, "", CodeJSON)
			continue
		}
		if r := in.object(object, number); r != nil {
			in.take(r)
		}
	}
	return nil
}

// object gives a row; nil when a field has a type nobody can use.
func (in *intake) object(object map[string]json.RawMessage, line int) *row {
	r := &row{line: line, value: map[field]string{}, where: map[field]string{
		fieldText: "text", fieldCreated: "created_at",
	}}
	extra := map[string]json.RawMessage{}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		raw := object[key]
		f := fieldOf[plain(key)]
		switch {
		case f == fieldAuthor && len(raw) > 0 && raw[0] == '{':
			if !r.author(raw) {
				in.res.problem(line, "author", CodeType)
				return nil
			}
		case f == fieldOurs:
		case f == fieldUnknown:
			extra[key] = raw
		default:
			v, ok := scalar(raw)
			if !ok {
				in.res.problem(line, plain(key), CodeType)
				return nil
			}
			if r.value[f] == "" {
				r.value[f], r.where[f] = v, plain(key)
			}
		}
	}
	if r.value[fieldCreated] == "" {
		r.value[fieldCreated], r.value[fieldTime] = r.value[fieldTime], ""
	}
	if len(extra) > 0 {
		if b, err := json.Marshal(extra); err == nil {
			r.extra = string(b)
		}
	}
	return r
}

// author reads an object as our own export and most platforms write it.
func (r *row) author(raw json.RawMessage) bool {
	var a map[string]json.RawMessage
	if json.Unmarshal(raw, &a) != nil {
		return false
	}
	for key, f := range map[string]field{
		"name": fieldAuthor, "display_name": fieldAuthor, "handle": fieldHandle, "username": fieldHandle, "id": fieldAuthorID, "url": fieldAuthorURL,
	} {
		v, ok := scalar(a[key])
		if !ok {
			return false
		}
		if v != "" {
			r.value[f] = v
		}
	}
	return true
}

// scalar reads a string or a number as its text; null and nothing are "".
func scalar(raw json.RawMessage) (string, bool) {
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return "", true
	case raw[0] == '"':
		var s string
		return s, json.Unmarshal(raw, &s) == nil
	case raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9':
		return strings.TrimSuffix(string(raw), ".0"), true
	}
	return "", false
}
