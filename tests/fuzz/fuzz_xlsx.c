/* SPDX-License-Identifier: Apache-2.0 */
/* Workbooks: the container and all its parts, from a file as it is uploaded. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/mman.h>

#include "reports/look/look_at.h"
#include "reports/render/read_back.h"
#include "shared/sheet/book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
pass(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	*(uint64_t *)ctx += row + n + (size_t)cell[n - 1].kind;
	return true;
}

/* As the importer reads it, a spill at hand. */
static void
read_book(struct str bytes)
{
	static struct sheet_facts facts;
	int spill = memfd_create("spill", MFD_CLOEXEC);
	uint64_t seen = 0;
	struct book *b;
	struct err e;

	(void)book_looks_like_one(bytes);
	if (book_open(&b, bytes, spill, &e) == 0)
		for (size_t i = 0; i < book_sheets(b); i++)
			(void)book_read(b, i, pass, &seen, &facts, &e);
	book_close(b);
	close(spill);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("workbook", MFD_CLOEXEC);
	static const struct leaf_report report = { .id = "R-",
		.content_sha256 = "" };
	char path[40], why[LOOK_WHY];
	struct buf b;
	struct err e;

	if (fd == -1 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	buf_init(&b, (size_t)1 << 26);
	(void)xlsx_content(path, &b, &e);
	/* Whatever its content: nothing of it may do harm. */
	(void)look_at(path, (struct str){ (const char *)data, size }, &report,
	    why);
	buf_fini(&b);
	read_book((struct str){ (const char *)data, size });
	close(fd);
	return 0;
}
