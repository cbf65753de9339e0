/* SPDX-License-Identifier: Apache-2.0 */
/* Marks of states; see mark.h. */
#include "reports/render/mark.h"

static const struct {
	const char *word, *mark;
} marks[] = {
	{ "major", "bad" },
	{ "not met", "bad" },
	{ "not ready", "bad" },
	{ "failed", "bad" },
	{ "altered", "bad" },
	{ "unproven", "bad" },
	{ "overdue", "bad" },
	{ "minor", "warn" },
	{ "ready with minors", "warn" },
	{ "forked", "bad" },
	{ "content equal, shown otherwise", "bad" },
	{ "content equal, look not checked", "warn" },
	{ "withdrawn", "bad" },
	{ "history not confirmed", "warn" },
	{ "signer not confirmed", "warn" },
	{ "not this report's file", "warn" },
	{ "observation", "note" },
	{ "by document", "note" },
	{ "met", "good" },
	{ "no gap found", "good" },
	{ "passed", "good" },
	{ "ready", "good" },
	{ "genuine", "good" },
	{ "genuine and superseded", "note" },
	{ "content equal and shown as issued", "good" },
};

static bool
same_word(struct str a, const char *b)
{
	size_t i = 0;

	for (; i < a.n && b[i] != '\0'; i++)
		if (ascii_lower(a.p[i]) != b[i])
			return false;
	return i == a.n && b[i] == '\0';
}

const char *
mark_of(struct str word)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (same_word(word, marks[i].word))
			return marks[i].mark;
	return "none";
}
