package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"strings"

	"lotse/inbox"
)

// words puts ids from stdin in the place of "-": one a line, or as `lotse list
// --json` prints them. It reads to the end before the store is opened, for what
// writes there may be a lotse that still has the store.
func (c *call) words(args []string) ([]string, error) {
	var out []string
	for _, arg := range args {
		if arg != "-" {
			out = append(out, arg)
			continue
		}
		in := bufio.NewScanner(c.In)
		in.Buffer(nil, 1<<20)
		for in.Scan() {
			out = append(out, idsIn(in.Text())...)
		}
		if err := in.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// targets resolves the ids of a command: whole ones or unambiguous tails.
func (c *call) targets(ctx context.Context, s *inbox.Session, words []string) ([]inbox.Target, error) {
	var out []inbox.Target
	seen := map[inbox.ItemID]bool{}
	var errs []error
	for _, word := range words {
		id, err := s.Find(ctx, word)
		if err == nil && !seen[id] {
			seen[id] = true
			out = append(out, inbox.Target{ID: id})
		}
		errs = append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, inbox.Fail(inbox.CodeNothingMatched)
	}
	return out, nil
}

func idsIn(line string) []string {
	if strings.HasPrefix(strings.TrimSpace(line), "{") {
		var o struct {
			ID string `json:"id"`
		}
		if json.Unmarshal([]byte(line), &o) == nil && o.ID != "" {
			return []string{o.ID}
		}
	}
	return strings.Fields(line)
}

// one resolves a single id.
func (c *call) one(ctx context.Context, s *inbox.Session, arg string) (inbox.Item, error) {
	id, err := s.Find(ctx, arg)
	if err != nil {
		return inbox.Item{}, err
	}
	return s.Item(ctx, id)
}

// query reads the words of a query and binds it to the person and the moment.
func (c *call) query(s *inbox.Session, words []string, otherwise string) (inbox.Filter, inbox.Query, error) {
	for i, w := range words {
		words[i] = unguard(w)
	}
	line := strings.Join(words, " ")
	if len(words) == 0 {
		line = otherwise
	}
	q, err := inbox.ParseQuery(line)
	if err == nil {
		err = q.Check(inbox.KnownOf(s.House, string(c.lang)))
	}
	if err != nil {
		return inbox.Filter{}, q, err
	}
	f, err := q.Bind(c.Clock.Now(), c.zone(), s.Person)
	return f, q, err
}
