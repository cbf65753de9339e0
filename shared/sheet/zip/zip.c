/* SPDX-License-Identifier: Apache-2.0 */
/* Zip containers on libzip; see zip.h. */
#include "shared/sheet/zip/zip_part.h"

#include <stdlib.h>

#include <sys/stat.h>

#include <zip.h>

#include "shared/base/mem.h"
#include "shared/file/fileio.h"
#include "shared/sheet/zip/foreign.h"

#define RATIO_FREE ((uint64_t)1 << 20)

const struct zip_caps zip_caps_report = {
	.file = (uint64_t)64 << 20, .entry = (uint64_t)512 << 20,
	.total = (uint64_t)1 << 30, .entries = 4096, .ratio = 200
};
const struct zip_caps zip_caps_import = {
	.file = (uint64_t)256 << 20, .entry = (uint64_t)2 << 30,
	.total = (uint64_t)4 << 30, .entries = 4096, .ratio = 200
};

struct zip_entry {
	char *name; /* folded: lower case, '/' for '\', none in front */
	uint64_t index, size, packed;
	bool counted; /* in the total */
};

struct zipfile {
	zip_t *zip;
	char *path;     /* NULL when it was opened from bytes */
	const struct zip_caps *caps;
	uint64_t size;  /* of the container */
	uint64_t total; /* inflated size of the parts read so far */
	struct zip_entry *entry; /* by name */
	size_t n;
};

static char *
folded(const char *name)
{
	char *s, *copy;

	while (*name == '/' || *name == '\\')
		name++;
	copy = mem_strdup(name);
	for (s = copy; *s != '\0'; s++)
		*s = *s == '\\' ? '/' : ascii_lower(*s);
	return copy;
}

static int
entry_order(const void *a, const void *b)
{
	return strcmp(((const struct zip_entry *)a)->name,
	    ((const struct zip_entry *)b)->name);
}

static int
check_entry(struct zipfile *z, zip_uint64_t i, struct err *e)
{
	const zip_uint64_t need = ZIP_STAT_NAME | ZIP_STAT_SIZE |
	    ZIP_STAT_COMP_SIZE;
	zip_stat_t st;

	if (zip_stat_index(z->zip, i, 0, &st) == -1 ||
	    (st.valid & need) != need || st.comp_size > z->size)
		return err_set(e, ERR_REFUSED, "it is damaged: entry %llu of "
		    "its zip directory cannot be read; get the file again",
		    (unsigned long long)i + 1);
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
	    st.encryption_method != ZIP_EM_NONE)
		return err_set(e, ERR_REFUSED, "part %s is encrypted; save it "
		    "again without a password", st.name);
	if ((st.valid & ZIP_STAT_COMP_METHOD) == 0 ||
	    (st.comp_method != ZIP_CM_STORE &&
	    st.comp_method != ZIP_CM_DEFLATE))
		return err_set(e, ERR_REFUSED, "part %s is packed in a way "
		    "workbooks are not; save it again from a spreadsheet "
		    "program", st.name);
	z->entry[z->n++] = (struct zip_entry){ folded(st.name), i, st.size,
		st.comp_size, false };
	return 0;
}

static int
check_entries(struct zipfile *z, struct err *e)
{
	zip_int64_t n = zip_get_num_entries(z->zip, 0);

	if (n < 0 || n > z->caps->entries)
		return err_set(e, ERR_REFUSED, "it has %lld parts; a workbook "
		    "may have %u: copy its tables into a new one", (long long)n,
		    z->caps->entries);
	z->entry = mem_calloc((size_t)n + 1, sizeof(*z->entry));
	for (zip_int64_t i = 0; i < n; i++)
		if (check_entry(z, (zip_uint64_t)i, e) == -1)
			return -1;
	qsort(z->entry, z->n, sizeof(*z->entry), entry_order);
	for (size_t i = 1; i < z->n; i++)
		if (strcmp(z->entry[i - 1].name, z->entry[i].name) == 0)
			return err_set(e, ERR_REFUSED, "it holds two parts "
			    "named %s: which one counts is open; save it "
			    "again from a spreadsheet program",
			    z->entry[i].name);
	return 0;
}

static int
too_large(uint64_t size, const struct zip_caps *caps, struct err *e)
{
	return err_set(e, ERR_REFUSED, "it has %llu bytes; a workbook may "
	    "have %llu MiB: split it", (unsigned long long)size,
	    (unsigned long long)caps->file >> 20);
}

static int
opened(struct zipfile **z, struct zipfile *f, struct err *e)
{
	if (check_entries(f, e) == -1) {
		zipfile_close(f);
		return -1;
	}
	*z = f;
	return 0;
}

static struct zipfile *
new_zipfile(const char *path, uint64_t size, const struct zip_caps *caps)
{
	struct zipfile *f = mem_calloc(1, sizeof(*f));

	f->path = path == NULL ? NULL : mem_strdup(path);
	f->size = size;
	f->caps = caps;
	return f;
}

static int
open_file(struct zipfile **z, const char *path, uint64_t size,
    const struct zip_caps *caps, struct err *e)
{
	struct zipfile *f;
	struct map m;
	int code;

	if (size > caps->file)
		return too_large(size, caps, e);
	f = new_zipfile(path, size, caps);
	/* To libzip no byte at all is a container without parts. */
	f->zip = size == 0 ? NULL : zip_open(path, ZIP_RDONLY, &code);
	if (f->zip != NULL)
		return opened(z, f, e);
	zipfile_close(f);
	if (map_open(&m, path, e) == -1)
		return -1;
	err_set(e, ERR_REFUSED, "%s", foreign_sentence(map_view(&m)));
	map_close(&m);
	return -1;
}

int
zipfile_open(struct zipfile **z, const char *path,
    const struct zip_caps *caps, struct err *e)
{
	struct stat st;

	*z = NULL;
	if (stat(path, &st) == -1)
		return err_sys(e, "examine", path);
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_REFUSED, "%s is not a regular file",
		    path);
	if (open_file(z, path, (uint64_t)st.st_size, caps, e) == -1)
		return err_ctx(e, "%s", path);
	return 0;
}

int
zipfile_open_bytes(struct zipfile **z, struct str bytes,
    const struct zip_caps *caps, struct err *e)
{
	struct zipfile *f;
	zip_source_t *source;

	*z = NULL;
	if (bytes.n > caps->file)
		return too_large(bytes.n, caps, e);
	if (bytes.n == 0)
		return err_set(e, ERR_REFUSED, "%s", foreign_sentence(bytes));
	source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
	if (source == NULL)
		return err_set(e, ERR_SYS, "out of memory");
	f = new_zipfile(NULL, bytes.n, caps);
	f->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (f->zip != NULL)
		return opened(z, f, e);
	zip_source_free(source);
	zipfile_close(f);
	return err_set(e, ERR_REFUSED, "%s", foreign_sentence(bytes));
}

void
zipfile_close(struct zipfile *z)
{
	if (z == NULL)
		return;
	for (size_t i = 0; i < z->n; i++)
		free(z->entry[i].name);
	free(z->entry);
	if (z->zip != NULL)
		zip_discard(z->zip);
	free(z->path);
	free(z);
}

static struct zip_entry *
find(const struct zipfile *z, const char *name)
{
	struct zip_entry key = { .name = folded(name) }, *found;

	found = z->n == 0 ? NULL : bsearch(&key, z->entry, z->n,
	    sizeof(*z->entry), entry_order);
	free(key.name);
	return found;
}

bool
zipfile_has(const struct zipfile *z, const char *name)
{
	return find(z, name) != NULL;
}

static bool
too_dense(uint64_t size, uint64_t packed, uint32_t ratio)
{
	return size > RATIO_FREE && size / ratio > packed;
}

/* Of what the directory says, before anything is inflated. */
static int
check_size(struct zipfile *z, struct zip_entry *n, struct err *e)
{
	const struct zip_caps *c = z->caps;

	if (!n->counted) {
		n->counted = true;
		z->total += n->size > c->total ? c->total + 1 : n->size;
	}
	if (n->size > c->entry || z->total > c->total ||
	    too_dense(n->size, n->packed, c->ratio) ||
	    too_dense(z->total, z->size, c->ratio))
		return err_set(e, ERR_REFUSED, "part %s unpacks to more than "
		    "a workbook of this size may hold, and is not read; copy "
		    "the table into a new workbook, or export it as CSV",
		    n->name);
	return 0;
}

static int
wrong_size(const struct zip_entry *n, bool more, struct err *e)
{
	return err_set(e, ERR_REFUSED, "part %s is damaged: it unpacks to %s "
	    "than the %llu bytes that the zip directory says; get the file "
	    "again", n->name, more ? "more" : "less",
	    (unsigned long long)n->size);
}

static int
damaged(const struct zip_entry *n, zip_error_t *why, struct err *e)
{
	return err_set(e, ERR_REFUSED, "part %s is damaged: %s; get the file "
	    "again", n->name, zip_error_code_zip(why) == ZIP_ER_CRC ?
	    "its checksum is wrong" : "it cannot be unpacked");
}

int
zip_part_open(struct zip_part *p, struct zipfile *z, const char *name,
    struct err *e)
{
	struct zip_entry *n = find(z, name);

	*p = (struct zip_part){ .entry = n };
	if (n == NULL)
		return err_set(e, ERR_REFUSED, "its part %s is missing; get "
		    "the file again", name);
	if (check_size(z, n, e) == -1)
		return -1;
	p->file = zip_fopen_index(z->zip, n->index, 0);
	return p->file != NULL ? 0 : damaged(n, zip_get_error(z->zip), e);
}

void
zip_part_close(struct zip_part *p)
{
	if (p->file != NULL)
		zip_fclose(p->file);
	p->file = NULL;
}

int
zip_part_next(struct zip_part *p, char *piece, size_t *n, struct err *e)
{
	zip_int64_t got = zip_fread(p->file, piece, ZIP_PIECE);

	/* A wrong checksum shows here, behind the last byte. */
	if (got < 0)
		return damaged(p->entry, zip_file_get_error(p->file), e);
	p->have += (uint64_t)got;
	if (p->have > p->entry->size || (got == 0 &&
	    p->have < p->entry->size))
		return wrong_size(p->entry, got > 0, e);
	*n = (size_t)got;
	return got > 0;
}

static int
read_part(struct zip_part *p, zipfile_fn *fn, void *ctx, struct err *e)
{
	char *piece = mem_alloc(ZIP_PIECE);
	size_t n;
	int more;

	while ((more = zip_part_next(p, piece, &n, e)) == 1)
		if (!fn(ctx, piece, n, false))
			break;
	if (more == 0)
		(void)fn(ctx, piece, 0, true);
	free(piece);
	return more == -1 ? -1 : 0;
}

int
zipfile_read(struct zipfile *z, const char *name, zipfile_fn *fn, void *ctx,
    struct err *e)
{
	struct zip_part p;
	int status = zip_part_open(&p, z, name, e);

	if (status == 0)
		status = read_part(&p, fn, ctx, e);
	zip_part_close(&p);
	return status == 0 || z->path == NULL ? status :
	    err_ctx(e, "%s", z->path);
}
