/* SPDX-License-Identifier: Apache-2.0 */
/* A file's answer as the words that a person reads. */
#include "reports/verify/internal.h"

#include "shared/base/utf8.h"
#include "shared/base/version.h"

void
verify_put_fit(struct buf *b, const char *z, bool one_line)
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

/* The lines of an answer, in their order: a title for each question. */
static const struct {
	const char *title;
	enum verdict_question question;
} lines[] = {
	{ "File        ", VERDICT_FILE },
	{ "Proof       ", VERDICT_PROOF },
	{ "Signature   ", VERDICT_SIGNATURE },
	{ "History     ", VERDICT_HISTORY },
	{ "Store       ", VERDICT_STORE },
	{ "Withdrawn   ", VERDICT_WITHDRAWN },
	{ "Superseded  ", VERDICT_SUPERSEDED },
};

/* The answer to one question, with the names that belong into its words. */
static void
put_line(const struct verify_answer *a, size_t i, struct buf *b)
{
	enum verdict_question q = lines[i].question;
	const struct message *words = verdict_answer_words(q, a->is.to[q],
	    verify_is_firm(a));
	const struct value key[] = { value_text(a->key_name),
		value_text(a->key) };
	const struct value later[] = { value_text(a->later), value_text(a->later_as_of) };
	const struct value newer[] = { value_text(a->superseded_by) };

	buf_printf(b, "  %s", lines[i].title);
	message_put(b, words, q == VERDICT_SIGNATURE ? key :
	    a->is.to[q] == VERDICT_SUPERSEDED_YES ? newer : later,
	    strlen(words->args));
	if (q == VERDICT_FILE && a->output != NULL)
		buf_printf(b, " (%s)", a->output);
	buf_putc(b, '\n');
}

void
verify_put_anchored(const struct verify_answer *a, struct buf *b)
{
	const char *from = a->not_before, *to = a->not_after;

	if (from != NULL && to != NULL)
		buf_printf(b, "recorded between %s and %s", from, to);
	else if (to != NULL)
		buf_printf(b, "recorded before %s", to);
	else if (from != NULL)
		buf_printf(b, "recorded after %s; no later anchor covers it: "
		    "how much later is only the organisation's word", from);
	else
		buf_puts(b, "no anchor: when it was recorded is only the "
		    "organisation's word");
}

/* Whose rules: the report's words, and what this program knows of the digest. */
static void
put_rules(const struct verify_answer *a, struct buf *b)
{
	buf_puts(b, "  Rules       ");
	verify_put_fit(b, a->rules.sentence, true);
	buf_puts(b, ", as the report says; ");
	if (a->rules_release != NULL)
		buf_printf(b, "its digest is that of the rules published "
		    "with %s\n", a->rules_release);
	else
		buf_printf(b, "no release that %s knows has published the "
		    "digest %s\n", PREAUDIT_PROGRAM, a->rules.digest);
}

void
verify_text(const struct verify_request *q, const struct verify_answer *a,
    struct buf *b)
{
	struct buf why;

	verify_put_fit(b, q->name == NULL ? q->file : q->name, true);
	buf_printf(b, ": %s\n", verdict_name(a->verdict));
	buf_printf(b, "  %s\n", verdict_words_of(&a->is));
	buf_printf(b, "  SHA-256     %s\n", a->sha256);
	if (a->report != NULL)
		buf_printf(b, "  Report      %s, %s %s, issued %s%s%s\n",
		    a->report, a->forecast ? "a forecast for" : "as of",
		    a->as_of, a->issued,
		    a->origin == NULL ? "" : ", of ",
		    a->origin == NULL ? "" : a->origin);
	if (a->has_record)
		buf_printf(b, "  Record      %llu of a log of %llu\n",
		    (unsigned long long)a->index, (unsigned long long)a->size);
	if (a->clock != NULL) {
		buf_puts(b, "  Clock       its record is dated before the "
		    "record before it: ");
		verify_put_fit(b, a->clock, true);
		buf_putc(b, '\n');
	}
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		put_line(a, i, b);
	if (a->anchors_known) {
		buf_puts(b, "  Anchored    ");
		verify_put_anchored(a, b);
		buf_putc(b, '\n');
	}
	if (a->rules.digest != NULL)
		put_rules(a, b);
	if (a->why.n == 0)
		return;
	buf_init(&why, BUF_MAX_DEFAULT);
	buf_str(&why, buf_view(&a->why));
	buf_puts(b, "  Why         ");
	verify_put_fit(b, buf_cstr(&why), true);
	buf_putc(b, '\n');
	buf_fini(&why);
}
