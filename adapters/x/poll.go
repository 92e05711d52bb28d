package x

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"lotse/adapters/transport"
	"lotse/inbox"
)

const (
	firstPage   = 25  // of a list: a quiet quarter of an hour holds fewer
	nextPage    = 100 // of what is behind
	leastPage   = 10  // the smallest the search allows; the others allow 5
	mentionsEnd = 800 // older mentions are not shown
	searchBack  = 7 * 24 * time.Hour
	pagesMost   = 200
	// searchLag is how long a new post may take to be found. What lies so close
	// behind is asked for twice.
	searchLag = time.Minute
	rootsAsk  = 8 // conversations in one question, which may have 512 letters
	maxSkew   = 2 * time.Minute
)

const (
	postFields = "created_at,author_id,conversation_id,in_reply_to_user_id,referenced_tweets,lang,edit_history_tweet_ids,entities,attachments,note_tweet,withheld"
	userFields = "protected"
	pictures   = "alt_text,type,url,preview_image_url"
)

// round is one page being read.
type round struct {
	c     *Channel
	cur   cursor
	self  inbox.Account
	batch inbox.Batch
}

// Poll reads one page of one list: our own posts, then the mentions, then what is
// new in our conversations.
func (c *Channel) Poll(ctx context.Context, raw []byte) (inbox.Batch, error) {
	cur, ok := parseCursor(raw)
	if c.owner != "" && cur.Self != "" && cur.Self != c.owner {
		cur, ok = cursor{V: cursorVersion}, false // another account has its own lists
	}
	r := round{c: c, cur: cur}
	if !ok {
		r.batch.Warnings = append(r.batch.Warnings, inbox.Warning{Code: "cursor_unknown"})
	}
	if cur.Stage == stageOwn && cur.Own.Next == "" && ok && len(raw) > 0 && c.rests() {
		r.batch.Cursor = raw
		return r.batch, nil
	}
	if err := r.whoami(ctx); err != nil {
		return inbox.Batch{}, err
	}
	var err error
	switch r.cur.Stage {
	case stageOwn:
		err = r.own(ctx)
	case stageMentions:
		err = r.mentions(ctx)
	case stageSearch:
		err = r.search(ctx)
	}
	if err != nil {
		return inbox.Batch{}, err
	}
	if s := c.stack.Stats(); s.SkewKnown && s.Skew.Abs() > maxSkew {
		r.batch.Warnings = append(r.batch.Warnings, inbox.Warning{Code: "clock_skew", Detail: s.Skew.Round(time.Second).String()})
	}
	r.batch.Cursor = r.cur.bytes()
	return r.batch, nil
}

// rests reports whether money is short and the last round not long ago.
func (c *Channel) rests() bool {
	c.mu.Lock()
	last := c.lastRun
	c.mu.Unlock()
	return c.isSlow() && c.clock.Now().Sub(last) < pollSlow
}

// whoami takes the account from the cursor where it stands there: asking costs.
func (r *round) whoami(ctx context.Context) error {
	if r.cur.Self != "" {
		r.self = inbox.Account{ID: r.cur.Self, Handle: r.cur.Handle, Name: r.cur.Name, URL: "https://x.com/" + r.cur.Handle, Server: r.c.base.Host}
		r.c.mu.Lock()
		if r.c.me.ID == "" {
			r.c.me = r.self
		}
		r.c.mu.Unlock()
		return nil
	}
	self, err := r.c.self(ctx)
	r.self, r.cur.Self, r.cur.Handle, r.cur.Name = self, self.ID, self.Handle, self.Name
	return err
}

// next goes on to the following list, or ends the round.
func (r *round) next() {
	switch {
	case r.cur.Stage == stageOwn:
		r.cur.Stage = stageMentions
	case r.cur.Stage == stageMentions && r.c.c.SearchReplies && len(r.asked()) > 0:
		r.cur.Stage = stageSearch
	default:
		if r.cur.Stage == stageMentions && r.c.c.SearchReplies {
			r.unsearched()
		}
		r.cur.Stage = stageOwn
		r.batch.More = false
		r.c.mu.Lock()
		r.c.lastRun = r.c.clock.Now()
		r.c.mu.Unlock()
		return
	}
	r.batch.More = true
}

func (r *round) own(ctx context.Context) error {
	q := url.Values{"exclude": {"retweets"}}
	done, err := r.page(ctx, &r.cur.Own, "/2/users/"+r.self.ID+"/tweets", q, list{name: "own", each: r.c.prices.owned})
	if err != nil || !done {
		return err
	}
	r.cur.Own.finish()
	r.next()
	return nil
}

func (r *round) mentions(ctx context.Context) error {
	t := &r.cur.Mentions
	done, err := r.page(ctx, t, "/2/users/"+r.self.ID+"/mentions", url.Values{}, list{name: "mentions", each: r.c.prices.owned, strangers: true, mention: true})
	if err != nil || !done {
		return err
	}
	if t.Count >= mentionsEnd { // what is older was never shown
		from := t.From
		if t.High != "" {
			from = idTime(t.High)
		}
		r.batch.Gap = &inbox.Gap{From: from, To: idTime(t.Low), Reason: "window"}
	}
	t.finish()
	r.next()
	return nil
}

// asked is the conversations the search is for: ours of the last week, and after
// a time away those too that were so young while nobody looked, as far as the
// search reaches back.
func (r *round) asked() []string {
	now, t := r.c.clock.Now(), &r.cur.Search
	since := now
	switch {
	case t.High != "":
		since = idTime(t.High)
	case !t.From.IsZero():
		since = t.From
	}
	if edge := now.Add(-searchBack); since.Before(edge) {
		since = edge
	}
	if since.After(now) {
		since = now
	}
	oldest := idAt(since.Add(-searchBack))
	n := 0
	for n < len(r.cur.Roots) && later(r.cur.Roots[n], oldest) {
		n++
	}
	return r.cur.Roots[:n]
}

// unsearched tells what no search shows any more: after weeks away all of our
// conversations are older than the search reaches, those too that went on while
// nobody looked.
func (r *round) unsearched() {
	t := &r.cur.Search
	if t.High == "" || len(r.cur.Roots) == 0 || r.batch.Gap != nil {
		return
	}
	from, to := idTime(t.High), idTime(r.cur.Roots[0]).Add(searchBack)
	if to.Sub(from) < 2*pollSlow {
		return // looked for to its end, by and large
	}
	r.batch.Gap = &inbox.Gap{From: from, To: to, Reason: "window"}
	t.High = idAt(to)
}

// search asks for what stands in our conversations and does not mention us: what
// does is among the mentions, where it costs a fifth.
func (r *round) search(ctx context.Context) error {
	t, roots, now := &r.cur.Search, r.asked(), r.c.clock.Now()
	if t.Part*rootsAsk >= len(roots) {
		r.searched(t)
		return nil
	}
	if t.Part == 0 && t.Next == "" {
		t.Top = idAt(now.Add(r.c.stack.Stats().Skew - searchLag))
	}
	edge := now.Add(-searchBack + 2*time.Minute)
	if t.High != "" && t.Part == 0 && t.Next == "" && idTime(t.High).Before(edge) {
		r.batch.Gap = &inbox.Gap{From: idTime(t.High), To: edge, Reason: "window"}
		t.High = ""
	}
	if t.From.Before(edge) {
		t.From = edge
	}
	var ask []string
	for _, id := range roots[t.Part*rootsAsk : min(len(roots), (t.Part+1)*rootsAsk)] {
		ask = append(ask, "conversation_id:"+id)
	}
	q := url.Values{"query": {"(" + strings.Join(ask, " OR ") + ") -from:" + r.self.Handle + " -@" + r.self.Handle}}
	done, err := r.page(ctx, t, "/2/tweets/search/recent", q, list{name: "search", each: r.c.prices.post, strangers: true})
	if err != nil {
		return err
	}
	if done {
		t.Part, t.Next = t.Part+1, ""
	}
	if r.batch.More = true; t.Part*rootsAsk >= len(roots) {
		r.searched(t)
	}
	return nil
}

// searched ends a search. Its high mark is the time it began at, not the newest
// find: another conversation was asked before that one was written.
func (r *round) searched(t *track) {
	top := t.Top
	*t = track{High: top}
	r.next()
}

// list is what is special about one of the three.
type list struct {
	name      string
	each      micros
	strangers bool // its authors are asked for
	mention   bool
}

// page reads one page of a list; done tells that it was the last.
func (r *round) page(ctx context.Context, t *track, path string, q url.Values, l list) (done bool, err error) {
	c := r.c
	q.Set("tweet.fields", postFields)
	q.Set("media.fields", pictures)
	q.Set("expansions", "attachments.media_keys")
	if l.strangers && c.c.ExpandAuthors {
		q.Set("expansions", "author_id,attachments.media_keys")
		q.Set("user.fields", userFields)
	}
	if t.High == "" && t.From.IsZero() {
		t.From = c.clock.Now().Add(-c.c.BackTo).UTC().Truncate(time.Second)
	}
	if t.High != "" {
		q.Set("since_id", t.High)
	} else {
		q.Set("start_time", t.From.UTC().Format(time.RFC3339))
	}
	k := cost{name: l.name, each: l.each, most: firstPage, least: leastPage, paged: true}
	if t.Next != "" {
		q.Set("pagination_token", t.Next)
		k.most = nextPage
	}
	if l.strangers && c.c.ExpandAuthors {
		k.each += c.prices.user
	}
	k.charge = func(e *envelope) micros {
		return l.each*micros(len(listOf(e.Data))) + c.prices.user*micros(len(e.Includes.Users))
	}
	e, err := c.get(ctx, "poll", path, q, k)
	if err != nil {
		return false, err
	}
	var meta struct {
		Next string `json:"next_token"`
	}
	if len(e.Meta) > 0 && json.Unmarshal(e.Meta, &meta) != nil {
		return false, transport.Classify("poll", 200, errShape, false)
	}
	top := t.Top
	if err := r.take(ctx, &e, t, l); err != nil {
		return false, err
	}
	if l.name == "search" {
		t.Top = top // see searched
	}
	if meta.Next != "" && meta.Next == t.Next || t.Count > pagesMost*nextPage {
		r.batch.Warnings = append(r.batch.Warnings, inbox.Warning{Code: "repeated_page"})
		r.batch.Gap = &inbox.Gap{From: t.From, To: idTime(t.Low), Reason: "page_cap"}
		meta.Next = ""
	}
	t.Next = meta.Next
	r.batch.More = meta.Next != ""
	return meta.Next == "", nil
}

// take turns a page into observations.
func (r *round) take(ctx context.Context, e *envelope, t *track, l list) error {
	var posts []post
	for _, raw := range listOf(e.Data) {
		p, ok := readPost(raw)
		if usableID(p.ID) {
			t.see(p.ID)
		}
		if ok {
			r.c.note(&p)
			posts = append(posts, p)
			continue
		}
		if o, known := r.c.unread(&p); known && l.strangers {
			r.batch.Observations = append(r.batch.Observations, inbox.Observation{Content: o})
			continue
		}
		r.batch.Warnings = append(r.batch.Warnings, inbox.Warning{Code: "unparsed", Count: 1})
	}
	s := sight{self: r.self, media: mediaOf(e), roots: r.cur.Roots, mention: l.mention}
	if l.strangers {
		users, err := r.c.users(ctx, e, posts, r.self.ID)
		if err != nil {
			return err
		}
		s.users = users
	}
	for i := range posts {
		p := &posts[i]
		if p.refs("retweeted") != "" {
			continue
		}
		if p.AuthorID == r.self.ID && (p.Thread == "" || p.Thread == p.first()) {
			r.cur.root(p.first())
		}
		r.batch.Observations = append(r.batch.Observations, inbox.Observation{Content: r.c.content(p, &s)})
	}
	return nil
}

func mediaOf(e *envelope) map[string]media {
	out := map[string]media{}
	for _, raw := range e.Includes.Media {
		if m, bad := tolerant[media](raw); len(bad) == 0 && m.Key != "" {
			out[m.Key] = m
		}
	}
	return out
}
