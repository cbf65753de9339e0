/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The workbook of a report: written, read back and compared with content.csv
 * before anybody gets to see it.
 */
#include "reports/render/doc.h"

#include <unistd.h>

#include "reports/render/read_back.h"
#include "reports/render/xlsx_write.h"

/* Is what stands in the file what was meant, cell by cell? */
static int
compare(const struct doc *d, const char *path, struct err *e)
{
	struct buf meant, found;
	int status = -1;

	buf_init(&meant, BUF_MAX_DEFAULT);
	buf_init(&found, BUF_MAX_DEFAULT);
	out_csv(d, &meant);
	/* The library hides most failed writes; what it left may be anything. */
	if (xlsx_content(path, &found, e) == 0 && str_eq(buf_view(&meant),
	    buf_view(&found)))
		status = 0;
	else
		err_set(e, ERR_SYS, "%s does not read back as it was meant; "
		    "is the disk full?", path);
	buf_fini(&meant);
	buf_fini(&found);
	return status;
}

int
out_xlsx(const struct doc *d, const char *path, const char *tmpdir,
    struct err *e)
{
	if (xlsx_write(d, path, tmpdir, e) == 0 && compare(d, path, e) == 0)
		return 0;
	(void)unlink(path);
	return -1;
}
