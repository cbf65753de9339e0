/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-verify: checks each file that is named. */
#include "reports/cli/verify.h"

#include "reports/issue/verify.h"
#include "shared/program/opts.h"
#include "shared/store/store_fork.h"
#include "shared/text/json.h"

#define AT(member) offsetof(struct verify_opts, member)
static const struct opt options[] = {
	{ "keys", "FILE", "the keys you hold: keys.txt from the key card",
	    OPT_TEXT, AT(keys) },
	{ "proof", "FILE", "the proof (default: proof.txt beside the file)",
	    OPT_TEXT, AT(proof) },
	{ "checkpoint", "FILE", "a checkpoint kept earlier: was history only "
	    "added to?", OPT_TEXT, AT(checkpoint) },
	{ "store", "DIR", "the store, to look up proofs and withdrawals",
	    OPT_TEXT, AT(store) },
	{ "json", NULL, "print JSON", OPT_FLAG, AT(json) },
	{ "quiet", NULL, "print nothing but errors", OPT_FLAG, AT(quiet) },
	{ .name = NULL }
};

/* The worse of two exit statuses: altered before not confirmed before fine. */
static int
worse(int a, int b)
{
	return a > b ? a : b;
}

static int
check_all(const struct verify_opts *o, struct verify_request *q,
    struct buf *out, struct err *e)
{
	int status = 0;

	if (o->json)
		buf_puts(out, "{\"preaudit\":\"verify/1\",\"files\":[");
	for (size_t i = 0; i < o->args.n; i++) {
		struct verify_answer a;

		q->file = o->args.item[i];
		if (verify_file(q, &a, e) == -1)
			return -1;
		status = worse(status, verify_exit_status(a.verdict));
		if (o->json) {
			if (i > 0)
				buf_putc(out, ',');
			verify_json(q, &a, out);
		} else {
			verify_text(q, &a, out);
		}
	}
	if (o->json)
		buf_puts(out, "]}\n");
	return status;
}

static int
verify_files(void *values, struct err *e)
{
	const struct verify_opts *o = values;
	struct verify_request q = { .proof_path = o->proof,
		.checkpoint_path = o->checkpoint };
	struct vkeys keys = { .n = 0 };
	struct store store;
	struct buf out;
	int status = -1;

	if (o->args.n == 0)
		return err_set(e, ERR_USAGE, "name the file to check, as in: "
		    "preaudit verify --keys keys.txt readiness.xlsx");
	if (o->keys != NULL && keys_read(&keys, o->keys, e) == -1)
		return -1;
	if (o->store != NULL) {
		if (store_open(&store, o->store, e) == -1)
			return -1;
		q.store = &store;
	}
	q.keys = &keys;
	buf_init(&out, BUF_MAX_DEFAULT);
	status = check_all(o, &q, &out, e);
	if (!o->quiet && out_write(&out, e) == -1)
		status = -1;
	buf_fini(&out);
	if (o->store != NULL)
		store_close(&store);
	return status;
}

static const char *const uses[] = { "keys", "proof", "checkpoint", "store",
	"json", "quiet", NULL };
static const struct opt_command commands[] = {
	{ NULL, "FILE...", "check each file", uses, verify_files },
	{ .help = NULL }
};

static void
failed(const void *values, struct err *e)
{
	const struct verify_opts *o = values;

	if (o->store != NULL)
		store_fork_tell(&(struct place_opts){ .store = o->store },
		    NULL, e);
}

const struct opt_program verify_program = {
	.name = "preaudit-verify",
	.about = "Checks that a report is the one that was issued. Exit "
	    "status: 0 all genuine,\n3 signer not confirmed, 4 altered or "
	    "unproven.",
	.opts = options,
	.commands = commands,
	.examples = "  preaudit verify --keys keys.txt readiness.xlsx\n"
	    "  preaudit verify --keys keys.txt --proof proof.txt "
	    "readiness.html\n",
	.args = offsetof(struct verify_opts, args),
	.failed = failed,
};
