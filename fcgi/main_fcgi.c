/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-fcgi: the service behind nginx; its options. */
#include "fcgi/service.h"

#define AT(member) offsetof(struct service_opts, member)

static const struct opt options[] = {
	PLACE_OPT_STORE(AT(place)),
	{ "socket", "PATH", "where nginx connects (default: the socket systemd "
	    "passes)", OPT_TEXT, AT(socket) },
	{ "run", "DIR", "a folder of the service's own for what can be made "
	    "again", OPT_TEXT, AT(run) },
	{ "access", "FILE", "who may see what (JSON)", OPT_TEXT, AT(access) },
	PLACE_OPT_KEY(AT(place)),
	PLACE_OPT_PASSPHRASE(AT(place)),
	{ "workers", "N", "processes that answer requests (default: 2)",
	    OPT_TEXT, AT(workers) },
	{ "allow-user", "USER", "a user, besides our own, whose processes may "
	    "connect (nginx's)", OPT_LIST, AT(allow) },
	{ .name = NULL }
};
static const char *const uses[] = { "store", "socket", "run", "access", "key",
	"passphrase-file", "workers", "allow-user", NULL };
static const struct opt_command commands[] = {
	{ NULL, "", "serve until SIGTERM", uses, service_run },
	{ .help = NULL }
};
static const struct opt_program program = {
	.name = "preaudit-fcgi",
	.about = "Serves readiness pages, reports and verification to nginx.",
	.opts = options,
	.commands = commands,
	.examples = "  preaudit-fcgi --store /srv/preaudit/store --socket "
	    "/run/preaudit/fcgi.sock \\\n      --run /run/preaudit/status "
	    "--access /etc/preaudit/access.json\n",
	.args = offsetof(struct service_opts, args),
};

int
main(int argc, char **argv)
{
	struct service_opts o = { 0 };

	return opts_run(&program, argc, argv, &o);
}
