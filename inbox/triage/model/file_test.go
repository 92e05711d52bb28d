package model_test

import (
	"errors"
	"os"
	"testing"

	"lotse/inbox/triage/model"
)

func file(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("weights.bin")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFileFitsTheBudget(t *testing.T) {
	b := file(t)
	if len(b) > 4_000_000 {
		t.Errorf("the model has %d bytes", len(b))
	}
	m, err := model.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	if i := m.Info(); i.Name == "" || i.Data == "" || i.Licences == "" || len(i.Lanes) == 0 {
		t.Errorf("the model does not say where it comes from: %+v", i)
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	whole := file(t)
	for name, damage := range map[string]func([]byte) []byte{
		"empty":       func([]byte) []byte { return nil },
		"cut":         func(b []byte) []byte { return b[:len(b)-1] },
		"longer":      func(b []byte) []byte { return append(b, 0) },
		"magic":       func(b []byte) []byte { b[0]++; return b },
		"length":      func(b []byte) []byte { b[8] ^= 0x40; return b },
		"checksum":    func(b []byte) []byte { b[12]++; return b },
		"head":        func(b []byte) []byte { b[40] ^= 1; return b },
		"last weight": func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
	} {
		if _, err := model.Decode(damage(append([]byte(nil), whole...))); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	whole := file(f)
	f.Add(whole[:200], 0)
	f.Add(whole[:16], 7)
	f.Fuzz(func(t *testing.T, part []byte, at int) {
		if _, err := model.Decode(part); err == nil {
			t.Fatal("a piece is taken for a model")
		}
		if at < 0 || at+len(part) > len(whole) || len(part) > 64 || len(part) == 0 {
			return
		}
		b := append([]byte(nil), whole...)
		copy(b[at:], part)
		if _, err := model.Decode(b); err == nil && string(b) != string(whole) {
			t.Fatal("a changed file is taken for a model")
		}
	})
}
