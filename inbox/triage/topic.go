package triage

// topicCodes is the municipal topic list; 99 (other) is never suggested.
var topicCodes = [...]string{
	"01", "02", "03", "04", "05", "06", "07", "08", "09", "10",
	"11", "12", "13", "14", "15", "16", "17", "18", "19",
}

func topicIndex(code string) (uint8, bool) {
	for i, c := range topicCodes {
		if c == code {
			return uint8(i), true
		}
	}
	return 0, false
}

// maxPost is how much of our own post is read: the topic stands at its beginning.
const maxPost = 600

// topics counts the seed words of each topic.
type topics [len(topicCodes)]int32

func (c *topics) count(s *scanner, worth int32) {
	for i := range s.tokens {
		t := &s.tokens[i]
		for _, h := range s.hits[t.hits:t.more] {
			for _, topic := range s.lex.terms[h].topics {
				c[topic] += worth
			}
		}
	}
}

// best gives the code with the most seed words, "" when there is none. A tie
// goes to the one named first in the text's own list order, which puts the
// concrete topics before administration itself.
func (c *topics) best() string {
	best := 0
	for i, n := range c {
		if n > c[best] {
			best = i
		}
	}
	if c[best] == 0 {
		return ""
	}
	return topicCodes[best]
}
