package triage

import "strings"

// ibanSize holds the length of an account number by country, for the countries
// whose people write on German pages.
var ibanSize = map[string]int{
	"DE": 22, "AT": 20, "CH": 21, "LI": 21, "LU": 20, "NL": 18, "BE": 16, "FR": 27, "IT": 27,
	"ES": 24, "PL": 28, "DK": 18, "CZ": 24, "GB": 22, "TR": 26, "RO": 24, "BG": 22, "HR": 21, "LT": 20,
}

// iban measures an account number at the beginning of s, with or without spaces
// between its groups. The checksum must be right, so that an order number is
// not taken for an account.
func iban(s string) int {
	if !digit(s[2]) || !digit(s[3]) || !letter(s[1]) {
		return 0
	}
	var code [2]byte
	code[0], code[1] = s[0]&^0x20, s[1]&^0x20
	size := ibanSize[string(code[:])]
	if size == 0 {
		return 0
	}
	var compact [34]byte
	n, i := 0, 0
	for ; i < len(s) && n < size; i++ {
		switch {
		case alnum(s[i]):
			compact[n] = s[i]
			if letter(s[i]) {
				compact[n] &^= 0x20
			}
			n++
		case s[i] == ' ' || s[i] == '-':
			if i+1 == len(s) || !alnum(s[i+1]) {
				return 0
			}
		default:
			return 0
		}
	}
	if n < size || i < len(s) && alnum(s[i]) || mod97(compact[:size]) != 1 {
		return 0
	}
	return i
}

// mod97 is the check of ISO 13616: the first four signs go to the end, letters
// become 10 to 35, and the number leaves 1.
func mod97(b []byte) int {
	rest := 0
	for i := range b {
		c := b[(i+4)%len(b)]
		if digit(c) {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest
}

// phone measures a German or international phone number and says how sure it
// is. Dates, times and prices also begin with a nought: a point never separates
// a phone number here, and six digits are too few.
func phone(s string) (n int, weight float32) {
	var digits [16]byte
	count, last := 0, 0
	separators := 0
	for i := 0; i < len(s) && i < 28; i++ {
		c := s[i]
		switch {
		case digit(c):
			if count == len(digits) {
				return 0, 0
			}
			digits[count] = c
			count++
			last = i + 1
			continue
		case c == '+' && i == 0, c == '(' && count < 5, c == ')' && count > 1:
			continue
		case (c == ' ' || c == '-' || c == '/') && i+1 < len(s) && strings.IndexByte("0123456789(-/ ", s[i+1]) >= 0 && count > 1:
			separators++
			continue
		}
		break
	}
	if last < len(s) && (s[last] == '.' || s[last] == ',' || s[last] == ':') && last+1 < len(s) && digit(s[last+1]) {
		return 0, 0
	}
	if last < len(s) && (letter(s[last]) || s[last] == '%') {
		return 0, 0
	}
	if last > 2 && s[last-2:last] == "-0" {
		return 0, 0 // the switchboard of an office
	}
	d := string(digits[:count])
	switch {
	case s[0] == '+' && count >= 9 && count <= 15:
		return last, 0.85
	case strings.HasPrefix(d, "00") && count >= 11:
		return last, 0.8
	case !strings.HasPrefix(d, "0") || strings.HasPrefix(d, "00") || count < 7,
		strings.HasPrefix(d, "0800"), strings.HasPrefix(d, "0180"), strings.HasPrefix(d, "0900"):
		return 0, 0
	case count >= 10 && d[1] == '1' && d[2] >= '5' && d[2] <= '7':
		return last, 0.9
	case separators > 0 && count >= 8, count >= 9:
		return last, 0.7
	}
	return 0, 0
}

// plate measures a number plate written with its hyphen: NF-AB 123.
func plate(s string) int {
	i := 0
	for i < len(s) && i < 3 && s[i] >= 'A' && s[i] <= 'Z' {
		i++
	}
	if i == 0 || i >= len(s) || s[i] != '-' {
		return 0
	}
	i++
	from := i
	for i < len(s) && i-from < 2 && s[i] >= 'A' && s[i] <= 'Z' {
		i++
	}
	if i == from || i >= len(s) {
		return 0
	}
	if s[i] == ' ' {
		i++
	}
	from = i
	for i < len(s) && i-from < 4 && digit(s[i]) {
		i++
	}
	if i-from < 2 || i < len(s) && (alnum(s[i]) && s[i] != 'E' && s[i] != 'H' || s[i] == '-') {
		return 0
	}
	return i
}
