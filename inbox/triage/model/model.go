package model

import (
	_ "embed" // the weights
	"sync"

	"lotse/inbox"
)

//go:embed weights.bin
var weights []byte

// Model is a trained model. It is read-only and safe for concurrent use.
type Model struct {
	rows  []byte
	scale [Lanes]float32
	usual [StyleCount]float32
	heads [HeadCount]Head
	info  Info
}

// Info tells where a model comes from.
type Info struct {
	Name     string   `json:"name"`     // version, written into assessments
	Licences string   `json:"licences"` // which sets it was trained on
	Data     string   `json:"data"`     // digest of the training texts and labels
	Lanes    []string `json:"lanes"`
	Heads    []string `json:"heads"`
	Style    []string `json:"style"`
}

// Default gives the model that ships with the program. The first call checks
// its file, which takes a few milliseconds.
var Default = sync.OnceValue(func() *Model {
	m, err := Decode(weights)
	if err != nil {
		panic("model: the embedded weights: " + err.Error()) // a test reads them
	}
	return m
})

// Info tells where the model comes from.
func (m *Model) Info() Info { return m.info }

// Reading is what a model reads in one text, and the space it needs for that:
// use one again and again. It keeps the folded text until Forget.
type Reading struct {
	Logits [HeadCount]float32  // zero is the border of the head's decision
	Scores inbox.Scores        // probabilities, ½ at the same border
	Style  [StyleCount]float32 // see StyleName
	Lanes  [Lanes]float32      // what the words say, one number a corpus

	pass   pass
	set    features
	length float32
}

// VectorSize is how many numbers Vector gives.
const VectorSize = HeadCount + StyleCount

// Read reads a text. It takes any bytes, keeps nothing but what stands in r and
// allocates nothing once r has grown.
func (m *Model) Read(text string, r *Reading) {
	r.scan(text)
	r.set.collect(&r.pass)
	m.lanes(r)
	m.judge(r)
}

// Features reads a text without a model: its style and its hashed words. The
// trainer and a desk's own layer build on them.
func (r *Reading) Features(text string) []uint32 {
	r.scan(text)
	r.set.collect(&r.pass)
	return r.set.buckets
}

func (r *Reading) scan(text string) {
	r.pass.reset(clip(text, MaxText))
	r.pass.scan()
	r.pass.style(&r.Style)
}

// Words gives the hashed features of the text read last: rows below Buckets,
// each once. They are valid until the next Read.
func (r *Reading) Words() []uint32 { return r.set.buckets }

// Vector writes logits and style into one vector for a second layer.
func (r *Reading) Vector(v *[VectorSize]float32) {
	copy(v[:], r.Logits[:])
	copy(v[HeadCount:], r.Style[:])
}

// Forget wipes what is left of the text before the space is used again.
func (r *Reading) Forget() {
	clear(r.pass.folded)
	clear(r.pass.tokens)
	r.pass.reset("")
}
