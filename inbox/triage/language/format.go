package language

import (
	"encoding/binary"
	"hash/crc32"
	"math"
)

// Columns and Buckets are the size of a table, for the trainer.
const (
	Columns = columns
	Buckets = buckets
)

// Encode writes a table as a file: weights by bucket, a row of Columns each. They
// become whole numbers from -127 to 127.
func Encode(weights []float32) []byte {
	var most float32
	for _, w := range weights {
		most = max(most, float32(math.Abs(float64(w))))
	}
	scale := most / 127
	if scale == 0 {
		scale = 1
	}
	out := make([]byte, headerSize, headerSize+len(weights))
	copy(out, magic)
	for _, w := range weights {
		out = append(out, byte(int8(math.Round(float64(w/scale)))))
	}
	binary.LittleEndian.PutUint32(out[len(magic):], math.Float32bits(scale))
	binary.LittleEndian.PutUint32(out[len(magic)+4:], crc32.ChecksumIEEE(out[headerSize:]))
	return out
}

// Decode gives the reader of a table that Encode wrote.
func Decode(file []byte) func(text string) Guess { return decode(file).read }
