package file

import "strings"

// field is what a column or a key means.
type field int

const (
	fieldUnknown field = iota
	fieldText
	fieldCreated
	fieldTime // time of day beside a date
	fieldAuthor
	fieldHandle
	fieldAuthorID
	fieldAuthorURL
	fieldURL
	fieldChannel
	fieldID
	fieldRemoteID
	fieldThread
	fieldParent
	fieldLanguage
	fieldEdited
	fieldKind
	fieldAudience
	fieldWarning
	fieldOurs // written by our own export and not read back
)

// names are the headers seen in offices' files and in exports of platforms and
// tools, German and English, in the form that plain gives.
var names = map[field]string{
	fieldText: "text kommentar kommentartext nachricht nachrichtentext inhalt beitrag beitragstext wortlaut " +
		"message comment commenttext content body posttext",
	fieldCreated: "datum erstelltam erstellt zeitpunkt zeitstempel datumuhrzeit datumundzeit datumzeit veroeffentlichtam " +
		"veroeffentlicht gesendetam geschriebenam eingangam eingegangenam createdat created createdtime date datetime " +
		"timestamp postedat published publishedat",
	fieldTime:      "uhrzeit zeit time",
	fieldAuthor:    "autor autorin name verfasser verfasserin nutzer nutzerin von author authorname user from displayname anzeigename",
	fieldHandle:    "benutzername nutzername username handle account konto profilname authorhandle screenname",
	fieldAuthorID:  "autorid nutzerid authorid userid",
	fieldAuthorURL: "autorurl profil profilurl authorurl profileurl",
	fieldURL:       "url link permalink permalinkurl adresse kommentarlink commenturl",
	fieldChannel:   "kanal channel plattform platform netzwerk network",
	fieldID:        "id kommentarid commentid nachrichtid messageid",
	fieldRemoteID:  "remoteid",
	fieldThread:    "thread threadid beitragid beitragsid postid konversation conversationid rootid",
	fieldParent:    "parent parentid antwortauf inreplyto inreplytoid replyto elternid",
	fieldLanguage:  "sprache language lang",
	fieldEdited:    "bearbeitetam geaendertam editedat updatedat",
	fieldKind:      "art kind typ type",
	fieldAudience:  "sichtbarkeit audience",
	fieldWarning:   "inhaltswarnung contentwarning warning cw",
	fieldOurs:      "seenat state visibility level labels role person dueat version",
}

// weak are names that mean the comment only where no better one is there: beside
// a column "Kommentar", "Beitrag" is the post it stands under.
var weak = map[string]bool{
	"beitrag": true, "beitragstext": true, "inhalt": true, "content": true, "body": true, "posttext": true,
	"name": true, "von": true, "from": true,
}

var fieldOf = func() map[string]field {
	m := map[string]field{}
	for f, all := range names {
		for _, n := range strings.Fields(all) {
			m[n] = f
		}
	}
	return m
}()

// plain folds a header: letters only, lower case, umlauts written out.
func plain(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b.WriteRune(r)
		case r == 'ä':
			b.WriteString("ae")
		case r == 'ö':
			b.WriteString("oe")
		case r == 'ü':
			b.WriteString("ue")
		case r == 'ß':
			b.WriteString("ss")
		}
	}
	return b.String()
}
