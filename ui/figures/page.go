package figures

import (
	"fmt"
	"html/template"
	"io"

	"lotse/inbox"
	"lotse/inbox/report"
	"lotse/inbox/safetext"
	"lotse/ui/text"
)

// page is one file that needs nothing else: no script, no font, no picture from
// anywhere. Tables stand under the pictures and say the same.
var page = template.Must(template.New("page").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{.Title}}</title>
<style>
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --quiet: #595959; --bar: #1f5fa8; --rule: #c9c9c9; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #16181b; --quiet: #a9a9a9; --bar: #7db4f0; --rule: #4a4d52; } }
body { margin: 0 auto; max-width: 50rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { margin: 0 0 .25rem; line-height: 1.2; } h2 { margin: 2.5rem 0 .25rem; }
p { margin: .25rem 0; } .quiet { color: var(--quiet); }
svg { display: block; width: 100%; height: auto; margin: .75rem 0; font-size: 13px; }
svg text { fill: var(--ink); } .bar { fill: var(--bar); } .course { fill: var(--quiet); }
.few { fill: none; stroke: var(--quiet); stroke-dasharray: 2 2; } .cell { fill: none; stroke: var(--rule); } .axis { fill: none; stroke: var(--quiet); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } .wide { overflow-x: auto; }
caption { text-align: left; color: var(--quiet); } th, td { padding: .15rem .6rem .15rem 0; border-bottom: 1px solid var(--rule); text-align: right; vertical-align: top; }
th:first-child { text-align: left; } th { font-weight: 600; } tbody th { font-weight: 400; } .week td, .week th { padding-right: .2rem; font-size: .8rem; }
@media print { :root { --ink: #000; --paper: #fff; --quiet: #444; --bar: #333; --rule: #999; } body { max-width: none; padding: 0; } section { break-inside: avoid-page; } }
</style>
</head>
<body>
<header>
<h1>{{.Title}}</h1>
{{range .Heading}}<p>{{.}}</p>
{{end}}<p class="quiet">{{.Made}}</p>
</header>
<main>
{{range .Charts}}<section aria-labelledby="{{.ID}}">
<h2 id="{{.ID}}">{{.Title}}</h2>
<p class="quiet">{{.Note}}</p>
{{.Picture}}
<div class="wide">
<table{{if .Week}} class="week"{{end}}>
<caption>{{$.Table}}</caption>
<thead><tr>{{range .Columns}}<th scope="col">{{.}}</th>{{end}}</tr></thead>
<tbody>
{{range .Rows}}<tr><th scope="row">{{.Label}}</th>{{range .Cells}}<td>{{.}}</td>{{end}}</tr>
{{end}}</tbody>
</table>
</div>
</section>
{{end}}</main>
<footer>
{{range .Notes}}<p class="quiet">{{.}}</p>
{{end}}</footer>
</body>
</html>
`))

type picture struct {
	Chart
	Picture template.HTML
	Week    bool
}

// Page writes the report as one page that can be sent on. Only figures that may
// leave the desk are taken.
func Page(w io.Writer, f *report.Figures, h *inbox.House, l text.Lang) error {
	s := text.FiguresIn(l)
	public := *f
	if !f.Covered {
		public = f.Public()
	}
	data := struct {
		Lang               text.Lang
		Title, Made, Table string
		Heading, Notes     []string
		Charts             []picture
	}{
		Lang: l, Title: fmt.Sprintf(s.Report, line(h.Town)), Table: s.Table,
		Made:    s.Made + " " + text.Day(l, f.Now, f.Zone) + " " + f.Now.In(f.Zone).Format("15:04"),
		Heading: lines(Heading(&public, l)), Notes: Notes(&public, l),
	}
	for _, c := range Charts(&public, h, l) {
		for i := range c.Rows {
			c.Rows[i].Label = line(c.Rows[i].Label)
		}
		data.Charts = append(data.Charts, picture{Chart: c, Picture: c.SVG(s.Few), Week: c.Shape == Heat})
	}
	return page.Execute(w, data)
}

// line makes one visible line of what a config or a channel calls something.
func line(s string) string { return safetext.Line(s).String() }

func lines(ss []string) []string {
	out := make([]string, len(ss))
	for i, s := range ss {
		out[i] = line(s)
	}
	return out
}
