/* SPDX-License-Identifier: Apache-2.0 */
/* The socket where nginx connects. */
#ifndef PREAUDIT_SOCKET_H
#define PREAUDIT_SOCKET_H

#include "shared/base/err.h"

/*
 * Listens on a Unix socket at `path`, open to owner and group, in place of a
 * socket that an earlier run left. The descriptor, which the caller closes.
 * -1: ERR_USAGE when the path is too long or something else stands there,
 * which stays.
 */
int socket_listen(const char *path, struct err *e);
/*
 * The socket that systemd passed to this very process. -1: ERR_USAGE when it
 * passed none.
 */
int socket_inherited(struct err *e);

#endif
