/* SPDX-License-Identifier: Apache-2.0 */
/* The words of a verification, for people and as verify/1. */
#include "reports/issue/verify.h"

#include "reports/judge/json_parts.h"
#include "shared/base/utf8.h"

static const struct {
	const char *name;
	int exit_status;
} verdicts[] = {
	[VERIFY_GENUINE] = { "genuine", 0 },
	[VERIFY_CONTENT_GENUINE] = { "content genuine", 0 },
	[VERIFY_ALTERED] = { "altered", 4 },
	[VERIFY_SIGNER_NOT_CONFIRMED] = { "signer not confirmed", 3 },
	[VERIFY_UNPROVEN] = { "unproven", 4 },
};

static const struct {
	const char *name, *words;
} files[] = {
	[FILE_EXACT] = { "exact",
	    "exact: these are the bytes that were issued" },
	[FILE_CONTENT_EQUAL] = { "content equal",
	    "the container was changed (opened and saved again?), the content "
	    "is the one that was issued" },
	[FILE_ALTERED] = { "altered", "ALTERED: this is not what was issued" },
	[FILE_UNKNOWN] = { "unknown",
	    "unknown: nothing shows that it was issued" },
};

static const struct {
	const char *name, *proof, *history;
} answers[] = {
	[ANSWER_OK] = { "ok",
	    "ok: the report is a record of the log, and the log extends the "
	    "data it was made from",
	    "ok: it extends the checkpoint you kept" },
	[ANSWER_FAILED] = { "failed", "FAILED",
	    "FAILED: it does not extend the checkpoint you kept" },
	[ANSWER_MISSING] = { "missing", "none",
	    "not compared: the store is needed (--store)" },
};

const char *
verify_verdict_name(enum verify_verdict v)
{
	return verdicts[v].name;
}

int
verify_exit_status(enum verify_verdict v)
{
	return verdicts[v].exit_status;
}

/*
 * Names of files and what was read in them are strangers' texts. What is not
 * UTF-8 becomes '?'; on a terminal also what it would obey: a file's name must
 * not add a line to the answer.
 */
static void
put_fit(struct buf *b, const char *z, bool one_line)
{
	struct str rest = str_of(z);

	while (rest.n > 0) {
		size_t n = utf8_valid(rest);

		for (size_t i = 0; i < n; i++) {
			unsigned char c = (unsigned char)rest.p[i];
			bool obeyed = c < 0x20 || c == 0x7f || (c == 0xc2 &&
			    (unsigned char)rest.p[i + 1] < 0xa0);

			buf_putc(b, one_line && obeyed ? '?' : (char)c);
			if (one_line && obeyed && c == 0xc2)
				i++; /* U+0080 to U+009F */
		}
		if (n < rest.n)
			buf_putc(b, '?');
		n += n < rest.n;
		rest = (struct str){ rest.p + n, rest.n - n };
	}
}

void
verify_text(const struct verify_request *q, const struct verify_answer *a,
    struct buf *b)
{
	put_fit(b, q->file, true);
	buf_printf(b, ": %s\n", verify_verdict_name(a->verdict));
	buf_printf(b, "  SHA-256     %s\n", a->sha256);
	if (a->report[0] != '\0')
		buf_printf(b, "  Report      %s, as of %s, of %s\n", a->report,
		    a->as_of, a->origin);
	buf_printf(b, "  File        %s\n", files[a->file_is].words);
	buf_printf(b, "  Proof       %s\n", answers[a->proof].proof);
	if (a->signature == ANSWER_OK)
		buf_printf(b, "  Signature   ok: by your key for %s, %s\n",
		    a->key_name, a->key);
	else if (a->signature == ANSWER_FAILED)
		buf_puts(b, "  Signature   FAILED\n");
	else
		buf_printf(b, "  Signature   not confirmed: %s\n",
		    q->keys == NULL || q->keys->n == 0 ?
		    "give the key you hold with --keys" :
		    "none of the keys you gave has signed this log");
	if (q->checkpoint_path != NULL)
		buf_printf(b, "  History     %s\n",
		    answers[a->consistency].history);
	buf_printf(b, "  Withdrawn   %s\n", a->withdrawn ?
	    "YES: the organisation has withdrawn this report" :
	    q->store == NULL ? "not known without the store" : "no");
	if (a->superseded_by[0] != '\0')
		buf_printf(b, "  Superseded  by %s\n", a->superseded_by);
	if (a->why[0] != '\0') {
		buf_puts(b, "  Why         ");
		put_fit(b, a->why, true);
		buf_putc(b, '\n');
	}
}

static void
put_member(struct json_writer *w, const char *name, const char *z)
{
	struct buf fit;

	buf_init(&fit, BUF_MAX_DEFAULT);
	put_fit(&fit, z, false);
	json_put(w, VALUES(name, buf_cstr(&fit)));
	buf_fini(&fit);
}

/* NULL when there is none: null in JSON. */
static const char *
or_null(const char *z)
{
	return z[0] == '\0' ? NULL : z;
}

void
verify_json(const struct verify_request *q, const struct verify_answer *a,
    struct buf *b)
{
	struct json_writer w;

	json_writer_init(&w, b, false);
	json_put_open(&w, '{');
	put_member(&w, "file", q->file);
	json_put(&w, VALUES("sha256", a->sha256,
	    "file_is", files[a->file_is].name));
	if (a->report[0] != '\0')
		json_put(&w, VALUES("report", a->report));
	json_put(&w, VALUES("proof", answers[a->proof].name,
	    "signature", answers[a->signature].name, "key", or_null(a->key)));
	if (q->checkpoint_path != NULL)
		json_put(&w, VALUES("consistency",
		    answers[a->consistency].name));
	json_put(&w, VALUES("anchored", (const char *)NULL,
	    "withdrawn", a->withdrawn,
	    "superseded_by", or_null(a->superseded_by),
	    "verdict", verify_verdict_name(a->verdict)));
	if (a->why[0] != '\0')
		put_member(&w, "why", a->why);
	json_put_close(&w, '}');
}
