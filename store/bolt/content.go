package bolt

import (
	"encoding/binary"
	"time"

	"google.golang.org/protobuf/encoding/protowire"

	"lotse/inbox"
)

// A content's value is: version of the form (1 byte, its top bit set for own
// posts), length of the header as uvarint, header, text. The header is protobuf
// wire format, so that fields can be added; the text lies bare behind it, so that
// a search reads it without decoding anything. The numbers 1 to 5 are written
// first and in this order: the search stops reading the header behind them.
const (
	contentForm = 1
	ownBit      = 0x80
)

// Field numbers of the header; persisted.
const (
	fName protowire.Number = iota + 1
	fHandle
	fWarning
	fRemoteID
	fThread
	fChannel
	fRef
	fKind
	fURL
	fParent
	fAuthorID
	fAuthorURL
	fSource
	fLanguage
	fAudience
	fMedia
	fPostedAt
	fEditedAt
	fEditObserved
	fVersion
	fHash
	fSeenAt
	fAssessment
)

// Field numbers inside a medium, an assessment, a flag and a span; persisted.
const (
	fMediaType, fMediaURL, fMediaAlt                 protowire.Number = 1, 2, 3
	fLang, fTopic, fFlag, fLevel, fRuleSet, fLowered protowire.Number = 1, 2, 3, 4, 5, 6
	fLabel, fScore, fSpan, fCue, fHouse              protowire.Number = 1, 2, 3, 4, 5
	fSpanStart, fSpanEnd, fSpanRule, fSpanWeight     protowire.Number = 1, 2, 3, 4
)

// appendContent writes an item's content with its version and assessment.
func appendContent(b []byte, it *inbox.Item) []byte {
	c := &it.Content
	h := make([]byte, 0, 192)
	h = putString(h, fName, c.Author.Name)
	h = putString(h, fHandle, c.Author.Handle)
	h = putString(h, fWarning, c.Warning)
	h = putString(h, fRemoteID, c.RemoteID)
	h = putString(h, fThread, c.Thread)
	h = putString(h, fChannel, c.Channel)
	h = putString(h, fRef, c.Ref)
	h = putUint(h, fKind, uint64(c.Kind))
	h = putString(h, fURL, c.URL)
	h = putString(h, fParent, c.Parent)
	h = putString(h, fAuthorID, c.Author.ID)
	h = putString(h, fAuthorURL, c.Author.URL)
	h = putString(h, fSource, c.Source)
	h = putString(h, fLanguage, c.Language)
	h = putUint(h, fAudience, uint64(c.Audience))
	for i := range c.Media {
		m := &c.Media[i]
		var sub []byte
		sub = putString(sub, fMediaType, m.Type)
		sub = putString(sub, fMediaURL, m.URL)
		sub = putString(sub, fMediaAlt, m.Alt)
		h = protowire.AppendTag(h, fMedia, protowire.BytesType)
		h = protowire.AppendBytes(h, sub)
	}
	h = putTime(h, fPostedAt, c.PostedAt)
	h = putTime(h, fEditedAt, c.EditedAt)
	h = putBool(h, fEditObserved, c.EditObserved)
	h = putUint(h, fVersion, uint64(it.Version))
	h = protowire.AppendTag(h, fHash, protowire.BytesType)
	h = protowire.AppendBytes(h, it.Hash[:])
	h = putTime(h, fSeenAt, it.SeenAt)
	h = appendAssessment(h, &it.Assessment)

	form := byte(contentForm)
	if c.Kind == inbox.KindOwnPost {
		form |= ownBit
	}
	b = append(b, form)
	b = binary.AppendUvarint(b, uint64(len(h)))
	b = append(b, h...)
	return append(b, c.Text...)
}

func putString(b []byte, f protowire.Number, s string) []byte {
	if s == "" {
		return b
	}
	return protowire.AppendString(protowire.AppendTag(b, f, protowire.BytesType), s)
}

func putUint(b []byte, f protowire.Number, v uint64) []byte {
	if v == 0 {
		return b
	}
	return protowire.AppendVarint(protowire.AppendTag(b, f, protowire.VarintType), v)
}

func putBool(b []byte, f protowire.Number, v bool) []byte {
	if v {
		return putUint(b, f, 1)
	}
	return b
}

// putTime writes seconds and nanoseconds, so that every time.Time survives.
func putTime(b []byte, f protowire.Number, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	b = protowire.AppendTag(b, f, protowire.BytesType)
	v := protowire.AppendVarint(make([]byte, 0, 16), protowire.EncodeZigZag(t.Unix()))
	if ns := t.Nanosecond(); ns != 0 {
		v = protowire.AppendVarint(v, uint64(ns)) // never negative
	}
	return protowire.AppendBytes(b, v)
}

// splitContent finds header and text of a value.
func splitContent(v []byte) (header, text []byte, ok bool) {
	if len(v) < 2 || v[0]&^ownBit != contentForm {
		return nil, nil, false
	}
	n, w := binary.Uvarint(v[1:])
	if w <= 0 || n > uint64(len(v)-1-w) { // lengths are never negative
		return nil, nil, false
	}
	at := 1 + w
	return v[at : at+int(n)], v[at+int(n):], true // within len(v)
}
