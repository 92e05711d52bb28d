package mastodon

import (
	"time"

	"lotse/adapters/markup"
	"lotse/inbox"
)

const maxSource = 64 << 10 // of an unread object's JSON that is kept, in bytes

// content makes the common form of a status. self is our account's id; where it
// stands in a conversation is for [memory.locate].
func (c *Channel) content(s *status, self string) inbox.Content {
	out := inbox.Content{
		Channel:  c.id,
		RemoteID: s.identity(),
		Ref:      string(s.ID),
		URL:      firstOf(s.URL, s.URI),
		Author: inbox.Author{
			ID: string(s.Account.ID), Name: s.Account.DisplayName, Handle: s.Account.Acct, URL: s.Account.URL,
		},
		Text:     markup.HTMLText(s.Content),
		Warning:  s.SpoilerText,
		Source:   s.Content,
		Language: s.Language,
		Audience: audienceOf(s.Visibility),
		PostedAt: s.CreatedAt.UTC(),
	}
	if out.Author.Name == "" {
		out.Author.Name = s.Account.Username
	}
	if !s.EditedAt.IsZero() {
		out.EditedAt = s.EditedAt.UTC()
	}
	for _, m := range s.MediaAttachments {
		out.Media = append(out.Media, inbox.Media{Type: m.Type, URL: firstOf(m.URL, m.RemoteURL), Alt: m.Description})
	}
	switch {
	case self != "" && out.Author.ID == self:
		out.Kind = inbox.KindOwnPost
	case s.Visibility == "direct":
		out.Kind = inbox.KindDirect
	case self != "" && string(s.InReplyToAccountID) == self:
		out.Kind = inbox.KindComment
	default:
		out.Kind = inbox.KindMention
	}
	return out
}

// unread is what is kept of a status that cannot be read: enough to look at it by
// hand. It needs a time that is the same at every sight, since it names the item;
// at serves where neither its own time nor its id tells one.
func (c *Channel) unread(s *status, name string, at time.Time) inbox.Content {
	source := string(s.raw)
	if len(source) > maxSource {
		source = source[:maxSource]
	}
	for _, t := range []time.Time{idTime(string(s.ID)), s.CreatedAt} {
		if !t.IsZero() {
			at = t
		}
	}
	return inbox.Content{
		Channel: c.id, RemoteID: firstOf(s.identity(), name), Ref: string(s.ID), Kind: inbox.KindUnparsed,
		URL: firstOf(s.URL, s.URI), Source: source, Audience: inbox.AudienceDirect, PostedAt: at.UTC(),
		Author: inbox.Author{
			ID: string(s.Account.ID), Name: s.Account.DisplayName, Handle: s.Account.Acct, URL: s.Account.URL,
		},
	}
}

// audienceOf reads a visibility. Forks invent some ("local", "mutuals_only"): what
// is not known is treated as private.
func audienceOf(visibility string) inbox.Audience {
	switch visibility {
	case "public":
		return inbox.AudiencePublic
	case "unlisted":
		return inbox.AudienceUnlisted
	case "private":
		return inbox.AudienceFollowers
	default:
		return inbox.AudienceDirect
	}
}

func visibilityOf(a inbox.Audience) string {
	switch a {
	case inbox.AudiencePublic:
		return "public"
	case inbox.AudienceUnlisted:
		return "unlisted"
	case inbox.AudienceFollowers:
		return "private"
	default:
		return "direct"
	}
}

func firstOf(vs ...string) string {
	for _, v := range vs {
		if v != "" {
			return v
		}
	}
	return ""
}
