/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings to marked copies; the work on the file is confined. See
 * marked_copy.h.
 */
#include "importer/command/answer/marked_copy.h"

#include <stdlib.h>
#include <unistd.h>

#include "importer/command/answer/messages.h"
#include "importer/job/job.h"
#include "importer/markup/markup.h"
#include "importer/read/confined.h"
#include "shared/base/mem.h"
#include "shared/file/output.h"

#define MARK_BYTES ((uint64_t)256 << 20)
#define COPY_BYTES ((uint64_t)4 << 30)
#define CPU_S 60
#define CPU_BYTES ((size_t)1 << 20)

/* One file's notes. */
struct marked_copy {
	const struct session *s;
	const struct input *file;
	const struct job *text;      /* of a CSV file: its job */
	struct markup_sheet *sheet;
	size_t nsheets;
	struct markup_note *note;
	size_t n, cap;
	uint64_t bytes;              /* of their texts */
	struct arena arena;
};

/* ---- gathering ---- */

/* The message, behind the header of the column that it is about. */
static struct str
note_text(struct marked_copy *m, const struct finding *f)
{
	if (f->column == 0 || f->header.n == 0 || str_eq(f->header, f->value))
		return (struct str){ arena_memdup(&m->arena, f->message.p,
			f->message.n), f->message.n };
	return str_of(arena_printf(&m->arena, "%.*s: %.*s",
	    STR_ARG(f->header), STR_ARG(f->message)));
}

static int
add_note(void *ctx, const struct finding *f, struct err *e)
{
	struct marked_copy *m = ctx;
	const struct job *j = &m->s->job[f->job];
	struct markup_note *a;

	(void)e;
	if (j->source.file != m->file)
		return 0;
	m->note = mem_grow(m->note, &m->cap, m->n, sizeof(*m->note));
	a = &m->note[m->n++];
	*a = (struct markup_note){ .sheet = j->source.number,
		.row = (uint32_t)f->row, .column = f->column,
		.is_error = f->level == LEVEL_ERROR };
	a->text = note_text(m, f);
	m->bytes += a->text.n;
	return 0;
}

static int
compare(const void *pa, const void *pb)
{
	const struct markup_note *a = pa, *b = pb;

	if (a->sheet != b->sheet)
		return a->sheet < b->sheet ? -1 : 1;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	/* Errors first; then the order of the texts in memory, as found. */
	if (a->is_error != b->is_error)
		return a->is_error ? -1 : 1;
	return str_cmp(a->text, b->text);
}

static void
list_sheets(struct marked_copy *m)
{
	m->sheet = mem_calloc(m->s->njobs, sizeof(*m->sheet));
	for (size_t i = 0; i < m->s->njobs; i++) {
		const struct job *j = &m->s->job[i];

		if (j->source.file != m->file)
			continue;
		m->text = j;
		if (j->outcome != JOB_PASSED)
			m->sheet[m->nsheets++] = (struct markup_sheet){
				j->source.number,
				(uint32_t)j->map.header_at };
	}
}

static void
marks_fini(struct marked_copy *m)
{
	free(m->sheet);
	free(m->note);
	arena_fini(&m->arena);
}

/* ---- the copy ---- */

static int
put_piece(void *ctx, struct str piece, struct err *e)
{
	const int *fd = ctx;

	return fd_write(*fd, piece.p, piece.n, "the marked copy", e);
}

static enum markup_format
format_of(const struct input *file)
{
	const char *kind = input_kind(file);

	if (strcmp(kind, "ods") == 0 || strcmp(kind, "fods") == 0)
		return MARKUP_ODS;
	return input_is_book(file) ? MARKUP_XLSX : MARKUP_CSV;
}

/* Confined: makes the copy, and answers what it does not have. */
static int
mark_up(void *ctx, int out, int spill, struct buf *answer, struct err *e)
{
	const struct marked_copy *m = ctx;
	const struct markup_sheet text = { 0,
		(uint32_t)m->text->map.header_at };
	struct markup_request r = { .format = format_of(m->file),
		.original = m->file->bytes, .sheet = m->sheet,
		.nsheets = m->nsheets, .note = m->note, .nnotes = m->n,
		.sink = put_piece, .ctx = &out };
	struct markup_omitted omitted = { 0 };
	int status;

	(void)spill;
	if (r.format == MARKUP_CSV) {
		r.sheet = &text;
		r.nsheets = 1;
		r.encoding = m->file->encoding;
		r.delimiter = m->text->source.delimiter;
	}
	status = markup_copy(&r, &omitted, e);
	if (omitted.sheets_without_comments > 0)
		command_put(answer, COMMAND_MSG_MARKED_SHEETS, MSG_NONE);
	if (omitted.comments > 0)
		command_put(answer, COMMAND_MSG_MARKED_COMMENTS,
		    VALUES(MARKUP_MAX_COMMENTS));
	if (omitted.signature)
		command_put(answer, COMMAND_MSG_MARKED_SIGNED, MSG_NONE);
	return status;
}

static int
publish(int fd, const char *path, struct err *e)
{
	struct map m;
	int status = map_fd(&m, fd, "the marked copy", e);

	if (status == 0)
		status = output_write(path, map_view(&m), &m, e);
	map_close(&m);
	return status;
}

static int
write_copy(struct marked_copy *m, const char *path, struct buf *text,
    struct err *e)
{
	const struct confined c = { .work = mark_up, .ctx = m,
		.spared = "no marked copy is written", .limits = {
		.data_bytes = MARK_BYTES + 2 * m->bytes,
		.file_bytes = COPY_BYTES,
		.cpu_s = CPU_S + (unsigned)(m->file->bytes.n / CPU_BYTES) } };
	struct buf answer;
	int out, status;

	buf_init(&answer, BUF_MAX_DEFAULT);
	status = confined_run(&c, &out, &answer, e);
	if (status == 0) {
		status = publish(out, path, e);
		(void)close(out);
		if (status == 0)
			command_put(text, COMMAND_MSG_MARKED,
			    VALUES(m->file->name, path, buf_view(&answer)));
	} else if (e->code == ERR_REFUSED) {
		/* The findings are told all the same. */
		command_put(text, COMMAND_MSG_MARKED_NOT, VALUES(m->file->name,
		    e->msg));
		*e = (struct err){ .code = ERR_NONE };
		status = 0;
	}
	buf_fini(&answer);
	return status;
}

static size_t
count_files(const struct session *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->nfiles; i++)
		n += s->file[i]->map.n > 0;
	return n;
}

bool
marked_are_many(const struct session *s, const char *path)
{
	return path_is_dir(path) || count_files(s) > 1;
}

char *
marked_path(const struct session *s, const char *path,
    const struct input *file)
{
	if (file->map.n == 0)
		return NULL;
	return marked_are_many(s, path) ? path_join(path,
	    path_base(file->path)) : mem_strdup(path);
}

int
marked_copy_write(struct session *s, const char *path, struct buf *text,
    struct err *e)
{
	int status = 0;

	if (marked_are_many(s, path) && !path_is_dir(path) &&
	    dir_make(path, e) == -1)
		return -1;
	for (size_t i = 0; status == 0 && i < s->nfiles; i++) {
		struct marked_copy m = { .s = s, .file = s->file[i] };
		char *to = marked_path(s, path, s->file[i]);

		if (to == NULL)
			continue;
		status = finding_each(&s->findings, add_note, &m, e);
		list_sheets(&m);
		if (m.n > 0)
			qsort(m.note, m.n, sizeof(*m.note), compare);
		if (status == 0 && m.n > 0 && m.text != NULL)
			status = write_copy(&m, to, text, e);
		free(to);
		marks_fini(&m);
	}
	return status;
}
