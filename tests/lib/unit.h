/* SPDX-License-Identifier: Apache-2.0 */
/* What every unit test needs: running its suite, and a folder of its own. */
#ifndef PREAUDIT_TEST_UNIT_H
#define PREAUDIT_TEST_UNIT_H

#include <check.h>

/* Runs the suite as the environment says; main's status. */
int unit_run(Suite *s);

/* Makes an empty folder below TMPDIR, and says its path. */
#define UNIT_FOLDER_BYTES 200
void unit_folder(char dir[UNIT_FOLDER_BYTES]);

/*
 * Fixtures: each test stands in an empty folder, which goes with what it holds.
 * Checked ones only: every test has a process and a current folder of its own.
 */
void unit_enter(void);
void unit_leave(void);

#endif
