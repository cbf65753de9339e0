/* SPDX-License-Identifier: Apache-2.0 */
/* The lines that the index points to: taken apart and compared; see state.h. */
#include "importer/state/state_internal.h"

#include "shared/text/csv.h"

/* Behind the third comma of a line; op, batch and row have no quotes. */
const char *
state_skip_lead(const char *p, const char *end)
{
	for (int i = 0; i < STATE_LEAD; i++) {
		p = memchr(p, ',', (size_t)(end - p));
		if (p == NULL)
			return NULL;
		p++;
	}
	return p;
}

const char *
state_field_end(const char *p, const char *end)
{
	if (p < end && *p == '"') {
		for (p++; p < end; p++) {
			if (*p != '"')
				continue;
			if (p + 1 < end && p[1] == '"')
				p++;
			else
				return p + 1;
		}
		return end;
	}
	while (p < end && *p != ',' && *p != '\r')
		p++;
	return p;
}

struct str
state_next_field(struct str *rest)
{
	const char *end = rest->p + rest->n;
	const char *stop = state_field_end(rest->p, end);
	struct str field = str_range(rest->p, stop);

	*rest = str_range(stop < end ? stop + 1 : end, end);
	return field;
}

/* Takes the line apart; false when it is not canonical. */
static bool
split(const struct state *s, uint64_t place, struct str *line,
    struct str raw[STATE_COLUMNS], size_t *n)
{
	const struct store_part *part = &s->part[PLACE_PART(place)];
	struct csv_canon c = { .rest = str_range(part->map.p +
	    PLACE_OFFSET(place), part->map.p + part->map.n) };

	*n = STATE_COLUMNS;
	return csv_canon_next(&c, line, raw, n) == 1 &&
	    *n == s->layout[PLACE_PART(place)].ncolumns;
}

bool
state_line(const struct state *s, uint64_t place, struct str *line)
{
	struct str raw[STATE_COLUMNS];
	size_t n;

	return split(s, place, line, raw, &n);
}

uint64_t
state_batch(const struct state *s, uint64_t place)
{
	const struct store_part *part = &s->part[PLACE_PART(place)];
	const char *end = part->map.p + part->map.n;
	const char *p = memchr(part->map.p + PLACE_OFFSET(place), ',',
	    part->map.n - PLACE_OFFSET(place));
	uint64_t v = 0;

	for (p = p == NULL ? end : p + 1; p < end && ascii_is_digit(*p); p++)
		v = v * 10 + (uint64_t)(*p - '0');
	return v;
}

void
state_text(const struct state *s, uint64_t place, unsigned field,
    struct buf *out)
{
	struct str line, raw[STATE_COLUMNS], text;
	int column = s->layout[PLACE_PART(place)].column[field];
	struct buf side;
	size_t n;

	if (column == -1 || !split(s, place, &line, raw, &n))
		return;
	buf_init(&side, BUF_MAX_DEFAULT);
	text = csv_canon_text(raw[column], &side);
	buf_str(out, text);
	buf_fini(&side);
}

static size_t
list_count(struct str text)
{
	size_t n = text.n > 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\\')
			i++;
		else if (text.p[i] == ';')
			n++;
	}
	return n;
}

/* Every item of a (still escaped) is one of b. */
static bool
list_within(struct str a, struct str b)
{
	struct buf sa, sb;
	struct str item, other, rest;
	bool all = true;

	buf_init(&sa, BUF_MAX_DEFAULT);
	buf_init(&sb, BUF_MAX_DEFAULT);
	while (all && csv_list_next(&a, &item, &sa)) {
		all = false;
		rest = b;
		while (!all && csv_list_next(&rest, &other, &sb))
			all = str_eq(item, other);
	}
	buf_fini(&sa);
	buf_fini(&sb);
	return all;
}

/* Lists of a hostile length are compared as they stand. */
static bool
same_list(struct str a, struct str b)
{
	if (list_count(a) > 500 || list_count(b) > 500)
		return str_eq(a, b);
	return list_within(a, b) && list_within(b, a);
}

bool
state_same_text(const struct field *f, struct str a, struct str b)
{
	return str_eq(a, b) || (f->list && same_list(a, b));
}

static bool
same_field(const struct field *f, struct str a, struct str b)
{
	struct buf sa, sb;
	bool same;

	if (str_eq(a, b))
		return true;
	if (!f->list)
		return false;
	buf_init(&sa, BUF_MAX_DEFAULT);
	buf_init(&sb, BUF_MAX_DEFAULT);
	same = state_same_text(f, csv_canon_text(a, &sa),
	    csv_canon_text(b, &sb));
	buf_fini(&sa);
	buf_fini(&sb);
	return same;
}

bool
state_raw(const struct state *s, uint64_t place, struct str *raw)
{
	const struct state_part *lay = &s->layout[PLACE_PART(place)];
	struct str line, all[STATE_COLUMNS];
	size_t n;

	if (!split(s, place, &line, all, &n))
		return false;
	for (size_t f = 0; f < s->schema->nfields; f++)
		raw[f] = lay->column[f] == -1 ? STR("") : all[lay->column[f]];
	return true;
}

/* Field by field: for lists, and for lines of an older schema. */
static bool
same_fields(const struct state *s, uint64_t place, struct str fields)
{
	const struct state_part *lay = &s->layout[PLACE_PART(place)];
	struct str line, raw[STATE_COLUMNS];
	size_t n;

	if (!split(s, place, &line, raw, &n))
		return false;
	for (size_t f = 0; f < s->schema->nfields; f++)
		if (!same_field(&s->schema->field[f],
		    state_next_field(&fields), lay->column[f] == -1 ?
		    STR("") : raw[lay->column[f]]))
			return false;
	return true;
}

bool
state_same(const struct state *s, uint64_t place, struct str fields)
{
	const struct store_part *part = &s->part[PLACE_PART(place)];
	const struct state_part *lay = &s->layout[PLACE_PART(place)];
	const char *end = part->map.p + part->map.n, *p;
	bool any_list = false;

	if (lay->same_header) {
		p = state_skip_lead(part->map.p + PLACE_OFFSET(place), end);
		if (p != NULL && (size_t)(end - p) > fields.n &&
		    memcmp(p, fields.p, fields.n) == 0 &&
		    p[fields.n] == (s->schema->personal ? ',' : '\r'))
			return true;
		for (size_t f = 0; f < s->schema->nfields; f++)
			any_list = any_list || s->schema->field[f].list;
		if (!any_list)
			return false;
	}
	return same_fields(s, place, fields);
}
