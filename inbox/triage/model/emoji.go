package model

// emojiKind sorts pictures by what they tell about the mood.
func emojiKind(r rune) count {
	switch r {
	case '😂', '🤣', '😅', '😆', '😄', '😁', '😹', '😝', '😜', '🤪', '😃', '😀':
		return countLaugh
	case '😊', '🙂', '😍', '🥰', '😘', '👍', '👏', '💪', '🙏', '🤗', '😎', '💖', '💕', '💗', '💙', '💚', '💛', '💜',
		'😇', '☺', '🎉', '❤', '♥', '👌', '🌹', '🌻', '✌', '🥳', '💐', '🍀', '😋', '😻', '😉', '🤩', '💯', '🌞', '☀':
		return countHappy
	case '😡', '😠', '🤬', '🤮', '🤢', '👎', '💩', '🖕', '😤', '👿', '😈', '💀', '☠', '🔪', '💣', '🤡', '🐷', '🐽', '🐒', '🐀', '🐑', '🔫':
		return countAngry
	case '😢', '😭', '😞', '😔', '😟', '😕', '🙁', '☹', '😣', '😖', '😫', '😩', '😥', '😨', '😰', '😱', '💔', '😿', '😪', '😓', '😒', '🙄', '🤦', '🤷', '🤔':
		return countSad
	}
	return countEmoji
}

// emoticon measures a drawn face at the beginning of s, whose first byte is an
// ASCII sign. Corpora that were cut into words write it with blanks inside.
func emoticon(s string) (n int, what count) {
	switch s[0] {
	case '<':
		if len(s) > 1 && s[1] == '3' {
			return 2, countHappy
		}
		return 0, 0
	case '^':
		if len(s) > 1 && (s[1] == '^' || s[1] == '_') {
			return 2, countHappy
		}
		return 0, 0
	case '-':
		if len(s) > 2 && (s[1] == '.' || s[1] == '_') && s[2] == '-' {
			return 3, countSad
		}
		return 0, 0
	case ':', ';', '=':
	default:
		return 0, 0
	}
	i := skipBlank(s, 1)
	if i < len(s) && (s[i] == '-' || s[i] == 'o' && i == 1 || s[i] == '\'' || s[i] == '^' || s[i] == ',') {
		i = skipBlank(s, i+1)
	}
	if i >= len(s) {
		return 0, 0
	}
	switch s[i] {
	case ')', ']', '*', '}':
		what = countHappy
		if s[0] == ';' {
			what = countWink
		}
	case 'D', 'P', 'p', 'b', '3':
		if i > 2 || i+1 < len(s) && class[s[i+1]] == isWord && s[i+1] != s[i] {
			return 0, 0 // a colon before a word
		}
		what = countLaugh
	case '(', '[', '/', '|', '\\', '{', '@', '$', 'O', 'o':
		if s[i] != '(' && i > 1 && s[i-1] == ' ' || (s[i]|0x20 == 'o' || s[i] == '/') && i+1 < len(s) && s[i+1] > ' ' {
			return 0, 0
		}
		what = countSad
	default:
		return 0, 0
	}
	for n = i + 1; n < len(s) && s[n] == s[i] && n < 64; n++ {
	}
	return n, what
}

func skipBlank(s string, i int) int {
	if i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}

// emoticonLetters measures a face drawn with letters: xD, XD.
func emoticonLetters(s string) int {
	if len(s) < 2 || s[0]|0x20 != 'x' || s[1] != 'D' {
		return 0
	}
	n := 2
	for n < len(s) && s[n] == 'D' && n < 64 {
		n++
	}
	if n < len(s) && class[s[n]] == isWord {
		return 0
	}
	return n
}
