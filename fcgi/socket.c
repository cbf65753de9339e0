/* SPDX-License-Identifier: Apache-2.0 */
/* The socket where nginx connects: made here, or passed by systemd. */
#include "fcgi/socket.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "shared/base/num.h"

#define LISTEN_FD 3 /* of systemd's socket activation */

/* A socket that an earlier run left; whatever else stands there stays. */
static int
unlink_socket(const char *path, struct err *e)
{
	struct stat st;

	if (lstat(path, &st) == -1)
		return errno == ENOENT ? 0 : err_sys(e, "examine", path);
	if (!S_ISSOCK(st.st_mode))
		return err_set(e, ERR_USAGE, "--socket %s is there already, "
		    "and is no socket; name another", path);
	return unlink(path) == 0 ? 0 : err_sys(e, "replace", path);
}

int
socket_listen(const char *path, struct err *e)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	size_t n = strlen(path);
	mode_t old;
	int fd, bound;

	if (n >= sizeof(a.sun_path))
		return err_set(e, ERR_USAGE, "--socket %s is longer than %zu "
		    "bytes", path, sizeof(a.sun_path) - 1);
	memcpy(a.sun_path, path, n + 1);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd == -1)
		return err_sys(e, "make", "a socket");
	if (unlink_socket(path, e) == -1) {
		close(fd);
		return -1;
	}
	old = umask(0117);
	bound = bind(fd, (const struct sockaddr *)&a, sizeof(a));
	umask(old);
	if (bound == -1 || listen(fd, 128) == -1) {
		err_sys(e, "listen on", path);
		close(fd);
		return -1;
	}
	return fd;
}

int
socket_inherited(struct err *e)
{
	const char *pid = getenv("LISTEN_PID"), *n = getenv("LISTEN_FDS");
	uint64_t v;

	if (pid == NULL || n == NULL || strcmp(n, "1") != 0 ||
	    !num_parse_u64(str_of(pid), INT32_MAX, &v) ||
	    (pid_t)v != getpid())
		return err_set(e, ERR_USAGE, "name the socket with --socket, "
		    "or start the service from a systemd socket unit");
	return LISTEN_FD;
}
