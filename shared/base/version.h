/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Name and version as logged and printed. It changes whenever a golden
 * content.csv changes, because it is part of every report's id.
 */
#ifndef PREAUDIT_VERSION_H
#define PREAUDIT_VERSION_H

#define PREAUDIT_VERSION "0.3.0"
/* As it stands in the log and in reports. */
#define PREAUDIT_PROGRAM "preaudit " PREAUDIT_VERSION
/* The language of its reports, until there is another. */
#define PREAUDIT_LANG "en"

#endif
