package inbox

// Head is one question the trained model answers about every text. Heads are
// raw readings: what the desk makes of them are labels.
type Head uint8

// The heads, in the order of the model file.
const (
	HeadToxic Head = iota
	HeadEngaging
	HeadFact
	HeadOffensive
	HeadNegative
	HeadNeutral
	HeadPositive
	HeadCallToAction
	HeadOrderNothing // how the text stands to the democratic order: not at all,
	HeadOrderCriticism
	HeadOrderAgitation
	HeadOrderSubversive
	HeadViolence
	HeadDefamation
	HeadHate
	HeadInsult
	HeadProfanity
	HeadPraise
	// HeadCount is how many heads there are.
	HeadCount
)

var headNames = [HeadCount]string{
	"toxic", "engaging", "fact", "offensive", "negative", "neutral", "positive", "call_to_action",
	"nothing", "criticism", "agitation", "subversive", "violence", "defamation", "hate", "insult", "profanity", "praise",
}

// String gives the stable English identifier.
func (h Head) String() string {
	if h < HeadCount {
		return headNames[h]
	}
	return "unknown"
}

// Scores holds a probability for each head; all are zero when no model has read
// the text.
type Scores [HeadCount]float32

// Read reports whether a model has read the text.
func (s *Scores) Read() bool { return *s != Scores{} }
