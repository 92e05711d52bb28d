package bolt

import (
	"math"

	"google.golang.org/protobuf/encoding/protowire"

	"lotse/inbox"
)

func appendAssessment(b []byte, a *inbox.Assessment) []byte {
	s := make([]byte, 0, 64)
	s = putString(s, fLang, a.Language)
	s = putString(s, fTopic, a.Topic)
	for i := range a.Flags {
		f := &a.Flags[i]
		var fb []byte
		fb = putUint(fb, fLabel, uint64(f.Label))
		fb = putFloat(fb, fScore, f.Score)
		for _, sp := range f.Spans {
			var sb []byte
			sb = putUint(sb, fSpanStart, uint64(sp.Start)) // offsets are never negative
			sb = putUint(sb, fSpanEnd, uint64(sp.End))     // as above
			sb = putString(sb, fSpanRule, sp.Rule)
			sb = putFloat(sb, fSpanWeight, sp.Weight)
			fb = protowire.AppendBytes(protowire.AppendTag(fb, fSpan, protowire.BytesType), sb)
		}
		fb = putString(fb, fCue, f.Cue)
		fb = putFloat(fb, fHouse, f.House)
		s = protowire.AppendBytes(protowire.AppendTag(s, fFlag, protowire.BytesType), fb)
	}
	s = putUint(s, fLevel, uint64(a.Level))
	s = putString(s, fRuleSet, a.RuleSet)
	s = putUint(s, fLowered, uint64(a.Lowered))
	if len(s) == 0 {
		return b
	}
	return protowire.AppendBytes(protowire.AppendTag(b, fAssessment, protowire.BytesType), s)
}

func putFloat(b []byte, f protowire.Number, v float32) []byte {
	if v == 0 {
		return b
	}
	return protowire.AppendFixed32(protowire.AppendTag(b, f, protowire.Fixed32Type), math.Float32bits(v))
}

func readAssessment(a *inbox.Assessment, outer *wire) {
	w := outer.sub()
	for w.next() {
		switch w.field {
		case fLang:
			a.Language = w.str()
		case fTopic:
			a.Topic = w.str()
		case fFlag:
			a.Flags = append(a.Flags, readFlag(&w))
		case fLevel:
			a.Level = inbox.Level(w.small())
		case fRuleSet:
			a.RuleSet = w.str()
		case fLowered:
			a.Lowered = inbox.LabelSet(w.num) // written from 32 bits
		}
	}
	outer.bad = outer.bad || w.bad
}

func readFlag(outer *wire) (f inbox.Flag) {
	w := outer.sub()
	for w.next() {
		switch w.field {
		case fLabel:
			f.Label = inbox.Label(w.small())
		case fScore:
			f.Score = w.float()
		case fSpan:
			f.Spans = append(f.Spans, readSpan(&w))
		case fCue:
			f.Cue = w.str()
		case fHouse:
			f.House = w.float()
		}
	}
	outer.bad = outer.bad || w.bad
	return f
}

func readSpan(outer *wire) (s inbox.Span) {
	w := outer.sub()
	for w.next() {
		switch w.field {
		case fSpanStart:
			s.Start = int(w.num) // an offset into a text
		case fSpanEnd:
			s.End = int(w.num) // as above
		case fSpanRule:
			s.Rule = w.str()
		case fSpanWeight:
			s.Weight = w.float()
		}
	}
	outer.bad = outer.bad || w.bad
	return s
}

func (w *wire) float() float32 { return math.Float32frombits(uint32(w.num)) } // four bytes were read
