/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Free texts that enter the log, where nothing can be erased: what seems to be
 * about a person is pointed out before it is there.
 */
#ifndef PREAUDIT_FREE_TEXT_H
#define PREAUDIT_FREE_TEXT_H

#include "shared/base/buf.h"

/*
 * The first part of a text that seems to be a person's name or an e-mail
 * address: of the text, empty when there is none. It guesses: two capitalised
 * words beside each other that are no ordinary words, where not every word of
 * the text is capitalised, or a form of address before one.
 */
struct str free_text_person(struct str text);
/*
 * Appends a line on it to `notices`, where there is such a part; `option` is
 * how the text was given, such as "--reason". A text that is NULL is passed
 * over.
 */
void free_text_notice(struct buf *notices, const char *option,
    const char *text);

#endif
