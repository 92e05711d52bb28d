// Package theme reads a theme from a file that a person has written: which of the
// built-in ones it begins with, and what it changes. Reading is as strict as that
// of the config; see package strict for the codes of its mistakes.
package theme

import (
	"strings"

	"lotse/inbox"
	"lotse/inbox/config/strict"
	"lotse/ui/frame"
)

// Theme is a file that was read.
type Theme struct {
	Base    string  // the built-in theme it begins with
	Faint   []Faint // what it changes and makes hard to read
	changes []change
}

// Faint is a style whose colours stand too close to each other.
type Faint struct {
	Place string // file:line:column
	Style string
	Ratio float64 // less than frame.Readable
}

// change sets what the file names of a style and leaves the rest as it was.
type change struct {
	style frame.Style
	set   func(*frame.Look)
	path  string
}

type document struct {
	Base  string             `toml:"base"`
	Style map[string]lookDoc `toml:"style"`
}

type lookDoc struct {
	Color     string `toml:"color"`
	Ground    string `toml:"ground"`
	Bold      bool   `toml:"bold"`
	Faint     bool   `toml:"faint"`
	Italic    bool   `toml:"italic"`
	Underline bool   `toml:"underline"`
	Reverse   bool   `toml:"reverse"`
	Strike    bool   `toml:"strike"`
}

// none takes a colour of the base away: the terminal's own is left.
const none = "none"

// Parse reads a theme; name is for messages. The error is *strict.Problems with
// every mistake. What can be read and is hard to see is no mistake: it stands in
// Faint.
func Parse(name string, data []byte) (*Theme, error) {
	f, err := strict.Read(name, data)
	if err != nil {
		return nil, err
	}
	r := reader{File: f, theme: &Theme{Base: frame.ThemeAuto}}
	f.Decode(&r.doc, nil)
	if f.Has("base") && r.known("base", "theme", r.doc.Base, frame.Themes()) {
		r.theme.Base = r.doc.Base
	}
	// In the order of the styles, not of the map: the same file gives the same list.
	for _, n := range frame.StyleNames() {
		if doc, ok := r.doc.Style[n]; ok {
			r.style(n, doc)
		}
	}
	for n := range r.doc.Style {
		if _, ok := frame.StyleNamed(n); !ok {
			f.FailKey("style."+n, unknown("style", n, frame.StyleNames()))
		}
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	r.lookAt()
	return r.theme, nil
}

type reader struct {
	*strict.File
	doc   document
	theme *Theme
}

func (r *reader) style(name string, doc lookDoc) {
	path := "style." + name
	st, _ := frame.StyleNamed(name)
	add := func(key string, set func(*frame.Look)) {
		if r.Has(path + "." + key) {
			r.theme.changes = append(r.theme.changes, change{st, set, path + "." + key})
		}
	}
	color, ground := r.color(path+".color", doc.Color), r.color(path+".ground", doc.Ground)
	add("color", func(l *frame.Look) { l.Fg = color })
	add("ground", func(l *frame.Look) { l.Bg = ground })
	add("bold", func(l *frame.Look) { l.Bold = doc.Bold })
	add("faint", func(l *frame.Look) { l.Faint = doc.Faint })
	add("italic", func(l *frame.Look) { l.Italic = doc.Italic })
	add("underline", func(l *frame.Look) { l.Underline = doc.Underline })
	add("reverse", func(l *frame.Look) { l.Reverse = doc.Reverse })
	add("strike", func(l *frame.Look) { l.Strike = doc.Strike })
}

func (r *reader) color(path, got string) string {
	if got == none || !r.Has(path) || frame.Color(got) != nil {
		return strings.TrimSuffix(got, none)
	}
	if got != "" || r.isString(path) {
		r.Fail(path, unknown("color", got, append(frame.Slots(), "#rrggbb", none)))
	}
	return ""
}

func (r *reader) known(path, kind, got string, known []string) bool {
	for _, k := range known {
		if k == got {
			return true
		}
	}
	if got != "" || r.isString(path) { // another type has its problem already
		r.Fail(path, unknown(kind, got, known))
	}
	return false
}

func (r *reader) isString(path string) bool {
	found := false
	r.EachString(func(p, _ string) { found = found || p == path })
	return found
}

func unknown(kind, got string, known []string) *inbox.Error {
	return inbox.Fail(inbox.CodeUnknownName, "kind", kind, "got", inbox.Quote(got),
		"nearest", strict.Nearest(got, known), "known", strings.Join(known, ", "))
}
