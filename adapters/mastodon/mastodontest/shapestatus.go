package mastodontest

import "strconv"

// statusShape is a post as v sees it.
func (s *Server) statusShape(v *account, p *post) object {
	o := object{
		"id": p.ID, "uri": p.URI, "url": p.URL,
		"created_at": stamp(p.CreatedAt), "edited_at": stamp(p.EditedAt),
		"in_reply_to_id": orNull(p.InReplyTo), "in_reply_to_account_id": nil,
		"sensitive": p.Warning != "", "spoiler_text": p.Warning, "visibility": p.Visibility,
		"language": p.Language, "content": p.HTML, "account": s.accountShape(p.author),
		"replies_count": s.replies(p), "reblogs_count": 0, "favourites_count": len(p.likes),
		"favourited": v != nil && p.likes[v], "reblogged": false,
		"muted": v != nil && p.root().muted[v], "bookmarked": false,
		"reblog": nil, "application": s.application(p), "media_attachments": s.mediaShape(p),
		"mentions": s.mentionShapes(p), "tags": s.tagShapes(p), "emojis": []any{},
		"card": nil, "poll": nil,
	}
	if p.Language == "-" {
		o["language"] = nil
	}
	if p.parent != nil { // stays after the parent's deletion
		o["in_reply_to_account_id"] = p.parent.author.ID
	}
	if v == p.author || s.flavour != Mastodon {
		o["pinned"] = false
	}
	switch s.flavour {
	case GoToSocial:
		all := object{
			"automatic_approval": []any{"public", "me"}, "manual_approval": []any{},
			"always": []any{"public", "me"}, "with_approval": []any{},
		}
		o.with(object{
			"text": p.Text, "content_type": "text/plain",
			"interaction_policy": object{"can_favourite": all, "can_reply": all, "can_reblog": all},
		})
	case Snac:
		delete(o, "application")
		o.with(object{"text": p.Text, "filtered": []any{}, "mentions": []any{}})
	default:
		o.with(object{
			"filtered": []any{}, "quotes_count": s.quotes(p), "quote": s.quoteShape(v, p), "tagged_collections": []any{},
			"quote_approval": object{"automatic": []any{"public"}, "manual": []any{}, "current_user": "automatic"},
		})
	}
	return o.spoil(p.poison)
}

func (s *Server) statusShapes(v *account, posts []*post) []object {
	list := make([]object, 0, len(posts))
	for _, p := range posts {
		list = append(list, s.statusShape(v, p))
	}
	return list
}

func (s *Server) replies(p *post) int {
	n := 0
	for _, q := range s.posts {
		if q.replyTo() == p && !q.Deleted && !q.late {
			n++
		}
	}
	return n
}

func (s *Server) quotes(p *post) int {
	n := 0
	for _, q := range s.posts {
		if q.quoted == p && !q.Deleted {
			n++
		}
	}
	return n
}

func (s *Server) quoteShape(v *account, p *post) any {
	switch {
	case p.quoted == nil:
		return nil
	case p.quoted.Deleted:
		return object{"state": "deleted", "quoted_status": nil}
	case !v.sees(p.quoted):
		return object{"state": "unauthorized", "quoted_status": nil}
	}
	inner := s.statusShape(v, p.quoted)
	if p.quoted.quoted != nil { // a quote in a quote is only named
		inner["quote"] = object{"state": "accepted", "quoted_status_id": p.quoted.quoted.ID}
	}
	return object{"state": "accepted", "quoted_status": inner}
}

// application is what a post was made with; posts from elsewhere have none.
func (s *Server) application(p *post) any {
	if !p.app {
		return nil
	}
	if s.flavour == GoToSocial {
		return object{"name": "Testpult"}
	}
	return object{"name": "Testpult", "website": nil}
}

func (s *Server) mediaShape(p *post) []object {
	list := []object{}
	for i, m := range p.Media {
		list = append(list, object{
			"id": p.ID + strconv.Itoa(i), "type": "image", "url": m.URL, "preview_url": m.URL,
			"remote_url": nil, "description": orNull(m.Description), "blurhash": nil,
			"meta": object{"original": object{
				"width": m.Width, "height": m.Height,
				"size":   strconv.Itoa(m.Width) + "x" + strconv.Itoa(m.Height),
				"aspect": float64(max(m.Width, 1)) / float64(max(m.Height, 1)),
			}},
		})
	}
	return list
}

func (s *Server) mentionShapes(p *post) []object {
	list := []object{}
	for _, a := range p.mentions {
		list = append(list, object{"id": a.ID, "username": a.username(), "url": s.profileURL(a), "acct": a.Acct})
	}
	return list
}

func (s *Server) tagShapes(p *post) []object {
	list := []object{}
	for _, t := range p.tags {
		list = append(list, object{"name": t, "url": s.publicURL("/tags/" + t)})
	}
	return list
}

// noticeShape is one notification.
func (s *Server) noticeShape(n *notice) object {
	o := object{
		"id": n.id, "type": n.kind, "created_at": s.noticeStamp(n.at), "account": s.accountShape(n.from),
	}
	if s.flavour == Mastodon {
		o["group_key"] = "ungrouped-" + n.id
	}
	if n.post == nil {
		return o
	}
	o["status"] = s.statusShape(n.to, n.post)
	if s.flavour == Snac && n.kind != "mention" { // the author's own post comes without its text
		o["status"].(object)["content"] = ""
	}
	return o
}

// historyShape is every version of a post, oldest first.
func (s *Server) historyShape(p *post) []object {
	at := p.CreatedAt
	if !p.EditedAt.IsZero() {
		at = p.EditedAt
	}
	list := []object{}
	for _, v := range append(p.earlier[:len(p.earlier):len(p.earlier)], version{p.Text, p.HTML, p.Warning, p.Media, at}) {
		list = append(list, object{
			"content": v.html, "spoiler_text": v.warning, "sensitive": v.warning != "", "created_at": stamp(v.at),
			"account": s.accountShape(p.author), "media_attachments": s.mediaShape(p), "emojis": []any{},
		})
	}
	return list
}
