package model

// Seeds keep the kinds of features apart.
const (
	seedWord  = 0x811C9DC5
	seedPair  = 0x2545F491
	seedNot   = 0x61C88647
	seedGram  = 0x7FEB352D
	seedSign  = 0x1B873593
	seedMeet  = 0x3C6EF372
	hashPrime = 0x01000193
)

// Hashes of what stands for many things.
const (
	hashLink    = 0xA1B2C301
	hashMention = 0xA1B2C302
	hashAsk     = 0xA1B2C303
	hashAsks    = 0xA1B2C304
	hashCall    = 0xA1B2C305
	hashCalls   = 0xA1B2C306
	hashAskCall = 0xA1B2C307
)

func hashString(h uint32, s string) uint32 {
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return h
}

func hashBytes(h uint32, s []byte) uint32 {
	for _, b := range s {
		h = (h ^ uint32(b)) * hashPrime
	}
	return h
}

// mix spreads a hash over all its bits, so that its upper ones can be used.
func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x7FEB352D
	h ^= h >> 15
	h *= 0x846CA68B
	return h ^ h>>16
}

// Hashes of dots at the end.
var (
	hashDots2 = hashString(seedSign, "..")
	hashDots3 = hashString(seedSign, "...")
)
