/* SPDX-License-Identifier: Apache-2.0 */
/* `map --suggest`: a mapping file to edit, from what is known of a table. */
#include "importer/command/call.h"

#include <stdlib.h>

#include "importer/job/job.h"
#include "importer/map/synonyms.h"
#include "importer/plan/jobs.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"
#include "shared/text/json.h"

#define WORDS 50 /* unknown words that are listed per column */

/* The texts of a column that are no known words, each once. */
struct unknown {
	const struct job *j;
	size_t column;
	const struct field *field;
	struct synonyms *words;
	struct str text[WORDS];
	size_t n;
	struct arena arena;
};

static void
add_word(struct unknown *u, struct str s)
{
	s = str_trim(s);
	if (s.n == 0 || s.n > 200 || synonyms_find(u->words, s) >= 0)
		return;
	for (size_t i = 0; i < u->n; i++)
		if (str_eq(u->text[i], s))
			return;
	if (u->n < WORDS)
		u->text[u->n++] = (struct str){ arena_memdup(&u->arena, s.p,
			s.n), s.n };
}

static bool
add_words(void *ctx, const struct csv_row *row)
{
	struct unknown *u = ctx;
	struct str cell, item;

	if (row->row <= u->j->map.header_row || u->column >= row->n)
		return true;
	cell = row->field[u->column];
	if (!u->field->list) {
		add_word(u, cell);
		return true;
	}
	while (cell.n > 0 && str_next(&cell, ';', &item))
		add_word(u, item);
	return true;
}

static void
put_words(struct json_writer *w, const struct job *j, size_t column,
    const struct field *f)
{
	struct unknown u = { .j = j, .column = column, .field = f };
	struct err ignored = { 0 };

	u.words = synonyms_new(f);
	(void)csv_read(j->source.text, j->source.delimiter, add_words, &u,
	    &ignored);
	synonyms_free(u.words);
	if (u.n > 0) {
		struct buf known;

		json_put_key(w, "values");
		json_put_open(w, '{');
		for (size_t i = 0; i < u.n; i++)
			json_add_cstr(w, arena_memdup(&u.arena, u.text[i].p,
			    u.text[i].n), "?");
		json_put_close(w, '}');
		buf_init(&known, BUF_MAX_DEFAULT);
		buf_puts(&known, "replace ? by one of: ");
		synonyms_list(f, &known);
		json_add_str(w, "note", buf_view(&known));
		buf_fini(&known);
	}
	arena_fini(&u.arena);
}

static void
put_unknown(struct json_writer *w, const struct session *s, const struct job *j,
    struct str header, const bool *taken)
{
	const struct header_hit *near = headers_suggest(s->headers,
	    (unsigned)j->reg, header, taken);
	struct buf note;

	json_add_cstr(w, "field", "");
	buf_init(&note, BUF_MAX_DEFAULT);
	buf_puts(&note, "not known: name a field, or replace \"field\" by "
	    "\"ignore\": true");
	if (near != NULL)
		buf_printf(&note, "; perhaps %s (%s)",
		    j->schema->field[near->field].name,
		    j->schema->field[near->field].title);
	json_add_str(w, "note", buf_view(&note));
	buf_fini(&note);
}

static void
put_columns(struct json_writer *w, const struct session *s, const struct job *j)
{
	bool *taken = mem_calloc(j->schema->nfields, sizeof(*taken));

	/* Fields that some column has already are not offered again. */
	for (size_t i = 0; i < j->map.n; i++)
		if (j->map.column[i].field != FIELD_NOT)
			taken[j->map.column[i].field] = true;
	/* Each column, with the field it is, or may be. */
	json_put_key(w, "columns");
	json_put_open(w, '[');
	for (size_t i = 0; i < j->map.n; i++) {
		const struct map_column *c = &j->map.column[i];

		if (c->header.n == 0)
			continue;
		/* What is ignored, what nobody knows, what is a field. */
		json_put_open(w, '{');
		json_add_str(w, "column", c->header);
		if (c->ignored) {
			json_add_bool(w, "ignore", true);
		} else if (c->field == FIELD_NOT) {
			put_unknown(w, s, j, c->header, taken);
		} else {
			const struct field *f = &j->schema->field[c->field];

			json_add_cstr(w, "field", f->name);
			if (f->type == FIELD_WORD)
				put_words(w, j, i, f);
		}
		json_put_close(w, '}');
	}
	json_put_close(w, ']');
	free(taken);
}

/* Fields that every record should have and no column gives. */
static void
put_missing(struct json_writer *w, const struct job *j)
{
	struct buf note;

	buf_init(&note, BUF_MAX_DEFAULT);
	for (unsigned f = 0; f < j->schema->nfields; f++)
		if (j->schema->field[f].need == NEED_REQUIRED &&
		    f != j->schema->key && !map_gives(&j->map, f))
			buf_printf(&note, "%s%s", note.n == 0 ? "no column "
			    "gives " : ", ", j->schema->field[f].name);
	if (note.n > 0) {
		buf_puts(&note, "; one value for all rows: \"set\": "
		    "{FIELD: VALUE}; from the file's name: \"from_file\": "
		    "{FIELD: \"report-*.csv\"}");
		json_add_str(w, "note", buf_view(&note));
	}
	buf_fini(&note);
}

/*
 * For the first table of the call whose register is known: its columns as they
 * are mapped, those that are not with what they may mean, and the words that
 * are not known.
 */
static int
suggest(struct session *s, struct buf *out, struct err *e)
{
	const struct job *j = NULL;
	struct buf flat;
	struct json_writer w;

	for (size_t i = 0; j == NULL && i < s->njobs; i++)
		if (s->job[i].schema != NULL && s->job[i].map.field != NULL)
			j = &s->job[i];
	if (j == NULL)
		return err_set(e, ERR_USAGE, "%s: it is not clear which "
		    "register it is of; name it with --register NAME "
		    "(preaudit-import registers lists them)",
		    s->o->args.item[0]);
	buf_init(&flat, BUF_MAX_DEFAULT);
	json_writer_init(&w, &flat, false);
	json_put_open(&w, '{');
	json_add_cstr(&w, "preaudit", "mapping/1");
	json_add_cstr(&w, "register", j->schema->name);
	if (j->source.sheet != NULL)
		json_add_cstr(&w, "sheet", j->source.sheet);
	json_add_int(&w, "header_row", (int64_t)j->map.header_at);
	put_columns(&w, s, j);
	put_missing(&w, j);
	json_put_close(&w, '}');
	json_indent(out, buf_view(&flat));
	buf_fini(&flat);
	return 0;
}

int
import_map(void *values, struct err *e)
{
	struct import_call *c = values;

	if (c->o.args.n != 1)
		return err_set(e, ERR_USAGE, "name one file: preaudit-import "
		    "map FILE");
	if (session_load_rules(&c->s, &c->o, e) == -1 ||
	    jobs_open(&c->s, e) == -1)
		return -1;
	return call_print(c, suggest(&c->s, &c->out, e), e);
}
