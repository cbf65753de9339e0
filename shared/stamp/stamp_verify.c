/* SPDX-License-Identifier: Apache-2.0 */
/* A response held against what was asked; see stamp.h. */
#include "shared/stamp/stamp_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <openssl/err.h>

#include "shared/text/date.h"

/* Granted, or what the authority says instead. */
static int
check_status(TS_RESP *r, struct err *e)
{
	static const char *const words[] = { "granted", "granted with changes",
		"rejected", "waiting", "revocation warning", "revoked" };
	TS_STATUS_INFO *info = TS_RESP_get_status_info(r);
	long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info));
	const STACK_OF(ASN1_UTF8STRING) *text = TS_STATUS_INFO_get0_text(info);
	const ASN1_UTF8STRING *why = sk_ASN1_UTF8STRING_num(text) > 0 ?
	    sk_ASN1_UTF8STRING_value(text, 0) : NULL;
	int n = why == NULL ? 0 : ASN1_STRING_length(why);

	if (status == TS_STATUS_GRANTED || status == TS_STATUS_GRANTED_WITH_MODS)
		return 0;
	return err_set(e, ERR_REFUSED, "the authority did not grant it: status "
	    "%ld (%s)%s%.*s", status, status > 0 && status < 6 ?
	    words[status] : "unknown", n > 0 ? ": " : "", n > 400 ? 400 : n,
	    n > 0 ? (const char *)ASN1_STRING_get0_data(why) : "");
}

/* The name of an algorithm, for messages. */
static const char *
name_of(const X509_ALGOR *algo)
{
	const ASN1_OBJECT *o;
	int nid;

	X509_ALGOR_get0(&o, NULL, NULL, algo);
	nid = OBJ_obj2nid(o);
	return nid == NID_undef ? "an unknown algorithm" : OBJ_nid2sn(nid);
}

static int
check_imprint(TS_TST_INFO *info, const uint8_t want[SHA256_BYTES],
    struct err *e)
{
	TS_MSG_IMPRINT *m = TS_TST_INFO_get_msg_imprint(info);
	ASN1_OCTET_STRING *msg = TS_MSG_IMPRINT_get_msg(m);
	const ASN1_OBJECT *o;

	X509_ALGOR_get0(&o, NULL, NULL, TS_MSG_IMPRINT_get_algo(m));
	if (OBJ_obj2nid(o) != NID_sha256)
		return err_set(e, ERR_REFUSED, "its imprint is by %s, and was "
		    "asked by SHA-256", name_of(TS_MSG_IMPRINT_get_algo(m)));
	if (ASN1_STRING_length(msg) != SHA256_BYTES ||
	    memcmp(ASN1_STRING_get0_data(msg), want, SHA256_BYTES) != 0)
		return err_set(e, ERR_REFUSED, "its imprint is of other bytes "
		    "than those of the checkpoint");
	return 0;
}

/* A nonce that was asked for, so that no older answer can be played again. */
static int
check_nonce(const TS_TST_INFO *info, const uint8_t *want, struct err *e)
{
	const ASN1_INTEGER *nonce = TS_TST_INFO_get_nonce(info);
	BIGNUM *a, *b;
	bool same;

	if (want == NULL)
		return 0;
	if (nonce == NULL)
		return err_set(e, ERR_REFUSED, "it lacks the nonce that was "
		    "asked for: it may be an old answer");
	a = ASN1_INTEGER_to_BN(nonce, NULL);
	b = BN_bin2bn(want, STAMP_NONCE_BYTES, NULL);
	same = a != NULL && b != NULL && BN_cmp(a, b) == 0;
	BN_free(a);
	BN_free(b);
	return same ? 0 : err_set(e, ERR_REFUSED, "its nonce is another one "
	    "than was asked for: it is the answer to another query");
}

static int
check_policy(TS_TST_INFO *info, const char *want, struct err *e)
{
	ASN1_OBJECT *o;
	char has[128];
	bool same;

	if (want == NULL)
		return 0;
	o = OBJ_txt2obj(want, 1);
	OBJ_obj2txt(has, sizeof(has), TS_TST_INFO_get_policy_id(info), 1);
	same = o != NULL && OBJ_cmp(o, TS_TST_INFO_get_policy_id(info)) == 0;
	ASN1_OBJECT_free(o);
	return same ? 0 : err_set(e, ERR_REFUSED, "it was made by policy %s, "
	    "and policy %s was asked for", has, want);
}

/* One signer, whose digest is SHA-256 or better. */
static int
check_signer(PKCS7 *token, struct err *e)
{
	STACK_OF(PKCS7_SIGNER_INFO) *signers = PKCS7_get_signer_info(token);
	const EVP_MD *md;
	X509_ALGOR *algo;

	if (sk_PKCS7_SIGNER_INFO_num(signers) != 1)
		return err_set(e, ERR_REFUSED, "it has %d signatures; a time "
		    "stamp has one", sk_PKCS7_SIGNER_INFO_num(signers));
	PKCS7_SIGNER_INFO_get0_algs(sk_PKCS7_SIGNER_INFO_value(signers, 0),
	    NULL, &algo, NULL);
	md = EVP_get_digestbyobj(algo->algorithm);
	if (md == NULL || EVP_MD_get_size(md) < SHA256_BYTES)
		return err_set(e, ERR_REFUSED, "it is signed over %s; SHA-256 "
		    "or better is required", name_of(algo));
	return 0;
}

static int
read_time(struct stamp *s, const TS_TST_INFO *info, struct err *e)
{
	struct tm tm;

	if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &tm) != 1)
		return err_set(e, ERR_REFUSED, "its time cannot be read");
	s->time_s = (int64_t)timegm(&tm);
	return 0;
}

/* The signature itself, over all that was looked at. */
static int
check_signature(const struct stamp *s, TS_RESP *r,
    const struct stamp_trust *trust, struct err *e)
{
	X509_STORE *store = stamp_trusted(trust, s->time_s, e);
	TS_VERIFY_CTX *ctx;
	int ok;

	if (store == NULL)
		return -1;
	ctx = TS_VERIFY_CTX_new();
	if (ctx == NULL)
		abort();
	(void)TS_VERIFY_CTX_set_flags(ctx, TS_VFY_VERSION | TS_VFY_SIGNATURE);
	(void)TS_VERIFY_CTX_set_store(ctx, store); /* its own from here on */
	ERR_clear_error();
	ok = TS_RESP_verify_response(ctx, r);
	TS_VERIFY_CTX_free(ctx);
	if (ok == 1)
		return 0;
	err_set(e, ERR_REFUSED, "its signature does not hold: %s",
	    ERR_reason_error_string(ERR_peek_last_error()));
	ERR_clear_error();
	return -1;
}

int
stamp_verify(struct stamp *s, struct str response,
    const struct stamp_query *q, const struct stamp_trust *trust,
    struct err *e)
{
	TS_RESP *r = stamp_parse(response, e);
	TS_TST_INFO *info;
	PKCS7 *token;
	int status = -1;

	if (r == NULL)
		return -1;
	info = TS_RESP_get_tst_info(r);
	token = TS_RESP_get_token(r);
	/* What it says, then who says it: the first fault is told. */
	if (check_status(r, e) == -1)
		;
	else if (info == NULL || token == NULL)
		err_set(e, ERR_REFUSED, "the response holds no time stamp");
	else if (check_imprint(info, q->imprint, e) == 0 &&
	    check_nonce(info, q->nonce, e) == 0 &&
	    check_policy(info, q->policy, e) == 0 &&
	    check_signer(token, e) == 0 && read_time(s, info, e) == 0 &&
	    stamp_check_chain(s, token, trust, e) == 0)
		status = check_signature(s, r, trust, e);
	TS_RESP_free(r);
	return status;
}
