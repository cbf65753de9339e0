/* SPDX-License-Identifier: Apache-2.0 */
/*
 * preaudit-store anchor: a time-stamp authority says when the newest head was
 * there. What it says is verified before it is kept.
 */
#include "shared/cli/messages.h"
#include "shared/cli/store_cli.h"

#include <stdio.h>
#include <time.h>

#include "shared/stamp/stamp.h"
#include "shared/store/anchor/anchor.h"
#include "shared/text/date.h"

/* One call of the command. */
struct anchoring {
	const struct store_opts *o;
	struct place place;
	uint8_t nonce[STAMP_NONCE_BYTES];
	struct stamp_query query;
	uint64_t size;       /* of the checkpoint that is stamped */
	struct buf response;
	struct buf ca, crl;  /* the files of --tsa-ca and --tsa-crl */
	struct buf notice;   /* what recovery did */
};

static void
say(const struct anchoring *a, enum store_msg m, const struct value *arg,
    size_t n)
{
	struct err ignored;
	struct buf b;

	if (a->o->quiet)
		return;
	buf_init(&b, BUF_MAX_DEFAULT);
	message_put(&b, &store_message[m], arg, n);
	(void)out_write(&b, &ignored);
	buf_fini(&b);
}

/* The query for the newest head, appended to `der`. */
static int
make_query(struct anchoring *a, const struct store *s, struct buf *der,
    struct err *e)
{
	struct buf note;
	int status;

	buf_init(&note, BUF_MAX_DEFAULT);
	a->size = s->head.size;
	status = anchor_checkpoint(s, a->size, &note, e);
	if (status == 0) {
		sha256_of(a->query.imprint, note.p, note.n);
		status = stamp_query_put(&a->query, der, e);
	}
	buf_fini(&note);
	return status;
}

/* --query: for a stick, so without a nonce: nobody is there to compare it. */
static int
write_query(struct anchoring *a, const struct store *s, struct err *e)
{
	const char *path = a->o->query;
	struct outputs to = { .kept = NULL };
	struct buf der;
	int status = -1;

	buf_init(&der, BUF_MAX_DEFAULT);
	place_keep(&a->place, &to);
	if (output_check(&to, "--query", path, a->o->force, e) == 0 &&
	    make_query(a, s, &der, e) == 0)
		status = output_write(path, buf_view(&der), NULL, e);
	if (status == 0 && !output_is_stream(path))
		say(a, STORE_MSG_QUERY, VALUES(path, a->size));
	outputs_free(&to);
	buf_fini(&der);
	return status;
}

/* --tsa, or --response: what the authority says, and of which checkpoint. */
static int
get_response(struct anchoring *a, const struct store *s, struct err *e)
{
	struct buf der;
	int status;

	if (a->o->response != NULL) {
		if (file_read(a->o->response, &a->response, e) == -1)
			return -1;
		status = anchor_find(s, buf_view(&a->response), &a->size, e);
		return status == 0 ? 0 : err_ctx(e, "%s", a->o->response);
	}
	random_bytes(a->nonce, sizeof(a->nonce));
	a->query.nonce = a->nonce;
	buf_init(&der, BUF_MAX_DEFAULT);
	status = make_query(a, s, &der, e);
	if (status == 0)
		status = stamp_fetch(a->o->tsa, buf_view(&der), &a->response,
		    e);
	buf_fini(&der);
	return status;
}

/* ---- what is kept ---- */

static int
put_anchor(struct anchoring *a, struct store_txn *t,
    const struct stamp *stamp, struct err *e)
{
	char token[SHA256_HEX + 1], ca[SHA256_HEX + 1], crl[SHA256_HEX + 1];
	char at[TIME_TEXT];
	struct leaf leaf = { .type = LEAF_ANCHOR };
	uint64_t index = store_txn_index(t);

	/* The files first, then the record that names them. */
	sha256_hex(token, buf_view(&a->response));
	time_format(at, stamp->time_s);
	if (store_txn_token(t, buf_view(&a->response), e) == -1 ||
	    store_txn_blob(t, buf_view(&a->ca), ca, e) == -1 ||
	    (a->crl.n > 0 && store_txn_blob(t, buf_view(&a->crl), crl, e) ==
	    -1))
		return -1;
	leaf.u.anchor = (struct leaf_anchor){ .kind = "rfc3161",
		.sha256 = token, .time = at, .size = a->size, .ca_sha256 = ca,
		.crl_sha256 = a->crl.n > 0 ? crl : NULL };
	if (store_txn_leaf(t, &leaf, e) == -1 || store_commit(t, e) == -1)
		return -1;
	say(a, a->crl.n > 0 ? STORE_MSG_ANCHORED : STORE_MSG_ANCHORED_UNASKED,
	    VALUES(a->size, at, index));
	return 0;
}

/* Under the lock: verified against the store as it is, then kept. */
static int
keep(struct anchoring *a, struct err *e)
{
	const struct stamp_trust trust = { buf_view(&a->ca), a->o->tsa_ca,
		buf_view(&a->crl), a->o->tsa_crl };
	const struct store_writer w = place_writer(&a->place);
	const char *from = a->o->response == NULL ? a->o->tsa : a->o->response;
	struct store_txn t;
	struct stamp stamp;
	int status;

	if (store_begin(&t, &w, &a->notice, e) == -1)
		return -1;
	status = anchor_accept(&t.store, a->size, buf_view(&a->response),
	    &a->query, &trust, (int64_t)time(NULL), &stamp, e);
	if (status == -1)
		err_ctx(e, "the time stamp of %s was not kept", from);
	else
		status = put_anchor(a, &t, &stamp, e);
	store_end(&t);
	return status;
}

/* The certificates are read, and the key opens, before anybody is asked. */
static int
stamp(struct anchoring *a, const struct store *s, struct err *e)
{
	if (file_read(a->o->tsa_ca, &a->ca, e) == -1 ||
	    (a->o->tsa_crl != NULL &&
	    file_read(a->o->tsa_crl, &a->crl, e) == -1) ||
	    store_key_check(s, a->place.key, a->place.passphrase_file,
	    e) == -1 || get_response(a, s, e) == -1)
		return -1;
	if (a->o->tsa_crl != NULL && a->crl.n == 0)
		return err_set(e, ERR_CONFIG, "%s is empty", a->o->tsa_crl);
	return keep(a, e);
}

static int
check_opts(const struct store_opts *o, struct err *e)
{
	int ways = (o->tsa != NULL) + (o->query != NULL) +
	    (o->response != NULL);

	if (ways != 1)
		return err_set(e, ERR_USAGE, "say where the time stamp comes "
		    "from: --tsa URL, or --query FILE to take a query to an "
		    "authority and --response FILE for what it answered");
	if (o->query == NULL && o->tsa_ca == NULL)
		return err_set(e, ERR_USAGE, "name the certificates that you "
		    "trust the authority by: --tsa-ca FILE.pem");
	return 0;
}

int
cmd_anchor(void *values, struct err *e)
{
	struct anchoring a = { .o = values };
	struct store s;
	int status = -1;

	if (check_opts(a.o, e) == -1 ||
	    place_find(&a.place, &a.o->place, e) == -1)
		return -1;
	a.query.policy = a.o->tsa_policy;
	buf_init(&a.response, STAMP_MAX_BYTES);
	buf_init(&a.ca, STAMP_TRUST_MAX);
	buf_init(&a.crl, STAMP_TRUST_MAX);
	buf_init(&a.notice, BUF_MAX_DEFAULT);
	if (store_open(&s, a.place.store, e) == 0) {
		status = a.o->query != NULL ? write_query(&a, &s, e) :
		    stamp(&a, &s, e);
		store_close(&s);
	}
	fputs(buf_cstr(&a.notice), stderr);
	buf_fini(&a.notice);
	buf_fini(&a.crl);
	buf_fini(&a.ca);
	buf_fini(&a.response);
	place_free(&a.place);
	return status;
}
