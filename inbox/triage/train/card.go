package main

import (
	"bytes"
	_ "embed" // the words of the card
	"fmt"
	"text/template"

	"lotse/inbox"
	"lotse/inbox/triage/model"
)

//go:embed card.md.tmpl
var cardText string

// card is what the model card tells.
type card struct {
	model    *model.Model
	size     int
	data     *data
	results  []result
	stated   []result
	faithful map[inbox.Head][2]int
}

// write fills the words of the card with the numbers.
func (c *card) write() []byte {
	stated := map[string]result{}
	for _, r := range c.stated {
		stated[r.Name] = r
	}
	funcs := template.FuncMap{
		"stated": func(name string) string {
			if r, ok := stated[name]; ok {
				return fmt.Sprintf("%.3f", r.Value)
			}
			return "no data"
		},
		"texts":  func(file string) int { return c.data.counts[file] },
		"unflag": func(h string) string { return c.unflag(h) },
	}
	var b bytes.Buffer
	t := template.Must(template.New("card").Funcs(funcs).Parse(cardText))
	rows := make([]map[string]any, 0, len(corpora))
	for _, k := range corpora {
		rows = append(rows, map[string]any{"File": k.file, "What": k.what, "Terms": k.terms})
	}
	err := t.Execute(&b, map[string]any{
		"Info": c.model.Info(), "Size": c.size, "Corpora": rows, "Results": c.results, "Double": c.data.double,
		"Texts": len(c.data.texts),
	})
	if err != nil {
		panic(err) // the template is our own
	}
	return b.Bytes()
}

func (c *card) unflag(name string) string {
	for h, n := range c.faithful {
		if h.String() == name {
			return fmt.Sprintf("%.0f %% of %d", 100*ratio(n[0], n[1]), n[1])
		}
	}
	return "–"
}
