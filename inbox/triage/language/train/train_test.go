package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lotse/inbox/triage/language"
)

// folder writes made-up data in the form of the real one.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, lines ...string) {
		if err := os.WriteFile(filepath.Join(dir, name+".jsonl"), []byte(strings.Join(lines, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var mixed, german, english []string
	for i := range 60 {
		german = append(german, fmt.Sprintf(`{"t":"Das Freibad Nummer %d bleibt heute leider geschlossen"}`, i))
		english = append(english, fmt.Sprintf(`{"t":"The swimming pool number %d is closed today"}`, i))
		mixed = append(mixed, fmt.Sprintf(`{"t":"Yüzme havuzu %d bugün kapalı","lang":"tr","src":"xsid"}`, i),
			fmt.Sprintf(`{"t":"Mir gönd hüt %d mal go bade","lang":"gsw","src":"xsid"}`, i),
			fmt.Sprintf(`{"t":"Le poste %d est fermé ce soir","lang":"fr","src":"omp"}`, i))
	}
	write("langid", mixed...)
	write("olid_train", english...)
	for _, n := range []string{"germeval2018_train", "gahd_train", "rad_topic", "iwg", "germeval2021_train"} {
		write(n, german...)
	}
	return dir
}

func TestTrainingIsRepeatable(t *testing.T) {
	dir := folder(t)
	out := filepath.Join(dir, "a.bin")
	if err := run(dir, out, "all", false); err != nil {
		t.Fatal(err)
	}
	first, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := run(dir, out, "all", false); err != nil {
		t.Fatal(err)
	}
	if again, err := os.ReadFile(out); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the second file is another: %v", err)
	}
	guess := language.Decode(first)
	for text, want := range map[string]language.Code{
		"Freibad heute geschlossen": language.German, "pool is closed": language.English, "havuzu kapalı": language.Turkish, "hüt go bade": language.German,
	} {
		g := guess(text)
		for c := range language.Count {
			if g.Log[c] > g.Log[want] {
				t.Errorf("%q: %v", text, c)
			}
		}
	}
}

// What may not be trained with is only judged.
func TestLicences(t *testing.T) {
	dir := folder(t)
	for _, c := range []struct {
		stated bool
		source string
		use    bool
	}{{false, "omp", false}, {true, "omp", false}, {false, "olid_train", true}, {true, "olid_train", false}, {true, "xsid", true}, {false, "germeval2021_train", false}} {
		texts, err := read(dir, c.stated)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for i := range texts {
			if texts[i].source == c.source {
				n++
				if texts[i].use != c.use {
					t.Fatalf("%+v: %+v", c, texts[i])
				}
			}
		}
		if n == 0 {
			t.Errorf("no text of %s", c.source)
		}
	}
	if run(dir, "", "free", false) == nil || run(filepath.Join(dir, "none"), "", "all", false) == nil {
		t.Error("nobody complains")
	}
}
