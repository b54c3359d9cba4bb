"""The fields of Slipway's own structs, for those who misspell one."""

import os
import re

FIELD = re.compile(r"  (?!friend|using|return)[\w:<>, ]+ (\w+)(?:\{.*\}| = [^()]*)?;(?: *//.*)?")


def fields(include, struct):
    """The fields of a struct of this name, in their order; none where Slipway has no such struct."""
    for folder, _, names in os.walk(f"{include}/slipway"):
        for name in names:
            if name.endswith(".hpp"):
                with open(f"{folder}/{name}", encoding="utf-8") as header:
                    body = re.search(rf"^struct {re.escape(struct)} \{{\n(.*?)^\}};", header.read(), re.DOTALL | re.MULTILINE)
                if body:
                    return [match[1] for match in map(FIELD.fullmatch, body[1].splitlines()) if match]
    return []


def _distance(a, b):
    """How many letters must be inserted, deleted or replaced."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (letter != other))
    return row[-1]


def nearest(name, known):
    """The known name that was meant, or None when all are far away."""
    near = [(_distance(name, other), other) for other in known]
    return min((pair for pair in near if pair[0] <= max(2, len(pair[1]) // 3)), default=(0, None))[1]
