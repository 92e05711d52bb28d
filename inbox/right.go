package inbox

// Right is something a role may do. Rights hang on roles; what a person may do is
// the sum of the roles they hold. How freely they may word an answer is latitude.
type Right string

// The rights.
const (
	RightRead            Right = "read"             // all items of the desk
	RightReadAssigned    Right = "read_assigned"    // only items assigned to one's own roles
	RightTriage          Right = "triage"           // label, set the level, note, snooze, close, reopen
	RightAssign          Right = "assign"           // make a role or person responsible
	RightTake            Right = "take"             // work on an item
	RightDraft           Right = "draft"            // compose a reply
	RightTemplateDraft   Right = "template_draft"   // write and submit templates
	RightTemplateApprove Right = "template_approve" // approve and withdraw templates of one's office
	RightImport          Right = "import"           // read files into the desk
	RightExport          Right = "export"           // write items out as a file
	RightAudit           Right = "audit"            // read and verify the log
	RightDuty            Right = "duty"             // prepare and accept handovers
	RightChannels        Right = "channels"         // poll, send, check channels
	RightMeasure         Right = "measure"          // hide, show again, report, like; order a deletion or a block
	RightMeasureAgree    Right = "measure_agree"    // agree to another person's deletion or block
	RightClaim           Right = "claim"            // examine claims: sources, wordings, templates; propose a verdict or stop one
	RightVerdict         Right = "verdict"          // decide on verdicts: release another person's
)

// Rights lists them all.
func Rights() []Right {
	return []Right{
		RightRead, RightReadAssigned, RightTriage, RightAssign, RightTake, RightDraft,
		RightTemplateDraft, RightTemplateApprove, RightImport, RightExport, RightAudit,
		RightDuty, RightChannels, RightMeasure, RightMeasureAgree,
		RightClaim, RightVerdict,
	}
}

// ParseRight finds a right by its identifier.
func ParseRight(s string) (Right, error) {
	names := make([]string, 0, len(Rights()))
	for _, r := range Rights() {
		if string(r) == s {
			return r, nil
		}
		names = append(names, string(r))
	}
	return "", unknownName("right", Quote(s), names)
}

// defaultRole is what a role id means where the config says nothing else.
type defaultRole struct {
	rights   []Right
	matrix   map[Category][]Latitude
	releases []Category
}

var desk = []Right{RightRead, RightTriage, RightAssign, RightTake, RightDraft, RightDuty, RightChannels, RightMeasure}

// defaultRoles follows the roles and the latitude matrix that public bodies use
// (situation phase green). The config may change every line of it.
var defaultRoles = map[string]defaultRole{
	"editor": {
		rights: with(desk, RightTemplateDraft, RightImport, RightExport, RightClaim),
		matrix: map[Category][]Latitude{CategoryA: {L4}, CategoryB: {L2}, CategoryC: {L1, L3}, CategoryD: {L0}, CategoryK: {L0}},
	},
	"trainee": {
		rights: []Right{RightRead, RightTriage, RightTake, RightDraft, RightTemplateDraft},
		matrix: map[Category][]Latitude{CategoryA: {L1, L3}, CategoryB: {L0, L3}, CategoryK: {L0}},
	},
	"lead": {
		rights:   with(desk, RightTemplateDraft, RightTemplateApprove, RightImport, RightExport, RightAudit, RightMeasureAgree, RightClaim, RightVerdict),
		matrix:   map[Category][]Latitude{CategoryA: {L4}, CategoryB: {L2, L3}, CategoryC: {L1, L3}, CategoryD: {L0}, CategoryK: {L0}},
		releases: []Category{CategoryA, CategoryB},
	},
	"press": {
		rights:   with(desk, RightTemplateDraft, RightTemplateApprove, RightExport, RightClaim, RightVerdict),
		matrix:   map[Category][]Latitude{CategoryA: {L4}, CategoryB: {L4}, CategoryC: {L1, L3}, CategoryD: {L0, L3}, CategoryK: {L2}},
		releases: []Category{CategoryA, CategoryB, CategoryC},
	},
	"oncall": {
		rights: with(desk, RightClaim),
		matrix: map[Category][]Latitude{CategoryA: {L2}, CategoryB: {L2}, CategoryC: {L1}, CategoryD: {L0}, CategoryK: {L1}},
	},
	"office": {
		rights: []Right{RightReadAssigned, RightTake, RightDraft, RightTemplateDraft, RightTemplateApprove, RightClaim},
		matrix: map[Category][]Latitude{CategoryA: {L3}, CategoryB: {L3}, CategoryC: {L3}},
	},
	"legal": {
		rights:   []Right{RightRead, RightTriage, RightTake, RightTemplateApprove, RightMeasureAgree},
		releases: []Category{CategoryD},
	},
	"privacy":       {rights: []Right{RightAudit, RightTemplateApprove}},
	"order":         {rights: []Right{RightReadAssigned, RightTake, RightTemplateApprove}},
	"crisis":        {rights: []Right{RightRead, RightTemplateDraft, RightTemplateApprove, RightClaim, RightVerdict}, releases: []Category{CategoryK}},
	"head":          {rights: []Right{RightRead, RightTemplateApprove, RightVerdict}, releases: []Category{CategoryB, CategoryC, CategoryK}},
	"participation": {rights: []Right{RightReadAssigned, RightTake, RightDraft}, matrix: map[Category][]Latitude{CategoryA: {L2, L3}}},
	"council":       {rights: nil},
	"archive":       {rights: nil},
	"admin":         {rights: []Right{RightChannels}},
	"audit":         {rights: []Right{RightAudit}},
}

// DefaultRoleIDs lists the role ids that have defaults.
func DefaultRoleIDs() []string {
	return []string{
		"editor", "trainee", "lead", "press", "oncall", "office", "legal", "privacy",
		"order", "crisis", "head", "participation", "council", "archive", "admin", "audit",
	}
}

func with(rs []Right, more ...Right) []Right {
	return append(append([]Right(nil), rs...), more...)
}
