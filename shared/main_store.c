/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-store: make, look at, check and prove. Options here, the work in shared/cli. */
#include "shared/cli/store_cli.h"

#define PROGRAM "preaudit-store"

enum { CMD_INIT, CMD_STATUS, CMD_LOG, CMD_CHECK, CMD_ADOPT, CMD_PROVE,
	CMD_CONSISTENCY, CMD_KEY };

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
	{ "succeeds", "FILE", "the checkpoint of a lost store that this one "
	    "follows", OPT_TEXT, AT(succeeds) },
	{ "reason", "TEXT", "why it follows", OPT_TEXT, AT(reason) },
	{ "set", "NAME=VALUE", "a parameter of the standard, as this store "
	    "has it", OPT_LIST, AT(set) },
	{ "add", "FILE", "a rule file of your own, beside the standard's",
	    OPT_LIST, AT(add) },
	{ "public", NULL, "print keys.txt", OPT_FLAG, AT(public) },
	{ "yes", "SIZE", "trust-head: the number of records to be trusted",
	    OPT_TEXT, AT(yes) },
	PLACE_OPT_WAIT(AT(place)),
	{ "json", NULL, "print JSON", OPT_FLAG, AT(json) },
	{ "quiet", NULL, "print nothing but errors", OPT_FLAG, AT(quiet) },
	{ .name = NULL }
};

static const char *const init_uses[] = { "store", "key", "passphrase-file",
	"origin", "organisation", "standard", "timezone", "succeeds",
	"reason", "set", "add", "quiet", NULL };
static const char *const read_uses[] = { "store", "json", "quiet", NULL };
static const char *const prove_uses[] = { "store", NULL };
static const char *const adopt_uses[] = { "store", "key", "passphrase-file",
	"set", "add", "wait", "quiet", NULL };
static const char *const key_uses[] = { "store", "key", "passphrase-file",
	"public", "yes", "wait", "quiet", NULL };
static const struct opt_command commands[] = {
	{ "init", "", "make a store and its key", init_uses, CMD_INIT },
	{ "status", "", "head, key, registers, reports", read_uses,
	    CMD_STATUS },
	{ "log", "", "every record of the log, a line each", read_uses,
	    CMD_LOG },
	{ "check", "", "verify every byte again", read_uses, CMD_CHECK },
	{ "adopt", "DIR", "put a standard's folder in force", adopt_uses,
	    CMD_ADOPT },
	{ "prove", "INDEX", "print the proof that a record is in the log",
	    prove_uses, CMD_PROVE },
	{ "consistency", "OLD", "print the proof that the log extends its "
	    "first OLD records", prove_uses, CMD_CONSISTENCY },
	{ "key", "trust-head", "--public prints keys.txt; trust-head shows "
	    "the newest signed head and with --yes SIZE writes the signer's "
	    "state from it", key_uses, CMD_KEY },
	{ .help = NULL }
};

static const struct opt_program program = {
	.name = PROGRAM,
	.about = "Makes, shows, checks and proves the signed store.",
	.opts = options,
	.commands = commands,
	.examples = "  preaudit store init --origin registers.example.org/sms "
	    "--organisation \"Example Ltd\"\n"
	    "  preaudit store check\n"
	    "  preaudit store key --public > keys.txt\n",
};

static int
key_command(const struct store_opts *o, const struct opt_list *args,
    struct err *e)
{
	if (args->n == 0 && o->public)
		return cmd_key_public(o, e);
	if (args->n == 1 && !o->public &&
	    strcmp(args->item[0], "trust-head") == 0)
		return cmd_trust_head(o, e);
	return err_set(e, ERR_USAGE, "say \"key --public\" or \"key "
	    "trust-head\"");
}

static int
dispatch(const struct opt_command *c, void *values,
    const struct opt_list *args, struct err *e)
{
	const struct store_opts *o = values;
	size_t want = c->id == CMD_ADOPT || c->id == CMD_PROVE ||
	    c->id == CMD_CONSISTENCY;

	if (c->id != CMD_KEY && args->n != want)
		return err_set(e, ERR_USAGE, "%s %s takes %s", PROGRAM,
		    c->name, want == 1 ? c->args : "no further words");
	switch (c->id) {
	case CMD_INIT:
		return cmd_init(o, e);
	case CMD_STATUS:
		return cmd_status(o, e);
	case CMD_LOG:
		return cmd_log(o, e);
	case CMD_CHECK:
		return cmd_check(o, e);
	case CMD_ADOPT:
		return cmd_adopt(o, args->item[0], e);
	case CMD_PROVE:
		return cmd_prove(o, args->item[0], e);
	case CMD_CONSISTENCY:
		return cmd_consistency(o, args->item[0], e);
	default:
		return key_command(o, args, e);
	}
}

int
main(int argc, char **argv)
{
	struct store_opts o = { 0 };

	return opts_run(&program, argc, argv, &o, dispatch);
}
