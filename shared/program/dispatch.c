/* SPDX-License-Identifier: Apache-2.0 */
/* `NAME COMMAND` becomes the program NAME-COMMAND; see dispatch.h. */
#include "shared/program/dispatch.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/version.h"
#include "shared/file/fileio.h"
#include "shared/program/messages.h"

static const char *
command_name(const void *ctx, size_t i)
{
	const struct dispatch *d = ctx;

	return d->commands[i].name;
}

static const struct dispatch_command *
find_command(const struct dispatch *d, const char *word)
{
	for (size_t i = 0; d->commands[i].name != NULL; i++)
		if (strcmp(d->commands[i].name, word) == 0)
			return &d->commands[i];
	return NULL;
}

static int
print_help(const struct dispatch *d, struct err *e)
{
	struct buf b;
	int status;

	buf_init(&b, BUF_MAX_DEFAULT);
	program_put(&b, PROGRAM_MSG_DISPATCH, VALUES(d->about, d->name));
	for (size_t i = 0; d->commands[i].name != NULL; i++)
		program_put(&b, PROGRAM_MSG_DISPATCH_ROW,
		    VALUES(d->commands[i].name, d->commands[i].help));
	program_put(&b, PROGRAM_MSG_DISPATCH_END, VALUES(d->name));
	status = out_write(&b, e);
	buf_fini(&b);
	return status;
}

static int
print_version(struct err *e)
{
	puts(PREAUDIT_PROGRAM);
	return fflush(stdout) == 0 ? 0 : err_sys(e, "write", "the version");
}

/* The program of that name in this program's folder, or NULL. */
static char *
beside(const char *name)
{
	char self[PATH_MAX], *slash, *path;
	ssize_t n;

	n = readlink("/proc/self/exe", self, sizeof(self));
	if (n <= 0 || (size_t)n == sizeof(self))
		return NULL;
	self[n] = '\0';
	slash = strrchr(self, '/');
	if (slash == NULL)
		return NULL;
	slash[1] = '\0';
	path = path_join(self, name);
	if (access(path, X_OK) == 0)
		return path;
	free(path);
	return NULL;
}

/* Becomes NAME-PROGRAM; argv[0] is the place for its name. */
static int
run(const struct dispatch *d, const char *program, char **argv, struct err *e)
{
	char name[64], *path;
	int sys;

	snprintf(name, sizeof(name), "%s-%s", d->name, program);
	argv[0] = name;
	path = beside(name);
	if (path != NULL)
		execv(path, argv);
	else
		execvp(name, argv);
	sys = errno;
	free(path);
	errno = sys;
	return err_sys(e, "run", name);
}

static int
refuse(const struct dispatch *d, const char *word, struct err *e)
{
	const char *near = str_suggest(str_of(word), command_name, d);
	char program[64];

	if (near == NULL)
		return program_refuse(e, PROGRAM_MSG_UNKNOWN,
		    VALUES(word[0] == '-', word, d->name));
	snprintf(program, sizeof(program), "%s ", d->name);
	return program_refuse(e, PROGRAM_MSG_UNKNOWN_NEAR,
	    VALUES(word, program, near));
}

/* The command argv[1], with what stands behind it. */
static int
run_command(const struct dispatch *d, char **argv, struct err *e)
{
	const struct dispatch_command *c = find_command(d, argv[1]);

	if (c == NULL)
		return refuse(d, argv[1], e);
	return c->of == NULL ? run(d, c->name, argv + 1, e) :
	    run(d, c->of, argv, e);
}

static int
choose(const struct dispatch *d, int argc, char **argv, struct err *e)
{
	const char *word = argc < 2 ? NULL : argv[1];

	if (word == NULL)
		return program_refuse(e, PROGRAM_MSG_NO_COMMAND,
		    VALUES(d->name));
	if (strcmp(word, "--version") == 0)
		return print_version(e);
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
	    (strcmp(word, "help") == 0 && argc == 2))
		return print_help(d, e);
	if (strcmp(word, "help") == 0) {
		char help[] = "--help", *words[] = { argv[1], argv[2], help,
			NULL };

		return run_command(d, words, e);
	}
	return run_command(d, argv, e);
}

int
dispatch_run(const struct dispatch *d, int argc, char **argv)
{
	struct err e = { 0 };

	if (choose(d, argc, argv, &e) == 0)
		return 0;
	err_print(d->name, &e);
	return err_exit_status(e.code);
}
