package language

import (
	_ "embed"
	"encoding/binary"
	"hash/crc32"
	"math"
	"sync"
)

// Code is a language the table knows.
type Code uint8

// The languages. German has three columns: its dialects look too different to be
// one.
const (
	German Code = iota
	English
	Turkish
	Dutch
	Italian
	Danish
	Serbian // with its sisters in Latin letters
	Spanish
	French
	Czech
	Count
)

var codes = [Count]string{"de", "en", "tr", "nl", "it", "da", "sr", "es", "fr", "cs"}

// String gives the ISO 639-1 code.
func (c Code) String() string {
	if c < Count {
		return codes[c]
	}
	return ""
}

// Columns of the table: German, Alemannic, Bavarian, then the others in their order.
const (
	dialects = 3
	columns  = int(Count) + dialects - 1
)

//go:embed language.bin
var file []byte

// table is the model: a row of small weights for each bucket.
type table struct {
	weights []int8 // columns a bucket
	scale   float32
}

// magic is how the file begins: name and version, then the scale, the checksum of
// the weights and the weights.
const magic = "lotse-language-1"

const headerSize = len(magic) + 8

// compiled checks the file once. A broken one is a fault of the build, which a test
// finds.
var compiled = sync.OnceValue(func() *table { return decode(file) })

func decode(file []byte) *table {
	if len(file) != headerSize+buckets*columns || string(file[:len(magic)]) != magic ||
		crc32.ChecksumIEEE(file[headerSize:]) != binary.LittleEndian.Uint32(file[len(magic)+4:]) {
		panic("language: the table is damaged")
	}
	t := &table{scale: math.Float32frombits(binary.LittleEndian.Uint32(file[len(magic):])), weights: make([]int8, buckets*columns)}
	for i, b := range file[headerSize:] {
		t.weights[i] = int8(b)
	}
	return t
}

// Guess is what a text looks like.
type Guess struct {
	// Log holds the logarithm of each language's probability.
	Log [Count]float32
	// Letters is how many letters were read, at most maxLetters.
	Letters int
}

// Read looks at a text. A text without letters is equally likely in any language.
func Read(text string) Guess { return compiled().read(text) }

func (t *table) read(text string) Guess {
	var r reader
	r.table = t
	r.read(text)
	g := Guess{Letters: r.letters}
	var x [columns]float64
	by := 0.0
	if r.n > 0 {
		by = float64(t.scale) / math.Sqrt(float64(r.n))
	}
	top := math.Inf(-1)
	for k := range x {
		x[k] = float64(r.sum[k]) * by
		top = math.Max(top, x[k])
	}
	var all float64
	for k := range x {
		x[k] = math.Exp(x[k] - top)
		all += x[k]
	}
	var german float64
	for k := range dialects {
		german += x[k]
	}
	g.Log[German] = float32(math.Log(german / all))
	for k := dialects; k < columns; k++ {
		g.Log[k-dialects+1] = float32(math.Log(math.Max(x[k]/all, 1e-9)))
	}
	g.Log[German] = max(g.Log[German], -20)
	return g
}
