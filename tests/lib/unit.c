/* SPDX-License-Identifier: Apache-2.0 */
/* Suites and folders of unit tests; see unit.h. */
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include "shared/file/fileio.h"

/*
 * Check stops a test after 4 seconds of wall time unless told otherwise, which
 * a busy machine takes for anything. A test here is stopped only when it hangs:
 * what it says about limits it measures in steps, entries and bytes. The value
 * is read whenever a case is made, hence before main.
 */
__attribute__((constructor)) static void
wait_long(void)
{
	setenv("CK_DEFAULT_TIMEOUT", "1800", 0);
}

int
unit_run(Suite *s)
{
	SRunner *r = srunner_create(s);
	int failed;

	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

void
unit_folder(char dir[UNIT_FOLDER_BYTES])
{
	const char *in = getenv("TMPDIR");
	int n = snprintf(dir, UNIT_FOLDER_BYTES, "%s/preaudit-unit-XXXXXX",
	    in == NULL ? "/tmp" : in);

	ck_assert(n > 0 && n < UNIT_FOLDER_BYTES && mkdtemp(dir) != NULL);
}

void
unit_enter(void)
{
	char dir[UNIT_FOLDER_BYTES];

	umask(022);
	unit_folder(dir);
	ck_assert_int_eq(chdir(dir), 0);
}

void
unit_leave(void)
{
	char *dir = getcwd(NULL, 0);
	struct err e;

	ck_assert(dir != NULL && chdir("/") == 0);
	ck_assert_msg(dir_remove(dir, &e) == 0, "%s", e.msg);
	ck_assert_int_eq(access(dir, F_OK), -1);
	free(dir);
}
