/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-verify: checks each file that is named. */
#include "reports/cli/verify.h"

#include <stdlib.h>
#include <time.h>

#include "reports/verify/kept/compare.h"
#include "reports/verify/disclosed/disclosed.h"
#include "reports/verify/folder.h"
#include "reports/verify/request.h"
#include "shared/program/opts.h"
#include "shared/store/store_fork.h"

#define AT(member) offsetof(struct verify_opts, member)
static const struct opt options[] = {
	{ "keys", "FILE", "the keys you hold: keys.txt, or the key card",
	    OPT_TEXT, AT(keys) },
	{ "proof", "FILE", "the proof (default: proof.txt beside the file)",
	    OPT_TEXT, AT(proof) },
	{ "checkpoint", "FILE", "what you kept earlier (a receipt, a proof, a "
	    "checkpoint, a folder of them): was history only added to?",
	    OPT_TEXT, AT(checkpoint) },
	{ "no-memory", NULL, "neither ask nor keep what checks have seen of "
	    "the log (in ~/.local/state/preaudit)", OPT_FLAG, AT(no_memory) },
	{ "store", "DIR", "the store, to look up proofs and withdrawals",
	    OPT_TEXT, AT(store) },
	{ "current", NULL, "refuse a report when a newer one stands, of its "
	    "day or a later one (with --store)", OPT_FLAG, AT(current) },
	{ "disclosed", "DIR", "check records of a register that were drawn and "
	    "handed over (preaudit report sample --disclose)", OPT_TEXT,
	    AT(disclosed) },
	{ "seed", "TEXT", "with --disclosed: the draw must follow from this "
	    "seed, your own", OPT_TEXT, AT(seed) },
	{ "out", "DIR", "where fork-evidence.txt is written, should two "
	    "histories show (default: here)", OPT_TEXT, AT(out) },
	{ "json", NULL, "print JSON", OPT_FLAG, AT(json) },
	{ "quiet", NULL, "print nothing but errors", OPT_FLAG, AT(quiet) },
	{ .name = NULL }
};

/* The worse of two exit statuses: 4 before 3 before 0. */
static int
worse(int a, int b)
{
	return a > b ? a : b;
}

/* What a call has found so far. */
struct progress {
	const struct verify_opts *o;
	struct verify_request *q;
	struct json_writer w;
	struct buf *out;
	struct verify_folder *folder; /* those that were named */
	size_t nfolders;
	int status; /* the worst */
};

/* One file, of a folder or of none, into the answer: its status, or -1. */
static int
check_one(struct progress *p, const char *file, struct verify_folder *of,
    struct err *e)
{
	struct verify_answer a;
	int status;

	p->q->file = file;
	status = verify_file(p->q, &a, e);
	if (status == 0 && p->o->json)
		verify_json_file(&p->w, p->q, &a);
	else if (status == 0)
		verify_text(p->q, &a, p->out);
	if (status == 0)
		status = a.status;
	if (status != -1 && of != NULL)
		verify_folder_add(of, &a);
	p->status = worse(p->status, status);
	verify_answer_fini(&a);
	return status;
}

/* Keys that came with what is checked show nothing about who signed it. */
static void
distrust_keys(struct verify_request *q, const char *folder)
{
	static const struct vkeys none = { .n = 0 };

	if (q->keys_file == NULL || !verify_folder_has(folder, q->keys_file))
		return;
	q->keys = &none;
	q->keys_from_folder = true;
}

/* A folder as a whole: each file in it, and what accompanies them. */
static int
check_folder(struct progress *p, const char *path, struct err *e)
{
	struct verify_folder *f = &p->folder[p->nfolders++];
	struct verify_request *asked = p->q, here = *asked;
	int status = 0;

	distrust_keys(&here, path);
	if (verify_folder(&here, path, f, e) == -1)
		return -1;
	if (f->proof != NULL)
		here.proof_path = f->proof;
	p->q = &here;
	for (size_t i = 0; status != -1 && i < f->nfiles; i++)
		status = check_one(p, f->file[i], f, e);
	p->q = asked;
	if (status == -1)
		return -1;
	p->status = worse(p->status, f->status);
	if (!p->o->json)
		verify_folder_text(f, p->out);
	return 0;
}

static int
check_all(const struct verify_opts *o, struct verify_request *q,
    struct buf *out, struct err *e)
{
	struct progress p = { .o = o, .q = q, .out = out };
	bool done = true;

	p.folder = mem_calloc(o->args.n, sizeof(*p.folder));
	if (o->json)
		verify_json_begin(&p.w, q, out);
	for (size_t i = 0; done && i < o->args.n; i++)
		done = (path_is_dir(o->args.item[i]) ?
		    check_folder(&p, o->args.item[i], e) :
		    check_one(&p, o->args.item[i], NULL, e)) != -1;
	if (o->json)
		verify_json_end(&p.w, p.folder, p.nfolders, p.status);
	for (size_t i = 0; i < p.nfolders; i++)
		verify_folder_fini(&p.folder[i]);
	free(p.folder);
	return done ? p.status : -1;
}

/* Every file that is named must be there before an answer begins. */
static int
check_there(const struct opt_list *files, struct err *e)
{
	for (size_t i = 0; i < files->n; i++) {
		int there = file_exists(files->item[i], e);

		if (there == -1)
			return -1;
		if (there == 0)
			return err_set(e, ERR_NOT_FOUND, "there is no %s "
			    "to check", files->item[i]);
	}
	return 0;
}

/* Whoever checks makes no store. */
static int
open_store(struct store *s, const char *dir, struct err *e)
{
	if (store_open(s, dir, e) == 0)
		return 0;
	return e->code != ERR_NOT_FOUND ? -1 : err_set(e, ERR_NOT_FOUND,
	    "there is no store in %s; name the folder of the organisation's "
	    "store, or leave --store out", dir);
}

/* What every command has at hand, and where its answer goes. */
struct asked {
	const struct verify_opts *o;
	struct vkeys keys;              /* that the verifier holds */
	char keys_sha256[SHA256_HEX + 1]; /* of the file that has them */
	struct store opened;
	const struct store *store;      /* &opened; NULL: none was named */
	const char *folder;             /* for the evidence of a fork */
	struct buf out;
};
/* A command's own part: the exit status, or -1. */
typedef int asked_fn(struct asked *x, struct err *e);

/* Keys and store, the command, its answer printed; all is let go. */
static int
answer(const struct verify_opts *o, asked_fn *fn, struct err *e)
{
	struct asked x = { .o = o, .folder = o->out == NULL ? "." : o->out };
	int status;

	if (o->keys != NULL && (keys_read(&x.keys, o->keys, e) == -1 ||
	    file_sha256(o->keys, x.keys_sha256, e) == -1))
		return -1;
	if (o->store != NULL) {
		if (open_store(&x.opened, o->store, e) == -1)
			return -1;
		x.store = &x.opened;
	}
	buf_init(&x.out, BUF_MAX_DEFAULT);
	status = fn(&x, e);
	if (status != -1 && !o->quiet && out_write(&x.out, e) == -1)
		status = -1;
	buf_fini(&x.out);
	if (x.store != NULL)
		store_close(&x.opened);
	return status;
}

/* Which options and files go together. */
static int
check_asked(const struct verify_opts *o, struct err *e)
{
	if (o->disclosed == NULL && o->seed != NULL)
		return err_set(e, ERR_USAGE, "--seed is of a draw: it goes "
		    "with --disclosed DIR");
	if (o->disclosed == NULL && o->args.n == 0)
		return err_set(e, ERR_USAGE, "name the file to check, as in: "
		    "preaudit verify --keys keys.txt readiness.xlsx");
	if (o->disclosed != NULL && (o->args.n > 0 || o->proof != NULL ||
	    o->store != NULL || o->current))
		return err_set(e, ERR_USAGE, "--disclosed is checked alone: "
		    "no files, --proof, --store or --current go with it");
	return 0;
}

/* A sample that was handed over. */
static int
check_disclosed(const struct verify_opts *o, const struct verify_request *q,
    struct buf *out, struct err *e)
{
	struct verify_disclosed x;
	struct verify_request here = *q;
	int status;

	distrust_keys(&here, o->disclosed);
	status = verify_disclosed(&here, o->disclosed, o->seed, &x, e);
	if (status == 0) {
		verify_disclosed_put(&x, o->json, out);
		status = x.answer.status;
	}
	verify_disclosed_free(&x);
	return status;
}

static int
verify_asked(struct asked *x, struct err *e)
{
	const struct verify_opts *o = x->o;
	struct verify_request q = { .keys = &x->keys, .keys_file = o->keys,
		.keys_sha256 = x->keys_sha256, .proof_path = o->proof,
		.checkpoint_path = o->checkpoint, .store = x->store,
		.store_path = o->store, .memory = !o->no_memory,
		.current = o->current, .folder = x->folder,
		.now_s = (int64_t)time(NULL) };

	return o->disclosed != NULL ? check_disclosed(o, &q, &x->out, e) :
	    check_all(o, &q, &x->out, e);
}

static int
verify_files(void *values, struct err *e)
{
	const struct verify_opts *o = values;

	return check_asked(o, e) == -1 || check_there(&o->args, e) == -1 ? -1 :
	    answer(o, verify_asked, e);
}

static int
compare_asked(struct asked *x, struct err *e)
{
	const struct compare_request q = { .path = x->o->args.item,
		.n = x->o->args.n, .keys = &x->keys, .store = x->store,
		.folder = x->folder, .json = x->o->json };

	return compare_kept(&q, &x->out, e);
}

static int
compare_files(void *values, struct err *e)
{
	const struct verify_opts *o = values;

	if (o->args.n == 0)
		return err_set(e, ERR_USAGE, "name the files to compare, as "
		    "in: preaudit compare --keys keys.txt 2025/RECEIPT.txt "
		    "2026");
	return answer(o, compare_asked, e);
}

static const char *const uses[] = { "keys", "proof", "checkpoint",
	"no-memory", "store", "current", "disclosed", "seed", "out", "json",
	"quiet", NULL };
static const char *const compare_uses[] = { "keys", "store", "out", "json",
	"quiet", NULL };
static const struct opt_command commands[] = {
	{ NULL, "[FILE|FOLDER...]", "check each file; of a folder, all that is "
	    "in it", uses, verify_files },
	{ "compare", "FILE|FOLDER...", "are checkpoints, proofs and receipts "
	    "of one history?", compare_uses, compare_files },
	{ .help = NULL }
};

static void
failed(const void *values, struct err *e)
{
	const struct verify_opts *o = values;

	if (o->store != NULL)
		store_fork_tell(&(struct place_opts){ .store = o->store },
		    o->out, e);
}

const struct opt_program verify_program = {
	.name = "preaudit-verify",
	.about = "Checks that a report is the one that was issued, each "
	    "question with its own\nanswer. Exit status, of the worst file: 0 "
	    "genuine, or saved again and shown as\nissued; 3 not confirmed: "
	    "withdrawn, shown otherwise, no key of yours signed it,\nwhat was "
	    "asked could not be told, or another file; 4 altered, unproven or "
	    "forked.",
	.opts = options,
	.commands = commands,
	.examples = "  preaudit verify --keys keys.txt readiness.xlsx\n"
	    "  preaudit verify --keys keys.txt --proof proof.txt "
	    "readiness.html\n"
	    "  preaudit verify --keys keys.txt handed-over/\n"
	    "  preaudit verify --keys keys.txt --disclosed sample/ --seed "
	    "\"audit 7\"\n",
	.args = offsetof(struct verify_opts, args),
	.failed = failed,
};
