/* SPDX-License-Identifier: Apache-2.0 */
/*
 * annotate xlsx|ods IN OUT NOTES [SHEET=HEADER_ROW]...
 * annotate csv IN OUT NOTES ENCODING DELIMITER HEADER_ROW
 * NOTES has lines of sheet, row, column, E or W, text, with tabs between; "\n"
 * in a text is a line feed.
 */
#include <stdio.h>
#include <stdlib.h>

#include "importer/annotate.h"
#include "shared/base/fileio.h"
#include "shared/base/mem.h"

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

static struct annotation *
notes_of(struct arena *a, struct str rest, size_t *n)
{
	struct annotation *note = NULL;
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
		note[(*n)++] = (struct annotation){
			(unsigned)strtoul(f[0].p, NULL, 10),
			(uint32_t)strtoul(f[1].p, NULL, 10),
			(uint32_t)strtoul(f[2].p, NULL, 10),
			str_is(f[3], "E"), text_of(a, line) };
	}
	return note;
}

int
main(int argc, char **argv)
{
	struct annotate_sheet sheet[MAX_SHEETS];
	struct annotate_told told = { 0 };
	struct arena a = { 0 };
	struct map in, notes;
	struct annotation *note;
	size_t n, nsheets = 0;
	struct err e = { 0 };
	int status;

	if (argc < 5 || map_open(&in, argv[2], &e) == -1 ||
	    map_open(&notes, argv[4], &e) == -1) {
		err_print("annotate", &e);
		return 2;
	}
	note = notes_of(&a, map_view(&notes), &n);
	if (strcmp(argv[1], "csv") == 0 && argc == 8) {
		status = annotate_csv(map_view(&in), argv[5], argv[6][0],
		    (uint32_t)atoi(argv[7]), note, n, argv[3], &e);
	} else {
		for (int i = 5; i < argc && nsheets < MAX_SHEETS; i++) {
			unsigned s, row;

			if (sscanf(argv[i], "%u=%u", &s, &row) != 2)
				return 2;
			sheet[nsheets++] = (struct annotate_sheet){ s, row };
		}
		status = (strcmp(argv[1], "ods") == 0 ? annotate_ods :
		    annotate_xlsx)(map_view(&in), sheet, nsheets, note, n,
		    argv[3], &told, &e);
		if (status == 0)
			printf("without-comments %u left-out %llu "
			    "signature-dropped %d\n",
			    told.sheets_without_comments,
			    (unsigned long long)told.comments_left_out,
			    told.signature_dropped);
	}
	if (status == -1)
		err_print("annotate", &e);
	free(note);
	arena_fini(&a);
	map_close(&in);
	map_close(&notes);
	return status == 0 ? 0 : err_exit_status(e.code);
}
