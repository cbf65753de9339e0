/* SPDX-License-Identifier: Apache-2.0 */
/* The texts about jobs and filters; see messages.h. */
#include "importer/job/messages.h"

#include "importer/common/finding.h"

const struct message job_message[JOB_MSG__MAX] = {
	[JOB_MSG_CSV_BROKEN] = { "csv-broken", LEVEL_ERROR, "s", "{1}" },
	[JOB_MSG_FILTER_GONE] = { "mapping-column-missing", LEVEL_ERROR,
	    "sss", "\"{1}\" of {2} asks what the column \"{3}\" says, which "
	    "the header does not have; mend the mapping file, or export the "
	    "file with that column" },
	[JOB_MSG_FILTER_NEAR] = { "mapping-column-missing", LEVEL_ERROR,
	    "ssss", "\"{1}\" of {2} asks what the column \"{3}\" says, which "
	    "the header does not have (did you mean \"{4}\"?); mend the "
	    "mapping file, or export the file with that column" },
	[JOB_MSG_FILTER_TWICE] = { "column-doubled", LEVEL_ERROR, "sssss",
	    "\"{1}\" of {2} asks what the column \"{3}\" says, and columns "
	    "{4} and {5} are both headed so; rename or remove one" },
	[JOB_MSG_FILTER_UNKNOWN] = { "filter-unknown", LEVEL_ERROR, "s",
	    "decides by {1} whether the row is taken, and is a formula "
	    "without a value, or with an error; mend it and export again" },
	[JOB_NOTE_FILTERED] = { NULL, LEVEL_WARNING, "nss",
	    "{1} {1?row|rows} left out by \"{2}\" of {3}" },
};
