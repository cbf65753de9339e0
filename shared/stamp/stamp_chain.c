/* SPDX-License-Identifier: Apache-2.0 */
/* The certificates behind a time stamp; see stamp_internal.h. */
#include "shared/stamp/stamp_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include "shared/text/date.h"

/* 112 bits: no certificate by SHA-1, no RSA key below 2,048 bits. */
#define SECURITY_LEVEL 2

/* Adds every certificate of the file; how many, -1 when one is damaged. */
static int
add_certificates(X509_STORE *store, struct str pem)
{
	BIO *in = BIO_new_mem_buf(pem.p, (int)pem.n);
	bool damaged;
	X509 *cert;
	int n = 0;

	if (in == NULL)
		abort();
	ERR_clear_error();
	while ((cert = PEM_read_bio_X509(in, NULL, NULL, NULL)) != NULL) {
		n += X509_STORE_add_cert(store, cert) == 1;
		X509_free(cert);
	}
	/* "No further one" is how the last one is followed. */
	damaged = ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE;
	ERR_clear_error();
	BIO_free(in);
	return damaged ? -1 : n;
}

X509_STORE *
stamp_trusted(const struct stamp_trust *trust, int64_t at_s, struct err *e)
{
	X509_STORE *store = X509_STORE_new();
	X509_VERIFY_PARAM *param;

	if (store == NULL)
		abort();
	if (add_certificates(store, trust->ca) <= 0) {
		err_set(e, ERR_CONFIG, "%s is not a file of certificates in "
		    "PEM", trust->ca_name);
		X509_STORE_free(store);
		return NULL;
	}
	param = X509_STORE_get0_param(store);
	X509_VERIFY_PARAM_set_time(param, (time_t)at_s);
	X509_VERIFY_PARAM_set_auth_level(param, SECURITY_LEVEL);
	return store;
}

/* What is wrong with a certificate, by OpenSSL's word for it. */
static int
refuse_chain(int code, int64_t at_s, const struct stamp_trust *trust,
    struct err *e)
{
	char at[TIME_TEXT];

	time_format(at, at_s);
	switch (code) {
	case X509_V_ERR_INVALID_PURPOSE:
		return err_set(e, ERR_REFUSED, "its certificate is not one "
		    "for time stamps: extendedKeyUsage must be critical and "
		    "timeStamping alone");
	case X509_V_ERR_CERT_HAS_EXPIRED:
		return err_set(e, ERR_REFUSED, "a certificate of the authority "
		    "had expired at the stamp's time, %s", at);
	case X509_V_ERR_CERT_NOT_YET_VALID:
		return err_set(e, ERR_REFUSED, "a certificate of the authority "
		    "was not valid yet at the stamp's time, %s", at);
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
	case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
	case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
		return err_set(e, ERR_REFUSED, "the authority's certificate "
		    "leads to none of %s: %s", trust->ca_name,
		    X509_verify_cert_error_string(code));
	default:
		return err_set(e, ERR_REFUSED, "the authority's certificate is "
		    "not accepted: %s", X509_verify_cert_error_string(code));
	}
}

/* ---- lists of what was revoked ---- */

/* Is the list of the issuer, signed by it, and does it reach to that time? */
static bool
list_is_of(X509_CRL *crl, X509 *issuer, int64_t at_s)
{
	time_t at = (time_t)at_s;

	return X509_NAME_cmp(X509_CRL_get_issuer(crl),
	    X509_get_subject_name(issuer)) == 0 &&
	    X509_CRL_verify(crl, X509_get0_pubkey(issuer)) == 1 &&
	    (X509_CRL_get0_nextUpdate(crl) == NULL ||
	    X509_cmp_time(X509_CRL_get0_nextUpdate(crl), &at) > 0);
}

/*
 * One certificate against the lists in the file. One that is on a list counts
 * at no time: why it was put there, and since when, is in the authority's hand.
 */
static int
check_list(X509 *cert, X509 *issuer, int64_t at_s,
    const struct stamp_trust *trust, struct err *e)
{
	BIO *in = BIO_new_mem_buf(trust->crl.p, (int)trust->crl.n);
	bool found = false, revoked = false;
	X509_REVOKED *entry;
	X509_CRL *crl;

	if (in == NULL)
		abort();
	while ((crl = PEM_read_bio_X509_CRL(in, NULL, NULL, NULL)) != NULL) {
		if (list_is_of(crl, issuer, at_s)) {
			found = true;
			revoked |= X509_CRL_get0_by_cert(crl, &entry, cert) == 1;
		}
		X509_CRL_free(crl);
	}
	ERR_clear_error();
	BIO_free(in);
	if (revoked)
		return err_set(e, ERR_REFUSED, "a certificate of the authority "
		    "was revoked, as %s says", trust->crl_name);
	return found ? 0 : err_set(e, ERR_REFUSED, "%s has no list, in force "
	    "at the stamp's time, of whoever issued the authority's "
	    "certificate", trust->crl_name);
}

/* ---- the chain ---- */

/* Below the trusted one: none on a list; the earliest end of all. */
static int
check_links(struct stamp *s, STACK_OF(X509) *chain,
    const struct stamp_trust *trust, struct err *e)
{
	struct tm tm;

	s->until_s = INT64_MAX;
	for (int i = 0; i + 1 < sk_X509_num(chain) || i == 0; i++) {
		X509 *cert = sk_X509_value(chain, i);
		int64_t end_s;

		if (ASN1_TIME_to_tm(X509_get0_notAfter(cert), &tm) != 1)
			return err_set(e, ERR_REFUSED, "a certificate's end "
			    "cannot be read");
		end_s = (int64_t)timegm(&tm);
		if (end_s < s->until_s)
			s->until_s = end_s;
		if (trust->crl.n > 0 && i + 1 < sk_X509_num(chain) &&
		    check_list(cert, sk_X509_value(chain, i + 1), s->time_s,
		    trust, e) == -1)
			return -1;
	}
	return 0;
}

/* From the signer's certificate up, by what the token brings along. */
static int
check_from(struct stamp *s, X509 *signer, STACK_OF(X509) *brought,
    const struct stamp_trust *trust, struct err *e)
{
	X509_STORE *store = stamp_trusted(trust, s->time_s, e);
	X509_STORE_CTX *ctx;
	int status = -1;

	if (store == NULL)
		return -1;
	ctx = X509_STORE_CTX_new();
	if (ctx == NULL || X509_STORE_CTX_init(ctx, store, signer,
	    brought) != 1 || X509_STORE_CTX_set_purpose(ctx,
	    X509_PURPOSE_TIMESTAMP_SIGN) != 1)
		abort();
	if (X509_verify_cert(ctx) == 1)
		status = check_links(s, X509_STORE_CTX_get0_chain(ctx), trust,
		    e);
	else
		refuse_chain(X509_STORE_CTX_get_error(ctx), s->time_s, trust,
		    e);
	X509_STORE_CTX_free(ctx);
	X509_STORE_free(store);
	ERR_clear_error();
	return status;
}

int
stamp_check_chain(struct stamp *s, PKCS7 *token,
    const struct stamp_trust *trust, struct err *e)
{
	STACK_OF(X509) *signers = PKCS7_get0_signers(token, NULL, 0);
	int status;

	if (sk_X509_num(signers) != 1) {
		ERR_clear_error();
		status = err_set(e, ERR_REFUSED, "it does not bring the "
		    "certificate that signed it");
	} else {
		status = check_from(s, sk_X509_value(signers, 0),
		    token->d.sign->cert, trust, e);
	}
	sk_X509_free(signers);
	return status;
}
