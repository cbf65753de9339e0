/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parts of a zip container, read with caps. zip.c and,
 * for copies with changes, zip_write.c are the only users of libzip.
 */
#ifndef PREAUDIT_ZIP_H
#define PREAUDIT_ZIP_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"

/* Sizes in bytes. */
struct zip_caps {
	uint64_t file;    /* the container */
	uint64_t entry;   /* one part, inflated */
	uint64_t total;   /* every part that is read, each counted once */
	uint32_t entries;
	uint32_t ratio;   /* inflated per packed byte, after the first MiB */
};

/* For reports of our own, and for registers that others give us. */
extern const struct zip_caps zip_caps_report, zip_caps_import;

struct zipfile;

/*
 * Looks at every entry: deflated or stored only, none encrypted, no two names
 * alike (letters of either case, '\' as '/', no '/' in front). ERR_REFUSED says
 * what the file is when it is something else (empty, old .xls, HTML, text).
 */
int zipfile_open(struct zipfile **z, const char *path,
    const struct zip_caps *caps, struct err *e);
/* The bytes are not copied and must outlive the container. */
int zipfile_open_bytes(struct zipfile **z, struct str bytes,
    const struct zip_caps *caps, struct err *e);
void zipfile_close(struct zipfile *z);
bool zipfile_has(const struct zipfile *z, const char *name);
/* Bytes of a part piece by piece; fn returns false to stop (0 is returned). */
typedef bool zipfile_fn(void *ctx, const char *p, size_t n, bool last);
/*
 * What the directory says of the part's size is held against the caps before a
 * byte is inflated, and the part must deliver just that. ERR_REFUSED also when
 * its checksum is wrong: known at its end only.
 */
int zipfile_read(struct zipfile *z, const char *name, zipfile_fn *fn,
    void *ctx, struct err *e);

#endif
