package inbox

// Answerer is a channel through which not every text can be answered, although it
// takes replies: the platform asks more of a program than of a person.
type Answerer interface {
	// MayReply reports why a text cannot be answered with these words through the
	// channel, with CodeNotSummoned or another refusal; nil when it can. Before
	// anything is written the words are empty. It asks nobody.
	MayReply(to Ref, text string) error
	// ByHand gives the page on which a person posts the text themselves, in their
	// own browser; "" where there is none.
	ByHand(to Ref, text string) string
}

// MayReply reports why a text cannot be answered through its channel, with these
// words or, when there are none yet, with any; nil when it can.
func MayReply(ch Channel, it *Item, text string) error {
	if !ch.Capabilities().Reply {
		return Fail(CodeNoReplies, "channel", it.Content.Channel)
	}
	if a, ok := ch.(Answerer); ok {
		return a.MayReply(RefOf(&it.Content), text)
	}
	return nil
}

// HandPage gives the page on which a person answers an item with these words
// themselves; "" where there is none.
func HandPage(ch Channel, it *Item, text string) string {
	a, ok := ch.(Answerer)
	if !ok {
		return ""
	}
	return a.ByHand(RefOf(&it.Content), text)
}

// MayAnswer reports why an item cannot be answered at all, neither through its
// channel nor by hand; nil when it can.
func MayAnswer(ch Channel, it *Item) error {
	err := MayReply(ch, it, "")
	if err != nil && HandPage(ch, it, "") != "" {
		return nil
	}
	return err
}
