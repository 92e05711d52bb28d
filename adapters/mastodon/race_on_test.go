//go:build race

package mastodon

const raceDetector = true // a tenth of the speed
