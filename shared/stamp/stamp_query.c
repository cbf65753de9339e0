/* SPDX-License-Identifier: Apache-2.0 */
/* The query of a time stamp, and what a response is about; see stamp.h. */
#include "shared/stamp/stamp_internal.h"

#include <stdlib.h>

/* The imprint and its algorithm. */
static bool
set_imprint(TS_REQ *req, const uint8_t imprint[SHA256_BYTES])
{
	TS_MSG_IMPRINT *m = TS_MSG_IMPRINT_new();
	X509_ALGOR *algo = X509_ALGOR_new();
	uint8_t copy[SHA256_BYTES];
	bool ok;

	memcpy(copy, imprint, sizeof(copy));
	ok = m != NULL && algo != NULL && X509_ALGOR_set0(algo,
	    OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
	    TS_MSG_IMPRINT_set_algo(m, algo) == 1 &&
	    TS_MSG_IMPRINT_set_msg(m, copy, (int)sizeof(copy)) == 1 &&
	    TS_REQ_set_msg_imprint(req, m) == 1;
	X509_ALGOR_free(algo);
	TS_MSG_IMPRINT_free(m);
	return ok;
}

static bool
set_nonce(TS_REQ *req, const uint8_t *nonce)
{
	BIGNUM *n = BN_bin2bn(nonce, STAMP_NONCE_BYTES, NULL);
	ASN1_INTEGER *i = n == NULL ? NULL : BN_to_ASN1_INTEGER(n, NULL);
	bool ok = i != NULL && TS_REQ_set_nonce(req, i) == 1;

	ASN1_INTEGER_free(i);
	BN_free(n);
	return ok;
}

static int
set_policy(TS_REQ *req, const char *policy, struct err *e)
{
	ASN1_OBJECT *o = OBJ_txt2obj(policy, 1);
	bool ok = o != NULL && TS_REQ_set_policy_id(req, o) == 1;

	ASN1_OBJECT_free(o);
	return ok ? 0 : err_set(e, ERR_USAGE, "the policy \"%s\" is no object "
	    "identifier such as 1.2.3.4.1", policy);
}

int
stamp_query_put(const struct stamp_query *q, struct buf *b, struct err *e)
{
	TS_REQ *req;
	unsigned char *der = NULL;
	int n;

	crypto_init();
	req = TS_REQ_new();
	/* What OpenSSL has no memory for ends the process, as all memory does. */
	if (req == NULL || TS_REQ_set_version(req, 1) != 1 ||
	    !set_imprint(req, q->imprint) || (q->nonce != NULL &&
	    !set_nonce(req, q->nonce)) || TS_REQ_set_cert_req(req, 1) != 1)
		abort();
	if (q->policy != NULL && set_policy(req, q->policy, e) == -1) {
		TS_REQ_free(req);
		return -1;
	}
	n = i2d_TS_REQ(req, &der);
	if (n <= 0)
		abort();
	buf_put(b, (const char *)der, (size_t)n);
	OPENSSL_free(der);
	TS_REQ_free(req);
	return 0;
}

TS_RESP *
stamp_parse(struct str response, struct err *e)
{
	const unsigned char *p = (const unsigned char *)response.p;
	TS_RESP *r;
	size_t rest;

	crypto_init();
	if (response.n > STAMP_MAX_BYTES) {
		err_set(e, ERR_REFUSED, "the response has %zu bytes; a time "
		    "stamp has at most %zu", response.n, STAMP_MAX_BYTES);
		return NULL;
	}
	r = d2i_TS_RESP(NULL, &p, (long)response.n);
	if (r == NULL) {
		err_set(e, ERR_REFUSED, "it is no time-stamp response "
		    "(RFC 3161, DER), or not all of one");
		return NULL;
	}
	rest = response.n - (size_t)(p - (const unsigned char *)response.p);
	if (rest > 0) {
		err_set(e, ERR_REFUSED, "%zu bytes stand behind the time-stamp "
		    "response; it must be one and nothing else", rest);
		TS_RESP_free(r);
		return NULL;
	}
	return r;
}

int
stamp_imprint(uint8_t imprint[SHA256_BYTES], struct str response,
    struct err *e)
{
	TS_RESP *r = stamp_parse(response, e);
	TS_TST_INFO *info;
	ASN1_OCTET_STRING *msg;
	int status = 0;

	if (r == NULL)
		return -1;
	info = TS_RESP_get_tst_info(r);
	msg = info == NULL ? NULL : TS_MSG_IMPRINT_get_msg(
	    TS_TST_INFO_get_msg_imprint(info));
	if (msg == NULL || ASN1_STRING_length(msg) != SHA256_BYTES)
		status = err_set(e, ERR_REFUSED, info == NULL ? "the response "
		    "holds no time stamp" : "its imprint is no SHA-256");
	else
		memcpy(imprint, ASN1_STRING_get0_data(msg), SHA256_BYTES);
	TS_RESP_free(r);
	return status;
}
