/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A zip package at hand, copied with some parts changed: what is not changed
 * keeps its bytes, packed as they are. Opens no file. Reads under
 * zip_caps_import.
 */
#ifndef PREAUDIT_ZIP_WRITE_H
#define PREAUDIT_ZIP_WRITE_H

#include "shared/sheet/zip/zip.h"

struct zipedit;

/* The bytes stay the caller's and must outlive it. */
int zipedit_open(struct zipedit **z, struct str bytes, struct err *e);
void zipedit_close(struct zipedit *z);
/* Whether it is there or was put. Names: folders end in a slash, letters of either case. */
bool zipedit_has(const struct zipedit *z, const char *name);
/* Appends the whole part as it was to b; more than b's cap is ERR_LIMIT. */
int zipedit_get(struct zipedit *z, const char *name, struct buf *b,
    struct err *e);
/* Bytes of a part as it was, piece by piece; as zipfile_read. */
int zipedit_read(struct zipedit *z, const char *name, zipfile_fn *fn,
    void *ctx, struct err *e);
/* The part shall hold these bytes (copied), whether it is there or not. */
int zipedit_put(struct zipedit *z, const char *name, struct str bytes,
    struct err *e);
/*
 * The part shall hold what fn appends to `out` while it is given the part as
 * it was, piece by piece, once, in zipedit_commit. ctx must live until then.
 */
typedef int zipedit_fn(void *ctx, struct str in, bool last, struct buf *out,
    struct err *e);
int zipedit_edit(struct zipedit *z, const char *name, zipedit_fn *fn,
    void *ctx, struct err *e);
/* Leaves out the parts whose names start so; how many there are. */
size_t zipedit_drop(struct zipedit *z, const char *start);

/* Takes the finished package piece by piece; 0, or -1 with the error set. */
typedef int zipedit_sink(void *ctx, struct str piece, struct err *e);
int zipedit_commit(struct zipedit *z, zipedit_sink *sink, void *ctx,
    struct err *e);

#endif
