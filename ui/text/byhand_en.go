package text

var byHandEN = ByHandWords{
	Answer:   "Reply",
	Only:     "only by hand in the browser. %s Write it here as usual.",
	Will:     "{send} puts the reply into the outbox. There it is sent by hand: {post_by_hand} copies the text and opens the channel's page.",
	Queued:   "In the outbox ({outbox}), waiting for you: {post_by_hand} there for text and page. {undo} takes it back.",
	Wait:     "please send",
	Opened:   "looked for since %s",
	Advice:   "You send this reply yourself: {post_by_hand} copies the text and opens the channel's page. The program never sends it. {pull_back} pulls it back as a draft.",
	Look:     "You are sending it yourself: text on the clipboard, page in the browser. As soon as the channel shows the reply, the item is answered. {post_by_hand} opens the page once more, {settle} records what you see there.",
	Left:     "The reply was not found on the channel. Look there ({browse}), then {settle}: settle by hand. {post_by_hand} opens the page once more.",
	Copied:   "Text copied, page opened: %s. Paste it there and send.",
	NoOpener: "Text copied. The browser cannot be opened from here; answer at %s",
	Again:    "It was opened for sending before (%s). Does the reply perhaps stand there already? Open it once more?",
	Task:     "%s's reply is ready and waits in the outbox ({outbox}) for somebody to send it by hand.",
	TaskLook: "%s's reply is being sent by hand; as soon as it stands on the channel, the item is answered.",
	ToSend:   "%d to send by hand",
	Stands:   "Written here [-like this-], on the channel [+like this+]:",
}
