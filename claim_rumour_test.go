package main_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
)

// The words of a rumour in a night, made up: how people write that a dam has
// broken, and two thousand things they write to a town hall otherwise. Drawn with a
// fixed seed, so that every run reads the same.

var (
	rumourWhat = []string{
		"die Talsperre Steinfeld", "die Steinfelder Talsperre", "die Talsperre oben", "die Talsperre bei Steinfeld", "der Staudamm in Steinfeld",
		"der Steinfelder Staudamm", "die Staumauer der Talsperre", "die Staumauer in Steinfeld", "der Damm der Talsperre", "die Talsperre",
	}
	rumourDid = []string{
		"ist gebrochen", "ist grad gebrochen", "soll gebrochen sein", "is gebrochen", "ist eben gebrochen", "ist durchgebrochen",
		"ist wohl gebrochen", "ist vor zehn Minuten gebrochen", "sei gebrochen",
	}
	rumourFrame = []string{
		"Leute, %s %s!", "Stimmt es, dass %s %s?", "Achtung: %s %s, das Wasser kommt!!", "Hab gerade gehört, %s %s",
		"Meine Schwägerin wohnt unten im Tal und sagt, %s %s.", "%s %s, warum warnt uns niemand?", "Im Radio kam eben: %s %s",
		"WhatsApp-Gruppe schreibt %s %s, weiß die Stadt was?", "Wieso schweigt das Rathaus, wenn %s %s",
		"Bitte teilen! %s %s! Alle sofort nach oben!", "Unser Nachbar von der Feuerwehr meint, %s %s", "%s %s",
	}
	// As it sounds along the river and up the hills.
	rumourDialect = []string{
		"De Talsperr es jebroche, hät dä Schäng jesaat", "D Talsperre Steifeld isch broche, hend ihr des ghört?", "Die Dalsperr is gebroche, ihr Leit!",
		"Däi Talsperre is kaputt gebrochen, hört man so", "De Talsperre Steenfeld is braken, stimmt dat?", "Da Staudamm in Stoafeld is brocha, wos is do los",
		"Jetz is de Talsperre Steinfeld gebroche, ei guude Nacht", "Mia ham ghert de Talsperre is brochn", "Sach ma, is de Talsperre in Steinfeld nu gebrochen oder wat",
		"Der Staudamm Steinfeld isch gebroche saget se",
	}
	foreignRumour = []string{
		"Has the Steinfeld dam really broken?", "The dam is gone, everybody run!", "My neighbour says the dam burst tonight", "Is it true about the dam?",
		"Why is nobody warning us about the flood?", "Baraj yıkıldı mı?", "Steinfeld barajı patladı diyorlar", "Lütfen acil bilgi verin, baraj çöktü mü?",
		"Su geliyor mu, ne yapalım?", "Herkes yukarı çıksın, baraj yıkılmış",
	}
	hazards = []string{
		"Hilfe, wir sitzen auf dem Dach in der Uferstraße 3, das Wasser steigt!", "Meine Oma ist im Keller eingeschlossen, bitte schicken Sie jemanden!",
		"Bei uns brennt es und niemand kommt, Hilfe!", "Ich komme nicht mehr aus der Wohnung, das Wasser steht bis zur Tür, Hilfe",
		"Hier liegt ein Mann bewusstlos auf der Straße, wir brauchen einen Notarzt", "Zwei Kinder sind im Wasser an der alten Mühle, schnell!",
	}
)

// rumours makes n wordings, all different.
func rumours(n int) []string {
	r := rand.New(rand.NewPCG(7, 22))
	seen := map[string]bool{}
	var out []string
	for len(out) < n {
		s := fmt.Sprintf(pickOf(r, rumourFrame), pickOf(r, rumourWhat), pickOf(r, rumourDid))
		if r.IntN(12) == 0 {
			s = pickOf(r, rumourDialect)
		}
		s = disturbed(r, s)
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

func foreign(n int) []string {
	r := rand.New(rand.NewPCG(8, 22))
	var out []string
	for len(out) < n {
		out = append(out, disturbed(r, pickOf(r, foreignRumour))+strings.Repeat("!", len(out)%4))
	}
	return out
}

func pickOf(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

// disturbed writes as people write in haste: umlauts spelled out, typing errors,
// capitals, stretched letters, pictures.
func disturbed(r *rand.Rand, s string) string {
	if r.IntN(4) == 0 {
		s = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(s)
	}
	rs := []rune(s)
	for range r.IntN(4) {
		i := 1 + r.IntN(len(rs)-2)
		if !unicode.IsLetter(rs[i]) || !unicode.IsLetter(rs[i+1]) {
			continue
		}
		switch r.IntN(4) {
		case 0:
			rs[i], rs[i+1] = rs[i+1], rs[i]
		case 1:
			rs = append(rs[:i], rs[i+1:]...)
		case 2:
			rs = append(rs[:i+1], rs[i:]...)
		default:
			rs[i] = rune("aeinrst"[r.IntN(7)])
		}
	}
	s = string(rs)
	switch r.IntN(6) {
	case 0:
		s = strings.ToUpper(s)
	case 1:
		s = strings.ToLower(s)
	case 2:
		s += " 😱😱"
	case 3:
		s = "@stadt_rheinhafen " + s + " https://t.example/" + fmt.Sprint(r.IntN(99))
	}
	return s
}

// otherMatters makes n sentences about what towns are asked otherwise, the dam as a
// place to walk among it.
func otherMatters(n int) []string {
	r := rand.New(rand.NewPCG(9, 22))
	places := []string{
		"am Markt", "in der Bahnhofstraße", "im Stadtpark", "an der Grundschule Nord", "vor dem Rathaus", "in Steinfeld", "an der Talsperre", "im Freibad",
		"am Rheinufer", "in der Altstadt", "im Gewerbegebiet", "an der Kita Sonnenschein", "auf dem Friedhof", "am Hafen", "in der Stadtbücherei",
	}
	things := []string{
		"die Straßenlaterne", "der Spielplatz", "die Baustelle", "der Radweg", "die Ampel", "die Toilette", "der Parkplatz", "die Buslinie 12", "der Mülleimer",
		"das Schwimmbecken", "der Wochenmarkt", "der Rundweg", "die Sitzbank", "das Bürgerbüro", "die Brücke", "der Aufzug", "das Konzert",
	}
	frames := []string{
		"Wann ist %s %s endlich fertig?", "Warum ist %s %s schon wieder geschlossen?", "Danke, dass %s %s so schnell repariert wurde.",
		"Seit Wochen ist %s %s kaputt, wer kümmert sich?", "Gibt es für %s %s neue Öffnungszeiten?", "Finde es gut, dass %s %s erneuert wird.",
		"%s %s ist völlig verdreckt, das ist eine Zumutung.", "Wer hat entschieden, dass %s %s verlegt wird?", "Was kostet uns eigentlich %s %s?",
		"Ich möchte mich beschweren, weil %s %s ständig zugeparkt ist.", "Kann man %s %s auch am Wochenende nutzen?", "Ihr solltet %s %s lieber den Kindern überlassen.",
		"Gestern Abend war %s %s stockdunkel, das ist gefährlich.", "Wird %s %s im Winter geräumt?", "Bravo, %s %s sieht wieder toll aus!",
	}
	ends := []string{"", " Mit freundlichen Grüßen", " Danke!", " Das geht so nicht weiter.", " Bitte um Antwort.", " Meine Nachbarn sehen das auch so.", " Früher war das besser.", " LG"}
	seen := map[string]bool{}
	var out []string
	for len(out) < n {
		s := fmt.Sprintf(pickOf(r, frames), pickOf(r, things), pickOf(r, places)) + pickOf(r, ends)
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
