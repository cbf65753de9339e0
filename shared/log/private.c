/* SPDX-License-Identifier: Apache-2.0 */
/* Files that only their owner may read: keys and passphrases. */
#include "shared/log/key_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* How errors name them, and what to do. */
static const struct {
	const char *what, *missing;
} private_file[] = {
	[PRIVATE_KEY] = { "key", "name it with --key FILE, or restore it from "
	    "the backup" },
	[PRIVATE_PASSPHRASE] = { "passphrase file", "name it with "
	    "--passphrase-file FILE" },
};

/*
 * A service manager hands passphrases (credentials) to a service in files of
 * root's that an access list opens to the service's user alone; the list
 * shows as a mode of 0440.
 */
static bool
is_credential(enum private_kind kind, const struct stat *st)
{
	return kind == PRIVATE_PASSPHRASE && geteuid() != 0 &&
	    st->st_uid == 0 && st->st_gid == 0 && (st->st_mode & 037) == 0;
}

static int
check_private(enum private_kind kind, const char *path, const struct stat *st,
    struct err *e)
{
	const char *what = private_file[kind].what;

	if (!S_ISREG(st->st_mode))
		return err_set(e, ERR_CONFIG, "%s %s is not a regular file",
		    what, path);
	if (is_credential(kind, st))
		return 0;
	if (st->st_uid != geteuid() && geteuid() != 0)
		return err_set(e, ERR_CONFIG, "%s %s belongs to user %u, not "
		    "to you (user %u); run as its owner", what, path,
		    (unsigned)st->st_uid, (unsigned)geteuid());
	if ((st->st_mode & 077) != 0)
		return err_set(e, ERR_CONFIG, "%s %s is open to others (mode "
		    "%04o); mend it with: chmod 600 %s", what, path,
		    (unsigned)st->st_mode & 07777, path);
	return 0;
}

/*
 * Opens a file that only its owner may read: no link followed, our own, no
 * bits for others, and never waiting at a pipe.
 */
static int
open_private(const char *path, enum private_kind kind, struct err *e)
{
	const char *what = private_file[kind].what;
	struct stat st;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY |
	    O_NONBLOCK);

	if (fd == -1) {
		if (errno == ELOOP)
			return err_set(e, ERR_CONFIG, "%s %s is a symbolic "
			    "link; name the file itself", what, path);
		if (errno == ENOENT)
			return err_set(e, ERR_CONFIG, "there is no %s %s; %s",
			    what, path, private_file[kind].missing);
		if (errno == EACCES)
			return err_set(e, ERR_CONFIG, "you (user %u) may not "
			    "read %s %s; run as its owner",
			    (unsigned)geteuid(), what, path);
		return err_sys(e, "open", path);
	}
	if (fstat(fd, &st) == -1)
		err_sys(e, "examine", path);
	else if (check_private(kind, path, &st, e) == 0)
		return fd;
	close(fd);
	return -1;
}

void
private_closed(void)
{
	const struct rlimit none = { 0, 0 };

	/* Where the system refuses that, nothing else relies on it. */
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

ssize_t
private_read(const char *path, enum private_kind kind, char *out, size_t cap,
    struct err *e)
{
	int fd = open_private(path, kind, e);
	size_t have = 0;
	ssize_t n = 0;

	if (fd == -1)
		return -1;
	private_closed();
	while (have < cap) {
		n = read(fd, out + have, cap - have);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		have += (size_t)n;
	}
	if (n == -1)
		err_sys(e, "read", path);
	close(fd);
	if (n == -1)
		return -1;
	if (have == cap)
		return err_set(e, ERR_CONFIG, "%s %s is longer than %zu "
		    "bytes; it is not what you mean", private_file[kind].what,
		    path, cap - 1);
	return (ssize_t)have;
}
