package text

import "lotse/inbox"

var ordersDE = map[inbox.OrderState]string{
	inbox.OrderNone: "keine", inbox.OrderInReview: "wartet auf eine zweite Person", inbox.OrderQueued: "vorgemerkt",
	inbox.OrderActing: "wird ausgeführt", inbox.OrderDone: "ausgeführt", inbox.OrderRefused: "vom Kanal abgelehnt",
	inbox.OrderUnclear: "unklar, bitte am Kanal nachsehen", inbox.OrderCancelled: "zurückgezogen", inbox.OrderVoid: "verfallen",
}

var rulesDE = map[string]string{
	"insult": "Beleidigung", "threat": "Drohung", "incitement": "Hetze", "symbols": "verbotene Kennzeichen",
	"private_data": "private Daten Dritter", "advertising": "Werbung", "election_ad": "Wahlwerbung",
	"mass_posting": "massenhaft gleichlautend", "off_topic": "ohne Bezug zum Thema", "copyright": "Urheberrecht",
	"unsafe_link": "unsicherer Link",
}

var mildersDE = map[inbox.Milder]string{
	inbox.MilderTried: "ein milderes Mittel hat nicht geholfen", inbox.MilderUnfit: "ein milderes Mittel würde nicht helfen",
	inbox.MilderUrgent: "dafür ist keine Zeit", inbox.MilderMildest: "es ist das mildeste wirksame Mittel",
}
