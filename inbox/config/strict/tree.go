package strict

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"lotse/inbox"
)

// node is a value with its place in the file, as a byte offset.
type node struct {
	kind   string // TOML's name of the type: table, array, string, integer, boolean, float, date
	at     int
	text   string // of a string, and the source of other scalars
	items  []*node
	fields []field
}

type field struct {
	key   string
	keyAt int
	value *node
}

func (n *node) get(key string) *node {
	for _, f := range n.fields {
		if f.key == key {
			return f.value
		}
	}
	return nil
}

// set adds a value and says where its key stands.
func (n *node) set(key string, at int, v *node) *node {
	n.fields = append(n.fields, field{key, at, v})
	return v
}

// parse reads a file into a tree. The library reads it whole first: only it knows
// all the rules of TOML, such as tables that are opened twice.
func parse(data []byte) (*node, *toml.DecodeError) {
	var any map[string]any
	if err := toml.Unmarshal(data, &any); err != nil {
		var de *toml.DecodeError
		if !errors.As(err, &de) {
			de = &toml.DecodeError{}
		}
		return nil, de
	}
	root := &node{kind: "table"}
	b := builder{data: data, root: root, table: root}
	b.p.Reset(data)
	for b.p.NextExpression() {
		b.expression(b.p.Expression())
	}
	return root, nil
}

type builder struct {
	data        []byte
	p           unstable.Parser
	root, table *node
}

func (b *builder) expression(e *unstable.Node) {
	switch e.Kind {
	case unstable.Table, unstable.ArrayTable:
		b.table = b.open(e)
	case unstable.KeyValue:
		b.keyValue(b.table, e)
	}
}

// open walks to the table of a header and makes what is missing on the way.
func (b *builder) open(e *unstable.Node) *node {
	keys := keysOf(e)
	at := b.root
	for i, k := range keys {
		offset, last := int(k.Raw.Offset), i == len(keys)-1
		next := at.get(string(k.Data))
		switch {
		case next == nil && last && e.Kind == unstable.ArrayTable:
			next = at.set(string(k.Data), offset, &node{kind: "array", at: offset})
		case next == nil:
			next = at.set(string(k.Data), offset, &node{kind: "table", at: offset})
		}
		if next.kind == "array" {
			if last && e.Kind == unstable.ArrayTable {
				next.items = append(next.items, &node{kind: "table", at: offset})
			}
			next = next.items[len(next.items)-1]
		}
		at = next
	}
	return at
}

func (b *builder) keyValue(in *node, e *unstable.Node) {
	keys := keysOf(e)
	for _, k := range keys[:len(keys)-1] {
		next := in.get(string(k.Data))
		if next == nil {
			next = in.set(string(k.Data), int(k.Raw.Offset), &node{kind: "table", at: int(k.Raw.Offset)})
		}
		in = next
	}
	k := keys[len(keys)-1]
	// Arrays carry no place of their own: theirs is what follows the equals sign.
	end := int(k.Raw.Offset + k.Raw.Length)
	after := bytes.TrimLeft(b.data[end:], " \t")
	after = bytes.TrimLeft(bytes.TrimPrefix(after, []byte("=")), " \t")
	in.set(string(k.Data), int(k.Raw.Offset), b.value(e.Value(), len(b.data)-len(after)))
}

func (b *builder) value(v *unstable.Node, at int) *node {
	n := &node{at: at, text: string(v.Data)}
	if v.Raw.Length > 0 {
		n.at = int(v.Raw.Offset)
	}
	switch v.Kind {
	case unstable.String:
		n.kind = "string"
	case unstable.Integer:
		n.kind = "integer"
	case unstable.Bool:
		n.kind = "boolean"
	case unstable.Float:
		n.kind = "float"
	case unstable.Array:
		n.kind = "array"
		for it := v.Children(); it.Next(); {
			if it.Node().Kind != unstable.Comment {
				n.items = append(n.items, b.value(it.Node(), at))
			}
		}
	case unstable.InlineTable:
		n.kind = "table"
		for it := v.Children(); it.Next(); {
			if it.Node().Kind == unstable.KeyValue {
				b.keyValue(n, it.Node())
			}
		}
	default:
		n.kind = "date"
	}
	return n
}

func keysOf(e *unstable.Node) []*unstable.Node {
	var out []*unstable.Node
	for it := e.Key(); it.Next(); {
		out = append(out, it.Node())
	}
	return out
}

func (n *node) integer() (int64, bool) {
	v, err := strconv.ParseInt(strings.ReplaceAll(n.text, "_", ""), 0, 64)
	return v, err == nil
}

// syntaxProblem turns the library's report into a problem.
func syntaxProblem(name string, data []byte, de *toml.DecodeError) Problem {
	line, column := de.Position()
	start := 0
	for range line - 1 {
		start += bytes.IndexByte(data[start:], '\n') + 1
	}
	// The library counts columns in bytes.
	end := min(max(start+column-1, start), len(data))
	return Problem{
		File: name, Line: max(line, 1), Column: utf8.RuneCount(data[start:end]) + 1, Code: inbox.CodeFileSyntax,
		Args: map[string]string{"detail": strings.TrimPrefix(de.Error(), "toml: ")},
	}
}
