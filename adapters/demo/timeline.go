package demo

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"time"

	"lotse/inbox"
)

// entry is a text on a channel.
type entry struct {
	content inbox.Content
	gone    inbox.Visibility
	attempt string // of our reply
	reacted bool
}

// event is something that will happen.
type event struct {
	at time.Time
	do func()
}

// play plans everything of a script. What lies before the start has happened
// when the clock is first looked at. It gives the comments that have keys.
func (c *Channel) play(s script, start time.Time) map[string]played {
	keys := map[string]played{}
	for _, p := range s.Posts {
		at := start.Add(p.At.d())
		post := c.newID()
		c.plan(at, func() { c.publish(post, "", "", p.Text, "de", at, inbox.KindOwnPost) })
		for i, line := range p.Comments {
			when := at.Add(line.At.d())
			switch {
			case line.Live != 0:
				when = start.Add(line.Live.d())
			case line.At == 0:
				when = at.Add(p.Spread.d() * time.Duration(i+1) / time.Duration(len(p.Comments)+1)).Truncate(time.Second)
			}
			id, parent, kind := c.newID(), post, c.item
			if line.Key != "" {
				keys[line.Key] = played{id, when}
			}
			if line.Under != "" {
				parent = keys[line.Under].id
			}
			switch {
			case line.Ours:
				kind = inbox.KindOwnPost
			case line.By == "":
				line.By = c.somebody(c.serial)
			}
			lang := line.Lang
			if lang == "" {
				lang = "de"
			}
			c.plan(when, func() { c.publish(id, parent, line.By, line.Text, lang, when, kind) })
			if after := line.Edit.After.d(); after > 0 {
				c.plan(when.Add(after), func() { c.change(id, line.Edit.Text, when.Add(after)) })
			}
			if after := line.Delete.d(); after > 0 {
				c.plan(when.Add(after), func() { c.remove(id, inbox.DeletedByAuthor) })
			}
		}
	}
	return keys
}

// played is a comment of a script as it is on the channel.
type played struct {
	id   string
	when time.Time
}

func (c *Channel) plan(at time.Time, do func()) {
	i, _ := slices.BinarySearchFunc(c.planned, at, func(e event, t time.Time) int {
		if e.at.After(t) {
			return 1
		}
		return -1 // behind what is planned for the same time
	})
	c.planned = slices.Insert(c.planned, i, event{at, do})
}

// advance lets happen what has come due.
func (c *Channel) advance() {
	now := c.clock.Now()
	for len(c.planned) > 0 && !c.planned[0].at.After(now) {
		do := c.planned[0].do
		c.planned = c.planned[1:]
		do()
	}
}

// newID makes ids that look like a platform's.
func (c *Channel) newID() string {
	c.serial++
	return fmt.Sprintf("1153%06d%04d", crc32.ChecksumIEEE([]byte(c.id))%1e6, c.serial)
}

func (c *Channel) publish(id, parent, by, text, lang string, at time.Time, kind inbox.ItemKind) *entry {
	root := parent
	if e := c.entries[parent]; e != nil {
		root = e.content.ThreadKey()
	}
	e := &entry{content: inbox.Content{
		Channel: c.id, RemoteID: id, Kind: kind, Thread: root, Parent: parent, Text: text, Language: lang, PostedAt: at,
		URL: "https://" + c.host + "/p/" + id, Author: c.author(by),
	}}
	if kind == inbox.KindOwnPost {
		e.content.Author = inbox.Author{ID: ourID, Name: "Stadt Neustadt am Fluss", Handle: "neustadt", URL: "https://" + c.host + "/neustadt"}
	}
	if c.caps.ReplyMentions && kind == inbox.KindMention {
		e.content.Text = "@neustadt " + text
	}
	c.entries[id] = e
	c.order = append(c.order, id)
	c.log = append(c.log, id)
	return e
}

const ourID = "100"

func (c *Channel) author(handle string) inbox.Author {
	name := c.names[handle]
	if name == "" {
		name = handle
	}
	a := inbox.Author{ID: "u-" + handle, Name: name}
	if !c.noHandles {
		a.Handle, a.URL = handle, "https://"+c.host+"/@"+strings.ToLower(handle)
	}
	return a
}

func (c *Channel) change(id, text string, at time.Time) {
	e := c.entries[id]
	if e == nil || e.gone != inbox.Public {
		return
	}
	e.content.Text = text
	e.content.EditedAt, e.content.EditObserved = at, !c.caps.EditTimes
	c.log = append(c.log, id)
}

func (c *Channel) remove(id string, how inbox.Visibility) {
	if e := c.entries[id]; e != nil && e.gone != how {
		e.gone = how
		c.log = append(c.log, id)
	}
}

// react lets the person who got an answer say something, once.
func (c *Channel) react(reply *entry) {
	asked := c.entries[reply.content.Parent]
	if len(c.reactions) == 0 || asked == nil || asked.reacted || asked.content.Kind == inbox.KindOwnPost {
		return
	}
	asked.reacted = true
	n := len(asked.content.Text) + len(reply.content.Text)
	if n%4 == 3 {
		return // not everybody answers
	}
	id, parent := c.newID(), reply.content.RemoteID
	by := strings.TrimPrefix(asked.content.Author.ID, "u-")
	at := reply.content.PostedAt.Add(40*time.Second + time.Duration(n%90)*time.Second)
	c.plan(at, func() {
		c.publish(id, parent, by, c.reactions[n%len(c.reactions)], "de", at, c.item).reacted = true
	})
}
