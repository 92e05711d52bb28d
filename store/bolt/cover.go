package bolt

import (
	"encoding/binary"
	"math"
	"time"

	"lotse/inbox"
)

// cover is what a filter can ask of an item short of its text, as it lies in the
// file: fixed places, words as codes of the dictionary. A scan reads nothing else.
type cover []byte

// Places of the fields in a cover.
const (
	atWork       = 0
	atLevel      = 1
	atVisibility = 2
	atFlags      = 3  // 2
	atLabels     = 5  // 4
	atChannel    = 9  // 2
	atRole       = 11 // 2
	atPerson     = 13 // 2
	atLanguage   = 15 // 2
	atDue        = 17 // 4, seconds, see dueSeconds
	atAuthor     = 21 // 4, hash of the author's id, 0 for none
	atVersion    = 25 // 4
	coverLen     = 29
)

func (c cover) flags() uint16   { return binary.BigEndian.Uint16(c[atFlags:]) }
func (c cover) labels() uint32  { return binary.BigEndian.Uint32(c[atLabels:]) }
func (c cover) channel() uint16 { return binary.BigEndian.Uint16(c[atChannel:]) }
func (c cover) role() uint16    { return binary.BigEndian.Uint16(c[atRole:]) }
func (c cover) person() uint16  { return binary.BigEndian.Uint16(c[atPerson:]) }
func (c cover) lang() uint16    { return binary.BigEndian.Uint16(c[atLanguage:]) }
func (c cover) due() uint32     { return binary.BigEndian.Uint32(c[atDue:]) }
func (c cover) author() uint32  { return binary.BigEndian.Uint32(c[atAuthor:]) }

// appendCover writes an item's cover. Words that are new go into the dictionary.
func (d *dictionary) appendCover(b []byte, it *inbox.Item) ([]byte, error) {
	f := it.Facts()
	var codes [4]uint16
	for i, w := range [4]string{f.Channel, f.Role, f.Person, f.Language} {
		code, err := d.intern(w)
		if err != nil {
			return nil, err
		}
		codes[i] = code
	}
	b = append(b, byte(f.Work), byte(f.Level), byte(f.Visibility))
	b = binary.BigEndian.AppendUint16(b, uint16(f.Flags))
	b = binary.BigEndian.AppendUint32(b, uint32(f.Labels))
	for _, c := range codes {
		b = binary.BigEndian.AppendUint16(b, c)
	}
	b = binary.BigEndian.AppendUint32(b, dueSeconds(f.DueAt))
	b = binary.BigEndian.AppendUint32(b, authorHash(it.Content.Author.ID))
	return binary.BigEndian.AppendUint32(b, it.Version), nil
}

// dueSeconds rounds a due time down to the second; 0 stands for none. Times that
// do not fit are pressed to the ends, so the order of two times never turns
// around: where two come out the same, the state itself decides.
func dueSeconds(t time.Time) uint32 {
	if t.IsZero() {
		return 0
	}
	return uint32(min(max(t.Unix(), 1), math.MaxUint32))
}

// authorHash is FNV-1a, never 0 for an author that has an id.
func authorHash(id string) uint32 {
	if id == "" {
		return 0
	}
	h := fnv64(id)
	return max(uint32(h)^uint32(h>>32), 1) // both halves are wanted
}

// fnv64 is FNV-1a over 64 bits. It spreads keys and proves nothing: whoever looks
// something up by it compares the real words afterwards.
func fnv64(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
