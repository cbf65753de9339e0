/* SPDX-License-Identifier: Apache-2.0 */
/* Zip containers on libzip; see zip.h. */
#include "shared/sheet/zip.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include <zip.h>

#include "shared/base/mem.h"

#define PART_BYTES 65536
#define RATIO_FREE ((uint64_t)1 << 20)

struct zipfile {
	zip_t *zip;
	char *path;
	uint64_t size;  /* of the container */
	uint64_t total; /* inflated so far */
	char **name;    /* folded: lower case, '/' for '\' */
	size_t n;
};

static void
fold(char *s)
{
	for (; *s != '\0'; s++)
		*s = *s == '\\' ? '/' : ascii_lower(*s);
}

/* What a file is that is no zip container. */
static const char *
what_it_is(const char *head, size_t n)
{
	static const char cfb[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
	struct str s = { head, n };

	if (n == 0)
		return "it is empty";
	if (n >= 8 && memcmp(head, cfb, 8) == 0)
		return "it is an old .xls workbook, or one with a password; "
		    "save it as .xlsx without a password";
	s = str_trim(s);
	if (str_starts(s, STR("<")))
		return "it is HTML or XML, whatever its name says; save it as "
		    ".xlsx";
	if (str_starts(s, STR("%PDF")))
		return "it is a PDF";
	return "it is no workbook";
}

static int
refuse_foreign(const char *path, struct err *e)
{
	char head[512];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd == -1 ? -1 : read(fd, head, sizeof(head));

	if (fd == -1)
		return err_sys(e, "open", path);
	close(fd);
	if (n >= 4 && memcmp(head, "PK\003\004", 4) == 0)
		return err_set(e, ERR_REFUSED, "%s: it is a damaged workbook: "
		    "its zip directory cannot be read", path);
	return err_set(e, ERR_REFUSED, "%s: %s", path,
	    what_it_is(head, n < 0 ? 0 : (size_t)n));
}

static int
look_at(struct zipfile *z, zip_uint64_t i, struct err *e)
{
	zip_stat_t st;

	if (zip_stat_index(z->zip, i, 0, &st) == -1 ||
	    (st.valid & ZIP_STAT_NAME) == 0)
		return err_set(e, ERR_REFUSED, "%s: entry %llu of the zip "
		    "directory cannot be read", z->path,
		    (unsigned long long)i);
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
	    st.encryption_method != ZIP_EM_NONE)
		return err_set(e, ERR_REFUSED, "%s: part %s is encrypted",
		    z->path, st.name);
	if ((st.valid & ZIP_STAT_COMP_METHOD) == 0 ||
	    (st.comp_method != ZIP_CM_STORE &&
	    st.comp_method != ZIP_CM_DEFLATE))
		return err_set(e, ERR_REFUSED, "%s: part %s is packed in a way "
		    "workbooks are not", z->path, st.name);
	z->name[z->n] = mem_strdup(st.name);
	fold(z->name[z->n++]);
	return 0;
}

static int
look_at_all(struct zipfile *z, struct err *e)
{
	zip_int64_t n = zip_get_num_entries(z->zip, 0);

	if (n < 0 || n > ZIP_MAX_ENTRIES)
		return err_set(e, ERR_REFUSED, "%s has %lld parts; a workbook "
		    "may have %d", z->path, (long long)n, ZIP_MAX_ENTRIES);
	z->name = mem_calloc((size_t)n, sizeof(*z->name));
	for (zip_int64_t i = 0; i < n; i++)
		if (look_at(z, (zip_uint64_t)i, e) == -1)
			return -1;
	if (z->n > 0)
		qsort(z->name, z->n, sizeof(*z->name), cstr_order);
	for (size_t i = 1; i < z->n; i++)
		if (strcmp(z->name[i - 1], z->name[i]) == 0)
			return err_set(e, ERR_REFUSED, "%s holds two parts "
			    "named %s", z->path, z->name[i]);
	return 0;
}

int
zipfile_open(struct zipfile **z, const char *path, struct err *e)
{
	struct zipfile *f;
	struct stat st;
	int code;

	*z = NULL;
	if (stat(path, &st) == -1)
		return err_sys(e, "examine", path);
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_REFUSED, "%s is not a regular file",
		    path);
	if ((uint64_t)st.st_size > ZIP_MAX_FILE)
		return err_set(e, ERR_REFUSED, "%s is larger than %llu MiB",
		    path, (unsigned long long)ZIP_MAX_FILE >> 20);
	f = mem_calloc(1, sizeof(*f));
	f->path = mem_strdup(path);
	f->size = (uint64_t)st.st_size;
	f->zip = zip_open(path, ZIP_RDONLY, &code);
	if (f->zip == NULL) {
		zipfile_close(f);
		return refuse_foreign(path, e);
	}
	if (look_at_all(f, e) == -1) {
		zipfile_close(f);
		return -1;
	}
	*z = f;
	return 0;
}

void
zipfile_close(struct zipfile *z)
{
	if (z == NULL)
		return;
	for (size_t i = 0; i < z->n; i++)
		free(z->name[i]);
	free(z->name);
	if (z->zip != NULL)
		zip_discard(z->zip);
	free(z->path);
	free(z);
}

bool
zipfile_has(const struct zipfile *z, const char *name)
{
	char *folded = mem_strdup(name), **found;

	fold(folded);
	found = z->n == 0 ? NULL : bsearch(&folded, z->name, z->n,
	    sizeof(*z->name), cstr_order);
	free(folded);
	return found != NULL;
}

static int
too_much(const struct zipfile *z, const char *name, struct err *e)
{
	return err_set(e, ERR_REFUSED, "%s: part %s unpacks to more than a "
	    "workbook of this size may hold; it is not read", z->path, name);
}

int
zipfile_read(struct zipfile *z, const char *name, zipfile_fn *fn, void *ctx,
    struct err *e)
{
	zip_file_t *f = zip_fopen(z->zip, name, ZIP_FL_NOCASE);
	char *part;
	uint64_t have = 0;
	zip_int64_t n;
	int status = -1;

	if (f == NULL)
		return err_set(e, ERR_REFUSED, "%s: part %s cannot be opened: "
		    "%s", z->path, name, zip_strerror(z->zip));
	part = mem_alloc(PART_BYTES);
	for (;;) {
		n = zip_fread(f, part, PART_BYTES);
		if (n <= 0)
			break;
		have += (uint64_t)n;
		z->total += (uint64_t)n;
		if (have > ZIP_MAX_ENTRY || z->total > ZIP_MAX_TOTAL ||
		    (z->total > RATIO_FREE &&
		    z->total / ZIP_MAX_RATIO > z->size)) {
			too_much(z, name, e);
			goto out;
		}
		if (!fn(ctx, part, (size_t)n, false)) {
			status = 0;
			goto out;
		}
	}
	if (n < 0) {
		/* A wrong checksum shows here, behind the last byte. */
		err_set(e, ERR_REFUSED, "%s: part %s is damaged: %s", z->path,
		    name, zip_file_strerror(f));
		goto out;
	}
	(void)fn(ctx, part, 0, true);
	status = 0;
out:
	free(part);
	zip_fclose(f);
	return status;
}
