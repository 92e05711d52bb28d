package text

import "lotse/inbox"

var labelsEN = map[inbox.Label]Term{
	inbox.LabelCriticism:    {"criticism", "criticism", "factual criticism of the administration; protected opinion, never a reason to hide"},
	inbox.LabelNegative:     {"negative", "displeasure", "a dismissive tone without a tangible reproach"},
	inbox.LabelInsult:       {"insult", "insult", "attacks a person or group; may touch section 185 StGB, to be examined by the legal office"},
	inbox.LabelHate:         {"hate", "discrimination or hate", "degrades people for the group they belong to; may touch section 130 StGB"},
	inbox.LabelThreat:       {"threat", "threat", "announces violence or harm; may touch sections 126, 241 StGB"},
	inbox.LabelCallToAction: {"call", "call to action", "calls on others to act, be it protest or violence"},
	inbox.LabelDefamation:   {"defamation", "defamation", "a statement of fact that harms a reputation; may touch sections 186 to 188 StGB"},
	inbox.LabelProfanity:    {"profanity", "profanity", "a coarse word that attacks nobody"},
	inbox.LabelClaim:        {"claim", "claim", "a checkable statement of fact that may be false"},
	inbox.LabelEngaging:     {"engaging", "engaging contribution", "moves the talk forward: argument, experience, help"},
	inbox.LabelQuestion:     {"question", "question", "wants to know something"},
	inbox.LabelPraise:       {"praise", "praise", "thanks or encouragement"},
	inbox.LabelSpam:         {"spam", "advertising or spam", "advertising, fraud or the same text many times"},
	inbox.LabelPrivateData:  {"private data", "personal data", "names data that should not stand in public: phone number, IBAN, address, file number"},
	inbox.LabelEmergency:    {"emergency", "emergency or danger", "somebody is in danger or announces to harm themselves"},
	inbox.LabelComplaint:    {"complaint", "complaint", "demands redress for trouble suffered"},
	inbox.LabelDefect:       {"defect", "report of a defect", "reports something broken: pothole, street lamp, litter"},
	inbox.LabelIdea:         {"idea", "idea or suggestion", "proposes something"},
	inbox.LabelPress:        {"press", "press enquiry", "evidently asks for a medium"},
	inbox.LabelOffTopic:     {"off topic", "off topic", "has nothing to do with the post"},
	inbox.LabelStaffNamed:   {"staff named", "staff named", "names employees of the administration"},
}
