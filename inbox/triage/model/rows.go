package model

import (
	"encoding/binary"
	"math"
)

// Lanes is how many numbers of one byte a row of the table holds. Lane 0 holds
// the squared weight of the feature, from which the length of the text's vector
// follows; the others hold signed weights, shifted by laneBias.
const (
	Lanes     = 24
	laneBias  = 128
	laneWords = Lanes / 8
)

// maxRows is how many rows fit the 16 bits of an accumulator.
const maxRows = 65535 / 255

// sums adds the rows of the buckets. Eight lanes travel in one machine word:
// the even and the odd ones apart, each in 16 bits of its own.
func sums(rows []byte, buckets []uint32, out *[Lanes]int32) {
	const low = 0x00FF00FF00FF00FF
	*out = [Lanes]int32{}
	total := len(buckets)
	for len(buckets) > 0 {
		part := buckets[:min(maxRows, len(buckets))]
		buckets = buckets[len(part):]
		var even0, odd0, even1, odd1, even2, odd2 uint64
		for _, b := range part {
			row := rows[int(b)*Lanes:][:Lanes]
			x := binary.LittleEndian.Uint64(row)
			y := binary.LittleEndian.Uint64(row[8:])
			z := binary.LittleEndian.Uint64(row[16:])
			even0 += x & low
			odd0 += x >> 8 & low
			even1 += y & low
			odd1 += y >> 8 & low
			even2 += z & low
			odd2 += z >> 8 & low
		}
		for i, pair := range [laneWords][2]uint64{{even0, odd0}, {even1, odd1}, {even2, odd2}} {
			for k := range 4 {
				out[i*8+2*k] += int32(pair[0] >> (16 * k) & 0xFFFF)
				out[i*8+2*k+1] += int32(pair[1] >> (16 * k) & 0xFFFF)
			}
		}
	}
	for i := 1; i < Lanes; i++ {
		out[i] -= int32(total) * laneBias
	}
}

// lanes turns the sums into numbers that do not grow with the text.
func (m *Model) lanes(r *Reading) {
	var sum [Lanes]int32
	sums(m.rows, r.set.buckets, &sum)
	length := float32(math.Sqrt(float64(m.scale[0]) * float64(sum[0])))
	r.length = length
	if length == 0 {
		length = 1
	}
	for i := 1; i < Lanes; i++ {
		r.Lanes[i] = m.scale[i] * float32(sum[i]) / length
	}
	r.Lanes[0] = logOf(len(r.set.buckets))
}
