/* SPDX-License-Identifier: Apache-2.0 */
/* The folders of a store, and what each of its files is called. */
#ifndef PREAUDIT_STORE_FOLDER_H
#define PREAUDIT_STORE_FOLDER_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Where a file of each kind lies. Every kind has a folder of its own, and in
 * it the name follows from the record's index or the content, so that what a
 * stranger calls a file can never be the name of another one.
 */
enum store_folder {
	STORE_ANCHORS, STORE_CHECKPOINTS, STORE_DATA, STORE_FINDINGS, STORE_ORIGINALS,
	STORE_REPORTS, STORE_STANDARD, STORE_FOLDERS
};
extern const char *const store_folder[STORE_FOLDERS];
/* May an entry of the store's own folder be called that? */
bool store_has_name(const char *name);
struct store_name {
	char path[160]; /* inside the store */
};
struct store_name store_name_data(uint64_t index, const char *reg);
struct store_name store_name_findings(uint64_t index);
/* `given`: what the file was called; reduced to [a-z0-9._-]. */
struct store_name store_name_original(uint64_t index, const char *given);
/* The time stamp of an anchor. */
struct store_name store_name_token(uint64_t index);
struct store_name store_name_blob(const char *sha256);

#endif
