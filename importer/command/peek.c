/* SPDX-License-Identifier: Apache-2.0 */
/* Each table of a file, how it is read and what its columns are; see peek.h. */
#include "importer/command/peek.h"

#include "importer/command/call.h"
#include "importer/common/delimiter.h"
#include "importer/job/job.h"
#include "importer/plan/jobs.h"
#include "importer/rows/dates.h"
#include "shared/base/mem.h"
#include "shared/text/json.h"

/* The order of day and month, which otherwise is decided when rows are read. */
static int
look_at_dates(struct session *s, struct job *j, struct err *e)
{
	struct convert c;
	int status;

	convert_init(&c, &s->std, j->schema, s->refs, s->today);
	status = dates_decide(j, &c, &s->findings, e);
	convert_fini(&c);
	return status;
}

static bool
count_row(void *ctx, const struct csv_row *row)
{
	struct job *j = ctx;

	size_t i = 0;

	while (i < row->n && str_trim(row->field[i]).n == 0)
		i++;
	if (row->row > j->map.header_row && i < row->n &&
	    !filter_leaves(&j->filter, row, row->row))
		j->counts.read++;
	return true;
}

/* Looks at all jobs once; what is told comes from them afterwards. */
static int
look(struct session *s, struct err *e)
{
	for (size_t i = 0; i < s->njobs; i++) {
		struct job *j = &s->job[i];
		struct err ignored = { 0 };

		if (!j->has_map)
			continue;
		(void)csv_read(j->source.text, j->source.delimiter, count_row,
		    j, &ignored);
		filter_note(&j->filter, &j->notes);
		if (j->schema != NULL && j->map.field != NULL &&
		    look_at_dates(s, j, e) == -1)
			return -1;
	}
	return 0;
}

static const char *
column_is(const struct job *j, size_t i)
{
	const struct map_column *c = &j->map.column[i];

	if (c->ignored && c->filters)
		return "decides which rows are taken";
	return c->ignored ? "left out" : c->field == FIELD_NOT ||
	    j->schema == NULL ? "not known" : j->schema->field[c->field].title;
}

/* ---- text ---- */

static void
put_columns(const struct job *j, struct buf *out)
{
	for (size_t i = 0; i < j->map.n; i++) {
		const struct map_column *c = &j->map.column[i];
		char letters[CELL_NAME];

		if (c->header.n == 0)
			continue;
		column_name(letters, c->number);
		buf_printf(out, "    %-3s %.*s: %s\n", letters,
		    STR_ARG(c->header), column_is(j, i));
	}
}

static void
put_job(const struct job *j, struct buf *out)
{
	const struct source *src = &j->source;
	struct str rest = buf_view(&j->notes), line;

	if (src->sheet != NULL)
		buf_printf(out, "  sheet %u, \"%s\"", src->number + 1,
		    src->sheet);
	else
		buf_printf(out, "  text, %s, parted by %s", src->encoding,
		    delimiter_name(src->delimiter));
	if (j->has_map)
		buf_printf(out, "; header in row %llu, %llu row%s of data",
		    (unsigned long long)j->map.header_at,
		    (unsigned long long)j->counts.read,
		    j->counts.read == 1 ? "" : "s");
	buf_puts(out, "\n");
	if (j->schema != NULL)
		buf_printf(out, "  register: %s (%s)%s\n", j->schema->title,
		    j->schema->name, j->mapfile == NULL ? "" :
		    ", by the mapping file");
	else
		buf_puts(out, "  register: not known\n");
	while (rest.n > 0 && str_next(&rest, '\n', &line))
		if (line.n > 0)
			buf_printf(out, "  %.*s\n", STR_ARG(line));
	if (j->has_map)
		put_columns(j, out);
}

static int
peek_text(struct session *s, struct buf *out, struct err *e)
{
	if (look(s, e) == -1)
		return -1;
	for (size_t i = 0; i < s->njobs; i++) {
		const struct job *j = &s->job[i];

		if (i == 0 || j->source.file != s->job[i - 1].source.file)
			buf_printf(out, "%s (%s)\n", j->source.name,
			    input_kind(j->source.file));
		put_job(j, out);
	}
	for (size_t i = 0; i < s->nleft_out; i++)
		if (s->left_out[i].sheet != NULL)
			buf_printf(out, "  sheet \"%s\": %s\n",
			    s->left_out[i].sheet, s->left_out[i].why);
	return 0;
}

/* ---- JSON ---- */

static void
json_columns(struct jw *w, const struct job *j)
{
	jw_key(w, "columns");
	jw_open(w, '[');
	for (size_t i = 0; i < j->map.n; i++) {
		const struct map_column *c = &j->map.column[i];
		char letters[CELL_NAME];

		column_name(letters, c->number);
		jw_open(w, '{');
		jw_kcstr(w, "column", letters);
		jw_kstr(w, "header", c->header);
		jw_key(w, "field");
		if (c->field != FIELD_NOT && j->schema != NULL)
			jw_str(w, str_of(j->schema->field[c->field].name));
		else
			jw_null(w);
		jw_kbool(w, "ignored", c->ignored);
		jw_kbool(w, "filters", c->filters);
		jw_close(w, '}');
	}
	jw_close(w, ']');
}

static void
json_job(struct jw *w, const struct job *j)
{
	struct str rest = buf_view(&j->notes), line;

	jw_open(w, '{');
	jw_kcstr(w, "file", j->source.name);
	jw_kcstr(w, "kind", input_kind(j->source.file));
	jw_key(w, "sheet");
	if (j->source.sheet != NULL)
		jw_str(w, str_of(j->source.sheet));
	else
		jw_null(w);
	if (j->source.sheet == NULL) {
		jw_kcstr(w, "encoding", j->source.encoding);
		jw_kcstr(w, "delimiter", delimiter_name(j->source.delimiter));
	}
	jw_key(w, "register");
	if (j->schema != NULL)
		jw_str(w, str_of(j->schema->name));
	else
		jw_null(w);
	jw_kint(w, "header_row", (int64_t)j->map.header_at);
	jw_kint(w, "rows", (int64_t)j->counts.read);
	jw_key(w, "notes");
	jw_open(w, '[');
	while (rest.n > 0 && str_next(&rest, '\n', &line))
		if (line.n > 0)
			jw_str(w, line);
	jw_close(w, ']');
	json_columns(w, j);
	jw_close(w, '}');
}

static int
peek_json(struct session *s, struct buf *out, struct err *e)
{
	struct jw w;

	if (look(s, e) == -1)
		return -1;
	jw_init(&w, out, false);
	jw_open(&w, '{');
	jw_kcstr(&w, "preaudit", "peek/1");
	jw_key(&w, "tables");
	jw_open(&w, '[');
	for (size_t i = 0; i < s->njobs; i++)
		json_job(&w, &s->job[i]);
	jw_close(&w, ']');
	jw_close(&w, '}');
	buf_putc(out, '\n');
	return 0;
}

/* Findings are told, and decide the status, as in an import. */
static int
peek_tables(struct import_call *c, struct err *e)
{
	struct buf findings;
	int status;

	if (session_load_rules(&c->s, &c->o, e) == -1 ||
	    jobs_open(&c->s, e) == -1)
		return -1;
	buf_init(&findings, BUF_MAX_DEFAULT);
	status = c->o.json ? peek_json(&c->s, &c->out, e) :
	    peek_text(&c->s, &c->out, e);
	if (status == 0)
		status = summary_findings(&c->s, &findings, e);
	if (status == 0)
		call_tell(&findings);
	buf_fini(&findings);
	status = call_print(c, status, e);
	return status == 0 && c->s.findings.errors > 0 ?
	    err_exit_status(ERR_REFUSED) : status;
}

int
import_peek(void *values, struct err *e)
{
	struct import_call *c = values;

	if (c->o.args.n != 1)
		return err_set(e, ERR_USAGE, "name one file: preaudit-import "
		    "peek FILE");
	if (c->o.list)
		return call_print(c, peek_list(&c->o, &c->out, e), e);
	if (c->o.raw)
		return call_print(c, peek_raw(&c->o, &c->out, e), e);
	return peek_tables(c, e);
}
