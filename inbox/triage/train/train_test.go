package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"lotse/inbox/triage/model"
)

// invent writes a small corpus of every kind, made of invented sentences.
func invent(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(5, 6))
	pick := func(s string) string { f := strings.Fields(s); return f[rng.IntN(len(f))] }
	for k, c := range corpora {
		var b bytes.Buffer
		for i := range 60 {
			y := i % 2
			text := fmt.Sprintf("%s %s %s %d", pick("Der Die Das Ein Mein"), pick("Brunnen Platz Bus Garten Turm Markt"),
				pick("steht fehlt glänzt stört hilft"), k*100+i)
			if y == 1 {
				text += " " + pick("ach! weh! pfui! oje!")
			}
			row := map[string]any{"t": text, "toxic": y, "engaging": 1 - y, "fact": y, "coarse": y, "fine": fine[i%4], "y": y}
			switch {
			case strings.Contains(c.file, "c2a"):
				row["y"] = []string{"FALSE", "TRUE"}[y]
			case strings.Contains(c.file, "dbo"):
				row["y"] = order[i%4]
			case strings.Contains(c.file, "vio"):
				row["y"] = []string{"nothing", "support"}[y]
			case strings.HasPrefix(c.file, "sb10k"), strings.HasPrefix(c.file, "potts"), strings.HasPrefix(c.file, "ge17"):
				row["y"] = sentiment[i%3]
			}
			line, err := json.Marshal(row)
			if err != nil {
				t.Fatal(err)
			}
			b.Write(append(line, '\n'))
		}
		if err := os.WriteFile(filepath.Join(dir, c.file), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The same data gives the same bytes, on one processor and on several.
func TestTrainingIsDeterministic(t *testing.T) {
	dir := invent(t)
	var files [2][]byte
	for i, procs := range []int{1, 4} {
		before := runtime.GOMAXPROCS(procs)
		out := filepath.Join(t.TempDir(), "weights.bin")
		err := run(options{data: dir, out: out, licences: "all", epochs: 2, say: io.Discard})
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if files[i], err = os.ReadFile(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two trainings on the same data differ")
	}
	if _, err := model.Decode(files[0]); err != nil {
		t.Error(err)
	}
}

func TestMissingDataIsSaid(t *testing.T) {
	err := run(options{data: filepath.Join(t.TempDir(), "nothing"), licences: "all"})
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "-data") {
		t.Errorf("the error says %v", err)
	}
}

// No set under non-commercial terms is ever read.
func TestNoNonCommercialSet(t *testing.T) {
	for _, c := range corpora {
		for _, bad := range []string{"germs", "omp", "subj", "gnad"} {
			if strings.Contains(c.file, bad) {
				t.Errorf("%s must not be trained on", c.file)
			}
		}
	}
}

func TestMeasures(t *testing.T) {
	tab := table{{80, 20}, {10, 40}}
	if f := tab.macroF1(); f < 0.784 || f > 0.785 {
		t.Errorf("macro F1 is %v", f)
	}
	if f := tab.official(); f < 0.788 || f > 0.789 {
		t.Errorf("F is %v", f)
	}
}
