/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One part of a zip container, read piece by piece by whoever asks for the
 * next: what zipfile_read does, for a reader that cannot be called back.
 */
#ifndef PREAUDIT_ZIP_PART_H
#define PREAUDIT_ZIP_PART_H

#include "shared/sheet/zip/zip.h"

#define ZIP_PIECE 65536 /* bytes, the most that come at a time */

struct zip_file; /* of libzip */
struct zip_entry;

struct zip_part {
	const struct zip_entry *entry; /* of the container, which must outlive it */
	struct zip_file *file;     /* NULL when it is closed */
	uint64_t have;             /* bytes given so far */
};

/*
 * Opens a part within the container's caps. ERR_REFUSED when it is missing,
 * too large or damaged. To be closed in any case.
 */
int zip_part_open(struct zip_part *p, struct zipfile *z, const char *name,
    struct err *e);
void zip_part_close(struct zip_part *p);
/*
 * The next bytes into piece[ZIP_PIECE], and how many: 1; 0 at the end, when all
 * of them were as the directory says; -1 and ERR_REFUSED when they are not.
 */
int zip_part_next(struct zip_part *p, char *piece, size_t *n, struct err *e);

#endif
