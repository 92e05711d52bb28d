// The train command trains the triage model.
package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"time"

	"lotse/inbox"
	"lotse/inbox/triage/model"
)

// options are what the command line says.
type options struct {
	data, out, licences string
	epochs              int // how often the solver sees each text
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", "../shared/data", "folder of the training data")
	flag.StringVar(&o.licences, "licences", "all", "all, or stated: only data with a stated licence")
	flag.StringVar(&o.out, "out", "inbox/triage/model/weights.bin", "the model file to write")
	flag.IntVar(&o.epochs, "epochs", 12, "how often the solver sees each text")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	start := time.Now()
	d, err := load(o.data, o.licences == "stated")
	if err != nil {
		return err
	}
	d.extract()
	fmt.Println(len(d.texts), "texts, features read", time.Since(start).Round(time.Second))
	t := newTrainer(d, o.epochs)
	wordsOnly, _ := t.outOfFold()
	fmt.Println("lanes", time.Since(start).Round(time.Second))
	vectors := t.vectors(wordsOnly)
	stage, logits := t.second(vectors)
	fmt.Println("second stage", time.Since(start).Round(time.Second))
	t.moveBorders(&stage, logits)
	for _, x := range tests {
		fmt.Println(t.evaluate(x, logits, false))
	}
	var slope, shift [inbox.HeadCount]float64
	for _, q := range questions {
		var ls []float64
		var ys []int8
		for i, x := range t.texts {
			if y := judge(x, q.answers); y >= 0 {
				ls, ys = append(ls, logits[i][q.head]), append(ys, y)
			}
		}
		slope[q.head], shift[q.head] = platt(ls, ys)
		p := make([]float64, len(ls))
		for i, l := range ls {
			hd := model.Head{Slope: float32(slope[q.head]), Shift: float32(shift[q.head])}
			p[i] = float64(hd.Probability(float32(l)))
		}
		fmt.Printf("%-16s ECE %.3f border %.2f\n", q.head, calibrationError(p, ys), 1/(1+math.Exp(-shift[q.head])))
	}
	solutions := make([]*solution, len(lanes))
	each(len(lanes), func(l int) { solutions[l] = t.fit(lanes[l], -1) })
	rows, scale := quantise(t.weight, solutions)
	info := model.Info{Name: "model-1", Licences: o.licences, Data: d.digest}
	for _, l := range lanes {
		info.Lanes = append(info.Lanes, l.name)
	}
	parts := &model.Parts{Rows: rows, Scale: scale, Heads: heads(stage, slope, shift)}
	for s, x := range t.mean {
		parts.Usual[s] = float32(x)
	}
	b, err := model.Encode(info, parts)
	if err != nil {
		return err
	}
	fmt.Println("written", time.Since(start).Round(time.Second), len(b), "bytes")
	return os.WriteFile(o.out, b, 0o644) //nolint:gosec // a public file
}
