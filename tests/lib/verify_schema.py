# SPDX-License-Identifier: Apache-2.0
"""verify_schema.py PAGE ANSWER...: holds answers of verify/1 against the schema of docs/verify-json.md, and prints how many."""
import json
import re
import sys

import jsonschema

page = open(sys.argv[1], encoding="utf-8").read()
schema = json.loads(re.search(r"^```json\n(.*?)^```", page, re.S | re.M).group(1))


def closed(node):
    """Nothing that the schema does not name: a member that is added is described."""
    if isinstance(node, dict):
        if "properties" in node:
            node["additionalProperties"] = False
            node["required"] = list(node["properties"])
        for value in node.values():
            closed(value)
    elif isinstance(node, list):
        for value in node:
            closed(value)


closed(schema)
validator = jsonschema.Draft202012Validator(schema)
faults = 0
for name in sys.argv[2:]:
    for fault in validator.iter_errors(json.load(open(name, encoding="utf-8"))):
        faults += 1
        print(f"{name}: {fault.json_path}: {fault.message}"[:300])
print(f"{len(sys.argv) - 2} answers, {faults} faults")
sys.exit(1 if faults or len(sys.argv) < 3 else 0)
