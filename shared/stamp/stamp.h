/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Time stamps of RFC 3161: the query that a time-stamp authority is sent, and
 * its response, which is believed only as far as the certificates that the
 * caller trusts.
 */
#ifndef PREAUDIT_STAMP_H
#define PREAUDIT_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"
#include "shared/base/hash.h"

#define STAMP_NONCE_BYTES 16
#define STAMP_MAX_BYTES ((size_t)128 << 10) /* of a response */
#define STAMP_TRUST_MAX ((size_t)16 << 20)  /* of a file of certificates */

/* What is to be stamped. Everything is the caller's. */
struct stamp_query {
	uint8_t imprint[SHA256_BYTES]; /* the SHA-256 of the bytes stamped */
	/* STAMP_NONCE_BYTES that the response must repeat; NULL: none */
	const uint8_t *nonce;
	/* the policy that it must be made by, "1.2.3.4"; NULL: any */
	const char *policy;
};

/* Whom the caller trusts: files in PEM. Everything is the caller's. */
struct stamp_trust {
	struct str ca;       /* certificates; at least one */
	const char *ca_name; /* what it is called, for messages */
	struct str crl;      /* revocation lists; empty: not asked */
	const char *crl_name;
};

/* What a response that holds says. */
struct stamp {
	int64_t time_s;  /* its time: seconds since 1970, UTC */
	int64_t until_s; /* when the first of its certificates ends */
};

/*
 * Appends the query in DER; it asks for the certificates too. ERR_USAGE when
 * the policy is no object identifier.
 */
int stamp_query_put(const struct stamp_query *q, struct buf *b, struct err *e);
/*
 * Holds a response against the query and the certificates: granted, of the same
 * imprint, nonce and policy, SHA-256 or better, signed by a certificate that at
 * its time was valid, not on the lists, for time stamps alone, and leads to a
 * trusted one. ERR_REFUSED with the first fault; ERR_CONFIG when a file of
 * certificates cannot be read. *s is of no use then.
 */
int stamp_verify(struct stamp *s, struct str response,
    const struct stamp_query *q, const struct stamp_trust *trust,
    struct err *e);
/*
 * Of which bytes the response says that it is: their SHA-256, nothing of it
 * verified. ERR_REFUSED when there is none.
 */
int stamp_imprint(uint8_t imprint[SHA256_BYTES], struct str response,
    struct err *e);
/*
 * Sends a query to the authority at `url` (http:// or https://, whose server is
 * held against the machine's own certificates) and appends its answer, at most
 * STAMP_MAX_BYTES within STAMP_TIMEOUT_S. ERR_SYS when there is none, ERR_USAGE
 * for a URL that is none.
 */
#define STAMP_TIMEOUT_S 30
int stamp_fetch(const char *url, struct str query, struct buf *response,
    struct err *e);

#endif
