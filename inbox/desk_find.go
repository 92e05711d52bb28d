package inbox

import (
	"context"
	"net/url"
	"slices"
	"strings"
)

// remoteTail is how many characters of an id are made of channel and remote id
// alone: the 80 bits behind the time.
const remoteTail = 16

// Find resolves what a person typed or pasted: a whole id, an unambiguous tail of
// one, the id that the channel gave the text, or its address.
//
// CodeNoItem, CodeBadID, CodeAmbiguous with the ids; CodeNotResponsible for an
// item the person may not see.
func (s *Session) Find(ctx context.Context, text string) (ItemID, error) {
	text = strings.TrimSpace(text)
	if id, err := ParseItemID(text); err == nil {
		if _, err = s.Item(ctx, id); CodeOf(err) != CodeNoItem {
			return id, err
		}
	}
	ids, err := s.found(ctx, text)
	switch {
	case err != nil:
		return ItemID{}, err
	case len(ids) == 0:
		return ItemID{}, Fail(CodeNoItem, "item", Quote(text))
	case len(ids) > 1:
		shown := make([]string, len(ids))
		for i, id := range ids {
			shown[i] = id.String()
		}
		return ItemID{}, Fail(CodeAmbiguous, "got", Quote(text), "known", joinList(shown))
	}
	_, err = s.Item(ctx, ids[0])
	return ids[0], err
}

// findLimit is how many ids an ambiguous text names in its error.
const findLimit = 4

func (s *Session) found(ctx context.Context, text string) ([]ItemID, error) {
	if remotes, ok := addressParts(text); ok {
		ids, err := s.Store.ByAddress(ctx, text, findLimit)
		if err != nil || len(ids) > 0 {
			return ids, err
		}
		// The address of the same text on our own server ends in the id we know it by.
		return s.byRemote(ctx, remotes...)
	}
	if len(text) < 4 || len(text) > MaxQuery {
		return nil, Fail(CodeBadID, "got", Quote(text))
	}
	ids, err := s.byRemote(ctx, text)
	if err != nil || len(text) > 26 {
		return ids, err
	}
	more, err := s.Store.Resolve(ctx, text, findLimit)
	if CodeOf(err) == CodeBadID && len(ids) > 0 {
		return ids, nil
	}
	for _, id := range more {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, err
}

// byRemote finds items by what the channel calls them. Channel and remote id are
// in the id itself, so no index is needed.
func (s *Session) byRemote(ctx context.Context, remotes ...string) (ids []ItemID, err error) {
	for _, remote := range remotes {
		for _, channel := range s.House.Channels {
			tail := NewItemID(s.Clock.Now(), channel, remote).String()[26-remoteTail:]
			found, err := s.Store.Resolve(ctx, tail, findLimit)
			if err != nil {
				return nil, err
			}
			ids = append(ids, found...)
		}
	}
	return ids, nil
}

// addressParts gives the parts of a web address that could be a channel's id of a
// text, the last first; false for what is no address.
func addressParts(text string) ([]string, bool) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, false
	}
	var out []string
	for _, part := range slices.Backward(strings.Split(u.Path, "/")) {
		if strings.ContainsAny(part, "0123456789") && !strings.HasPrefix(part, "@") && len(out) < 2 {
			out = append(out, part)
		}
	}
	for _, v := range u.Query() {
		if len(v) == 1 && len(out) < 4 && strings.ContainsAny(v[0], "0123456789") {
			out = append(out, v[0])
		}
	}
	return out, true
}
