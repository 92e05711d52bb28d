package inbox

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"
)

// ItemID names an item. It is a valid ULID made from data: 48 bits of the
// platform's creation time in milliseconds and 80 bits of SHA-256 over channel
// and remote id. So it is time-ordered, is its own dedupe key and is the same on
// every laptop. The zero value names nothing.
type ItemID [16]byte

const crockfordDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

var crockford = base32.NewEncoding(crockfordDigits).WithPadding(base32.NoPadding)

// NewItemID derives the id of a remote text. The time must be the one of the
// first sight: a platform may not move it afterwards.
func NewItemID(posted time.Time, channel, remoteID string) ItemID {
	var id ItemID
	ms := max(posted.UnixMilli(), 0)
	binary.BigEndian.PutUint64(id[:8], uint64(ms)<<16)
	h := sha256.New()
	h.Write([]byte(channel))
	h.Write([]byte{0})
	h.Write([]byte(remoteID))
	copy(id[6:], h.Sum(nil)[:10])
	return id
}

// IsZero reports whether the id names nothing.
func (id ItemID) IsZero() bool { return id == ItemID{} }

// Time is the creation time in the id, to the millisecond, in UTC.
func (id ItemID) Time() time.Time {
	var b [8]byte
	copy(b[2:], id[:6])
	return time.UnixMilli(int64(binary.BigEndian.Uint64(b[:]))).UTC() // 48 bits always fit
}

// String gives the 26 characters of the ULID.
func (id ItemID) String() string {
	// 128 bits are 26 digits of five bits with two leading zero bits.
	var padded [17]byte
	var carry byte
	for i, b := range id {
		padded[i] = carry | b>>2
		carry = b << 6
	}
	padded[16] = carry
	return crockford.EncodeToString(padded[:])[:26]
}

// ShortLen is the number of trailing characters that Short gives.
const ShortLen = 6

// Short gives the last characters, enough to name an item on one desk; commands
// accept any unambiguous tail of at least four characters.
func (id ItemID) Short() string { s := id.String(); return s[len(s)-ShortLen:] }

// ParseItemID reads the 26 characters of String, in either case.
func ParseItemID(s string) (ItemID, error) {
	var id ItemID
	s = strings.ToUpper(s)
	if len(s) != 26 || s[0] > '7' {
		return id, Fail(CodeBadID, "got", Quote(s))
	}
	var acc uint32 // the bits read and not yet placed
	var bits, n int
	for i := range len(s) {
		digit := strings.IndexByte(crockfordDigits, s[i])
		if digit < 0 {
			return ItemID{}, Fail(CodeBadID, "got", Quote(s))
		}
		acc = acc<<5 | uint32(digit)
		bits += 5
		if i == 0 {
			bits = 3 // the first digit carries two leading zero bits
		}
		if bits >= 8 {
			bits -= 8
			id[n] = byte(acc >> bits)
			n++
		}
	}
	return id, nil
}

// MarshalText writes the ULID, "" for the zero id.
func (id ItemID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	return []byte(id.String()), nil
}

// UnmarshalText reads what MarshalText wrote.
func (id *ItemID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*id = ItemID{}
		return nil
	}
	v, err := ParseItemID(string(b))
	if err == nil {
		*id = v
	}
	return err
}

// EventID orders everything decided on all desks: a hybrid logical clock (48 bits
// of milliseconds, 16 bits of counter) and four bytes that name the desk's node.
type EventID [12]byte

// NewEventID builds an id from clock and node.
func NewEventID(hlc uint64, node uint32) EventID {
	var id EventID
	binary.BigEndian.PutUint64(id[:8], hlc)
	binary.BigEndian.PutUint32(id[8:], node)
	return id
}

// HLC is the hybrid clock in the id.
func (id EventID) HLC() uint64 { return binary.BigEndian.Uint64(id[:8]) }

// Node names the desk that wrote the event.
func (id EventID) Node() uint32 { return binary.BigEndian.Uint32(id[8:]) }

// IsZero reports whether the id names nothing.
func (id EventID) IsZero() bool { return id == EventID{} }

// String gives 24 hexadecimal digits.
func (id EventID) String() string { return hex.EncodeToString(id[:]) }

// MarshalText writes the digits, "" for the zero id.
func (id EventID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	return []byte(id.String()), nil
}

// UnmarshalText reads what MarshalText wrote.
func (id *EventID) UnmarshalText(b []byte) error {
	*id = EventID{}
	if len(b) == 0 {
		return nil
	}
	if n, err := hex.Decode(id[:], b); err != nil || n != len(id) || len(b) != 2*len(id) {
		return Fail(CodeBadID, "got", Quote(string(b)))
	}
	return nil
}

// NextHLC gives a clock value after last: wall time when it is ahead, else last
// plus one, so order survives a clock that stands still or goes back.
func NextHLC(last uint64, now time.Time) uint64 {
	wall := uint64(max(now.UnixMilli(), 0)) << 16
	if wall > last {
		return wall
	}
	return last + 1
}

// Hash is a SHA-256 of canonical bytes.
type Hash [32]byte

// HashOf hashes the parts with their lengths, so that no two lists of parts
// collide by shifting a border.
func HashOf(parts ...string) Hash {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	return Hash(h.Sum(nil))
}

// IsZero reports whether nothing was hashed.
func (h Hash) IsZero() bool { return h == Hash{} }

// String gives 64 hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Short gives the first eight digits, for people to compare.
func (h Hash) Short() string { return h.String()[:8] }

// MarshalText writes the digits, "" for the zero hash.
func (h Hash) MarshalText() ([]byte, error) {
	if h.IsZero() {
		return nil, nil
	}
	return []byte(h.String()), nil
}

// UnmarshalText reads what MarshalText wrote.
func (h *Hash) UnmarshalText(b []byte) error {
	*h = Hash{}
	if len(b) == 0 {
		return nil
	}
	if n, err := hex.Decode(h[:], b); err != nil || n != len(h) || len(b) != 2*len(h) {
		return Fail(CodeBadID, "got", Quote(string(b)))
	}
	return nil
}
