"""What one header says of facts, as tables: whatever stands in its `namespace fact` is shown, or is an error with its place."""

import os
import re
from collections import namedtuple

from declarations import first_comment, said, statements, tokens_of

NAME = r'"(?P<name>[^"]*)"'
FACT = rf"fact_of<{NAME},(?P<type>[\w:]+)>(?P<variable>\w+)"
LIST = rf"list_fact<{NAME},(?P<record>\w+)>(?P<variable>\w+)"
FAMILY = r"\{&facts::\w+\}"
FIELDS = re.compile(r"fact_field fields\[\]\{(.*?)\};", re.DOTALL)
FIELD = re.compile(r'\{\s*"([^"]*)"(?:,\s*fact_type::(\w+)(?:,\s*"([^"]*)")?)?\s*\}')
TYPES = {"std::string_view": "text", "std::string": "text", "std::int64_t": "number", "int": "number", "bool": "boolean"}
WORDS = {"boolean": "true or false"}  # as `facts --list` has them

Struct = namedtuple("Struct", "statement members")
Member = namedtuple("Member", "name type variable record comment line")  # of a list the type is "list"
Table = namedtuple("Table", "title documentation first_column rows")
Row = namedtuple("Row", "written type meaning")


class Wrong(Exception):
    """A header says something that this page would not show."""

    def __init__(self, path, line, what):
        super().__init__(f"{path}:{line}: {what}")


def fields_of(table, path, line):
    if FIELD.sub("", table).strip(", \n"):
        raise Wrong(path, line, "a table of fields that the reference does not understand")
    return {name: (kind or "text", unit) for name, kind, unit in FIELD.findall(table)}


class Header:
    """What one header declares, as tables."""

    def __init__(self, path):
        self.path = path
        self.tables = []
        self._structs = {}  # those of facts, and records
        self._shown = set()
        with open(path, encoding="utf-8") as file:
            tokens = list(tokens_of(file.read()))
        self.sentence = first_comment(tokens)
        if not self.sentence:
            raise Wrong(self.path, 1, "the first line does not say what the header is for")
        self._given = self._given_by_body()
        for statement in statements(self._namespace_fact(tokens)):
            self._take(statement)
        self._need_all()

    def _namespace_fact(self, tokens):
        inside, depth = [], 0
        for i, token in enumerate(tokens):
            if depth == 0 and [t.text for t in tokens[max(i - 2, 0):i + 1]] == ["namespace", "fact", "{"]:
                depth = 1
            elif depth > 0:
                depth += (token.kind == "sign") * ((token.text == "{") - (token.text == "}"))
                if depth > 0:
                    inside.append(token)
            elif token.text in ("fact_of", "list_fact"):
                raise Wrong(self.path, token.line, "a fact outside of `namespace fact`")
        return inside

    def _given_by_body(self):
        """What the families of this header give, by name; types and units are known to them alone."""
        body = os.path.splitext(self.path)[0] + ".ipp"
        if not os.path.exists(body):
            return {}
        with open(body, encoding="utf-8") as file:
            text = file.read()
        tables = (fields_of(table[1], body, text[:table.start()].count("\n") + 1) for table in FIELDS.finditer(text))
        return {name: field for table in tables for name, field in table.items()}

    def _take(self, statement):
        for pattern, take in self.DECLARATIONS:
            match = re.fullmatch(pattern, statement.code)
            if match:
                return take(self, statement, match)
        raise self._not_understood(statement)

    def _not_understood(self, statement):
        return Wrong(self.path, statement.line, f"the reference does not understand {statement.code[:80]}")

    def _facts_struct(self, statement, match):
        members = []
        for inner in statements(statement.body):
            found = re.fullmatch(rf"{FACT}\{{(?:from|{FAMILY})\}};", inner.code) or re.fullmatch(rf"{LIST}\{{from\}};", inner.code)
            if found:
                members.append(self._member(inner, found.groupdict()))
            elif inner.code != "fact_source from;":
                raise self._not_understood(inner)
        self._structs[match["struct"]] = Struct(statement, members)

    def _record_struct(self, statement, match):
        members, fields = [], {}
        for inner in statements(statement.body):
            table = FIELDS.search(inner.code)
            member = re.fullmatch(r"(?P<type>[\w:]+) (?P<variable>\w+)(?:=\w+)?;", inner.code)
            if table:
                fields = fields_of(table[1], self.path, inner.line)
            elif member:
                members.append(self._member(inner, {"name": member["variable"], **member.groupdict()}))
            elif not re.fullmatch(r"static constexpr std::string_view \w+.*;|.* static \w+ read\(.*\);", inner.code):
                raise self._not_understood(inner)
        if [(member.name, member.type) for member in members] != [(name, kind) for name, (kind, _) in fields.items()]:
            raise Wrong(self.path, statement.line, f"the members of {match['struct']} are not its `fields`")
        self._structs[match["struct"]] = Struct(statement, members)
        self._given.update({f"{match['struct']}.{name}": field for name, field in fields.items()})

    def _member(self, statement, found):
        if statement.has_inner_comment:
            raise Wrong(self.path, statement.line, f"what is said of '{found['name']}' belongs behind it")
        if found.get("type", "bool") not in TYPES:
            raise Wrong(self.path, statement.line, f"the reference has no words for the type {found['type']}")
        kind = TYPES[found["type"]] if "type" in found else "list"
        return Member(found["name"], kind, found["variable"], found.get("record"), said(statement), statement.line)

    def _struct(self, statement, name):
        if name not in self._structs:
            raise Wrong(self.path, statement.line, f"there is no struct {name} before this")
        self._shown.add(name)
        return self._structs[name]

    def _single(self, statement, match):
        self._add_singles("", [self._row(self._member(statement, match.groupdict()))])

    def _singles(self, statement, match):
        struct = self._struct(statement, match["struct"])
        name = match["variable"]
        self._add_singles(said(struct.statement, statement), [self._row(member, f"{name}.", f"fact::{name}.") for member in struct.members])

    def _add_singles(self, documentation, rows):
        """Neighbours of which nothing is said together share a table."""
        if self.tables and self.tables[-1][:2] == ("", documentation) == ("", ""):
            self.tables[-1].rows.extend(rows)
        else:
            self.tables.append(Table("", documentation, "Fact", rows))

    def _list(self, statement, match):
        member = self._member(statement, match.groupdict())
        self._need_name(member, "")
        self._add_list(statement, f"fact::{member.name}", member)

    def _add_list(self, statement, written, member):
        struct = self._struct(statement, member.record)
        rows = [self._row(field, "", "", f"{member.record}.") for field in struct.members]
        documentation = " ".join(filter(None, (said(struct.statement), member.comment)))
        self.tables.append(Table(f"`{written}`, a list", documentation, "Field of a record", rows))

    def _asked(self, statement, match):
        struct = self._struct(statement, match["struct"])
        name = match["function"]
        argument = f"<\"{match['argument'].upper()}\">" if match["argument"] else ""
        written = f"fact::{name}{argument}(\"{match['thing'].upper()}\")"
        record = re.search(r'list_fact<"\w+",(\w+)>::own_kind', statement.code)
        rows = [self._row(member, f"{name}.", f"{written}.", f"{record[1]}." if record else "") for member in struct.members]
        self.tables.append(Table(f"`{written}`", said(statement, struct.statement), "Fact", rows))
        for member in struct.members:
            if member.record:
                self._add_list(statement, f"{written}.{member.variable}", member._replace(comment=""))

    def _need_name(self, member, prefix):
        if member.name != prefix + member.variable:
            raise Wrong(self.path, member.line, f"fact::{prefix}{member.variable} has the name '{member.name}'")

    def _row(self, member, prefix="", written="fact::", record=""):
        """`record` is that of the list which the fact is one of."""
        self._need_name(member, prefix)
        given = next((name for name in (member.name, record + member.variable) if name in self._given), None)
        if not given and not (record and member.variable == "exists"):
            raise Wrong(self.path, member.line, f"no family gives '{member.name}'")
        self._shown.add(given)
        kind, unit = self._given.get(given, ("boolean", ""))
        if kind != member.type:
            raise Wrong(self.path, member.line, f"'{member.name}' is {member.type} here and {kind} in its family")
        words = WORDS.get(kind, kind) + (f" ({unit})" if unit else "")
        return Row(written + member.variable, words, "" if member.comment == unit else member.comment)

    def _need_all(self):
        for name, struct in self._structs.items():
            if name not in self._shown:
                raise Wrong(self.path, struct.statement.line, f"nothing is of the type {name}")
        for name in self._given:
            if name not in self._shown:
                raise Wrong(self.path, 1, f"a family gives '{name}', and no fact has that name")

    DECLARATIONS = (
        (r"struct (?P<struct>\w+_facts)\{.*\};", _facts_struct),
        (r"struct (?P<struct>\w+_record)\{.*\};", _record_struct),
        (rf"inline constexpr {FACT}\{{{FAMILY}\}};", _single),
        (r"inline constexpr (?P<struct>\w+_facts) (?P<variable>\w+)\{\};", _singles),
        (rf"inline constexpr {LIST}\{{.*\}};", _list),
        (r"(?:template<fixed_string (?P<argument>\w+)>)?\[\[nodiscard\]\]constexpr (?P<struct>\w+_facts) (?P<function>\w+)"
         r"\((?:host_path|std::string_view) (?P<thing>\w+)\)\{.*\}", _asked),
        # which operations may change a fact
        (r"template<fixed_string \w+>inline constexpr fact_kind \w+\{.*\};", lambda self, statement, match: None),
    )
