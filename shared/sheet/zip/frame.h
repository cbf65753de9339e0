/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in a zip container beside its parts: nothing, in a plain one. */
#ifndef PREAUDIT_FRAME_H
#define PREAUDIT_FRAME_H

#include <stdbool.h>

#include "shared/base/str.h"

/* Takes the name of a part, as it stands there; false to stop. */
typedef bool zip_name_fn(void *ctx, struct str name);

/*
 * Goes through all bytes of a container: parts one behind the other from the
 * first byte on, then their directory, then its end. NULL when that is all
 * there is; else what there is beside, as "something before its first part".
 * Calls fn for each part in the directory's order.
 */
const char *zip_frame(struct str bytes, zip_name_fn *fn, void *ctx);

#endif
