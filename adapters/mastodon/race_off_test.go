//go:build !race

package mastodon

const raceDetector = false
