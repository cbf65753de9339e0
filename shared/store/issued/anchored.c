/* SPDX-License-Identifier: Apache-2.0 */
/* When a report was recorded, as a receipt says it: put, and read again. */
#include "shared/store/issued/derived.h"

#include <inttypes.h>

#include "shared/text/date.h"

#define NO_STAMP "by no time stamp: when it was recorded is only the " \
    "organisation's word"
#define NONE_COVERS "; none covers it yet"

/* The anchors that stand closest around a record; NULL: none does. */
struct around {
	const struct leaf_anchor *before, *after;
	uint64_t before_index, after_index;
};

static struct around
anchors_around(const struct store *s, uint64_t index, uint64_t size)
{
	struct around a = { NULL, NULL, 0, 0 };

	for (uint64_t i = 0; i < size; i++) {
		const struct leaf_anchor *l = &s->leaf[i].u.anchor;

		if (s->leaf[i].type != LEAF_ANCHOR ||
		    strcmp(l->kind, "rfc3161") != 0)
			continue;
		/* Its record had to be there before this one was behind it. */
		if (i < index && (a.before == NULL ||
		    strcmp(l->time, a.before->time) > 0)) {
			a.before = l;
			a.before_index = i;
		}
		if (l->size > index && (a.after == NULL ||
		    strcmp(l->time, a.after->time) < 0)) {
			a.after = l;
			a.after_index = i;
		}
	}
	return a;
}

void
derived_put_anchored(const struct store *s, uint64_t index, uint64_t size,
    struct buf *b)
{
	const struct around a = anchors_around(s, index, size);

	if (a.before != NULL)
		buf_printf(b, "recorded after %s (time stamp in record %"
		    PRIu64 ")", a.before->time, a.before_index);
	if (a.after != NULL)
		buf_printf(b, "%s before %s (time stamp in record %" PRIu64
		    ")", a.before != NULL ? " and" : "recorded", a.after->time,
		    a.after_index);
	else
		buf_puts(b, a.before != NULL ? NONE_COVERS :
		    NO_STAMP);
}

/* What stands behind `from` in *s, which it takes; false: it stands not there. */
static bool
take(struct str *s, const char *from)
{
	size_t n = strlen(from);

	if (!str_starts(*s, str_of(from)))
		return false;
	*s = str_range(s->p + n, s->p + s->n);
	return true;
}

/* "2026-11-30T12:00:00Z (time stamp in record 7)" */
static bool
take_stamp(struct str *s)
{
	struct str time = str_range(s->p, s->p + (s->n < 20 ? s->n : 20));
	int64_t seconds;

	if (!time_parse(time, &seconds))
		return false;
	*s = str_range(s->p + 20, s->p + s->n);
	if (!take(s, " (time stamp in record ") || s->n == 0 ||
	    !ascii_is_digit(s->p[0]))
		return false;
	while (s->n > 0 && ascii_is_digit(s->p[0]))
		*s = str_range(s->p + 1, s->p + s->n);
	return take(s, ")");
}

/* Behind "recorded": after one, perhaps before another; or before one. */
static bool
is_span(struct str s)
{
	if (take(&s, " after "))
		return take_stamp(&s) && (str_is(s, NONE_COVERS) ||
		    (take(&s, " and before ") && take_stamp(&s) && s.n == 0));
	return take(&s, " before ") && take_stamp(&s) && s.n == 0;
}

enum derived_anchored
derived_anchored_read(struct str s)
{
	if (str_is(s, NO_STAMP))
		return DERIVED_ANCHORED_NONE;
	return take(&s, "recorded") && is_span(s) ? DERIVED_ANCHORED_STAMPS :
	    DERIVED_ANCHORED_OTHER;
}
