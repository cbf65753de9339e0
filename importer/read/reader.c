/* SPDX-License-Identifier: Apache-2.0 */
/* The importer's side of reading a stranger's file; see reader.h. */
#include "importer/read/reader.h"

#include <stdlib.h>
#include <unistd.h>

#include "importer/common/text_check.h"
#include "importer/read/confined.h"
#include "importer/read/reader_child.h"
#include "shared/base/mem.h"
#include "shared/text/json.h"

#define ANSWER_BYTES ((size_t)16 << 20)
#define ROWS_BYTES ((uint64_t)4 << 30)
/* CPU time: a second for every so many bytes, beside the first ones. */
#define CPU_S 20
#define CPU_BYTES ((size_t)2 << 20)

static uint64_t
take_count(const struct json *j, const char *name)
{
	int64_t v = json_int(json_get(j, name), 0);

	return v < 0 ? 0 : (uint64_t)v;
}

static void
take_facts(const struct json *j, struct sheet_facts *f)
{
	const struct json *m = json_get(j, "merge");

	f->rows = (uint32_t)take_count(j, "rows");
	f->columns = (uint32_t)take_count(j, "columns");
	f->formulas = take_count(j, "formulas");
	f->unset = take_count(j, "unset");
	f->errors = take_count(j, "errors");
	f->hidden_rows = take_count(j, "hidden_rows");
	f->hidden_columns = (uint32_t)take_count(j, "hidden_columns");
	f->merges = take_count(j, "merges");
	for (size_t i = 0; i + 4 <= json_len(m) && f->nmerge < SHEET_MERGES;
	    i += 4)
		f->merge[f->nmerge++] = (struct sheet_merge){
			(uint32_t)json_int(json_at(m, i), 0),
			(uint32_t)json_int(json_at(m, i + 1), 0),
			(uint32_t)json_int(json_at(m, i + 2), 0),
			(uint32_t)json_int(json_at(m, i + 3), 0) };
}

static int
not_understood(struct err *e)
{
	return err_set(e, ERR_REFUSED, "what its reader answered is not to be "
	    "trusted; the file is damaged or made to do harm");
}

static int
take_sheet(const struct json *j, const struct reader_answer *r,
    struct reader_sheet *s, struct err *e)
{
	uint64_t from = take_count(j, "from"), n = take_count(j, "bytes");
	int64_t state = json_int(json_get(j, "state"), -1);
	size_t bad;

	if (from > r->map.n || n > r->map.n - from || state < 0 ||
	    state > SHEET_VERY_HIDDEN || !json_is_string(json_get(j, "name")))
		return not_understood(e);
	s->name = mem_strdup(json_cstr(json_get(j, "name")));
	s->state = (enum sheet_state)state;
	s->text = n == 0 ? STR("") : (struct str){ r->map.p + from, n };
	take_facts(j, &s->facts);
	/* It may say what it likes, but only text comes in. */
	switch (text_check(&r->map, s->text, &bad)) {
	case TEXT_GOOD:
		return 0;
	case TEXT_NUL:
		return err_set(e, ERR_REFUSED, "there is a NUL character, "
		    "which no text has; export the file again as \"CSV "
		    "UTF-8\"");
	case TEXT_NOT_UTF8:
		break;
	}
	return not_understood(e);
}

static const char *
known_kind(const char *said)
{
	static const char *const kinds[] = { "xlsx", "xlsm", "ods", "fods",
		"text" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(said, kinds[i]) == 0)
			return kinds[i];
	return NULL;
}

static int
take_sheets(struct reader_answer *r, const struct json *j, struct err *e)
{
	const struct json *sheets = json_get(j, "sheets");
	size_t n = json_len(sheets);

	r->kind = known_kind(json_cstr(json_get(j, "kind")));
	if (r->kind == NULL || !json_is_array(sheets))
		return not_understood(e);
	r->sheet = mem_calloc(n, sizeof(*r->sheet));
	for (size_t i = 0; i < n; i++) {
		r->n++;
		if (take_sheet(json_at(sheets, i), r, &r->sheet[i], e) == -1)
			return -1;
	}
	return 0;
}

static int
take_answer(struct reader_answer *r, struct str said, int rows, struct err *e)
{
	struct err bad = { 0 };
	struct json *j = json_parse(said, "reader", &bad);
	int status;

	if (j == NULL)
		return not_understood(e);
	status = map_fd(&r->map, rows, "the temporary file of rows", e);
	if (status == 0)
		status = take_sheets(r, j, e);
	json_free(j);
	return status;
}

int
reader_run(struct reader_answer *r, const struct reader_ask *ask, struct err *e)
{
	struct reader_work work = { .ask = ask };
	const struct confined c = { .prepare = reader_prepare,
		.work = reader_read, .ctx = &work,
		.spared = "nothing is imported",
		.progress = ask->quiet ? NULL : "MiB of rows read", .limits = {
		.data_bytes = READER_BYTES, .file_bytes = ROWS_BYTES,
		.cpu_s = CPU_S + (unsigned)(ask->bytes.n / CPU_BYTES) } };
	struct buf said;
	int rows, status;

	*r = (struct reader_answer){ .map = { "", 0 } };
	buf_init(&said, ANSWER_BYTES);
	status = confined_run(&c, &rows, &said, e);
	if (status == 0) {
		status = take_answer(r, buf_view(&said), rows, e);
		(void)close(rows);
	}
	buf_fini(&said);
	if (status == -1)
		reader_answer_free(r);
	return status;
}

void
reader_answer_free(struct reader_answer *r)
{
	for (size_t i = 0; i < r->n; i++)
		free(r->sheet[i].name);
	free(r->sheet);
	map_close(&r->map);
	*r = (struct reader_answer){ .map = { "", 0 } };
}
