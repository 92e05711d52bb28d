// Package poison holds the texts a hostile poster would send, and checks that a
// drawn frame or a printed line survived them. Every screen, every command and
// every log that can show a stranger's words runs its tests with these:
//
//	for _, evil := range poison.Strings() {
//		poison.Check(t, render(evil))
//	}
//
// It is meant for tests only.
package poison

import "strings"

// Strings gives the evil texts, one trick each. They are raw bytes as a channel
// could deliver them, some of them not valid UTF-8.
func Strings() []string {
	all := make([]string, 0, len(fixtures)+8)
	all = append(all, fixtures...)
	return append(all,
		strings.Repeat("Rathaus", 400),              // a word wider than any screen
		strings.Repeat("ÄÖÜß", 300),                 // the same in two-byte letters
		strings.Repeat("漢字", 200),                   // the same in wide cells
		"Z"+strings.Repeat("\u0301", 300)+"algo",    // accents stacked over the rows above
		strings.Repeat("\u0300\u0316\u0489", 40),    // marks without any base
		strings.Repeat("👩\u200D", 60)+"👩",           // an emoji joined without end
		strings.Repeat("\u1100", 80),                // one grapheme by the rules, eighty letters on screen
		strings.Repeat("Zeile\r\n", 200)+"\n\n\n\n", // a post of many rows
	)
}

// All is every evil text joined into one, for a test that wants a single field.
func All() string { return strings.Join(Strings(), " ") }

var fixtures = []string{
	// Escape sequences that act on the terminal.
	"Guten Tag\x1b[2J\x1b[H",
	"leer\x1b[3J\x1b[1;1HRathaus geschlossen",
	"\x1b[31;5mWICHTIG\x1b[0m",
	"\x1b[8mversteckt\x1b[28m",
	"\x1b[6n\x1b[c\x1b[>q Abfrage",
	"\x1b[?1049h\x1b[?25l\x1b[?1003h",
	"\x1b[10A\x1b[2Küberschrieben",
	"\x1b[5;10r\x1b7\x1b8\x1bD\x1bM\x1bc",
	"\x1b]0;Neuer Titel\x07Text",
	"\x1b]52;c;cm0gLXJmIH4=\x07Zwischenablage",
	"\x1b]52;c;cm0gLXJmIH4=\x1b\\noch einmal",
	"\x1b]8;;https://boese.example/\x1b\\www.stadt.example\x1b]8;;\x1b\\",
	"\x1b]8;;https://boese.example/ niemals beendet",
	"\x1b]8;;file:///etc/passwd\x07Datei\x1b]8;;\x07",
	"\x1b]8;;javascript:alert(1)\x07klick\x1b]8;;\x07",
	"\x1b]4;1;rgb:00/00/00\x07\x1b]10;#000000\x07\x1b]11;#000000\x07",
	"\x1b]1337;File=inline=1:AAAA\x07",
	"\x1b]777;notify;Amt;Bitte anrufen\x07",
	"\x1bP1$r0m\x1b\\ \x1bP+q544e\x1b\\",
	"\x1bPq#0;2;0;0;0~~\x1b\\sixel",
	"\x1b_Ga=T,f=32,s=1,v=1;AAAA\x1b\\kitty",
	"\x1b^privat\x1b\\ \x1bXkette\x1b\\",
	"\x1b(0lqqqk\x1b(B \x1b%@",
	"am Ende \x1b",
	"am Ende \x1b[",
	"am Ende \x1b]",
	"am Ende \x1b]8;;",
	// The same starting points as C1 controls: as UTF-8, and as bare bytes.
	"\u009b2J \u009d52;c;QQ==\u009c \u0090q\u009c \u009fG\u009c \u0085 \u008d",
	"\x9b2J \x9d0;t\x9c \x90q\x9c",
	// Controls that move, delete or ring.
	"Alles gut\rAlles schlecht",
	"nett\b\b\b\bböse",
	"Null\x00byte",
	"Glocke\x07\x07\x07",
	"rück\x7f\x7fwärts",
	"auf\x0bab\x0cvor",
	"\x0e Zeichensatz \x0f",
	"a\tb\tc",
	"Fenster\r\nWagen\rZeile\nEnde",
	"\x01\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1c\x1d\x1e\x1f",
	// Order and visibility.
	"Rechnung\u202Efdp.exe",
	"\u2066Stadt\u2069 \u202Aa\u202B\u202C \u202D",
	"\u200E\u200F\u061Cmarken",
	"Ra\u200Bt\u200Cha\u2060us\uFEFF",
	"weich\u00ADe Tren\u00ADnung",
	"Gru\U000E0001\U000E0068\U000E0069\U000E007Fss",
	"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
	"\uE000\uF8FF\U000F0000\U0010FFFD privat",
	"\uFFFE\uFFFF\uFDD0\U0001FFFE",
	"Zeile\u2028Trenner\u2029Absatz",
	"A\uFE00B\uFE0FC\U000E0100D\u034FE",
	"leer\u3164\uFFA0\u115F\u1160voll",
	"\uFFF9Grund\uFFFAGlosse\uFFFB",
	"\u0301führender Akzent",
	// Bytes that are no text.
	"\xff\xfe\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80",
	"halb \xe2\x82",
	"halb \xf0\x9f\x98",
	"\xc3\x28 \xa0\xa1 \xf8\x88\x80\x80\x80",
	// Width and direction, honest and not.
	"👩🏽\u200D🚒 👨\u200D👩\u200D👧\u200D👦 ❤\uFE0F 🇩🇪🇪🇺 1\uFE0F\u20E3 🏳\uFE0F\u200D🌈",
	"🏽 \u200D \uFE0F 🇩",
	"漢字かなカナ한국어 ＦＵＬＬ ﾊﾝｶｸ",
	"שלום עולם مرحبا بالعالم",
	"ᄀᄀᄀᄀᄀ하나 क्षत्रिय ประเทศไทย",
	"﷽ 𒐫 ⸻",
	"",
	" ",
	"\n",
	"   führende und folgende   ",
	// Text that means something to a program further on.
	"&#27;[2J &lt;b&gt; <script>alert(1)</script>",
	"%s %d %n {{.Town}} ${HOME} $(reboot) `id`",
	"=cmd|' /C calc'!A0;+1;-1;@SUM(1)",
	"../../../../etc/passwd \\\\server\\share -rf --help",
	"[red]tview[-] \\e[31m ^[[31m \\x1b[31m \\u001b[31m",
}
