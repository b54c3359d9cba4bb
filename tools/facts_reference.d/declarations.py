"""Headers as their declarations: as much of C++ as headers of facts are written in."""

import re
from collections import namedtuple

TOKEN = re.compile(r"""(?P<space>\s+)|(?P<documentation>///[^\n]*)|(?P<comment>//[^\n]*)|(?P<directive>^\#[^\n]*)
                       |(?P<text>"(?:\\.|[^"\\\n])*")|(?P<word>\w+(?:::\w+)*)|(?P<sign>.)""", re.MULTILINE | re.VERBOSE)

Token = namedtuple("Token", "kind text line column")


def tokens_of(text):
    line, begin = 1, 0
    for match in TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield Token(match.lastgroup, match[0], line, match.start() - begin)
        if "\n" in match[0]:
            line += match[0].count("\n")
            begin = match.start() + match[0].rindex("\n") + 1


class Statement:
    """A declaration: its code in one spelling, what stands in its braces, and what its comments say."""

    def __init__(self, tokens, documentation, comment):
        code = [token for token in tokens if token.kind not in ("comment", "documentation")]
        self.code = ""
        for token in code:
            both_are_words = self.code[-1:].isidentifier() or self.code[-1:].isdigit()
            self.code += " " * (both_are_words and token.kind == "word") + token.text
        braces = [i for i, token in enumerate(tokens) if token.kind == "sign" and token.text in "{}"]
        self.body = tokens[braces[0] + 1:braces[-1]] if braces else []
        self.line = tokens[0].line
        self.documentation = documentation
        self.comment = comment
        self.has_inner_comment = len(code) < len(tokens)


def statements(tokens):
    documentation, begun, depth = [], [], 0
    rest = list(tokens)
    while rest:
        token = rest.pop(0)
        if not begun and token.kind == "documentation":
            documentation.append(token.text[3:].strip())
        if not begun and token.kind in ("comment", "documentation"):
            continue
        begun.append(token)
        if token.kind == "sign":
            depth += (token.text in "{(") - (token.text in "})")
        if depth == 0 and (token.text == ";" or token.text == "}" and (not rest or rest[0].text != ";")):
            yield Statement(begun, " ".join(documentation), comment_after(token, rest))
            documentation, begun = [], []
    if begun:
        yield Statement(begun, "", "")


def comment_after(end, rest):
    """Takes what is said on the line where a declaration ends, and goes on in the same column below."""
    lines = []
    while rest and rest[0].kind == "comment" and rest[0].line == end.line + bool(lines) and (not lines or rest[0].column == end.column):
        end = rest.pop(0)
        lines.append(end.text[2:].strip())
    return " ".join(lines)


def first_comment(tokens):
    return comment_after(Token("", "", 1, 0), tokens)


def said(*declarations):
    return " ".join(words for declaration in declarations for words in (declaration.documentation, declaration.comment) if words)
