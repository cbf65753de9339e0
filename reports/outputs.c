/* SPDX-License-Identifier: Apache-2.0 */
/* All outputs of a report into one folder; see outputs.h. */
#include "reports/outputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include "reports/compose.h"

static const struct {
	const char *name;   /* in the leaf */
	const char *suffix; /* NULL: the file has a fixed name */
} formats[] = {
	[OUTPUT_CSV] = { "csv", NULL },
	[OUTPUT_HTML] = { "html", "html" },
	[OUTPUT_XLSX] = { "xlsx", "xlsx" },
};
_Static_assert(sizeof(formats) / sizeof(formats[0]) == OUTPUT__MAX,
    "every format has a row");

const char *
output_format_name(enum output_format f)
{
	return formats[f].name;
}

void
output_file_name(char out[128], const char *profile, enum output_format f)
{
	if (formats[f].suffix == NULL)
		snprintf(out, 128, "content.csv");
	else
		snprintf(out, 128, "%.100s.%s", profile, formats[f].suffix);
}

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
put_file(const char *path, const struct buf *b, struct rendered_file *f,
    struct err *e)
{
	char meant[SHA256_HEX + 1];

	if (!buf_ok(b))
		return err_set(e, ERR_LIMIT, "%s would be larger than %zu "
		    "bytes", path, b->max);
	sha256_hex(meant, buf_view(b));
	if (file_replace(path, buf_view(b), 0444, e) == -1 ||
	    settle(path, f, e) == -1)
		return -1;
	if (strcmp(meant, f->sha256) != 0)
		return err_set(e, ERR_SYS, "%s does not read back as it was "
		    "written; the disk is not to be trusted", path);
	return 0;
}

static int
put_xlsx(const struct doc *d, const char *dir, const char *path,
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

int
outputs_render(struct report *r, const char *dir, struct rendered *out,
    struct err *e)
{
	char *path[OUTPUT__MAX];
	struct buf content, html;
	struct doc d;
	int status = -1;

	*out = (struct rendered){ 0 };
	if (compose_report(r, &d, e) == -1)
		return -1;
	buf_init(&content, BUF_MAX_DEFAULT);
	buf_init(&html, BUF_MAX_DEFAULT);
	for (int f = 0; f < OUTPUT__MAX; f++) {
		output_file_name(out->file[f].name, r->profile.name,
		    (enum output_format)f);
		path[f] = path_join(dir, out->file[f].name);
	}
	out_csv(&d, &content);
	sha256_hex(out->content_sha256, buf_view(&content));
	d.identity.content_sha256 = out->content_sha256;
	out_html(&d, &html);
	if (put_file(path[OUTPUT_CSV], &content, &out->file[OUTPUT_CSV],
	    e) == -1 ||
	    put_file(path[OUTPUT_HTML], &html, &out->file[OUTPUT_HTML],
	    e) == -1 ||
	    put_xlsx(&d, dir, path[OUTPUT_XLSX], &out->file[OUTPUT_XLSX],
	    e) == -1 || dir_sync(dir, e) == -1)
		goto out;
	status = 0;
out:
	for (int f = 0; f < OUTPUT__MAX; f++)
		free(path[f]);
	buf_fini(&content);
	buf_fini(&html);
	doc_fini(&d);
	return status;
}
