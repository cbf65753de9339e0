/* SPDX-License-Identifier: Apache-2.0 */
/* What mail and editors do to the texts that we hand out, taken back. */
#ifndef PREAUDIT_TRANSPORT_H
#define PREAUDIT_TRANSPORT_H

#include "shared/base/buf.h"

/*
 * Takes a byte order mark off the beginning, and each CR that stands before an
 * LF: our texts have neither, and their signatures are over LF alone. Any other
 * CR stays, and is for the reader to refuse. True when it took something.
 */
bool transport_undo(struct buf *b);

#endif
