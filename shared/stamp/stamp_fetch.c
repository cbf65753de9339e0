/* SPDX-License-Identifier: Apache-2.0 */
/* A time stamp over the network; see stamp.h. */
#include "shared/stamp/stamp.h"

#include <signal.h>
#include <stdlib.h>

#include <openssl/err.h>
#include <openssl/http.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/* The server that is asked; texts are OpenSSL's. */
struct server {
	char *host, *port, *path;
	int tls;
	bool proxy;   /* it is asked through one */
	SSL_CTX *ctx; /* of https */
};

/* The server's name must be that of its certificate. */
static SSL *
new_session(const struct server *to)
{
	SSL *ssl = SSL_new(to->ctx);
	X509_VERIFY_PARAM *param;

	if (ssl == NULL)
		return NULL;
	param = SSL_get0_param(ssl);
	if (X509_VERIFY_PARAM_set1_ip_asc(param, to->host) != 1 &&
	    (SSL_set1_host(ssl, to->host) != 1 ||
	    SSL_set_tlsext_host_name(ssl, to->host) != 1)) {
		SSL_free(ssl);
		return NULL;
	}
	SSL_set_connect_state(ssl);
	return ssl;
}

/* Called by OpenSSL when the connection stands, and before it is closed. */
static BIO *
tls(BIO *bio, void *arg, int connect, int detail)
{
	const struct server *to = arg;
	BIO *sealed;
	SSL *ssl;

	if (!connect || !detail)
		return bio;
	if (to->proxy && OSSL_HTTP_proxy_connect(bio, to->host, to->port, NULL,
	    NULL, STAMP_TIMEOUT_S, NULL, NULL) != 1)
		return NULL;
	sealed = BIO_new(BIO_f_ssl());
	ssl = new_session(to);
	if (sealed == NULL || ssl == NULL) {
		BIO_free(sealed);
		SSL_free(ssl);
		return NULL;
	}
	BIO_set_ssl(sealed, ssl, BIO_CLOSE);
	return BIO_push(sealed, bio);
}

static int
open_tls(struct server *to)
{
	to->ctx = SSL_CTX_new(TLS_client_method());
	if (to->ctx == NULL || SSL_CTX_set_default_verify_paths(to->ctx) != 1)
		return -1;
	(void)SSL_CTX_set_min_proto_version(to->ctx, TLS1_2_VERSION);
	SSL_CTX_set_verify(to->ctx, SSL_VERIFY_PEER, NULL);
	return 0;
}

/* What OpenSSL gives as the reason, the innermost first. */
static int
failed(const char *url, struct err *e)
{
	const char *data = NULL;
	int flags = 0;
	unsigned long code = ERR_get_error_all(NULL, NULL, NULL, &data, &flags);
	const char *why = ERR_reason_error_string(code);
	bool has_data = data != NULL && data[0] != '\0' &&
	    (flags & ERR_TXT_STRING) != 0;

	err_set(e, ERR_SYS, "no time stamp from %s: %s%s%s; nothing was "
	    "anchored, try again later", url, why == NULL ? "no answer" : why,
	    has_data ? ", " : "", has_data ? data : "");
	ERR_clear_error();
	return -1;
}

static int
ask(const struct server *to, const char *url, struct str query,
    struct buf *response, struct err *e)
{
	BIO *req = BIO_new_mem_buf(query.p, (int)query.n), *got;
	char *p;
	long n;

	if (req == NULL)
		abort();
	ERR_clear_error();
	got = OSSL_HTTP_transfer(NULL, to->host, to->port, to->path, to->tls,
	    NULL, NULL, NULL, NULL, to->tls ? tls : NULL, (void *)(uintptr_t)to,
	    0, NULL, "application/timestamp-query", req,
	    "application/timestamp-reply", 1, STAMP_MAX_BYTES, STAMP_TIMEOUT_S,
	    0);
	BIO_free(req);
	if (got == NULL)
		return failed(url, e);
	n = BIO_get_mem_data(got, &p);
	if (n > 0)
		buf_put(response, p, (size_t)n);
	BIO_free(got);
	return 0;
}

static bool
read_url(struct server *to, const char *url)
{
	struct str text = str_of(url);
	bool is_url = (str_starts(text, STR("http://")) ||
	    str_starts(text, STR("https://"))) && OSSL_HTTP_parse_url(url,
	    &to->tls, NULL, &to->host, &to->port, NULL, &to->path, NULL,
	    NULL) == 1 && to->host[0] != '\0';

	ERR_clear_error();
	return is_url;
}

int
stamp_fetch(const char *url, struct str query, struct buf *response,
    struct err *e)
{
	struct sigaction quiet = { .sa_handler = SIG_IGN }, before;
	struct server to = { .host = NULL };
	int status = -1;

	crypto_init();
	if (!read_url(&to, url)) {
		err_set(e, ERR_USAGE, "\"%s\" is not the URL of a time-stamp "
		    "authority: http://HOST/PATH or https://HOST/PATH", url);
	} else {
		/* A server that hangs up is an error of the call alone. */
		sigaction(SIGPIPE, &quiet, &before);
		to.proxy = OSSL_HTTP_adapt_proxy(NULL, NULL, to.host,
		    to.tls) != NULL;
		if (to.tls && open_tls(&to) == -1)
			failed(url, e);
		else
			status = ask(&to, url, query, response, e);
		sigaction(SIGPIPE, &before, NULL);
	}
	SSL_CTX_free(to.ctx);
	OPENSSL_free(to.host);
	OPENSSL_free(to.port);
	OPENSSL_free(to.path);
	return status;
}
