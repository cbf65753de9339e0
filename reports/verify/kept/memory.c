/* SPDX-License-Identifier: Apache-2.0 */
/* Checkpoints seen by earlier checks; see memory.h. */
#include "reports/verify/kept/memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shared/base/enc.h"
#include "shared/base/hash.h"
#include "shared/file/fileio.h"
#include "shared/file/user_folder.h"

/*
 * The folder of a log, on the heap; it need not be there. NULL where neither
 * variable names an absolute path: there is no memory then.
 */
static char *
memory_folder(const char *origin)
{
	char name[SHA256_HEX + 1];
	char *root = user_folder("XDG_STATE_HOME", ".local/state");
	char *folder;

	if (root == NULL)
		return NULL;
	sha256_hex(name, str_of(origin));
	folder = path_join(root, name);
	free(root);
	return folder;
}

int
memory_read(const char *origin, struct kept *k, struct err *e)
{
	char *folder = memory_folder(origin);
	int status = 0;

	if (folder != NULL && path_is_dir(folder))
		status = kept_read(k, folder, e);
	free(folder);
	return status;
}

/* Is the item remembered, and of the history of what was seen now? */
static bool
is_remembered(const struct kept_item *old, const struct kept_item *seen,
    const char *folder)
{
	size_t n = strlen(folder);

	return old->history == seen->history &&
	    strncmp(old->file, folder, n) == 0 && old->file[n] == '/';
}

static int
write_item(const struct kept_item *seen, const char *folder, char **path,
    struct err *e)
{
	char name[64], root[17];
	struct buf b;
	int status;

	hex_format(root, seen->at.root.b, 8);
	snprintf(name, sizeof(name), "%llu-%s.txt",
	    (unsigned long long)seen->at.size, root);
	*path = path_join(folder, name);
	buf_init(&b, BUF_MAX_DEFAULT);
	if (seen->leaf != NULL)
		history_file_format(&b, seen->leaf, seen->at.size, seen->note);
	else
		buf_str(&b, seen->note);
	status = file_replace(*path, buf_view(&b), 0600, e);
	buf_fini(&b);
	return status;
}

/* Is there nothing to add: a remembered history covers it, or the same note? */
static bool
is_known(const struct kept *k, const struct kept_item *seen,
    const char *folder)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct kept_item *old = &k->item[i];

		if (is_remembered(old, seen, folder) &&
		    ((old->leaf != NULL && old->at.size >= seen->at.size) ||
		    (seen->leaf == NULL && old->at.size == seen->at.size)))
			return true;
	}
	return false;
}

int
memory_write(const struct kept *k, size_t seen, struct err *e)
{
	const struct kept_item *item = &k->item[seen];
	char *folder = memory_folder(item->at.origin), *path = NULL;
	int status = 0;

	if (folder == NULL || is_known(k, item, folder)) {
		free(folder);
		return 0;
	}
	if (user_folder_make(folder, e) == -1 ||
	    write_item(item, folder, &path, e) == -1)
		status = -1;
	/* What follows from the hashes now written need not be kept. */
	for (size_t i = 0; item->leaf != NULL && status == 0 && i < k->n; i++)
		if (is_remembered(&k->item[i], item, folder) &&
		    k->item[i].at.size <= item->at.size &&
		    strcmp(k->item[i].file, path) != 0 &&
		    unlink(k->item[i].file) == -1 && errno != ENOENT)
			status = err_sys(e, "remove", k->item[i].file);
	free(folder);
	free(path);
	return status;
}
