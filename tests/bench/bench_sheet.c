/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench_sheet inflate|expat|read FILE: CPU seconds and peak memory of inflating
 * the first sheet of an .xlsx, of expat alone on top of that, and of reading
 * every cell as the importer does. One line: seconds, MiB, cells.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/mman.h>
#include <sys/resource.h>

#include "shared/file/fileio.h"
#include "shared/sheet/book.h"
#include "shared/sheet/xml/xml.h"

#define SHEET "xl/worksheets/sheet1.xml"

static bool
pass(void *ctx, const char *p, size_t n, bool last)
{
	(void)p;
	(void)last;
	*(uint64_t *)ctx += n;
	return true;
}

static void
on_start(void *ctx, const char *name, const char **attr)
{
	(void)name;
	(void)attr;
	++*(uint64_t *)ctx;
}

static bool
on_row(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	(void)row;
	for (size_t i = 0; i < n; i++)
		*(uint64_t *)ctx += cell[i].kind != SHEET_EMPTY;
	return true;
}

static int
run(const char *what, const char *path, uint64_t *count, struct err *e)
{
	static struct sheet_facts facts;
	struct xml_handler h = { .start = on_start, .ctx = count };
	struct zipfile *z = NULL;
	struct book *b = NULL;
	struct map m;
	int status, spill;

	if (map_open(&m, path, e) == -1)
		return -1;
	if (strcmp(what, "read") == 0) {
		spill = memfd_create("spill", MFD_CLOEXEC);
		status = book_open(&b, map_view(&m), spill, e);
		if (status == 0)
			status = book_read(b, 0, on_row, count, &facts, e);
		close(spill);
	} else {
		status = zipfile_open_bytes(&z, map_view(&m),
		    &zip_caps_import, e);
		if (status == 0)
			status = strcmp(what, "expat") == 0 ?
			    xml_read(z, SHEET, &h, e) :
			    zipfile_read(z, SHEET, pass, count, e);
	}
	book_close(b);
	zipfile_close(z);
	map_close(&m);
	return status;
}

int
main(int argc, char **argv)
{
	uint64_t count = 0;
	struct rusage u;
	struct err e;

	if (argc != 3)
		return 2;
	if (run(argv[1], argv[2], &count, &e) == -1) {
		err_print("bench_sheet", &e);
		return err_exit_status(e.code);
	}
	getrusage(RUSAGE_SELF, &u);
	printf("%.2f %ld %llu\n", (double)(u.ru_utime.tv_sec +
	    u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec +
	    u.ru_stime.tv_usec) / 1e6, u.ru_maxrss / 1024,
	    (unsigned long long)count);
	return 0;
}
