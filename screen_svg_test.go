package main_test

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/rivo/uniseg"
)

// A picture of the screen is an SVG: text one can search and enlarge, the same
// bytes on every machine, and in light or dark as the reader's page is. For that
// the frame is drawn twice, on a light and on a dark ground, as the program itself
// would; both looks stand in one file.

// shade is a colour on the light and on the dark page.
type shade [2]string

// The sixteen colours, as a calm terminal shows them: each that is used for text
// can be read on its page, which svgOf checks.
var slots = [16]shade{
	{"#24292f", "#1c2128"},
	{"#a8281f", "#a63d35"},
	{"#2d6a3e", "#7cc08f"},
	{"#7a5600", "#d9b25f"},
	{"#23588f", "#2b5b95"},
	{"#82286f", "#c48bd0"},
	{"#10606a", "#74c5d1"},
	{"#57606a", "#c3cad3"},
	{"#57606a", "#8f99a5"},
	{"#b3261e", "#f09a8e"},
	{"#1f6f3d", "#92d8a6"},
	{"#7a5600", "#edcf7d"},
	{"#2563a6", "#8ab7ec"},
	{"#8d2f80", "#dcaae6"},
	{"#0f6a75", "#9fe1eb"},
	{"#ffffff", "#ffffff"},
}

var (
	paper = shade{"#fdfcf9", "#1c2128"}
	ink   = shade{"#24292f", "#d9dfe6"}
	edge  = shade{"#d5d0c4", "#3a424d"}
)

const (
	cellWidth  = 8.4
	cellHeight = 18
	fontSize   = 14
	baseline   = 13.5
	margin     = 12
)

// svgCell is what stands in a cell, with its look on both pages.
type svgCell struct {
	text   string
	width  int
	fg, bg shade // bg is empty where the page shows
	deco   string
}

// sgr is how a terminal has been told to write.
type sgr struct {
	fg, bg                                          string // empty: the terminal's own
	bold, faint, italic, underline, reverse, strike bool
}

// cells reads a styled frame. It knows the style sequences that our themes send
// and no other; poison.Check sees to it that there are none.
func cells(frame string, width, page int) [][]svgCell {
	out := [][]svgCell{{}}
	var style sgr
	for frame != "" {
		if rest, ok := strings.CutPrefix(frame, "\x1b["); ok {
			codes, behind, _ := strings.Cut(rest, "m")
			style.take(codes, page)
			frame = behind
			continue
		}
		sign, rest, n, _ := uniseg.FirstGraphemeClusterInString(frame, -1)
		frame = rest
		if sign == "\n" {
			out = append(out, nil)
			continue
		}
		row := &out[len(out)-1]
		c := style.cell(page)
		c.text, c.width = sign, n
		*row = append(*row, c)
		for range n - 1 { // the rest of a wide sign
			c.text, c.width = "", 0
			*row = append(*row, c)
		}
	}
	for y := range out {
		out[y] = append(out[y], make([]svgCell, max(0, width-len(out[y])))...)
	}
	return out
}

// take follows a style sequence.
func (s *sgr) take(codes string, page int) {
	ns := strings.FieldsFunc(codes, func(r rune) bool { return r == ';' || r == ':' })
	if len(ns) == 0 {
		*s = sgr{}
	}
	for i := 0; i < len(ns); i++ {
		n, _ := strconv.Atoi(ns[i])
		switch {
		case n == 0:
			*s = sgr{}
		case n == 1:
			s.bold = true
		case n == 2:
			s.faint = true
		case n == 3:
			s.italic = true
		case n == 4:
			s.underline = true
		case n == 7:
			s.reverse = true
		case n == 9:
			s.strike = true
		case n >= 30 && n <= 37:
			s.fg = slots[n-30][page]
		case n >= 90 && n <= 97:
			s.fg = slots[n-90+8][page]
		case n >= 40 && n <= 47:
			s.bg = slots[n-40][page]
		case n >= 100 && n <= 107:
			s.bg = slots[n-100+8][page]
		case n == 38 || n == 48:
			hex, used := colorOf(ns[i+1:], page)
			i += used
			if n == 38 {
				s.fg = hex
			} else {
				s.bg = hex
			}
		}
	}
}

// colorOf reads a colour by its number or its parts, and how much of ns that took.
func colorOf(ns []string, page int) (hex string, used int) {
	at := func(i int) int {
		n, _ := strconv.Atoi(ns[i])
		return n
	}
	switch {
	case len(ns) >= 2 && ns[0] == "5" && at(1) < len(slots):
		return slots[at(1)][page], 2
	case len(ns) >= 4 && ns[0] == "2":
		return fmt.Sprintf("#%02x%02x%02x", at(1), at(2), at(3)), 4
	}
	return "", 0
}

// cell gives an empty cell with the style.
func (s *sgr) cell(page int) svgCell {
	var out svgCell
	fg, bg := s.fg, s.bg
	if fg == "" {
		fg = ink[page]
	}
	if s.reverse {
		fg, bg = cmp.Or(bg, paper[page]), fg
	}
	if s.faint {
		fg = mix(fg, cmp.Or(bg, paper[page]), 0.72)
	}
	out.fg[page], out.bg[page] = fg, bg
	if s.bold {
		out.deco += "font-weight:bold;"
	}
	if s.italic {
		out.deco += "font-style:italic;"
	}
	switch {
	case s.underline && s.strike:
		out.deco += "text-decoration:underline line-through;"
	case s.underline:
		out.deco += "text-decoration:underline;"
	case s.strike:
		out.deco += "text-decoration:line-through;"
	}
	return out
}

func rgbOf(hex string) (out [3]float64) {
	var r, g, b int
	_, _ = fmt.Sscanf(hex, "#%02x%02x%02x", &r, &g, &b)
	return [3]float64{float64(r), float64(g), float64(b)}
}

func mix(a, b string, part float64) string {
	x, y := rgbOf(a), rgbOf(b)
	for i := range x {
		x[i] = math.Round(x[i]*part + y[i]*(1-part))
	}
	return fmt.Sprintf("#%02x%02x%02x", int(x[0]), int(x[1]), int(x[2]))
}

// contrastOf is the contrast of two colours as WCAG reckons it.
func contrastOf(a, b string) float64 {
	light := func(hex string) float64 {
		sum := 0.0
		for i, v := range rgbOf(hex) {
			v /= 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += v * [3]float64{0.2126, 0.7152, 0.0722}[i]
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// arms are the box drawing signs as lines from the middle of a cell: up, right,
// down, left. Drawn as shapes they join whatever the font.
var arms = map[string][4]bool{
	"─": {false, true, false, true}, "│": {true, false, true, false}, "┌": {false, true, true, false}, "┐": {false, false, true, true},
	"└": {true, true, false, false}, "┘": {true, false, false, true}, "├": {true, true, true, false}, "┤": {true, false, true, true},
	"┬": {false, true, true, true}, "┴": {true, true, false, true}, "┼": {true, true, true, true},
	"╭": {false, true, true, false}, "╮": {false, false, true, true}, "╰": {true, true, false, false}, "╯": {true, false, false, true},
}

// block gives the part of a cell that a block sign fills.
func block(s string) (x, y, w, h float64, ok bool) {
	r := []rune(s)
	if len(r) != 1 {
		return 0, 0, 0, 0, false
	}
	switch c := r[0]; {
	case c == '▐':
		return cellWidth / 2, 0, cellWidth / 2, cellHeight, true
	case c == '▀':
		return 0, 0, cellWidth, cellHeight / 2, true
	case c >= '▁' && c <= '█': // from below, in eighths
		n := float64(c-'▁'+1) * cellHeight / 8
		return 0, cellHeight - n, cellWidth, n, true
	case c > '█' && c <= '▏': // from the left, in eighths
		return 0, 0, float64('▏'-c+1) * cellWidth / 8, cellHeight, true
	}
	return 0, 0, 0, 0, false
}

// drawing is an SVG in the making.
type drawing struct {
	body    strings.Builder
	classes []string // by number, what they say
	faint   []string // pairs of colours too near to each other
}

// class gives the name for a look on both pages.
func (d *drawing) class(fill shade, deco string) string {
	css := [2]string{"fill:" + fill[0] + ";" + deco, "fill:" + fill[1]}
	key := css[0] + "\n" + css[1]
	at := slices.Index(d.classes, key)
	if at < 0 {
		at = len(d.classes)
		d.classes = append(d.classes, key)
	}
	return fmt.Sprintf("c%d", at)
}

func num(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

func (d *drawing) rect(class string, x, y, w, h float64) {
	fmt.Fprintf(&d.body, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`+"\n", class, num(x), num(y), num(w), num(h))
}

// svgOf draws a screen. It gives what is too faint to be read as well.
func svgOf(title string, light, dark tea.View, width, height int) (svg string, faint []string) {
	grid, other := cells(light.Content, width, 0), cells(dark.Content, width, 1)
	for y := range grid {
		for x := range grid[y] {
			c, o := &grid[y][x], &other[y][x]
			c.fg[1], c.bg[1] = o.fg[1], o.bg[1]
			if c.deco == "" { // weight and lines differ with the ground only in the auto theme
				c.deco = o.deco
			}
		}
	}
	d := &drawing{}
	for y, row := range grid {
		d.grounds(row, y)
		d.texts(row, y)
	}
	if c := light.Cursor; c != nil {
		fmt.Fprintf(&d.body, `<rect class="%s" fill-opacity="0.4" x="%s" y="%d" width="%s" height="%d"/>`+"\n",
			d.class(ink, ""), num(margin+float64(c.X)*cellWidth), margin+c.Y*cellHeight, num(cellWidth), cellHeight)
	}
	return d.file(title, width, height), d.faint
}

// grounds fills what does not stand on the page itself.
func (d *drawing) grounds(row []svgCell, y int) {
	for x := 0; x < len(row); {
		n := 1
		for x+n < len(row) && row[x+n].bg == row[x].bg {
			n++
		}
		if bg := row[x].bg; bg != (shade{}) {
			for page := range bg {
				if bg[page] == "" {
					bg[page] = paper[page]
				}
			}
			d.rect(d.class(bg, ""), margin+float64(x)*cellWidth, margin+float64(y)*cellHeight, float64(n)*cellWidth, cellHeight)
		}
		x += n
	}
}

// texts writes a line, one piece for each look; two blanks part pieces, so that
// each stands in its column in every font.
func (d *drawing) texts(row []svgCell, y int) {
	for x := 0; x < len(row); {
		c := &row[x]
		if d.shape(c, x, y) || strings.TrimSpace(c.text) == "" {
			x++
			continue
		}
		var words strings.Builder
		n, end := 0, 0 // end: behind the last cell that is no blank
		for x+n < len(row) && row[x+n].fg == c.fg && row[x+n].deco == c.deco {
			o := &row[x+n]
			_, line := arms[o.text]
			_, _, _, _, filled := block(o.text)
			blank := strings.TrimSpace(o.text) == "" && o.width > 0
			if line || filled || blank && n > end {
				break
			}
			if o.width > 0 {
				words.WriteString(o.text)
			}
			n++
			if !blank {
				end = n
			}
		}
		if words := strings.TrimRight(words.String(), " "); words != "" {
			d.legible(c)
			fit := ""
			if end > 1 {
				fit = fmt.Sprintf(` textLength="%s"`, num(float64(end)*cellWidth))
			}
			fmt.Fprintf(&d.body, `<text class="%s" x="%s" y="%s"%s>%s</text>`+"\n", d.class(c.fg, c.deco),
				num(margin+float64(x)*cellWidth), num(margin+float64(y)*cellHeight+baseline), fit, escaped(words))
		}
		x += max(n, 1)
	}
}

// legible notes text that is too near to its ground.
func (d *drawing) legible(c *svgCell) {
	for page := range c.fg {
		ground := c.bg[page]
		if ground == "" {
			ground = paper[page]
		}
		if got := contrastOf(c.fg[page], ground); got < 4.5 {
			d.faint = append(d.faint, fmt.Sprintf("%s on %s has a contrast of %.1f: %q", c.fg[page], ground, got, c.text))
		}
	}
}

// shape draws lines and blocks.
func (d *drawing) shape(c *svgCell, x, y int) bool {
	left, top := margin+float64(x)*cellWidth, margin+float64(y)*cellHeight
	if bx, by, w, h, ok := block(c.text); ok {
		d.rect(d.class(c.fg, ""), left+bx, top+by, w, h)
		return true
	}
	arm, ok := arms[c.text]
	if !ok {
		return false
	}
	const thick = 1.0
	midX, midY := cellWidth/2, cellHeight/2.0
	from := func(on bool, near, far float64) float64 {
		if on {
			return far
		}
		return near
	}
	if arm[0] || arm[2] {
		a, b := from(arm[0], midY-thick/2, 0), from(arm[2], midY+thick/2, cellHeight)
		d.rect(d.class(c.fg, ""), left+midX-thick/2, top+a, thick, b-a)
	}
	if arm[1] || arm[3] {
		a, b := from(arm[3], midX-thick/2, 0), from(arm[1], midX+thick/2, cellWidth)
		d.rect(d.class(c.fg, ""), left+a, top+midY-thick/2, b-a, thick)
	}
	return true
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'").Replace(b.String())
}

func (d *drawing) file(title string, width, height int) string {
	w, h := float64(width)*cellWidth+2*margin, float64(height)*cellHeight+2*margin
	var b, dark strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="t">`+"\n", num(w), num(h), num(w), num(h))
	fmt.Fprintf(&b, "<title id=\"t\">%s</title>\n<desc>%s</desc>\n<style>\n", escaped(title), fmt.Sprintf("Lotse, %d × %d", width, height))
	fmt.Fprintf(&b, `text{font-family:ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:%dpx;white-space:pre}`+"\n", fontSize)
	fmt.Fprintf(&b, ".p{fill:%s;stroke:%s}\n", paper[0], edge[0])
	fmt.Fprintf(&dark, ".p{fill:%s;stroke:%s}", paper[1], edge[1])
	for i, c := range d.classes {
		css := strings.Split(c, "\n")
		fmt.Fprintf(&b, ".c%d{%s}\n", i, strings.TrimSuffix(css[0], ";"))
		fmt.Fprintf(&dark, ".c%d{%s}", i, css[1])
	}
	fmt.Fprintf(&b, "@media (prefers-color-scheme:dark){%s}\n</style>\n", dark.String())
	fmt.Fprintf(&b, `<rect class="p" x="0.5" y="0.5" width="%s" height="%s" rx="8"/>`+"\n", num(w-1), num(h-1))
	b.WriteString(joined(d.body.String()))
	b.WriteString("</svg>\n")
	return b.String()
}

// joined makes one of rectangles that touch: a rule is one line and not eighty.
func joined(body string) string {
	type bar struct {
		class      string
		x, y, w, h float64
	}
	read := func(line string) (b bar, ok bool) {
		n, _ := fmt.Sscanf(line, `<rect class=%q x="%g" y="%g" width="%g" height="%g"/>`, &b.class, &b.x, &b.y, &b.w, &b.h)
		return b, n == 5
	}
	var out []string
	var last bar
	bars := false
	for _, line := range strings.SplitAfter(body, "\n") {
		b, ok := read(line)
		if ok && bars && b.class == last.class && b.y == last.y && b.h == last.h && math.Abs(last.x+last.w-b.x) < 0.05 {
			last.w += b.w
			out[len(out)-1] = fmt.Sprintf(`<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`+"\n", last.class, num(last.x), num(last.y), num(last.w), num(last.h))
			continue
		}
		out, last, bars = append(out, line), b, ok
	}
	return strings.Join(out, "")
}
