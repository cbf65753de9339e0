/* SPDX-License-Identifier: Apache-2.0 */
/* The options and commands of preaudit-store, as tables. */
#include "shared/cli/store_cli.h"
#include "shared/store/store_fork.h"

#define AT(member) offsetof(struct store_opts, member)
static const struct opt options[] = {
	PLACE_OPT_STORE(AT(place)),
	PLACE_OPT_KEY(AT(place)),
	PLACE_OPT_PASSPHRASE(AT(place)),
	{ "origin", "NAME", "names the store for ever: host and name, without "
	    "https://", OPT_TEXT, AT(origin) },
	{ "organisation", "NAME", "whose records these are", OPT_TEXT,
	    AT(organisation) },
	{ "standard", "DIR", "the standard's folder (default: ISO/IEC 20000-1 "
	    "as shipped)", OPT_TEXT, AT(standard) },
	{ "timezone", "ZONE", "where \"today\" is taken from (default: UTC)",
	    OPT_TEXT, AT(timezone) },
	{ "succeeds", "FILE", "a checkpoint of a lost store that this one "
	    "follows, or a receipt or proof that holds it", OPT_TEXT, AT(succeeds) },
	{ "succeeds-keys", "FILE", "its keys.txt or key card, to verify that "
	    "checkpoint with", OPT_TEXT, AT(succeeds_keys) },
	{ "reason", "TEXT", "why it follows", OPT_TEXT, AT(reason) },
	{ "set", "NAME=VALUE", "a parameter of the standard, as this store "
	    "has it", OPT_LIST, AT(set) },
	{ "add", "FILE", "a rule file of your own, beside the standard's",
	    OPT_LIST, AT(add) },
	{ "public", NULL, "print keys.txt", OPT_FLAG, AT(public) },
	{ "force", NULL, "replace a file that is there (--query)", OPT_FLAG,
	    AT(force) },
	{ "yes", "N", "how many records trust-head is to trust, how many files "
	    "tidy is to remove", OPT_TEXT, AT(yes) },
	PLACE_OPT_CLOCK(AT(place)),
	{ "tsa", "URL", "the time-stamp authority that is asked", OPT_TEXT,
	    AT(tsa) },
	{ "query", "FILE", "write the query for an authority to FILE.tsq "
	    "instead", OPT_TEXT, AT(query) },
	{ "response", "FILE", "the authority's answer, brought back as "
	    "FILE.tsr", OPT_TEXT, AT(response) },
	{ "tsa-ca", "FILE", "the certificates that you trust the authority by, "
	    "in PEM", OPT_TEXT, AT(tsa_ca) },
	{ "tsa-crl", "FILE", "the lists of revoked certificates, in PEM "
	    "(default: not asked)", OPT_TEXT, AT(tsa_crl) },
	{ "tsa-policy", "OID", "the policy that the authority must stamp by "
	    "(default: any)", OPT_TEXT, AT(tsa_policy) },
	{ "max-gap", "DAYS", "the longest time that may pass from a record to "
	    "its first anchor", OPT_TEXT, AT(max_gap) },
	PLACE_OPT_WAIT(AT(place)),
	{ "json", NULL, "print JSON", OPT_FLAG, AT(json) },
	{ "quiet", NULL, "print nothing but errors", OPT_FLAG, AT(quiet) },
	{ .name = NULL }
};

static const char *const init_uses[] = { "store", "key", "passphrase-file",
	"origin", "organisation", "standard", "timezone", "succeeds",
	"succeeds-keys", "reason", "set", "add", "quiet", NULL };
static const char *const read_uses[] = { "store", "json", "quiet", NULL };
static const char *const check_uses[] = { "store", "max-gap", "json",
	"quiet", NULL };
static const char *const anchor_uses[] = { "store", "key",
	"passphrase-file", "tsa", "query", "response", "tsa-ca", "tsa-crl",
	"tsa-policy", "force", "wait", "quiet", NULL };
static const char *const prove_uses[] = { "store", NULL };
static const char *const adopt_uses[] = { "store", "key", "passphrase-file",
	"set", "add", "clock-was-wrong", "wait", "quiet", NULL };
static const char *const key_uses[] = { "store", "key", "passphrase-file",
	"public", "yes", "wait", "quiet", NULL };
static const char *const tidy_uses[] = { "store", "yes", "wait", "json",
	"quiet", NULL };
static const struct opt_command commands[] = {
	{ "init", "", "make a store and its key", init_uses, cmd_init },
	{ "status", "", "head, key, registers, reports", read_uses,
	    cmd_status },
	{ "log", "", "every record of the log, a line each", read_uses,
	    cmd_log },
	{ "check", "", "verify every byte again", check_uses, cmd_check },
	{ "anchor", "", "have a time-stamp authority say when the newest head "
	    "was there: --tsa URL, or --query FILE and then --response FILE",
	    anchor_uses, cmd_anchor },
	{ "tidy", "", "show what runs that clear up took out of the store; "
	    "--yes N removes these N files", tidy_uses, cmd_tidy },
	{ "adopt", "DIR", "put a standard's folder in force", adopt_uses,
	    cmd_adopt },
	{ "prove", "INDEX", "print the proof that a record is in the log",
	    prove_uses, cmd_prove },
	{ "consistency", "OLD", "print the proof that the log extends its "
	    "first OLD records", prove_uses, cmd_consistency },
	{ "key", "[trust-head]", "alone: the fingerprint, and the SHA-256 of "
	    "verify.html; --public prints keys.txt; trust-head shows the "
	    "newest signed head and with --yes N writes the signer's "
	    "state from it", key_uses, cmd_key },
	{ .help = NULL }
};

/* Commands that say so take one word; of key's words it knows itself. */
static int
check_operands(const struct opt_command *c, void *values, struct err *e)
{
	const struct store_opts *o = values;
	bool one = c->args[0] != '\0';

	if (c->run != cmd_key && o->args.n != one)
		return err_set(e, ERR_USAGE, "%s %s takes %s",
		    store_program.name, c->name, one ? c->args :
		    "no further words");
	return 0;
}

static void
failed(const void *values, struct err *e)
{
	const struct store_opts *o = values;

	store_fork_tell(&o->place, NULL, e);
}

const struct opt_program store_program = {
	.name = "preaudit-store",
	.about = "Makes, shows, checks and proves the signed store.",
	.opts = options,
	.commands = commands,
	.examples = "  preaudit store init --origin registers.example.org/sms "
	    "--organisation \"Example Ltd\"\n"
	    "  preaudit store check\n"
	    "  preaudit store key --public > keys.txt\n",
	.args = offsetof(struct store_opts, args),
	.check = check_operands,
	.failed = failed,
};
