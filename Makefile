# SPDX-License-Identifier: Apache-2.0
# One Makefile, not recursive. `make help` lists the targets.

MODE ?= release
B ?= build/$(MODE)
PREFIX ?= /usr/local

# Every Debian package the project uses: to build and for the demo, for the page
# that checks reports, to run the service, to run the tests.
PKGS_BUILD := gcc libc6-dev make pkg-config libcsv-dev libzip-dev libexpat1-dev \
    libxlsxwriter-dev libseccomp-dev linux-libc-dev libssl-dev libfcgi-dev libjansson-dev libutf8proc-dev \
    zlib1g-dev tzdata
# What the page that checks reports is made with; the programs need none of it.
PKGS_PAGE := node-tweetnacl
PKGS_SERVE := nginx-light openssl curl
PKGS_TEST := check git strace clang clang-tidy clang-format libclang-rt-14-dev cppcheck shellcheck mandoc \
    sqlite3 time jq perl python3 python3-openpyxl python3-jsonschema libreoffice-calc-nogui \
    chromium wrk unzip zip xlsx2csv poppler-utils libxml2-utils file binutils procps debootstrap
PKGS := $(PKGS_BUILD) $(PKGS_PAGE) $(PKGS_SERVE) $(PKGS_TEST)

CC := gcc
PKGCONF := libcrypto libssl libseccomp libzip expat jansson libutf8proc xlsxwriter
WARN := -Wall -Wextra -Wpedantic -Wformat=2 -Wconversion -Wsign-conversion \
    -Wshadow -Wimplicit-fallthrough -Wstrict-prototypes -Wmissing-prototypes \
    -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wundef \
    -Wdouble-promotion -Werror=format-security \
    -Werror=implicit-function-declaration -Werror=incompatible-pointer-types \
    -Werror=int-conversion
WARN_GCC := -Wlogical-op -Wduplicated-cond -Wduplicated-branches \
    -Wtrampolines -Wbidi-chars=any
HARDEN := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong \
    -fstack-clash-protection -fno-delete-null-pointer-checks \
    -fno-strict-overflow -fno-strict-aliasing -fPIE
HARDEN_GCC := -fcf-protection=full -ftrivial-auto-var-init=zero
LINK_HARDEN := -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack \
    -Wl,--as-needed -Wl,--no-copy-dt-needed-entries

CFLAGS_release := -O2 -g $(HARDEN) $(HARDEN_GCC) $(WARN_GCC)
LDFLAGS_release := $(LINK_HARDEN)
CFLAGS_asan := -O1 -g -fsanitize=address,undefined \
    -fno-sanitize-recover=all -fno-omit-frame-pointer $(WARN_GCC)
LDFLAGS_asan := -fsanitize=address,undefined
CFLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
    -fno-sanitize-recover=all
LDFLAGS_fuzz := -fsanitize=address,undefined
ifeq ($(MODE),fuzz)
CC := clang
endif
ifdef WERROR
WARN += -Werror
endif

CFLAGS := -std=c17 -D_GNU_SOURCE -I. $(WARN) $(CFLAGS_$(MODE)) \
    $(patsubst -I%,-isystem%,$(shell pkg-config --cflags $(PKGCONF) 2>/dev/null))
LDFLAGS := $(LDFLAGS_$(MODE))
LIBS := $(shell pkg-config --libs $(PKGCONF) 2>/dev/null) -lcsv -lz -lm

# A program is a main_*.c; everything else of a folder is its archive.
STORE_CLI_C := $(wildcard shared/cli/*.c)
SHARED_C := $(wildcard shared/*/*.c shared/*/*/*.c)
IMPORTER_C := $(wildcard importer/*/*.c importer/*/*/*.c)
REPORTS_C := $(wildcard reports/*/*.c reports/*/*/*.c)
TESTLIB_C := $(wildcard tests/lib/*.c)
FCGI_C := $(filter-out fcgi/main_%,$(wildcard fcgi/*.c))
objects = $(patsubst %.c,$(B)/obj/%.o,$(1))

PROGRAMS := preaudit preaudit-store preaudit-import preaudit-report \
    preaudit-verify preaudit-fcgi
BIN := $(addprefix $(B)/bin/,$(PROGRAMS))
UNIT_C := $(wildcard tests/unit/*/test_*.c tests/unit/*/*/test_*.c \
    tests/unit/*/*/*/test_*.c tests/unit/*/*/*/*/test_*.c)
UNIT := $(patsubst %.c,$(B)/unit/%,$(notdir $(UNIT_C)))
DRIVERS := $(patsubst tests/drive/%.c,$(B)/drive/%,$(wildcard tests/drive/*.c))

# How many compilers or tests at once.
JOBS := $(shell nproc)

V ?= 0
ifeq ($(V),0)
Q := @
say = @echo "  $(1)  $(2)"
endif

all: programs page ## build the programs into build/MODE/bin, verify.html into share
programs: $(BIN)

$(B)/.flags: FORCE
	@mkdir -p $(B)
	@echo '$(CC) $(CFLAGS) $(LDFLAGS)' | cmp -s - $@ || \
	    echo '$(CC) $(CFLAGS) $(LDFLAGS)' >$@

$(B)/obj/%.o: %.c $(B)/.flags
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

# The style sheet of pages stands in the program as it is.
$(B)/obj/reports/render/html_style.o: reports/render/style.css

# So do the rules as published with this version, for what is not as published.
FOLDERS := $(patsubst %/standard.json,%,$(wildcard shared/*/standard.json))
VERSION := $(shell sed -n 's/^\#define PREAUDIT_VERSION "\(.*\)"/\1/p' shared/base/version.h)
$(B)/published: shared/rules/whose/pack shared/rules/whose/releases shared/base/version.h \
    $(foreach f,$(FOLDERS),$(wildcard $(f)/*.json $(f)/*/*.json $(f)/*/*.rules))
	$(call say,MAKE,$@)
	$(Q)mkdir -p $(@D) && shared/rules/whose/pack $(VERSION) $(FOLDERS) >$@.new && mv $@.new $@
$(B)/obj/shared/rules/whose/published.o: $(B)/published
$(B)/obj/shared/rules/whose/published.o: CFLAGS += -Wa,-I$(B)

$(B)/shared.a: $(call objects,$(SHARED_C))
$(B)/store_cli.a: $(call objects,$(STORE_CLI_C))
$(B)/importer.a: $(call objects,$(IMPORTER_C))
$(B)/reports.a: $(call objects,$(REPORTS_C))
$(B)/fcgi.a: $(call objects,$(FCGI_C))
$(B)/testlib.a: $(call objects,$(TESTLIB_C))
$(B)/%.a:
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar qcs $@ $^

link = $(Q)mkdir -p $(@D) && $(CC) $(LDFLAGS) -o $@ $(1) $(LIBS)
objects_first = $(filter %.o,$^) $(filter %.a,$^)
$(B)/bin/preaudit: $(B)/obj/shared/main_preaudit.o $(B)/shared.a
$(B)/bin/preaudit-store: $(B)/obj/shared/main_store.o $(B)/store_cli.a \
    $(B)/shared.a
$(B)/bin/preaudit-import: $(B)/obj/importer/main_import.o $(B)/importer.a \
    $(B)/shared.a
$(B)/bin/preaudit-report: $(B)/obj/reports/main_report.o $(B)/reports.a \
    $(B)/shared.a
$(B)/bin/preaudit-verify: $(B)/obj/reports/main_verify.o $(B)/reports.a \
    $(B)/shared.a
$(B)/bin/preaudit-fcgi: $(B)/obj/fcgi/main_fcgi.o $(B)/fcgi.a \
    $(B)/reports.a $(B)/shared.a
$(B)/bin/preaudit-fcgi: LIBS += -lfcgi
$(BIN):
	$(call say,LD,$@)
	$(call link,$^)

# The table of verdicts, for checkers that are made from it.
$(B)/tool/verdicts: $(B)/obj/reports/main_verdicts.o $(B)/reports.a \
    $(B)/shared.a
	$(call say,LD,$@)
	$(call link,$^)
$(B)/verdicts.json: $(B)/tool/verdicts
	$(call say,MAKE,$@)
	$(Q)$< >$@.new && mv $@.new $@

# One page that checks a report in a browser, of its parts, the table and
# TweetNaCl.
NACL := /usr/share/nodejs/tweetnacl/nacl-fast.min.js
$(NACL):
	@echo "verify.html cannot be made: $@ is missing; install $(PKGS_PAGE)" >&2; exit 1
# The programs do without the page, where what it is made with is missing.
ifneq ($(wildcard $(NACL)),)
page: $(B)/share/verify.html
else
page:
	@echo "  verify.html is not made: the package $(PKGS_PAGE) is not installed"
endif
$(B)/share/verify.html: $(B)/verdicts.json $(wildcard reports/verify/page/*) \
    shared/base/version.h $(NACL)
	$(call say,MAKE,$@)
	$(Q)reports/verify/page/build $< $(VERSION) $(NACL) $@

# A unit test stands in the folder of what it tests.
$(foreach c,$(UNIT_C),$(eval $(B)/unit/$(notdir $(c:.c=)): $(B)/obj/$(c:.c=.o)))
# Unit tests link without libfcgi, which proves that nothing below needs it.
$(B)/unit/test_fcgi_%: $(B)/testlib.a $(B)/fcgi.a $(B)/reports.a $(B)/shared.a
	$(call say,LD,$@)
	$(call link,$(objects_first) -lfcgi $(CHECK_LIBS))
$(B)/unit/test_%: $(B)/testlib.a $(B)/importer.a $(B)/reports.a $(B)/shared.a
	$(call say,LD,$@)
	$(call link,$(objects_first) $(CHECK_LIBS))
# Programs that scenarios drive what no command of ours shows yet with.
$(B)/drive/%: $(B)/obj/tests/drive/%.o $(B)/testlib.a $(B)/importer.a \
    $(B)/reports.a $(B)/shared.a
	$(call say,LD,$@)
	$(call link,$^ $(CHECK_LIBS))
CHECK_LIBS = $(shell pkg-config --libs check)

# Random tables through every format (tests/regress/38-round-trips.sh).
TRIP_C := $(wildcard tests/trip/*.c)
$(B)/trip/trip: $(call objects,$(TRIP_C)) $(B)/importer.a $(B)/shared.a
	$(call say,LD,$@)
	$(call link,$^)

drivers: $(DRIVERS) $(B)/trip/trip
unit: $(UNIT) drivers

deps: ## install the Debian packages that are missing
	@tests/lib/deps install $(PKGS)

deps-check: ## say which Debian packages are missing
	@tests/lib/deps check $(PKGS)

check: ## install what the tests need, build, run every test
	@tests/lib/deps install $(PKGS)
	$(Q)$(MAKE) --no-print-directory -j $(JOBS) all unit
	@tests/run -j $(JOBS)

quick: ## build, run the quick unit tests and those nearest to what changed
	$(Q)$(MAKE) --no-print-directory -j $(JOBS) all unit
	@tests/quick

demo: ## build, import the example quarters, issue reports and verify them
	@tests/lib/deps install $(PKGS_BUILD)
	@echo "compiling the programs"
	$(Q)$(MAKE) --no-print-directory -j $(JOBS) say= programs
	@nginx/demo

serve: ## start the service and nginx on 127.0.0.1 over the demo's store
	@tests/lib/deps install $(PKGS_BUILD) $(PKGS_SERVE)
	$(Q)$(MAKE) --no-print-directory -j $(JOBS) say= programs
	@nginx/serve

trip: all unit ## 10,000 random tables through every format and back
	@LONG=1 tests/regress/38-round-trips.sh

asan: ## the unit and scenario tests under ASan and UBSan
	$(Q)$(MAKE) --no-print-directory -j $(JOBS) MODE=asan all unit
	@MODE=asan tests/run -j $(JOBS) unit regress

files: ## make docs/files.md again from the heads of files, the manual page from docs/criteria-language.md
	@tests/lint/man docs/criteria-language.md >docs/preaudit-criteria.5.new && \
	    mv docs/preaudit-criteria.5.new docs/preaudit-criteria.5
	@tests/lint/files >docs/files.md.new && mv docs/files.md.new docs/files.md

lint: ## layers, headers, globals, analysers
	@tests/lint/run

fuzz: ## every fuzz harness for FUZZ_SECONDS (180)
	$(Q)$(MAKE) --no-print-directory MODE=fuzz fuzzers
	@tests/fuzz/run

FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
$(B)/fuzz/%: $(B)/obj/tests/fuzz/%.o $(B)/testlib.a $(B)/importer.a \
    $(B)/reports.a $(B)/shared.a
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D) && $(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)
fuzzers: $(FUZZERS)

$(B)/bench/%: $(B)/obj/tests/bench/%.o $(B)/reports.a $(B)/shared.a
	$(call say,LD,$@)
	$(call link,$^)
bench-driver: $(B)/bench/bench_eval $(B)/bench/bench_sheet $(B)/bench/mkbook

mutants: ## every mutant of the rule files over the cases of the criteria
	$(Q)$(MAKE) --no-print-directory $(B)/unit/test_criteria_mutants
	@LONG=1 $(B)/unit/test_criteria_mutants

mutants-c: all unit ## MUTANTS (200) changes of C, each against its nearest tests
	@tests/mutants/run

long: all unit ## the long forms of the tests, fuzzing, mutants, the benchmark
	@LONG=1 tests/run -j $(JOBS) lint unit regress fault web docs
	$(Q)$(MAKE) --no-print-directory fuzz
	$(Q)$(MAKE) --no-print-directory mutants-c
	$(Q)$(MAKE) --no-print-directory bench

bench: all bench-driver ## measure against peers in the same run, print ratios
	@tests/bench/run

install: all $(B)/share/verify.html ## install under DESTDIR PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/preaudit \
	    $(DESTDIR)$(PREFIX)/share/doc/preaudit
	install -m 0755 $(BIN) $(DESTDIR)$(PREFIX)/bin
	cp -R shared/iso20000-1 shared/iso9001 nginx $(DESTDIR)$(PREFIX)/share/preaudit/
	install -m 0644 $(B)/share/verify.html $(DESTDIR)$(PREFIX)/share/preaudit
	install -m 0644 README.md LICENSE docs/*.md \
	    $(DESTDIR)$(PREFIX)/share/doc/preaudit
	install -d $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 0644 docs/preaudit-criteria.5 $(DESTDIR)$(PREFIX)/share/man/man5

uninstall: ## remove what install put there
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/bin/,$(PROGRAMS))
	rm -f $(DESTDIR)$(PREFIX)/share/man/man5/preaudit-criteria.5
	rm -rf $(DESTDIR)$(PREFIX)/share/preaudit \
	    $(DESTDIR)$(PREFIX)/share/doc/preaudit

clean: ## remove build/
	rm -rf build

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' \
	    Makefile

FORCE:
.PHONY: all programs page files quick unit drivers bench-driver deps deps-check check demo serve trip asan lint fuzz fuzzers mutants mutants-c long bench \
    install uninstall clean help FORCE
.SECONDARY:
-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
