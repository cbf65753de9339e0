/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `preaudit COMMAND ...` runs `preaudit-COMMAND ...`: the program beside this
 * one, else the one on the PATH. It knows the commands' names and nothing of
 * what they do.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/err.h"
#include "shared/base/str.h"
#include "shared/base/version.h"
#include "shared/file/fileio.h"

#define PROGRAM "preaudit"

static const struct command {
	const char *name, *help;
} commands[] = {
	{ "store", "make a store, look at it, check it, manage its key" },
	{ "import", "bring registers in from CSV and spreadsheets" },
	{ "report", "readiness for certification: status, gaps, reports" },
	{ "verify", "check that a report is genuine" },
	{ "fcgi", "the service behind nginx" },
};

#define NCOMMANDS (sizeof(commands) / sizeof(commands[0]))

static const char *
command_name(const void *ctx, size_t i)
{
	(void)ctx;
	return i < NCOMMANDS ? commands[i].name : NULL;
}

static bool
is_command(const char *word)
{
	for (size_t i = 0; i < NCOMMANDS; i++)
		if (strcmp(commands[i].name, word) == 0)
			return true;
	return false;
}

static int
print_help(struct err *e)
{
	printf("Certification readiness for ISO/IEC 20000-1, from the "
	    "registers you keep.\n\n"
	    "Usage\n  preaudit COMMAND [options] ...\n\nCommands\n");
	for (size_t i = 0; i < NCOMMANDS; i++)
		printf("  %-10s%s\n", commands[i].name, commands[i].help);
	printf("\n\"preaudit COMMAND --help\" says what a command takes; "
	    "\"preaudit --version\"\nprints name and version.\n");
	return fflush(stdout) == 0 ? 0 : err_sys(e, "write", "the help text");
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

/* Becomes preaudit-COMMAND; argv[0] is the command's place. */
static int
run(char **argv, struct err *e)
{
	char name[32], *path;
	int sys;

	snprintf(name, sizeof(name), PROGRAM "-%s", argv[0]);
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
refuse(const char *word, struct err *e)
{
	const char *near = str_suggest(str_of(word), command_name, NULL);

	if (near == NULL)
		return err_set(e, ERR_USAGE, "there is no %s \"%s\"; see "
		    PROGRAM " --help", word[0] == '-' ? "option" : "command",
		    word);
	return err_set(e, ERR_USAGE, "there is no command \"%s\"; did you mean "
	    "\"" PROGRAM " %s\"?", word, near);
}

static int
dispatch(int argc, char **argv, struct err *e)
{
	const char *word = argc < 2 ? NULL : argv[1];

	if (word == NULL)
		return err_set(e, ERR_USAGE, "say what to do; see " PROGRAM
		    " --help");
	if (strcmp(word, "--version") == 0)
		return print_version(e);
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
	    (strcmp(word, "help") == 0 && argc == 2))
		return print_help(e);
	if (strcmp(word, "help") == 0 && is_command(argv[2])) {
		char help[] = "--help", *words[] = { argv[2], help, NULL };

		return run(words, e);
	}
	if (is_command(word))
		return run(argv + 1, e);
	return refuse(strcmp(word, "help") == 0 ? argv[2] : word, e);
}

int
main(int argc, char **argv)
{
	struct err e = { 0 };

	if (dispatch(argc, argv, &e) == 0)
		return 0;
	err_print(PROGRAM, &e);
	return err_exit_status(e.code);
}
