/* SPDX-License-Identifier: Apache-2.0 */
/* Fields and their columns, once every column has its field; see map.h. */
#include "importer/map/map_internal.h"

#include "importer/common/fold.h"
#include "shared/base/mem.h"

/* Of two columns for one field: the better one stays, the other is left out. */
static void
choose(struct mapper *w, struct map_field *f, size_t i)
{
	const struct mapping *m = w->m;
	size_t kept = f->column[0], lost = i;

	if (m->column[kept].part == 0 && m->column[kept].how == NULL &&
	    (m->column[i].how != NULL || m->column[i].made ||
	    m->column[i].rank < m->column[kept].rank)) {
		lost = kept;
		kept = i;
		f->column[0] = (unsigned)i;
	}
	map_leave_out(w, lost, kept);
}

/* How many of the unit that the header names are one of the field's own. */
static unsigned
divisor_of(const struct field *fd, struct str header)
{
	unsigned found = 1;
	struct buf hint, unit;

	if (fd->nunits == 0)
		return 1;
	buf_init(&hint, BUF_MAX_DEFAULT);
	buf_init(&unit, BUF_MAX_DEFAULT);
	fold_hint(&hint, header);
	for (size_t i = 0; i < fd->nunits && hint.n > 0; i++) {
		buf_reset(&unit);
		fold_header(&unit, str_of(fd->unit[i].hint));
		if (str_eq(buf_view(&unit), buf_view(&hint)))
			found = fd->unit[i].divisor;
	}
	buf_fini(&hint);
	buf_fini(&unit);
	return found;
}

/* The place of a part among the columns that make its value. */
static void
put_part(struct mapping *m, struct map_field *f, size_t i)
{
	size_t at = f->n++;

	for (; at > 0 && m->column[f->column[at - 1]].part >
	    m->column[i].part; at--)
		f->column[at] = f->column[at - 1];
	f->column[at] = (unsigned)i;
}

/* Column i is the field of column `first` once more. */
static void
add_doubled(const struct mapper *w, size_t first, size_t i)
{
	const struct map_column *a = &w->m->column[first];
	const struct map_column *b = &w->m->column[i];
	const struct field *fd = &w->schema->field[b->field];
	struct finding f = map_at_column(w, i);
	struct finding_list *l = w->findings;

	f.field = str_of(fd->name);
	if (b->made)
		finding_add(l, &f, &map_message[MAP_MSG_DOUBLED_UNPIVOT],
		    VALUES(a->letters, MSG_INPUT(a->header), fd->title));
	else if (str_eq(a->header, b->header))
		finding_add(l, &f, &map_message[MAP_MSG_DOUBLED_ALIKE],
		    VALUES(a->letters, b->letters, MSG_INPUT(b->header),
		    fd->title));
	else
		finding_add(l, &f, &map_message[MAP_MSG_DOUBLED],
		    VALUES(a->letters, MSG_INPUT(a->header), b->letters,
		    MSG_INPUT(b->header), fd->title));
}

static void
collect_column(struct mapper *w, size_t i)
{
	struct mapping *m = w->m;
	const struct map_column *c = &m->column[i];
	const struct field *fd = &w->schema->field[c->field];
	struct map_field *f = &m->field[c->field];

	if (f->n == 0)
		f->column = ARENA_ARRAY(&m->arena, m->n, unsigned);
	if (c->part > 0) {
		put_part(m, f, i);
		f->join = fd->joined_with == NULL ? " " : fd->joined_with;
		return;
	}
	/* Repeated columns of a list are its items; others may be joined. */
	if (f->n > 0 && !fd->list && (c->how == NULL ||
	    c->how->join == NULL)) {
		if (m->column[f->column[0]].part > 0 || (fd->choose_first &&
		    !str_eq(c->header, m->column[f->column[0]].header))) {
			choose(w, f, i);
			return;
		}
		add_doubled(w, f->column[0], i);
	}
	f->column[f->n++] = (unsigned)i;
	f->how = c->how;
	f->join = c->how == NULL ? NULL : c->how->join;
}

void
map_collect(struct mapper *w)
{
	struct mapping *m = w->m;
	unsigned french = 0, other = 0;

	m->nfields = w->schema->nfields;
	m->field = ARENA_ARRAY(&m->arena, m->nfields, struct map_field);
	/* Parts first: they were chosen because nothing else is the field. */
	for (size_t i = 0; i < m->n; i++)
		if (m->column[i].field != FIELD_NOT && m->column[i].part > 0)
			collect_column(w, i);
	for (size_t i = 0; i < m->n; i++)
		if (m->column[i].field != FIELD_NOT && m->column[i].part == 0)
			collect_column(w, i);
	for (size_t i = 0; i < m->n; i++) {
		const struct map_column *c = &m->column[i];

		if (c->field == FIELD_NOT)
			continue;
		m->field[c->field].is_reversed = c->is_reversed;
		m->field[c->field].divisor = divisor_of(
		    &w->schema->field[c->field], c->header);
		french += strcmp(c->lang, "fr") == 0;
		other += c->lang[0] != '\0' && strcmp(c->lang, "en") != 0 &&
		    strcmp(c->lang, "fr") != 0;
	}
	m->is_french = french > other;
}
