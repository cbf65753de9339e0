/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Packages copied with changes on libzip; see zip_write.h. Two archives stand
 * on the same bytes: libzip reads parts from one while it writes the other.
 */
#include "shared/sheet/zip/zip_write.h"

#include <stdlib.h>

#include <zip.h>

#include "shared/base/mem.h"
#include "shared/sheet/zip/zip_part.h"

/* The first day that a zip directory can name: equal input, equal output. */
#define DOS_DATE 0x0021

struct zipedit {
	struct zipfile *from;
	zip_t *to;
	zip_source_t *store; /* where `to` is written */
	struct edit *edits;
};

struct edit {
	struct edit *next;
	struct zipfile *from;
	struct zip_part part; /* as it was */
	char *name;
	zipedit_fn *fn;
	void *ctx;
	struct buf out;
	size_t taken; /* of out */
	bool ended;
	struct err err;
	zip_error_t zip_error;
};

static int
zip_fault(struct err *e, const char *what, zip_t *zip)
{
	return err_set(e, ERR_REFUSED, "the workbook cannot be %s: %s", what,
	    zip_strerror(zip));
}

/*
 * On a copy of the bytes, to write the package to: libzip 1.7.3 frees bytes
 * that it does not own when it keeps the start of a package.
 */
static zip_t *
open_copy(struct str bytes, zip_source_t **store)
{
	char *copy = mem_alloc(bytes.n + 1);
	zip_source_t *s;
	zip_t *zip;

	memcpy(copy, bytes.p, bytes.n);
	s = zip_source_buffer_create(copy, bytes.n, 1, NULL);
	if (s == NULL) {
		free(copy);
		return NULL;
	}
	zip = zip_open_from_source(s, 0, NULL);
	if (zip == NULL)
		zip_source_free(s);
	else
		zip_source_keep(*store = s);
	return zip;
}

int
zipedit_open(struct zipedit **z, struct str bytes, struct err *e)
{
	struct zipedit *d = mem_calloc(1, sizeof(*d));

	*z = NULL;
	if (zipfile_open_bytes(&d->from, bytes, &zip_caps_import, e) == -1) {
		zipedit_close(d);
		return -1;
	}
	d->to = open_copy(bytes, &d->store);
	if (d->to == NULL) {
		zipedit_close(d);
		return err_set(e, ERR_REFUSED, "the workbook is damaged: its "
		    "zip directory cannot be read");
	}
	*z = d;
	return 0;
}

void
zipedit_close(struct zipedit *z)
{
	struct edit *next;

	if (z == NULL)
		return;
	if (z->to != NULL)
		zip_discard(z->to);
	zipfile_close(z->from);
	if (z->store != NULL)
		zip_source_free(z->store);
	for (struct edit *d = z->edits; d != NULL; d = next) {
		next = d->next;
		free(d->name);
		buf_fini(&d->out);
		free(d);
	}
	free(z);
}

/* Some programs write '\' between folders. */
static zip_int64_t
locate(zip_t *zip, const char *name)
{
	zip_int64_t i = zip_name_locate(zip, name, ZIP_FL_NOCASE);
	char *other;

	if (i != -1 || strchr(name, '/') == NULL)
		return i;
	other = mem_strdup(name);
	for (char *p = other; *p != '\0'; p++)
		if (*p == '/')
			*p = '\\';
	i = zip_name_locate(zip, other, ZIP_FL_NOCASE);
	free(other);
	return i;
}

bool
zipedit_has(const struct zipedit *z, const char *name)
{
	return zipfile_has(z->from, name) || locate(z->to, name) != -1;
}

int
zipedit_read(struct zipedit *z, const char *name, zipfile_fn *fn, void *ctx,
    struct err *e)
{
	return zipfile_read(z->from, name, fn, ctx, e);
}

static bool
append(void *ctx, const char *p, size_t n, bool last)
{
	struct buf *b = ctx;

	(void)last;
	buf_put(b, p, n);
	return buf_ok(b);
}

int
zipedit_get(struct zipedit *z, const char *name, struct buf *b, struct err *e)
{
	if (zipedit_read(z, name, append, b, e) == -1)
		return -1;
	if (!buf_ok(b))
		return err_set(e, ERR_LIMIT, "part %s is larger than %zu MiB",
		    name, b->max >> 20);
	return 0;
}

/* Takes the source over. */
static int
set_part(struct zipedit *z, const char *name, zip_source_t *s, struct err *e)
{
	zip_int64_t i = locate(z->to, name);

	if (s == NULL)
		return zip_fault(e, "copied", z->to);
	if (i == -1) {
		i = zip_file_add(z->to, name, s, ZIP_FL_ENC_UTF_8);
	} else if (zip_file_replace(z->to, (zip_uint64_t)i, s, 0) == -1) {
		i = -1;
	}
	if (i == -1) {
		zip_source_free(s);
		return zip_fault(e, "copied", z->to);
	}
	if (zip_set_file_compression(z->to, (zip_uint64_t)i, ZIP_CM_DEFLATE,
	    0) == -1 || zip_file_set_dostime(z->to, (zip_uint64_t)i, 0,
	    DOS_DATE, 0) == -1)
		return zip_fault(e, "copied", z->to);
	return 0;
}

int
zipedit_put(struct zipedit *z, const char *name, struct str bytes,
    struct err *e)
{
	/* libzip frees it: it must come from malloc, as all of mem.h does. */
	char *copy = mem_alloc(bytes.n + 1);
	zip_source_t *s;

	memcpy(copy, bytes.p, bytes.n);
	s = zip_source_buffer(z->to, copy, bytes.n, 1);
	if (s == NULL)
		free(copy);
	return set_part(z, name, s, e);
}

/* ---- a part edited while the package is written ---- */

static int
fill_out(struct edit *d)
{
	char *piece = mem_alloc(ZIP_PIECE);
	size_t n = 0;
	int more = 1;

	buf_reset(&d->out);
	d->taken = 0;
	while (more == 1 && !d->ended && d->out.n == 0) {
		more = zip_part_next(&d->part, piece, &n, &d->err);
		if (more == -1)
			break;
		d->ended = more == 0;
		if (d->fn(d->ctx, (struct str){ piece, n }, d->ended, &d->out,
		    &d->err) == -1)
			more = -1;
		else if (!buf_ok(&d->out))
			more = err_set(&d->err, ERR_LIMIT, "part %s grows "
			    "beyond what is held in memory", d->name);
	}
	free(piece);
	return more == -1 ? -1 : 0;
}

static zip_int64_t
give(struct edit *d, char *to, zip_uint64_t room)
{
	size_t n;

	if (d->taken == d->out.n && !d->ended && fill_out(d) == -1) {
		zip_error_set(&d->zip_error, ZIP_ER_INTERNAL, 0);
		return -1;
	}
	n = d->out.n - d->taken < room ? d->out.n - d->taken : (size_t)room;
	if (n > 0)
		memcpy(to, d->out.p + d->taken, n);
	d->taken += n;
	return (zip_int64_t)n;
}

static zip_int64_t
on_source(void *ctx, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
	struct edit *d = ctx;

	/* libzip asks, as for any source: the part is read as it comes. */
	switch (command) {
	case ZIP_SOURCE_OPEN:
		if (zip_part_open(&d->part, d->from, d->name, &d->err) ==
		    -1) {
			zip_error_set(&d->zip_error, ZIP_ER_OPEN, 0);
			return -1;
		}
		return 0;
	case ZIP_SOURCE_READ:
		return give(d, data, n);
	case ZIP_SOURCE_CLOSE:
		zip_part_close(&d->part);
		return 0;
	case ZIP_SOURCE_STAT:
		zip_stat_init(data);
		return sizeof(zip_stat_t);
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&d->zip_error, data, n);
	case ZIP_SOURCE_FREE:
		return 0;
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN,
		    ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
		    ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	default:
		zip_error_set(&d->zip_error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

int
zipedit_edit(struct zipedit *z, const char *name, zipedit_fn *fn, void *ctx,
    struct err *e)
{
	struct edit *d = mem_calloc(1, sizeof(*d));

	d->next = z->edits;
	z->edits = d;
	d->name = mem_strdup(name);
	d->from = z->from;
	d->fn = fn;
	d->ctx = ctx;
	buf_init(&d->out, BUF_MAX_DEFAULT);
	zip_error_init(&d->zip_error);
	return set_part(z, name, zip_source_function(z->to, on_source, d), e);
}

size_t
zipedit_drop(struct zipedit *z, const char *start)
{
	zip_int64_t n = zip_get_num_entries(z->to, ZIP_FL_UNCHANGED);
	size_t len = strlen(start), dropped = 0;

	for (zip_int64_t i = 0; i < n; i++) {
		const char *name = zip_get_name(z->to, (zip_uint64_t)i,
		    ZIP_FL_UNCHANGED);
		size_t k = 0;

		while (name != NULL && k < len && (name[k] == start[k] ||
		    (name[k] == '\\' && start[k] == '/')))
			k++;
		if (k == len && zip_delete(z->to, (zip_uint64_t)i) == 0)
			dropped++;
	}
	return dropped;
}

static int
pour(struct zipedit *z, zipedit_sink *sink, void *ctx, struct err *e)
{
	char *piece;
	zip_int64_t n;
	int status = 0;

	if (zip_source_open(z->store) == -1)
		return err_set(e, ERR_SYS, "the copy cannot be read: %s",
		    zip_error_strerror(zip_source_error(z->store)));
	piece = mem_alloc(ZIP_PIECE);
	while (status == 0 &&
	    (n = zip_source_read(z->store, piece, ZIP_PIECE)) != 0)
		status = n < 0 ? err_set(e, ERR_SYS, "the copy cannot be read: "
		    "%s", zip_error_strerror(zip_source_error(z->store))) :
		    sink(ctx, (struct str){ piece, (size_t)n }, e);
	free(piece);
	zip_source_close(z->store);
	return status;
}

int
zipedit_commit(struct zipedit *z, zipedit_sink *sink, void *ctx, struct err *e)
{
	if (zip_close(z->to) == -1) {
		for (struct edit *d = z->edits; d != NULL; d = d->next)
			if (d->err.code != ERR_NONE) {
				*e = d->err;
				return -1;
			}
		return zip_fault(e, "copied", z->to);
	}
	z->to = NULL;
	return pour(z, sink, ctx, e);
}
