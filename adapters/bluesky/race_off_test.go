//go:build !race

package bluesky

const raceDetector = false
