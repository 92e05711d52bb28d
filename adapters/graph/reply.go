package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"sync"

	"lotse/inbox"
)

// errNotTaken is an answer that is neither a yes nor an error.
var errNotTaken = errors.New("the answer does not say that it was taken")

// repliesKept is how many of our replies are remembered by id.
const repliesKept = 1000

// Replies remembers which of our replies came from which attempt, so that the
// same words to two people are told apart. It is a help, not a proof: after a
// restart it is empty.
type Replies struct {
	mu  sync.Mutex
	ids map[string]string
}

// Post posts an intent's text below a node, in one request. The platform has no
// key against sending twice; what it calls a duplicate may be this very text, so
// that is left to reconciling.
func (s *Replies) Post(ctx context.Context, g *Client, path string, in inbox.Intent) (id string, err error) {
	const op = "reply"
	body, err := g.Post(ctx, op, path, url.Values{"message": {in.Text}})
	if err != nil {
		return "", err
	}
	var a struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(body, &a) != nil || !UsableID(a.ID) {
		return "", Undecodable(op, errNotTaken, true)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ids == nil || len(s.ids) > repliesKept {
		s.ids = map[string]string{}
	}
	s.ids[a.ID] = in.Attempt
	return a.ID, nil
}

// Other reports that a text is a reply of ours, but of another attempt.
func (s *Replies) Other(id, attempt string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	of, ours := s.ids[id]
	return ours && of != attempt
}

// Done makes an error of an answer to a measure that does not say it was taken.
func Done(op string, body []byte, err error) error {
	if err == nil && !Success(body) {
		return Undecodable(op, errNotTaken, true)
	}
	return err
}
