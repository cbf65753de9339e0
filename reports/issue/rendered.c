/* SPDX-License-Identifier: Apache-2.0 */
/* All outputs of a report into one folder; see rendered.h. */
#include "reports/issue/rendered.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include "reports/section/compose.h"

/* Makes a file another process wrote durable and takes its hash. */
static int
settle(const char *path, struct rendered_file *f, struct err *e)
{
	struct map map;
	int fd, status;

	if (chmod(path, 0444) == -1)
		return err_sys(e, "set the mode of", path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return err_sys(e, "open", path);
	status = fd_sync(fd, path, e);
	close(fd);
	if (status == -1 || map_open(&map, path, e) == -1)
		return -1;
	sha256_hex(f->sha256, map_view(&map));
	f->bytes = map.n;
	map_close(&map);
	return 0;
}

/* Written, fsynced, read back: what is hashed is what is on the disk. */
static int
put_text(void (*make)(const struct doc *, struct buf *), const struct doc *d,
    const char *path, struct rendered_file *f, struct err *e)
{
	char meant[SHA256_HEX + 1];
	struct buf b;
	int status = -1;

	buf_init(&b, BUF_MAX_DEFAULT);
	make(d, &b);
	sha256_hex(meant, buf_view(&b));
	if (!buf_ok(&b))
		err_set(e, ERR_LIMIT, "%s would be larger than %zu bytes",
		    path, b.max);
	else if (file_replace(path, buf_view(&b), 0444, e) == 0 &&
	    settle(path, f, e) == 0)
		status = strcmp(meant, f->sha256) == 0 ? 0 :
		    err_set(e, ERR_SYS, "%s does not read back as it was "
		    "written; the disk is not to be trusted", path);
	buf_fini(&b);
	return status;
}

static int
write_csv(const struct doc *d, const char *dir, const char *path,
    struct rendered_file *f, struct err *e)
{
	(void)dir;
	return put_text(out_csv, d, path, f, e);
}

static int
write_html(const struct doc *d, const char *dir, const char *path,
    struct rendered_file *f, struct err *e)
{
	(void)dir;
	return put_text(out_html, d, path, f, e);
}

static int
write_xlsx(const struct doc *d, const char *dir, const char *path,
    struct rendered_file *f, struct err *e)
{
	char *tmp = path_join(dir, ".tmp-xlsx");
	struct err ignored;
	int status = -1;

	if (mkdir(tmp, 0700) == -1 && errno != EEXIST)
		err_sys(e, "make the folder", tmp);
	else if (out_xlsx(d, path, tmp, e) == 0)
		status = settle(path, f, e);
	/* What stays would be published with the report. */
	if (dir_remove(tmp, status == 0 ? e : &ignored) == -1)
		status = -1;
	free(tmp);
	return status;
}

/*
 * One row for each output. The content comes first: the others name its hash.
 */
static const struct {
	const char *format; /* in the leaf, and the end of the name */
	const char *name;   /* of the file, before its end; NULL: the profile's */
	int (*write)(const struct doc *d, const char *dir, const char *path,
	    struct rendered_file *f, struct err *e);
} outputs[] = {
	[RENDERED_CSV] = { "csv", "content", write_csv },
	[RENDERED_HTML] = { "html", NULL, write_html },
	[RENDERED_XLSX] = { "xlsx", NULL, write_xlsx },
};
_Static_assert(sizeof(outputs) / sizeof(outputs[0]) == RENDERED__MAX,
    "every output has a row");

const char *
rendered_format_name(enum rendered_format f)
{
	return outputs[f].format;
}

void
rendered_file_name(char out[RENDERED_NAME], const char *profile,
    enum rendered_format f, bool draft)
{
	snprintf(out, RENDERED_NAME, "%.100s%s.%s", outputs[f].name != NULL ?
	    outputs[f].name : profile, draft ? "-DRAFT" : "",
	    outputs[f].format);
}

static int
render(struct doc *d, const char *dir, struct rendered *out, struct err *e)
{
	int status = 0;

	for (int f = 0; f < RENDERED__MAX && status == 0; f++) {
		struct rendered_file *file = &out->file[f];
		char *path;

		rendered_file_name(file->name, d->identity.profile,
		    (enum rendered_format)f, d->identity.draft);
		path = path_join(dir, file->name);
		status = outputs[f].write(d, dir, path, file, e);
		free(path);
		if (f == RENDERED_CSV)
			d->identity.content_sha256 = file->sha256;
	}
	memcpy(out->content_sha256, out->file[RENDERED_CSV].sha256,
	    sizeof(out->content_sha256));
	return status == -1 ? -1 : dir_sync(dir, e);
}

int
rendered_make(struct report *r, bool draft, const char *dir,
    struct rendered *out, struct err *e)
{
	struct doc d;
	int status;

	*out = (struct rendered){ 0 };
	if (compose_report(r, draft, &d, e) == -1)
		return -1;
	status = render(&d, dir, out, e);
	doc_fini(&d);
	return status;
}
