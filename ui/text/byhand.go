package text

import "lotse/inbox"

// ByHandWords are the sentences of replies that a person posts on the channel's
// own page.
type ByHandWords struct {
	Answer   string // the word before Only
	Only     string // why
	Will     string // in the last look
	Queued   string // after it was put into the outbox
	Wait     string // beside a line of the outbox
	Opened   string // beside a line: when the page was opened
	Advice   string // in the outbox, before
	Look     string // in the outbox, while it is looked for
	Left     string // in the outbox, when it was not found
	Copied   string // after the page was opened: the host
	NoOpener string // the page cannot be opened here
	Again    string // the question before the page is opened once more: when
	Task     string // on the item's page
	TaskLook string
	ToSend   string // status line, how many
	Stands   string // heading before the difference: what was written here and what stands there
}

// ByHand says who posts a reply by hand.
func (l Lang) ByHand() string { return Sentence(l, inbox.Fail(inbox.CodeByHand)) }

// ReplyIs says how far a reply has come. What a person posts is neither queued nor
// unclear as the others are.
func (l Lang) ReplyIs(r *inbox.Reply) string {
	if word, ok := l.words().ByHand[r.State]; ok && r.ByHand && (r.State != inbox.ReplyCancelled || r.VoidReason == inbox.OtherWords) {
		return word
	}
	return l.Reply(r.State)
}
