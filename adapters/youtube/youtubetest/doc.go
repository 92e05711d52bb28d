// Package youtubetest is a YouTube channel with its comments: the Data API's
// lists with their order, pages and holes, its units, its tokens that end, its
// words of refusal and its bad days.
package youtubetest
