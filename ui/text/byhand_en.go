package text

var byHandEN = ByHandWords{
	Answer:   "Reply",
	Only:     "only by hand in the browser. %s Write it here as usual.",
	Will:     "{send} puts the reply into the outbox. There it is sent by hand: {post_by_hand} copies the text and opens the channel's page.",
	Queued:   "In the outbox ({outbox}), waiting for you: {post_by_hand} there for text and page. {undo} takes it back.",
	Wait:     "{post_by_hand}: text and page",
	Opened:   "page opened %s",
	Advice:   "You send this reply yourself: {post_by_hand} copies the text and opens the channel's page. The program never sends it. {pull_back} pulls it back as a draft.",
	Look:     "The page is open, the text is on the clipboard. As soon as the channel shows the reply, the item is answered. {post_by_hand} opens the page once more, {settle} records what you see there.",
	Left:     "The reply was not found on the channel. Look there ({browse}), then {settle}: settle by hand. {post_by_hand} opens the page once more.",
	Copied:   "Text copied, page opened: %s. Paste it there and send.",
	NoOpener: "Text copied. The page cannot be opened from here: %s",
	Again:    "The page was opened before (%s). Does the reply perhaps stand there already? Open it once more?",
	Task:     "%s's reply is ready and waits in the outbox ({outbox}) for somebody to send it by hand.",
	TaskLook: "%s's reply is being sent by hand; as soon as it stands on the channel, the item is answered.",
	ToSend:   "%d to send by hand",
	Stands:   "Written here [-like this-], on the channel [+like this+]:",
}
