package triage

import "testing"

func TestIBAN(t *testing.T) {
	for s, want := range map[string]int{
		"DE89370400440532013000":            22,
		"de89 3704 0044 0532 0130 00 bitte": 27,
		"AT61-1904-3002-3457-3201":          24,
		"GB82WEST12345698765432":            22,
		"DE89370400440532013001":            0, // checksum
		"DE8937040044053201300":             0, // too short
		"DE893704004405320130001":           0, // too long
		"XX89370400440532013000":            0,
		"DE89":                              0,
		"DE89 ":                             0,
	} {
		if got := iban(s); got != want {
			t.Errorf("iban(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestPhone(t *testing.T) {
	for s, want := range map[string]int{
		"0171 2345678 abends":   12,
		"+49 (0)228 123456":     17,
		"0228/775533-12, danke": 14,
		"(0228) 123456":         13,
		"0049 228 1234567":      16,
		"01.02.2025":            0,
		"08.00-12.00 Uhr":       0,
		"0800 1234567":          0, // nobody's own number
		"0,50":                  0,
		"0171":                  0,
		"012345678901234567890": 0,
		"+49":                   0,
		"0":                     0,
		"0228 123456a":          0,
	} {
		if got, _ := phone(s); got != want {
			t.Errorf("phone(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestPlate(t *testing.T) {
	for s, want := range map[string]int{
		"NF-AB 123": 9, "B-MX 1234E": 9, "K-A12.": 5, "COVID-19": 0, "A-B": 0, "EU-DSGVO": 0, "B-MX 7": 0, "HH-AB 12345": 0,
	} {
		if got := plate(s); got != want {
			t.Errorf("plate(%q) = %d, want %d", s, got, want)
		}
	}
}
