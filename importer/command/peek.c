/* SPDX-License-Identifier: Apache-2.0 */
/* Each table of a file, how it is read and what its columns are; see peek.h. */
#include "importer/command/peek.h"

#include "importer/command/answer/messages.h"
#include "importer/command/call.h"
#include "importer/common/delimiter.h"
#include "importer/job/job.h"
#include "importer/plan/jobs.h"
#include "importer/rows/dates.h"
#include "shared/base/mem.h"

/* The order of day and month, which otherwise is decided when rows are read. */
static int
decide_dates(struct session *s, struct job *j, struct err *e)
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

/* Reads the tables once, for what is shown of them. */
static int
examine(struct session *s, struct err *e)
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
		    decide_dates(s, j, e) == -1)
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

static void
put_columns(struct answer *a, const struct job *j)
{
	answer_open(a, "columns", '[');
	for (size_t i = 0; i < j->map.n; i++) {
		const struct map_column *c = &j->map.column[i];
		char letters[CELL_NAME];
		bool is_field = c->field != FIELD_NOT && j->schema != NULL;

		column_name(letters, c->number);
		answer_row(a, c->header.n == 0 ? NULL :
		    &command_message[COMMAND_MSG_PEEK_COLUMN], ANSWER_FIELDS(
		    ANSWER_TEXT("column", letters),
		    ANSWER_STR("header", c->header),
		    ANSWER_TEXT(NULL, &"   "[strnlen(letters, 3)]),
		    ANSWER_TEXT(NULL, column_is(j, i)),
		    ANSWER_TEXT_OR_NULL("field", is_field ?
		    j->schema->field[c->field].name : NULL),
		    ANSWER_BOOL("ignored", c->ignored),
		    ANSWER_BOOL("filters", c->filters)));
	}
	answer_close(a, ']');
}

/* Where the table is: a sheet, or text with its encoding and delimiter. */
static void
put_source(struct answer *a, const struct job *j)
{
	const struct source *src = &j->source;

	answer_put(a, NULL, ANSWER_FIELDS(ANSWER_TEXT("file", src->name),
	    ANSWER_TEXT("kind", input_kind(src->file)),
	    ANSWER_TEXT_OR_NULL("sheet", src->sheet)));
	if (src->sheet != NULL)
		command_say(a, COMMAND_MSG_PEEK_SHEET, VALUES(src->number + 1,
		    src->sheet));
	else
		answer_put(a, &command_message[COMMAND_MSG_PEEK_TEXT],
		    ANSWER_FIELDS(ANSWER_TEXT("encoding", src->encoding),
		    ANSWER_TEXT("delimiter",
		    delimiter_name(src->delimiter))));
	if (j->has_map)
		command_say(a, COMMAND_MSG_PEEK_HEADER,
		    VALUES(j->map.header_at, j->counts.read));
}

static void
put_table(struct answer *a, const struct job *j)
{
	const struct schema *s = j->schema;

	answer_open(a, NULL, '{');
	put_source(a, j);
	answer_put(a, &command_message[s == NULL ?
	    COMMAND_MSG_PEEK_NO_REGISTER : COMMAND_MSG_PEEK_REGISTER],
	    ANSWER_FIELDS(ANSWER_TEXT_OR_NULL("register", s == NULL ? NULL :
	    s->name), ANSWER_TEXT(NULL, s == NULL ? "" : s->title),
	    ANSWER_TEXT(NULL, j->mapfile == NULL ? "" :
	    ", by the mapping file")));
	answer_put(a, NULL, ANSWER_FIELDS(
	    ANSWER_COUNT("header_row", j->map.header_at),
	    ANSWER_COUNT("rows", j->counts.read)));
	summary_notes(j, a);
	put_columns(a, j);
	answer_close(a, '}');
}

static int
put_tables(struct session *s, bool json, struct buf *out, struct err *e)
{
	struct answer a;

	if (examine(s, e) == -1)
		return -1;
	answer_begin(&a, out, json, "peek/1");
	answer_open(&a, "tables", '[');
	for (size_t i = 0; i < s->njobs; i++) {
		const struct job *j = &s->job[i];

		if (i == 0 || j->source.file != s->job[i - 1].source.file)
			command_say(&a, COMMAND_MSG_PEEK_FILE,
			    VALUES(j->source.name,
			    input_kind(j->source.file)));
		put_table(&a, j);
	}
	answer_close(&a, ']');
	for (size_t i = 0; i < s->nleft_out; i++)
		if (s->left_out[i].sheet != NULL)
			command_say(&a, COMMAND_MSG_PEEK_LEFT_OUT,
			    VALUES(s->left_out[i].sheet, s->left_out[i].why));
	answer_end(&a);
	return 0;
}

/* Findings go to standard error and decide the status, as in an import. */
static int
peek_tables(struct import_call *c, struct err *e)
{
	struct buf findings;
	int status;

	if (session_load_rules(&c->s, &c->o, e) == -1 ||
	    jobs_open(&c->s, e) == -1)
		return -1;
	buf_init(&findings, BUF_MAX_DEFAULT);
	status = put_tables(&c->s, c->o.json, &c->out, e);
	if (status == 0)
		status = summary_findings(&c->s, &findings, e);
	if (status == 0)
		call_notice(&findings);
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
