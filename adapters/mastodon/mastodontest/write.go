package mastodontest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// keptKey is what the server remembers of an Idempotency-Key.
type keptKey struct {
	post *post
	at   time.Time
}

var visibilities = []string{"public", "unlisted", "private", "direct"}

// createStatus is POST /api/v1/statuses. As on Mastodon, the parent is looked
// up first, then a known key answers the first post whatever the text is now,
// and only then the text is checked.
func createStatus(s *Server, c *call) answer {
	in := c.in
	d := Draft{
		Text: in.Get("status"), InReplyTo: in.Get("in_reply_to_id"), Visibility: in.Get("visibility"),
		Language: in.Get("language"), Warning: in.Get("spoiler_text"), Quotes: in.Get("quoted_status_id"),
		Key: c.r.Header.Get("Idempotency-Key"),
	}
	if d.InReplyTo != "" {
		parent := s.lookup(d.InReplyTo)
		if seen := parent != nil && c.viewer.sees(parent); !seen && !s.endless {
			return s.noParent()
		} else if !seen {
			d.InReplyTo = "" // snac posts it all the same, outside of the thread
		}
	}
	name := c.viewer.ID + ":" + d.Key
	if k, known := s.keys[name]; s.keyed && d.Key != "" && known && s.now().Sub(k.at) < s.keyLife {
		if k.post.Deleted {
			return s.notFound()
		}
		return reply(s.statusShape(c.viewer, k.post))
	}
	if strings.TrimSpace(d.Text) == "" && s.flavour == Mastodon {
		d.Text, d.Warning = d.Warning, ""
	}
	if a, ok := s.check(d.Text, d.Warning, d.Visibility); !ok {
		return a
	}
	p := s.add(c.viewer, d)
	p.app = true
	s.keys[name] = keptKey{p, s.now()}
	c.effect = true
	return reply(s.statusShape(c.viewer, p))
}

// check refuses what the flavour would not take.
func (s *Server) check(text, warning, visibility string) (answer, bool) {
	switch n := s.length(text, warning); {
	case s.endless:
	case strings.TrimSpace(text) == "":
		return s.invalid("Text can't be blank", "no text content or media provided"), false
	case n > s.maxChars:
		return s.invalid(
			fmt.Sprintf("Text character limit of %d exceeded", s.maxChars),
			fmt.Sprintf("text with spoiler-text too long, %d characters provided but limit is %d", n, s.maxChars)), false
	case visibility != "" && !slices.Contains(visibilities, visibility):
		return s.invalid("Visibility is not included in the list", "visibility not recognised"), false
	}
	return answer{}, true
}

// editStatus is PUT /api/v1/statuses/:id. What is left out is emptied, except
// the text.
func editStatus(s *Server, c *call) answer {
	p := s.lookup(c.id())
	if p == nil || p.author != c.viewer {
		return s.notFound()
	}
	text, warning := cmp.Or(c.in.Get("status"), p.Text), c.in.Get("spoiler_text")
	if a, ok := s.check(text, warning, ""); !ok {
		return a
	}
	if text != p.Text || warning != p.Warning {
		s.change(p, text, warning, p.Media)
		c.effect = true
	}
	return reply(s.statusShape(c.viewer, p))
}

// deleteStatus answers the post a last time: on Mastodon with its source
// instead of its content, so that it can be written anew.
func deleteStatus(s *Server, c *call) answer {
	p := s.lookup(c.id())
	if p == nil || p.author != c.viewer {
		return s.notFound()
	}
	last := s.statusShape(c.viewer, p)
	if s.flavour == Mastodon {
		delete(last, "content")
		last["text"] = p.Text
	}
	s.remove(p)
	c.effect = true
	return reply(last)
}
