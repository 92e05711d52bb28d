package model

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
	"unicode/utf8"

	"lotse/inbox"
)

// The file: magic, length of the head, checksum of all that follows, the head
// as JSON, numbers of 32 bits, then the rows as they are used. Nothing is
// packed, so nothing is unpacked when the program starts.
const (
	magic     = "LotseMd1"
	preamble  = len(magic) + 8
	maxHead   = 1 << 16
	numbers   = Lanes + StyleCount + HeadCount*(Inputs+3)
	rowsBytes = Buckets * Lanes
)

// ErrDamaged is wrapped by every error of Decode.
var ErrDamaged = errors.New("not a model of this version")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Parts is what a model file holds.
type Parts struct {
	Rows  []byte              // Lanes bytes for each of the Buckets
	Scale [Lanes]float32      // what one step of a lane counts
	Usual [StyleCount]float32 // the mean of each counter of style
	Heads [HeadCount]Head
}

// Encode writes a model file.
func Encode(info Info, p *Parts) ([]byte, error) {
	if len(p.Rows) != rowsBytes {
		return nil, fmt.Errorf("model: %d bytes of rows, want %d", len(p.Rows), rowsBytes)
	}
	info.Heads, info.Style = headNames(), styleNames[:]
	head, err := json.Marshal(info)
	if err != nil {
		return nil, err
	}
	for (preamble+len(head)+4*numbers)%64 != 0 { // rows begin on a line of the cache
		head = append(head, ' ')
	}
	b := make([]byte, 0, preamble+len(head)+4*numbers+rowsBytes)
	b = append(b, magic...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(head)))
	b = append(b, 0, 0, 0, 0)
	b = append(b, head...)
	put := func(x float32) { b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x)) }
	for _, x := range p.Scale {
		put(x)
	}
	for _, x := range p.Usual {
		put(x)
	}
	for h := range p.Heads {
		for _, x := range p.Heads[h].Weights {
			put(x)
		}
		put(p.Heads[h].Bias)
		put(p.Heads[h].Slope)
		put(p.Heads[h].Shift)
	}
	b = append(b, p.Rows...)
	binary.LittleEndian.PutUint32(b[len(magic)+4:], crc32.Checksum(b[preamble:], castagnoli))
	return b, nil
}

// Decode reads a model file. The model keeps b and never changes it.
func Decode(b []byte) (*Model, error) {
	if len(b) < preamble || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: no model file", ErrDamaged)
	}
	size := int(binary.LittleEndian.Uint32(b[len(magic):]))
	if size > maxHead || len(b) != preamble+size+4*numbers+rowsBytes {
		return nil, fmt.Errorf("%w: wrong length", ErrDamaged)
	}
	if binary.LittleEndian.Uint32(b[len(magic)+4:]) != crc32.Checksum(b[preamble:], castagnoli) {
		return nil, fmt.Errorf("%w: checksum", ErrDamaged)
	}
	m := &Model{}
	if err := json.Unmarshal(b[preamble:preamble+size], &m.info); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if !slices.Equal(m.info.Heads, headNames()) || !slices.Equal(m.info.Style, styleNames[:]) {
		return nil, fmt.Errorf("%w: other heads or style", ErrDamaged)
	}
	at, bad := preamble+size, false
	get := func() float32 {
		x := math.Float32frombits(binary.LittleEndian.Uint32(b[at:]))
		at += 4
		bad = bad || math.IsNaN(float64(x)) || math.IsInf(float64(x), 0)
		return x
	}
	for i := range m.scale {
		m.scale[i] = get()
	}
	for i := range m.usual {
		m.usual[i] = get()
	}
	for h := range m.heads {
		hd := &m.heads[h]
		for i := range hd.Weights {
			hd.Weights[i] = get()
		}
		hd.Bias, hd.Slope, hd.Shift = get(), get(), get()
	}
	if bad {
		return nil, fmt.Errorf("%w: a weight is no number", ErrDamaged)
	}
	m.rows = b[at:]
	return m, nil
}

func headNames() []string {
	names := make([]string, HeadCount)
	for h := range names {
		names[h] = inbox.Head(h).String()
	}
	return names
}

// clip cuts a text to n bytes on a rune border.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
