// Package instagramtest is a professional account on Instagram: media, comments
// with answers inside, hidden and deleted ones, and tokens that are renewed.
package instagramtest
