package model

import "math"

// count is something counted on the way.
type count uint8

const (
	countLink count = iota
	countMention
	countHashtag
	countAsk
	countCall
	countMany
	countDots
	countQuote
	countComma
	countBracket
	countPercent
	countUnit
	countNumber
	countHappy
	countSad
	countWink
	countLaugh
	countAngry
	countEmoji
	countStretched
	countDisguise
	countShouted
	countCount
)

// The style of a text: what was counted, the groups of words and a few shares.
const (
	styleLength = int(countCount) + int(groupCount) - 1 + iota
	styleWords
	styleWordLength
	styleUpper
	styleSentences
	styleSentenceLength
	styleAsksLast
	styleDotsLast
	styleFormal
	styleNegated
	// StyleCount is how many numbers tell the style of a text.
	StyleCount
)

// styleNames are the stable names of the style counters, in their order.
var styleNames = [StyleCount]string{
	"link", "mention", "hashtag", "ask", "call", "many_marks", "dots", "quote", "comma", "bracket", "percent", "unit",
	"number", "happy", "sad", "wink", "laugh", "angry", "emoji", "stretched", "disguise", "shouted",
	"i", "we", "you", "they", "not", "particle", "cause", "source", "but", "should", "would", "opinion", "intense",
	"general", "question_word", "thanks", "vulgar", "state", "other_people", "violence", "this", "greeting", "scorn",
	"length", "words", "word_length", "upper", "sentences", "sentence_length", "asks_last", "dots_last", "formal", "negated",
}

// StyleName gives the stable name of a style counter.
func StyleName(i int) string { return styleNames[i] }

// style fills the vector from what the pass counted.
func (p *pass) style(v *[StyleCount]float32) {
	var groups [groupCount]uint16
	words, letters, formal, negated := 0, 0, 0, 0
	for i := range p.tokens {
		t := &p.tokens[i]
		if t.kind != word {
			continue
		}
		words++
		letters += int(t.to - t.from)
		groups[t.group]++
		if t.negated {
			negated++
		}
		if t.group == groupThey && t.upper == 1 && i > 0 && p.tokens[i-1].sentence == t.sentence {
			formal++
		}
	}
	for i, n := range p.counts {
		v[i] = logOf(int(n))
	}
	for g, n := range groups[1:] {
		v[int(countCount)+g] = logOf(int(n))
	}
	n := float32(max(words, 1))
	sentences := 1
	if k := len(p.tokens); k > 0 {
		sentences = int(p.tokens[k-1].sentence) + 1
	}
	v[styleLength] = logOf(p.runes)
	v[styleWords] = logOf(words)
	v[styleWordLength] = min(float32(letters)/n, 12)
	v[styleUpper] = float32(p.uppers) / float32(max(p.letters, 1))
	v[styleSentences] = logOf(sentences)
	v[styleSentenceLength] = logOf(words / sentences)
	v[styleAsksLast], v[styleDotsLast] = 0, 0
	if k := len(p.tokens); k > 0 && p.tokens[k-1].kind == sign {
		switch p.tokens[k-1].hash {
		case hashAsk, hashAsks, hashAskCall:
			v[styleAsksLast] = 1
		case hashDots2, hashDots3:
			v[styleDotsLast] = 1
		}
	}
	v[styleFormal] = logOf(formal)
	v[styleNegated] = float32(negated) / n
}

// logs are the logarithms of the small counts, which are nearly all.
var logs = func() (t [1024]float32) {
	for i := range t {
		t[i] = float32(math.Log1p(float64(i)))
	}
	return t
}()

func logOf(n int) float32 {
	if n < len(logs) {
		return logs[n]
	}
	return float32(math.Log1p(float64(n)))
}
