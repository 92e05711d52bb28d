package text

// TourWords are the words of the tour on the first start.
type TourWords struct {
	Title string // number of the step, of how many
	Keys  string // how it goes on and ends
	Offer string
	Begin string // the keys of the offer
	Views string
	Item  string
	Why   string
	Reply string
	Undo  string
	Help  string
	Done  string
	Left  string
}

// StoryWords tell what happens in a demonstration, by the id of the moment.
type StoryWords struct {
	Now   string
	Beats map[string]string
}
