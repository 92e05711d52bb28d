// Command lotse is a moderation desk in the terminal for the social-media
// officers of towns and cities.
package main

func main() {}
