package ui

import "strconv"

// placeNames name the screens in messages to whoever works on the program.
var placeNames = map[Place]string{
	InList: "list", InItem: "item", InReview: "review", InOutbox: "outbox", InHandover: "handover", InMeasures: "measures", InClaims: "claims",
	InPick: "pick", InFill: "fill", InConfirm: "confirm", InFigures: "figures", InHelp: "help",
}

// String names the screens of a set.
func (p Place) String() string {
	s := ""
	for _, one := range p.Each() {
		name := placeNames[one]
		if name == "" {
			name = "place " + strconv.Itoa(int(one))
		}
		if s != "" {
			s += "+"
		}
		s += name
	}
	return s
}

// Each takes a set apart.
func (p Place) Each() []Place {
	var out []Place
	for one := Place(1); one != 0 && one <= p; one <<= 1 {
		if p&one != 0 {
			out = append(out, one)
		}
	}
	return out
}

// At is the screen that keys go to while no dialog is open.
func (m *Model) At() Place { return m.place() }
