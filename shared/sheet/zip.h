/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Parts of a zip container, read with caps (DEPENDENCIES 4.1). zip.c is the
 * only user of libzip.
 */
#ifndef PREAUDIT_ZIP_H
#define PREAUDIT_ZIP_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"

#define ZIP_MAX_FILE ((uint64_t)64 << 20)
#define ZIP_MAX_ENTRIES 4096
#define ZIP_MAX_ENTRY ((uint64_t)512 << 20)
#define ZIP_MAX_TOTAL ((uint64_t)1 << 30)
/* Inflated bytes per packed byte, after the first mebibyte. */
#define ZIP_MAX_RATIO 200

struct zipfile;

/*
 * Opens and looks at every entry: deflated or stored only, none encrypted, no
 * two names alike (letters of either case, '\' as '/'). ERR_REFUSED says what
 * the file is when it is something else (empty, old .xls, HTML, text).
 */
int zipfile_open(struct zipfile **z, const char *path, struct err *e);
void zipfile_close(struct zipfile *z);
bool zipfile_has(const struct zipfile *z, const char *name);
/* Bytes of a part piece by piece; fn returns false to stop (0 is returned). */
typedef bool zipfile_fn(void *ctx, const char *p, size_t n, bool last);
/* ERR_REFUSED also when the part's checksum is wrong: known at its end only. */
int zipfile_read(struct zipfile *z, const char *name, zipfile_fn *fn,
    void *ctx, struct err *e);

#endif
