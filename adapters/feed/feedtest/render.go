package feedtest

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"time"
)

// window gives the newest entries, newest first.
func (s *Site) window(repeat bool) []Entry {
	w := slices.Clone(s.entries[max(0, len(s.entries)-s.Window):])
	if repeat {
		return append(slices.Clone(w), w...) // twice, and the oldest first
	}
	slices.Reverse(w)
	return w
}

func (s *Site) render(repeat bool) string {
	if s.Form == Atom {
		return s.atom(repeat)
	}
	return s.wordPress(repeat)
}

func paragraphs(text string) string {
	return "<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br />\n") + "</p>\n"
}

func (s *Site) wordPress(repeat bool) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Kommentare für Stadt Linden</title>
<link>https://stadt.example</link><description></description><language>de-DE</language>
`)
	for _, e := range s.window(repeat) {
		b.WriteString("<item><title>Von: " + html.EscapeString(e.Author) + "</title>\n<link>" + html.EscapeString(e.Link) + "</link>\n")
		b.WriteString("<dc:creator><![CDATA[" + e.Author + "]]></dc:creator>\n")
		if !e.NoDate {
			b.WriteString("<pubDate>" + e.Posted.Format(time.RFC1123Z) + "</pubDate>\n")
		}
		if !e.NoID {
			b.WriteString(`<guid isPermaLink="false">` + html.EscapeString(e.ID) + "</guid>\n")
		}
		b.WriteString("<description><![CDATA[" + e.Text + "]]></description>\n")
		b.WriteString("<content:encoded><![CDATA[" + strings.ReplaceAll(paragraphs(e.Text), "]]>", "]]&gt;") + "]]></content:encoded>\n</item>\n")
	}
	b.WriteString("</channel>\n</rss>\n")
	return b.String()
}

func (s *Site) atom(repeat bool) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="de">
<title>Kommentare für Stadt Linden</title><id>https://stadt.example/comments</id><link href="https://stadt.example"/>
`)
	for _, e := range s.window(repeat) {
		updated := e.Posted
		if !e.Updated.IsZero() {
			updated = e.Updated
		}
		b.WriteString("<entry>")
		if !e.NoID {
			b.WriteString("<id>" + html.EscapeString(e.ID) + "</id>")
		}
		if !e.NoDate {
			fmt.Fprintf(&b, "<published>%s</published><updated>%s</updated>", e.Posted.Format(time.RFC3339), updated.Format(time.RFC3339))
		}
		fmt.Fprintf(&b, `<title>Von: %[1]s</title><author><name>%[1]s</name></author><link href="%[2]s"/><thr:in-reply-to ref="%[3]s" href="%[3]s" type="text/html"/>`,
			html.EscapeString(e.Author), html.EscapeString(e.Link), html.EscapeString(e.Answers))
		b.WriteString(`<content type="html">` + html.EscapeString(paragraphs(e.Text)) + "</content></entry>\n")
	}
	b.WriteString("</feed>\n")
	return b.String()
}
