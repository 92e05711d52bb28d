package learn

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"lotse/inbox"
)

// A layer's bytes, in the store and in a file that leaves the house: magic, SHA-256 of
// what follows, length of the head, the head as JSON, then for each label its numbers:
// bias, slope, shift, weight of the evidence, the dense weights, and the hashed words
// as bucket and weight in rising order. There is no text in it, no name and no time.
const (
	magic    = "LotseHL1"
	preamble = len(magic) + sha256.Size + 4
	maxHead  = 1 << 14
	maxDense = 1 << 10
	maxFile  = 4 << 20
	tooLarge = 1e6 // no weight of ours comes near
)

// ErrDamaged is wrapped by every error of Decode.
var ErrDamaged = errors.New("no layer of this version")

type head struct {
	Version int        `json:"version"`
	Numbers string     `json:"numbers"`
	Dense   int        `json:"dense"`
	Parts   []headPart `json:"parts"`
}

type headPart struct {
	Label inbox.Label `json:"label"`
	Words int         `json:"words"` // -1 where words are off
}

// Encode writes a layer. Parts that have too little evidence are left out.
func (l *Layer) Encode() []byte {
	h := head{Version: 1, Numbers: l.numbers, Dense: l.dense, Parts: []headPart{}}
	var body []byte
	put := func(x float32) { body = binary.LittleEndian.AppendUint32(body, math.Float32bits(x)) }
	for i, p := range l.parts {
		if p == nil || p.n == 0 {
			continue
		}
		hp := headPart{Label: inbox.Label(i), Words: -1}
		for _, x := range []float32{p.w.bias, p.slope, p.shift, p.n} {
			put(x)
		}
		for _, x := range p.w.dense {
			put(x)
		}
		if p.w.words != nil {
			hp.Words = 0
			for b, x := range p.w.words {
				if x != 0 {
					body = binary.LittleEndian.AppendUint16(body, uint16(b))
					put(x)
					hp.Words++
				}
			}
		}
		h.Parts = append(h.Parts, hp)
	}
	meta, err := json.Marshal(h)
	if err != nil {
		panic("learn: the head does not marshal: " + err.Error()) // a broken program
	}
	rest := binary.LittleEndian.AppendUint32(nil, uint32(len(meta)))
	rest = append(append(rest, meta...), body...)
	sum := sha256.Sum256(rest)
	return append(append([]byte(magic), sum[:]...), rest...)
}

// Decode reads a layer strictly: every byte has its place, every number is one.
func Decode(b []byte) (*Layer, error) {
	if len(b) < preamble || len(b) > maxFile || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: no such file", ErrDamaged)
	}
	rest := b[len(magic)+sha256.Size:]
	if sum := sha256.Sum256(rest); !bytes.Equal(sum[:], b[len(magic):len(magic)+sha256.Size]) {
		return nil, fmt.Errorf("%w: checksum", ErrDamaged)
	}
	size := binary.LittleEndian.Uint32(rest)
	rest = rest[4:]
	if size > maxHead || int(size) > len(rest) {
		return nil, fmt.Errorf("%w: wrong length", ErrDamaged)
	}
	var h head
	d := json.NewDecoder(bytes.NewReader(rest[:size]))
	d.DisallowUnknownFields()
	if err := d.Decode(&h); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if h.Version != 1 || h.Dense < 0 || h.Dense > maxDense || len(h.Numbers) > 64 || len(h.Parts) > labels {
		return nil, fmt.Errorf("%w: head", ErrDamaged)
	}
	l := &Layer{numbers: h.Numbers, dense: h.Dense}
	r := reader{b: rest[size:]}
	for _, hp := range h.Parts {
		if l.parts[hp.Label] != nil || hp.Words < -1 || hp.Words > buckets {
			return nil, fmt.Errorf("%w: a label twice", ErrDamaged)
		}
		l.parts[hp.Label] = r.part(&h, hp)
		l.words = l.words || hp.Words >= 0
	}
	if r.bad || len(r.b) != 0 {
		return nil, fmt.Errorf("%w: numbers", ErrDamaged)
	}
	return l, nil
}

type reader struct {
	b   []byte
	bad bool
}

func (r *reader) take(n int) []byte {
	if r.bad || len(r.b) < n {
		r.bad = true
		return make([]byte, n)
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) number() float32 {
	x := math.Float32frombits(binary.LittleEndian.Uint32(r.take(4)))
	if !(x > -tooLarge && x < tooLarge) { // no number at all among them
		r.bad = true
		return 0
	}
	return x
}

func (r *reader) part(h *head, hp headPart) *Part {
	p := &Part{}
	p.w.bias, p.slope, p.shift, p.n = r.number(), r.number(), r.number(), r.number()
	r.bad = r.bad || p.n <= 0 || p.slope <= 0
	if len(r.b) < 4*h.Dense { // before anything of that size is made
		r.bad = true
		return p
	}
	p.w.dense = make([]float32, h.Dense)
	for i := range p.w.dense {
		p.w.dense[i] = r.number()
	}
	if hp.Words < 0 {
		return p
	}
	p.w.words = make([]float32, buckets)
	last := -1
	for range hp.Words {
		b := int(binary.LittleEndian.Uint16(r.take(2)))
		x := r.number()
		if r.bad || b <= last || b >= buckets || x == 0 {
			r.bad = true
			return p
		}
		p.w.words[b], last = x, b
	}
	return p
}
