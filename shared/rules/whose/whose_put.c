/* SPDX-License-Identifier: Apache-2.0 */
/* Whose rules, as a sentence; see whose.h. */
#include <string.h>

#include "shared/rules/whose.h"
#include "shared/rules/whose/published.h"

#define NAMED_MAX 8 /* criteria and statements named one by one */

struct str
whose_release(const char *digest)
{
	char hex[SHA256_HEX + 1];
	struct arena a = { 0 };
	struct published p;
	struct str found = { NULL, 0 };

	for (size_t i = 0; found.p == NULL && published_at(&p, i, &a); i++) {
		published_digest(hex, p.file, p.nfiles);
		if (strcmp(hex, digest) == 0)
			found = p.version;
	}
	arena_fini(&a);
	return found.p != NULL ? found : published_earlier(str_of(digest));
}

bool
whose_is_own(const struct whose *w, const char *id)
{
	for (size_t i = 0; i < w->nown; i++)
		if (strcmp(w->own[i], id) == 0)
			return true;
	return false;
}

bool
whose_is_earlier(const struct whose *w)
{
	return w->release != NULL && (w->against == NULL ||
	    strcmp(w->release, w->against) != 0);
}

/* Neither changed, nor milder, nor unknown? Own criteria may stand beside. */
static bool
is_published(const struct whose *w)
{
	return w->release != NULL && w->nparameters == 0 &&
	    (whose_is_earlier(w) || (w->ncriteria == 0 && w->nother == 0));
}

/* Parts of a list, with ", " between them. */
static void
comma(struct buf *b, bool *first)
{
	buf_puts(b, *first ? "" : ", ");
	*first = false;
}

/* "10.1-b changed", and how many there are beyond those named. */
static void
put_named(const struct whose_item *item, size_t n, const char *more,
    struct buf *b, bool *first)
{
	for (size_t i = 0; i < n && i < NAMED_MAX; i++) {
		comma(b, first);
		buf_printf(b, "%s %s", item[i].name,
		    whose_way_name(item[i].way));
	}
	if (n > NAMED_MAX) {
		comma(b, first);
		buf_printf(b, "%zu more %s", n - NAMED_MAX, more);
	}
}

static void
put_parameters(const struct whose *w, struct buf *b, bool *first)
{
	for (enum whose_way way = WHOSE_CHANGED; way <= WHOSE_MILDER; way++) {
		size_t n = 0;

		for (size_t i = 0; i < w->nparameters; i++)
			n += w->parameter[i].way == way;
		if (n == 0)
			continue;
		comma(b, first);
		buf_printf(b, "%zu parameter%s %s", n, n == 1 ? "" : "s",
		    whose_way_name(way));
	}
}

static void
put_own(const struct whose *w, const char *before, struct buf *b)
{
	if (w->nown > 0)
		buf_printf(b, "%s%zu %s of its own", before, w->nown,
		    w->nown == 1 ? "criterion" : "criteria");
}

void
whose_put(const struct whose *w, struct buf *b)
{
	bool first = true;

	if (is_published(w)) {
		buf_printf(b, "rules as published with %s", w->release);
		put_own(w, ", and ", b);
		return;
	}
	buf_puts(b, "rules of the organisation: ");
	if (w->against == NULL) {
		buf_puts(b, "this program has published none for the standard");
		return;
	}
	/* Those of an earlier release differ from this one's by that alone. */
	if (whose_is_earlier(w)) {
		comma(b, &first);
		buf_printf(b, "those of %s", w->release);
	} else {
		put_named(w->criterion, w->ncriteria, "criteria", b, &first);
		put_named(w->other, w->nother, "things", b, &first);
	}
	put_parameters(w, b, &first);
	if (first)
		buf_printf(b, "only remarks or spacing differ from those "
		    "published with %s", w->against);
	put_own(w, ", ", b);
}
