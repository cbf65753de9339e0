/* SPDX-License-Identifier: Apache-2.0 */
/* The worker's side of the channel to the issuer; see channel.h. */
#include "fcgi/channel.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>

#include <sys/socket.h>

void
channel_status_name(char out[64], uint64_t size, int32_t as_of)
{
	char day[DATE_TEXT];

	date_format(day, as_of);
	snprintf(out, 64, "status-%" PRIu64 "-%s.json", size, day);
}

int
channel_ask(int fd, struct ask *a, unsigned timeout_ms,
    struct answer_msg *out, struct err *e)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	/* Ask; the number tells this answer from older ones. */
	a->number++;
	if (send(fd, a, sizeof(*a), MSG_NOSIGNAL) != (ssize_t)sizeof(*a))
		return err_sys(e, "reach", "the issuer");
	for (;;) {
		ssize_t got;
		int ready = poll(&p, 1, (int)timeout_ms);

		/* Wait, but not for ever. */
		if (ready == -1 && errno == EINTR)
			continue;
		if (ready <= 0)
			return err_set(e, ERR_LOCKED, "the report is not ready "
			    "after %u s; it is still being made, ask again "
			    "in a while", timeout_ms / 1000);
		/* Take one message, whole. */
		got = recv(fd, out, sizeof(*out), 0);
		if (got == -1)
			return err_sys(e, "hear from", "the issuer");
		if (got != (ssize_t)sizeof(*out))
			return err_set(e, ERR_SYS, "the issuer has ended "
			    "without an answer; the report may still be "
			    "issued, ask again in a while");
		if (out->number != a->number)
			continue; /* answers an ask we gave up on */
		/* The issuer is another process: its texts must end. */
		out->msg[sizeof(out->msg) - 1] = '\0';
		out->id[sizeof(out->id) - 1] = '\0';
		out->file[sizeof(out->file) - 1] = '\0';
		if (out->code == ERR_NONE)
			return 0;
		return err_set(e, out->code < ERR__MAX ?
		    (enum err_code)out->code : ERR_SYS, "%s", out->msg);
	}
}
