package safetext

import "unicode"

// class says what becomes of a rune.
type class uint8

const (
	classPlain    class = iota // printed as it is
	classPict                  // an emoji base: printed, may be joined and varied
	classBreak                 // newline
	classTab                   // four spaces
	classControl               // C0 or DEL: its picture
	classBroken                // C1: U+FFFD
	classBidi                  // shown as its code point
	classMark                  // sits on a base, at most maxMarks
	classLead                  // leading Hangul consonant
	classTone                  // emoji skin tone
	classJoiner                // ZWJ
	classSelector              // VS15, VS16
	classHidden                // dropped and counted
)

// harmless names the runes of the fast path: plain, and without any influence on
// a neighbour. Latin letters, German punctuation and the euro sign are enough.
func harmless(r rune) bool {
	return r > 0x9F && r < 0x300 && r != 0xAD && r != 0xA9 && r != 0xAE ||
		r >= 0x2010 && r <= 0x2027 || r == 0x20AC
}

func isKeycapBase(r rune) bool { return r >= '0' && r <= '9' || r == '#' || r == '*' }

// picture gives the visible sign of a C0 control or DEL.
func picture(r rune) rune {
	if r == 0x7F {
		return '␡'
	}
	return 0x2400 + r
}

func classOf(r rune) class {
	switch {
	case r < 0x20:
		switch r {
		case '\n':
			return classBreak
		case '\t':
			return classTab
		}
		return classControl
	case r < 0x7F:
		return classPlain
	case r == 0x7F:
		return classControl
	case r < 0xA0:
		return classBroken
	case harmless(r):
		return classPlain
	}
	return classWide(r)
}

// classWide judges everything beyond Latin. Order matters: the named exceptions
// come before the Unicode categories that contain them.
func classWide(r rune) class {
	switch {
	case r == 0x61C, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return classBidi
	case r == 0x200D:
		return classJoiner
	case r == 0xFE0E, r == 0xFE0F:
		return classSelector
	case r >= 0x1F3FB && r <= 0x1F3FF:
		return classTone
	case invisible(r):
		return classHidden
	case r >= 0x1100 && r < 0x1160, r >= 0xA960 && r < 0xA980:
		return classLead
	case r >= 0x1160 && r < 0x1200, r >= 0xD7B0 && r < 0xD800, r == 0xFF9E, r == 0xFF9F:
		return classMark // medial and final Hangul, half-width voicing: they join their base
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0xAC00 && r <= 0xD7A3:
		return classPlain
	case pictographic(r):
		return classPict
	case unicode.Is(unicode.M, r):
		return classMark
	}
	return classPlain
}

// invisible names what a reader cannot see or what every terminal draws
// differently: format and private-use characters, separators, selectors, tags,
// fillers, noncharacters.
func invisible(r rune) bool {
	switch {
	case r == 0x34F, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x3164, r == 0xFFA0,
		r == 0x2028, r == 0x2029, r == 0x2065,
		r >= 0x180B && r <= 0x180F,
		r >= 0xFE00 && r <= 0xFE0D,
		r >= 0xE000 && r <= 0xF8FF,
		r >= 0xFDD0 && r <= 0xFDEF,
		r >= 0xFFF0 && r <= 0xFFFB,
		r >= 0xE0000, // tags, further selectors and everything private above
		r&0xFFFE == 0xFFFE:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

func pictographic(r rune) bool {
	return r == 0xA9 || r == 0xAE || r >= 0x203C && unicode.Is(emoji, r)
}

// emoji holds the bases an emoji can be built on (Extended_Pictographic of
// Unicode TS #51, without reserved blocks that hold none).
var emoji = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x203C, 0x203C, 1},
		{0x2049, 0x2049, 1},
		{0x2122, 0x2122, 1},
		{0x2139, 0x2139, 1},
		{0x2194, 0x2199, 1},
		{0x21A9, 0x21AA, 1},
		{0x231A, 0x231B, 1},
		{0x2328, 0x2328, 1},
		{0x2388, 0x2388, 1},
		{0x23CF, 0x23CF, 1},
		{0x23E9, 0x23F3, 1},
		{0x23F8, 0x23FA, 1},
		{0x24C2, 0x24C2, 1},
		{0x25AA, 0x25AB, 1},
		{0x25B6, 0x25B6, 1},
		{0x25C0, 0x25C0, 1},
		{0x25FB, 0x25FE, 1},
		{0x2600, 0x2605, 1},
		{0x2607, 0x2612, 1},
		{0x2614, 0x2685, 1},
		{0x2690, 0x2705, 1},
		{0x2708, 0x2712, 1},
		{0x2714, 0x2714, 1},
		{0x2716, 0x2716, 1},
		{0x271D, 0x271D, 1},
		{0x2721, 0x2721, 1},
		{0x2728, 0x2728, 1},
		{0x2733, 0x2734, 1},
		{0x2744, 0x2744, 1},
		{0x2747, 0x2747, 1},
		{0x274C, 0x274C, 1},
		{0x274E, 0x274E, 1},
		{0x2753, 0x2755, 1},
		{0x2757, 0x2757, 1},
		{0x2763, 0x2767, 1},
		{0x2795, 0x2797, 1},
		{0x27A1, 0x27A1, 1},
		{0x27B0, 0x27B0, 1},
		{0x27BF, 0x27BF, 1},
		{0x2934, 0x2935, 1},
		{0x2B05, 0x2B07, 1},
		{0x2B1B, 0x2B1C, 1},
		{0x2B50, 0x2B50, 1},
		{0x2B55, 0x2B55, 1},
		{0x3030, 0x3030, 1},
		{0x303D, 0x303D, 1},
		{0x3297, 0x3297, 1},
		{0x3299, 0x3299, 1},
	},
	R32: []unicode.Range32{
		{0x1F000, 0x1F0FF, 1},
		{0x1F170, 0x1F171, 1},
		{0x1F17E, 0x1F17F, 1},
		{0x1F18E, 0x1F18E, 1},
		{0x1F191, 0x1F19A, 1},
		{0x1F201, 0x1F202, 1},
		{0x1F21A, 0x1F21A, 1},
		{0x1F22F, 0x1F22F, 1},
		{0x1F232, 0x1F23A, 1},
		{0x1F250, 0x1F251, 1},
		{0x1F300, 0x1F3FA, 1},
		{0x1F400, 0x1F53D, 1},
		{0x1F546, 0x1F64F, 1},
		{0x1F680, 0x1F6FF, 1},
		{0x1F7E0, 0x1F7F0, 1},
		{0x1F90C, 0x1F93A, 1},
		{0x1F93C, 0x1F945, 1},
		{0x1F947, 0x1FAFF, 1},
	},
}
