/* SPDX-License-Identifier: Apache-2.0 */
/* Persons in free texts, by their look; see free_text.h. */
#include "shared/store/free_text.h"

#include <ctype.h>
#include <stdbool.h>

/*
 * Capitalised words that make a pair a function, an office, a firm or a plain
 * phrase: what begins a sentence or a title, and every noun in German.
 */
static const char *const no_names[] = { "A", "Account", "All", "Alte",
	"Alter", "Altes", "An", "Audit", "Auditor", "Backup", "Batch",
	"Bericht", "Board", "Change", "Committee", "Correction", "Das", "Data",
	"Datei", "Dateien", "Daten", "Department", "Der", "Desk", "Die",
	"Eine", "Engineer", "Export", "Falsche", "Falschen", "Falscher",
	"Falsches", "Fehler", "File", "Files", "From", "GmbH", "Group", "Im",
	"Import", "In", "Inc", "Incident", "Internal", "Kein", "Keine",
	"Korrektur", "Limited", "Ltd", "Management", "Manager", "Meldung",
	"Mistake", "Neue", "Neuer", "Neues", "New", "No", "Not", "Office",
	"Officer", "Old", "Operations", "Owner", "Process", "Quality",
	"Quartal", "Quarter", "Record", "Records", "Register", "Report",
	"Security", "Service", "Services", "Stand", "Support", "System", "Team",
	"Test", "The", "This", "Unser", "Unsere", "Version", "Wrong" };
static const char *const addresses[] = { "Dr", "Dr.", "Frau", "Herr", "Herrn",
	"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Prof", "Prof." };
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static bool
is_among(struct str word, const char *const *list, size_t n)
{
	size_t i = 0;

	while (i < n && !str_is(word, list[i]))
		i++;
	return i < n;
}

/* Bytes of the capital letter that s begins with, Latin or Cyrillic; else 0. */
static size_t
capital(struct str s)
{
	unsigned char a = s.n > 0 ? (unsigned char)s.p[0] : 0;
	unsigned c = s.n < 2 ? 0 : (a & 0x1fu) << 6 | ((unsigned char)s.p[1] &
	    0x3fu);
	/* In two stretches of Latin Extended-A the capitals are odd. */
	bool odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e);

	if (a < 0x80)
		return a >= 'A' && a <= 'Z';
	return (a & 0xe0) == 0xc0 && ((c >= 0xc0 && c <= 0xde) ||
	    (c >= 0x100 && c <= 0x17e && c % 2 == odd) ||
	    (c >= 0x400 && c <= 0x42f)) ? 2 : 0;
}

/* A capital and a small letter behind it; "J." is a name's beginning too. */
static bool
is_name(struct str word, bool may_be_initial)
{
	size_t n = capital(word);
	struct str rest = { word.p + n, word.n - n };

	if (n == 0 || rest.n == 0 || is_among(word, no_names,
	    COUNT(no_names)))
		return false;
	if (str_is(rest, "."))
		return may_be_initial;
	return ((unsigned char)rest.p[0] >= 0x80 || islower((unsigned char)
	    rest.p[0])) && capital(rest) == 0;
}

/* a@b.c */
static bool
is_mail(struct str word)
{
	size_t at = str_find(word, '@', 0);

	return at > 0 && at + 1 < word.n &&
	    str_find(word, '.', at + 2) + 1 < word.n;
}

/* The next word up to a blank, without marks around it; *ends: one follows. */
static bool
next_word(struct str *rest, struct str *word, bool *ends)
{
	static const char marks[] = ",;:!?\"()[]<>";

	while (rest->n > 0 && (*rest->p == ' ' || strchr(marks, *rest->p)))
		*rest = (struct str){ rest->p + 1, rest->n - 1 };
	*word = (struct str){ rest->p, str_find(*rest, ' ', 0) };
	*rest = (struct str){ rest->p + word->n, rest->n - word->n };
	*ends = false;
	while (word->n > 0 && strchr(marks, word->p[word->n - 1])) {
		word->n--;
		*ends = true;
	}
	return word->n > 0;
}

/* Four words or more, each with a capital: a title, where they say nothing. */
static bool
is_title(struct str text)
{
	struct str word;
	size_t n = 0;
	bool ends;

	while (next_word(&text, &word, &ends)) {
		if (capital(word) == 0)
			return false;
		n++;
	}
	return n >= 4;
}

struct str
free_text_person(struct str text)
{
	struct str before = { NULL, 0 }, word;
	bool ends, ended = true, title = is_title(text);

	while (next_word(&text, &word, &ends)) {
		bool addressed = is_among(before, addresses, COUNT(addresses));
		/* A full stop ends a sentence, unless it is an initial's. */
		struct str bare = word;

		if (bare.n > 3 && bare.p[bare.n - 1] == '.')
			bare.n--;
		if (is_mail(bare))
			return bare;
		if (!ended && is_name(bare, false) && (addressed ||
		    (!title && is_name(before, true))))
			return str_range(before.p, bare.p + bare.n);
		before = word;
		ended = ends || (bare.n < word.n && !is_among(word, addresses,
		    COUNT(addresses)));
	}
	return (struct str){ NULL, 0 };
}

void
free_text_notice(struct buf *notices, const char *option, const char *text)
{
	struct str found = free_text_person(str_of(text));

	if (found.n > 0)
		buf_printf(notices, "%s: if \"%.*s\" names a person, name a "
		    "function instead: what stands in the log can never be "
		    "erased\n", option, (int)found.n, found.p);
}
