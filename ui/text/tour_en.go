package text

var tourEN = TourWords{
	Title: "Tour %d of %d",
	Keys:  "Enter: go on, Esc: end",
	Offer: "Welcome to Lotse. A tour in six steps shows what matters most, with what lies here right now. Nothing is changed or sent by it.",
	Begin: "Enter: begin, Esc: no tour",
	Views: "These are the views with their numbers; the inbox holds what nobody has looked at yet. {view_3} shows all that is open, {view_1} the inbox again.",
	Item:  "The cursor stands on a flagged item: level E0 to E3, state, channel, age, name, labels. {open} opens it; reading never changes anything.",
	Why:   "“Why it is flagged” names the words behind each label. Their numbers stand in the text as well. Next comes {reply}: reply.",
	Reply: "Replies are made from approved templates; those that fit stand first, typing searches. Nothing is sent without a question, and never by Enter.",
	Undo:  "{undo} takes back the latest decision, even a reply as long as its undo window runs. (During the tour {undo} does nothing.)",
	Help:  "{help} shows all keys that work right now and can be searched. {palette} finds every command by its name, this tour as well.",
	Done:  "That was the tour. {palette} and “tour” begin it again.",
	Left:  "Tour ended. {palette} and “tour” begin it again.",
}

var storyEN = StoryWords{
	Now: "Just now:",
	Beats: map[string]string{
		"hello":   "You are on duty in Neustadt am Fluss. A lot happens here within three minutes; this line says what, and which key helps. {down} and {up} go through the list.",
		"wave":    "The festival of lights is cancelled and a wave comes in on Facebook. {load_new} loads the new comments; what you have selected stays selected.",
		"rumour":  "A rumour on Mastodon: the water in the south of the city has germs in it. {view_5} shows claims, {reply} replies with a template that corrects them.",
		"edited":  "Somebody made their comment on the festival sharper. The list says [edited], and the item shows both versions word by word.",
		"insult":  "An insult has come in. {view_6} shows attacks, {open} opens one; the marked words name their reason.",
		"thanks":  "Bernd at the next desk thanks Heike Brandt with a template. {outbox} shows the outbox: until its undo window ends the reply can be pulled back.",
		"deleted": "Its author has deleted the insult. The item stays with you and says that the text no longer stands on the channel.",
		"outside": "The culture office answered on Instagram in the app itself. Lotse shows that in the conversation; {close} closes the item as already answered.",
		"unclear": "Bernd's reply is out, but Facebook did not confirm it: unclear. Lotse never sends again on the off chance; it reads on the channel.",
		"found":   "It has read: the reply stands on the channel, exactly once. {outbox} shows what is still open.",
		"end":     "Now it is your turn. {help} shows all keys, {palette} finds every command, {quit} ends; nothing of all this is kept.",
	},
}
