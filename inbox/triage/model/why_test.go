package model_test

import (
	"testing"

	"lotse/inbox"
	"lotse/inbox/triage/model"
)

var rude = []string{
	"Ihr seid doch alle unfähige Idioten im Rathaus, schämt euch!",
	"Der Bürgermeister ist ein verlogener Versager und gehört abgesetzt.",
	"So ein dummes Pack, nur Lügner und Heuchler in der Verwaltung.",
	"Was für ein Schwachsinn, haltet endlich die Klappe ihr Trottel.",
	"Diese korrupte Bande frisst sich auf unsere Kosten satt, widerlich.",
	"Du bist so ein dämlicher Depp, geh heulen.",
	"Die Grünen sind der letzte Dreck und machen alles kaputt!!!",
	"Verpisst euch mit eurem Radweg, ihr Spinner.",
	"Wie blöd kann man sein? Hirnlose Idioten am Werk.",
	"Abschaum seid ihr, nichts anderes. Pfui Teufel.",
	"Ihr Arschlöcher habt wieder die Gebühren erhöht.",
	"Faule Säcke, den ganzen Tag Kaffee saufen und nichts tun.",
	"Das ist das dümmste Geschwätz, das ich je von diesem Clown gehört habe.",
	"Lügenpresse und Rathausbande, alles ein Dreckspack!",
	"Die Stadträte sind geistig minderbemittelt, anders kann man das nicht sagen.",
}

// A flagged comment without the fifth of its words that the explanation names
// first is mostly no longer flagged: the reasons are the reasons. These comments
// are as rude as can be, in every word; the model card tells how it is with
// ordinary ones.
func TestReasonsAreFaithful(t *testing.T) {
	m, r := model.Default(), &model.Reading{}
	for _, h := range []inbox.Head{inbox.HeadOffensive, inbox.HeadToxic} {
		flagged, freed := 0, 0
		for _, text := range rude {
			if m.Read(text, r); r.Logits[h] < 0 {
				continue
			}
			flagged++
			if m.Read(m.Without(text, h, 0.2, r), r); r.Logits[h] < 0 {
				freed++
			}
		}
		t.Logf("%v: %d of %d flagged, %d freed", h, flagged, len(rude), freed)
		if flagged < len(rude)*2/3 || h == inbox.HeadOffensive && freed*10 < flagged*6 {
			t.Errorf("%v flags %d of %d rude comments, %d of them freed", h, flagged, len(rude), freed)
		}
	}
}

func TestDenialCounts(t *testing.T) {
	m, r := model.Default(), &model.Reading{}
	for plain, denied := range map[string]string{
		"Ich hasse Flüchtlinge.":     "Ich hasse Flüchtlinge nicht.",
		"Frauen sind minderwertig.":  "Frauen sind nicht minderwertig.",
		"Muslime sind Abschaum.":     "Muslime sind kein Abschaum.",
		"Schwule gehören erschossen": "Niemand darf Schwule erschießen",
	} {
		m.Read(plain, r)
		hate := r.Logits[inbox.HeadHate]
		m.Read(denied, r)
		if hate < 0 || r.Logits[inbox.HeadHate] >= hate-0.3 {
			t.Errorf("%q %.2f, %q %.2f", plain, hate, denied, r.Logits[inbox.HeadHate])
		}
	}
}

func TestCueTellsTheStyle(t *testing.T) {
	m, r := model.Default(), &model.Reading{}
	m.Read("Das ist doch ALLES GELOGEN!!!! Wann wacht ihr auf????", r)
	name, weight := m.Cue(inbox.HeadToxic, r)
	if name == "" || weight <= 0 {
		t.Errorf("no cue of style: %q %v", name, weight)
	}
	t.Log(name, weight)
}
