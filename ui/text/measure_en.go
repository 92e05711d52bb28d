package text

import "lotse/inbox"

var ordersEN = map[inbox.OrderState]string{
	inbox.OrderNone: "none", inbox.OrderInReview: "waits for a second person", inbox.OrderQueued: "queued",
	inbox.OrderActing: "being carried out", inbox.OrderDone: "carried out", inbox.OrderRefused: "refused by the channel",
	inbox.OrderUnclear: "unclear, please look at the channel", inbox.OrderCancelled: "withdrawn", inbox.OrderVoid: "lapsed",
}

var rulesEN = map[string]string{
	"insult": "insult", "threat": "threat", "incitement": "incitement to hatred", "symbols": "forbidden symbols",
	"private_data": "private data of others", "advertising": "advertising", "election_ad": "election advertising",
	"mass_posting": "the same text in masses", "off_topic": "off topic", "copyright": "copyright",
	"unsafe_link": "unsafe link",
}

var mildersEN = map[inbox.Milder]string{
	inbox.MilderTried: "something milder was tried and did not help", inbox.MilderUnfit: "something milder would not help",
	inbox.MilderUrgent: "there is no time for it", inbox.MilderMildest: "it is the mildest means that works",
}
