/* SPDX-License-Identifier: Apache-2.0 */
/*
 * markup xlsx|ods IN OUT NOTES [SHEET=HEADER_ROW]...
 * markup csv IN OUT NOTES ENCODING DELIMITER HEADER_ROW
 * NOTES has lines of sheet, row, column, E or W, text, with tabs between; "\n"
 * in a text is a line feed.
 */
#include <stdio.h>
#include <stdlib.h>

#include "importer/markup/markup.h"
#include "shared/base/mem.h"
#include "shared/file/fileio.h"

#define MAX_SHEETS 64

static struct str
text_of(struct arena *a, struct str s)
{
	char *z = arena_memdup(a, s.p, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == 'n') {
			z[n++] = '\n';
			i++;
		} else {
			z[n++] = s.p[i];
		}
	}
	return (struct str){ z, n };
}

static struct markup_note *
notes_of(struct arena *a, struct str rest, size_t *n)
{
	struct markup_note *note = NULL;
	size_t cap = 0;
	struct str line, f[4];

	*n = 0;
	while (str_next(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		for (size_t i = 0; i < 4; i++)
			if (!str_next(&line, '\t', &f[i]))
				exit(2);
		note = mem_grow(note, &cap, *n, sizeof(*note));
		note[(*n)++] = (struct markup_note){
			(unsigned)strtoul(f[0].p, NULL, 10),
			(uint32_t)strtoul(f[1].p, NULL, 10),
			(uint32_t)strtoul(f[2].p, NULL, 10),
			str_is(f[3], "E"), text_of(a, line) };
	}
	return note;
}

static int
to_file(void *ctx, struct str piece, struct err *e)
{
	return newfile_put(ctx, piece.p, piece.n, e);
}

/* The copy as a file, whole or not at all. */
static int
write_copy(struct markup_request *r, const char *path,
    struct markup_omitted *omitted, struct err *e)
{
	struct newfile f;

	if (newfile_begin(&f, path, e) == -1)
		return -1;
	r->sink = to_file;
	r->ctx = &f;
	if (markup_copy(r, omitted, e) == -1 ||
	    newfile_commit(&f, 0644, e) == -1) {
		newfile_abort(&f);
		return -1;
	}
	return 0;
}

/* The words behind NOTES; false when they are not as above. */
static bool
read_words(struct markup_request *r, struct markup_sheet *sheet, int argc,
    char **argv)
{
	r->sheet = sheet;
	if (strcmp(argv[1], "csv") == 0) {
		if (argc != 8)
			return false;
		r->format = MARKUP_CSV;
		r->encoding = argv[5];
		r->delimiter = argv[6][0];
		sheet[r->nsheets++] = (struct markup_sheet){ 0,
			(uint32_t)atoi(argv[7]) };
		return true;
	}
	r->format = strcmp(argv[1], "ods") == 0 ? MARKUP_ODS : MARKUP_XLSX;
	for (int i = 5; i < argc && r->nsheets < MAX_SHEETS; i++) {
		unsigned s, row;

		if (sscanf(argv[i], "%u=%u", &s, &row) != 2)
			return false;
		sheet[r->nsheets++] = (struct markup_sheet){ s, row };
	}
	return true;
}

int
main(int argc, char **argv)
{
	struct markup_sheet sheet[MAX_SHEETS];
	struct markup_omitted omitted = { 0 };
	struct markup_request r = { 0 };
	struct arena a = { 0 };
	struct map in, notes;
	struct markup_note *note;
	struct err e = { 0 };
	int status;

	if (argc < 5 || map_open(&in, argv[2], &e) == -1 ||
	    map_open(&notes, argv[4], &e) == -1) {
		err_print("markup", &e);
		return 2;
	}
	if (!read_words(&r, sheet, argc, argv))
		return 2;
	note = notes_of(&a, map_view(&notes), &r.nnotes);
	r.note = note;
	r.original = map_view(&in);
	status = write_copy(&r, argv[3], &omitted, &e);
	if (status == -1)
		err_print("markup", &e);
	else if (r.format != MARKUP_CSV)
		printf("without-comments %u left-out %llu "
		    "signature-dropped %d\n", omitted.sheets_without_comments,
		    (unsigned long long)omitted.comments, omitted.signature);
	free(note);
	arena_fini(&a);
	map_close(&in);
	map_close(&notes);
	return status == 0 ? 0 : err_exit_status(e.code);
}
