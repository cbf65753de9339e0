/* SPDX-License-Identifier: Apache-2.0 */
/* `preaudit-import map --suggest`: a mapping file to edit. */
#ifndef PREAUDIT_MAP_SUGGEST_H
#define PREAUDIT_MAP_SUGGEST_H

#include "importer/job/session.h"

/*
 * For the first table of the call whose register is known: its columns as they
 * are mapped, those that are not with what they may mean, and the words that
 * are not known. ERR_USAGE when no table's register is known.
 */
int map_suggest(struct session *s, struct buf *out, struct err *e);

#endif
