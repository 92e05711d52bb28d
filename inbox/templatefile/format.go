package templatefile

import (
	"strconv"
	"strings"

	"lotse/inbox"
	"lotse/inbox/config/strict"
)

// Format writes a template as Parse reads it, always in the same order and
// layout, so that a comparison of two files shows what was changed and nothing
// else. A template that breaks no rule reads back equal.
func Format(t *inbox.Template) []byte {
	var w writer
	w.text("key", t.Key)
	w.text("title", t.Title)
	w.text("category", string(t.Category))
	w.text("latitude", t.Latitude.String())
	w.list("topics", t.Topics)
	labels := make([]string, len(t.Labels))
	for i, l := range t.Labels {
		labels[i] = l.String()
	}
	w.list("labels", labels)
	w.text("owner", t.Owner)
	w.list("approver", t.Approver)
	w.text("validity", t.Validity)
	w.text("language", t.Language)
	w.text("promise", t.Promise)
	w.text("as_of", t.AsOf)
	w.text("note", t.Note)
	for _, p := range t.Placeholders {
		w.table("placeholder")
		w.text("name", p.Name)
		w.text("type", string(p.Type))
		w.text("label", p.Label)
		w.number("max", p.Max)
		w.list("choices", p.Choices)
		w.text("example", p.Example)
	}
	for _, b := range t.Blocks {
		w.table("block")
		w.text("name", b.Name)
		w.text("label", b.Label)
		w.number("max", b.Max)
		w.text("default", b.Default)
	}
	for _, v := range t.Variants {
		w.table("variant")
		w.text("name", v.Name)
		w.line("text", strict.QuoteText(inbox.Canonical(v.Text)))
	}
	return []byte(w.b.String())
}

// writer writes what is there; an empty value is the same as none.
type writer struct{ b strings.Builder }

func (w *writer) line(key, value string) { w.b.WriteString(key + " = " + value + "\n") }

func (w *writer) text(key, value string) {
	if value != "" {
		w.line(key, strict.Quote(value))
	}
}

func (w *writer) list(key string, values []string) {
	if len(values) > 0 {
		w.line(key, strict.QuoteList(values))
	}
}

func (w *writer) number(key string, n int) {
	if n != 0 {
		w.line(key, strconv.Itoa(n))
	}
}

func (w *writer) table(name string) { w.b.WriteString("\n[[" + name + "]]\n") }
