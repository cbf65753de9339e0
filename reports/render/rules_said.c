/* SPDX-License-Identifier: Apache-2.0 */
/* Two rows of a report found again in its files; see rules_said.h. */
#include "reports/render/rules_said.h"

#include "shared/base/hash.h"

/* What stands between `before` and `after` in the text, in the arena. */
static const char *
between(struct str text, const char *before, const char *after,
    struct arena *a)
{
	const char *from, *to, *end = text.p + text.n;

	from = text.n == 0 ? NULL : memmem(text.p, text.n, before,
	    strlen(before));
	if (from == NULL)
		return NULL;
	from += strlen(before);
	to = memmem(from, (size_t)(end - from), after, strlen(after));
	return to == NULL ? NULL : arena_memdup(a, from, (size_t)(to - from));
}

/* Both or none: a digest has its length. */
static struct rules_said
both(const char *sentence, const char *digest)
{
	struct rules_said none = { NULL, NULL };

	return sentence == NULL || digest == NULL ||
	    strlen(digest) != SHA256_HEX ? none :
	    (struct rules_said){ sentence, digest };
}

/* The cell behind a fact of the identification; quotes, if any, taken off. */
static const char *
csv_fact(struct str content, const char *fact, struct arena *a)
{
	const char *before = arena_printf(a, ",%s,", fact);
	const char *value = NULL;
	struct str line;

	while (value == NULL && str_next(&content, '\n', &line))
		if (str_starts(line, STR("identification,")))
			value = between(line, before, "\r", a);
	if (value != NULL && value[0] == '"')
		value = between(str_of(value), "\"", "\"", a);
	return value;
}

struct rules_said
rules_said_csv(struct str content, struct arena *a)
{
	return both(csv_fact(content, SECTION_RULES, a),
	    csv_fact(content, SECTION_DIGEST, a));
}

/* The cell behind a fact's title, whatever attributes both have. */
static const char *
html_fact(struct str page, const char *fact, struct arena *a)
{
	const char *title = arena_printf(a, ">%s</th><td", fact);
	const char *cell = between(page, title, "</td>", a);
	const char *text = cell == NULL ? NULL : strchr(cell, '>');

	return text == NULL ? NULL : text + 1;
}

struct rules_said
rules_said_html(struct str page, struct arena *a)
{
	return both(html_fact(page, SECTION_RULES, a),
	    html_fact(page, SECTION_DIGEST, a));
}
