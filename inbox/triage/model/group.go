package model

import "strings"

// group is a closed set of small words that colour a text.
type group uint8

const (
	groupNone group = iota
	groupI
	groupWe
	groupYou
	groupThey
	groupNot
	groupParticle
	groupCause
	groupSource
	groupBut
	groupShould
	groupWould
	groupOpinion
	groupIntense
	groupGeneral
	groupQuestion
	groupThanks
	groupVulgar
	groupState
	groupOthers
	groupViolence
	groupThis
	groupGreeting
	groupScorn
	groupCount
)

var groupWords = [groupCount]string{ //nolint:gosec // words of the language, no passwords
	groupI:        "ich mich mir mein meine meinen meinem meiner meines",
	groupWe:       "wir uns unser unsere unseren unserem unserer unseres",
	groupYou:      "du dich dir dein deine deinen deinem deiner ihr euch euer eure euren eurem eurer",
	groupThey:     "sie ihnen ihre ihren ihrem ihrer er ihn ihm sein seine seinen seinem seiner die",
	groupNot:      "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand niemanden ohne weder nix nich net ned",
	groupParticle: "ja doch halt eben mal wohl schon eigentlich einfach denn ach nun na tja bloss gar ueberhaupt natuerlich",
	groupCause:    "weil da deshalb deswegen daher darum somit also folglich aufgrund wegen dadurch damit",
	groupSource: "laut quelle quellen studie studien statistik statistiken zufolge artikel bericht berichtet rki zahlen daten " +
		"prozent experten wissenschaftler forscher untersuchung gutachten beleg belege beweis beweise fakt fakten tatsache",
	groupBut:     "aber jedoch trotzdem obwohl allerdings dennoch sondern zwar dagegen hingegen",
	groupShould:  "soll sollen sollte sollten muss muessen muesste muessten darf duerfen gehoert gehoeren",
	groupWould:   "wuerde wuerden koennte koennten waere waeren haette haetten moechte moechten wuensche",
	groupOpinion: "finde glaube denke meine meinung ansicht meines erachtens hoffe vermute bezweifle persoenlich",
	groupIntense: "sehr so total voellig absolut extrem echt wirklich viel zu ganz richtig super mega unglaublich unfassbar",
	groupGeneral: "alle alles immer jeder jede jeden jedes nur staendig ewig dauernd komplett saemtliche ausnahmslos",
	groupQuestion: "wer was wann wo wie warum wieso weshalb woher wohin welche welcher welches wem wen wozu " +
		"weswegen wieviel",
	groupThanks: "danke dank bitte gerne liebe lieber liebes vielen herzlichen toll prima gut gute guten guter schoen schoene schoenen klasse " +
		"wunderbar perfekt freue freut glueckwunsch respekt",
	groupVulgar: "scheisse scheiss arsch arschloch arschloecher idiot idioten trottel depp deppen dumm dumme dummen " +
		"doof bloed bloede bloeden bescheuert fresse schnauze maul kotzen kotzt kack kacke drecks pack gesindel " +
		"schwein schweine hurensohn wichser spinner spasten vollpfosten penner luegner verraeter heuchler pfeife pfeifen " +
		"witzfigur clown clowns irre irren krank kranke erbaermlich peinlich laecherlich schaemt",
	groupState: "merkel regierung politiker politik partei parteien afd cdu csu spd gruene gruenen linke fdp bundestag minister " +
		"ministerin kanzlerin kanzler staat system medien presse polizei gericht justiz buergermeister stadtrat gemeinderat " +
		"verwaltung rathaus amt behoerde behoerden",
	groupOthers: "auslaender fluechtlinge fluechtling migranten muslime moslems moslem islam juden jude tuerken araber schwarze " +
		"neger zigeuner asylanten schwule lesben schwuchtel frauen transen behinderte behinderten kanaken homosexuelle " +
		"homosexuellen homos transmenschen transpersonen transfrauen transfrau gefluechtete migrant migrantin einwanderer " +
		"asylbewerber roma sinti tuerke araberin afrikaner muslim muslima muslimin muslimen fluechtlingen auslaendern " +
		"schwarzer schwarzen juedisch juedische juedischen jued lesbisch lesbische schwul schwulen frau weiber behinderter " +
		"rollstuhlfahrer kanake schwuchteln transe krueppel spasti mongo fotze schlampe judensau",
	groupViolence: "toeten toetet umbringen erschiessen erschiesst aufhaengen haengen schlagen pruegeln abknallen abschlachten vergasen " +
		"ermorden mord morden stirb sterben verrecken verrecke ausrotten vernichten brennen verbrennen anzuenden steinigen " +
		"galgen kugel waffe waffen gewalt angreifen wehrt aufstand revolution widerstand kaempfen krieg buergerkrieg",
	groupThis:     "das dies diese dieser diesen diesem dieses solche solcher solchen so",
	groupGreeting: "hallo hi hey moin servus guten gruss gruesse lg mfg tag morgen abend haha hahaha lol",
	groupScorn: "hasse hassen hasst gehasst verabscheue verabscheuen verachte verachten verachtet widerlich widerliche abschaum " +
		"ekel ekelhaft ekeln ekelt dreck plage parasiten ungeziefer minderwertig minderwertige tiere abstossend abstossende " +
		"schande boese pest krankheit wertlos wertlose untermenschen ratten kriminell kriminelle abschieben abgeschoben loswerden " +
		"ausstehen verdient verdienen verschwinden raus",
}

// groupTable finds the group of a word by its hash: open addressing, built once.
var groupTable = buildGroups()

type groupSlot struct {
	hash  uint32
	group group
}

const groupSlots = 1 << 11

func buildGroups() *[groupSlots]groupSlot {
	var t [groupSlots]groupSlot
	for g, words := range groupWords {
		for w := range strings.FieldsSeq(words) {
			h := hashString(seedWord, w)
			i := mix(h) % groupSlots
			for t[i].group != groupNone && t[i].hash != h {
				i = (i + 1) % groupSlots
			}
			if t[i].group == groupNone { // a word belongs to the first group that names it
				t[i] = groupSlot{h, group(g)}
			}
		}
	}
	return &t
}

func groupOf(h uint32) group {
	for i := mix(h) % groupSlots; groupTable[i].group != groupNone; i = (i + 1) % groupSlots {
		if groupTable[i].hash == h {
			return groupTable[i].group
		}
	}
	return groupNone
}
