/* SPDX-License-Identifier: Apache-2.0 */
/* What the files that verify a time stamp share. */
#ifndef PREAUDIT_STAMP_INTERNAL_H
#define PREAUDIT_STAMP_INTERNAL_H

#include "shared/stamp/stamp.h"

#include <openssl/ts.h>

/* The response, whole and nothing behind it; ERR_REFUSED. TS_RESP_free it. */
TS_RESP *stamp_parse(struct str response, struct err *e);
/*
 * Did the signer of the token have a certificate, at s->time_s, that leads to a
 * trusted one and is on no list? Sets s->until_s. Errors as of stamp_verify.
 */
int stamp_check_chain(struct stamp *s, PKCS7 *token,
    const struct stamp_trust *trust, struct err *e);
/*
 * The trusted certificates, as a store that judges as of a time; X509_STORE_free
 * it. NULL: ERR_CONFIG.
 */
X509_STORE *stamp_trusted(const struct stamp_trust *trust, int64_t at_s,
    struct err *e);

#endif
