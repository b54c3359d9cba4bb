"""SARIF 2.1.0, which code scanners read. Python's json is no part of python3-minimal."""

import os

from dictionary import words as rule_words
from formats import relative, words

UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def _json(value, indent=""):
    if isinstance(value, str):
        escaped = "".join(f"\\u{ord(c):04x}" if ord(c) < 32 else "\\" + c if c in '"\\' else c for c in value)
        return f'"{escaped}"'
    deeper = indent + "  "
    if isinstance(value, dict):
        inside = [f'{deeper}"{key}": {_json(item, deeper)}' for key, item in value.items()]
        return "{\n" + ",\n".join(inside) + f"\n{indent}}}" if inside else "{}"
    if isinstance(value, list):
        inside = [deeper + _json(item, deeper) for item in value]
        return "[\n" + ",\n".join(inside) + f"\n{indent}]" if inside else "[]"
    return str(value)


def _uri(path):
    path = relative(path)
    quoted = "".join(chr(b) if b in UNRESERVED else f"%{b:02X}" for b in os.fsencode(path))
    return f"file://{quoted}" if os.path.isabs(path) else quoted


def _rule(mistake):
    rule = {"id": mistake.rule, "shortDescription": {"text": rule_words(mistake.rule)}}
    if mistake.remedy:
        rule["help"] = {"text": mistake.remedy}
    return rule


def _result(mistake, index):
    place = {"artifactLocation": {"uri": _uri(mistake.file)}, "region": {"startLine": mistake.line}}
    return {"ruleId": mistake.rule, "ruleIndex": index, "level": "note" if mistake.is_note else "error", "message": {"text": words(mistake)},
            "locations": [{"physicalLocation": place}]}


def sarif(mistakes, _):
    """One document, whatever is found."""
    rules = {}
    for mistake in mistakes:
        rules.setdefault(mistake.rule, _rule(mistake))
    names = list(rules)
    driver = {"name": "slipway check", "rules": list(rules.values())}
    results = [_result(mistake, names.index(mistake.rule)) for mistake in mistakes]
    return _json({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
                  "runs": [{"tool": {"driver": driver}, "results": results}]}) + "\n"
