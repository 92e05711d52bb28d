package text

// LineWords are the words of the line mode, in which a screen reader or a braille
// display is told what changed, one line for each change.
type LineWords struct {
	Hello      string // town, who is on duty
	View       string // name, number of items
	Place      string // of how many
	PlaceOpen  string // of more than so many
	Filtered   string // the filter
	Marked     string
	MarkedNow  string // how many
	Letter     string // that chooses an entry of a menu
	On, Off    string // a tick in a menu
	ReadOn     string // how many more lines there are to read
	NoMore     string // nothing further that way
	NoKey      string // the key has no effect here
	Where      string // opens the answer to "where am I?"
	Keys       string // opens the list of keys
	Bye        string
	ArrowUp    string
	ArrowDown  string
	ArrowLeft  string
	ArrowRight string
	Copied     string // the text itself, where no clipboard is reached
}
