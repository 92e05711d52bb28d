// Package facebook speaks to Facebook as one Page of the town's: it reads the
// comments under our posts and what visitors write on the Page, answers, hides,
// shows again, deletes and likes.
//
// A poll asks for the list of our posts, which tells in one call where something
// changed, and reads the comments of those posts, newest first and with all
// answers in one flat stream. The API gives no time of an edit and no list of
// deletions: an edit shows as another text, a deletion as a text that is missed
// twice. A comment that is hidden still stands for its author and their friends.
package facebook
