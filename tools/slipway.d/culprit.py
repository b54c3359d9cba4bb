"""Who is at fault, from how compilers print template arguments and calls."""

import re

LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
KINDS = {"a text": r"(const )?char.*|.*string_view.*|.*fixed_string.*", "a truth value": r"bool",
         "a number": r"(unsigned |signed )?(int|long|short|char|long long)( unsigned)?( int)?|unsigned"}


class Culprit:
    """A text that the user wrote, with its line or 0, or a type. `where` is set when its place is known: " (line 12)"."""

    def __init__(self, text, line=0):
        self.text = text
        self.line = line
        self.where = ""

    def __str__(self):
        space = None if self.line else re.fullmatch(r"([A-Za-z]+):(\S.*)", self.text, re.DOTALL)
        if space:
            return f"the {space[1].lower()} '{shown(space[2])}'"
        return f"'{shown(self.text)}'" if self.text else "this text"

    @property
    def kind(self):
        """Of a type: what it is to people."""
        for words, pattern in KINDS.items():
            if re.fullmatch(pattern, self.text):
                return words
        return self.text


def unescaped(literal):
    """The text of a literal as a compiler prints it, in bytes or in letters."""
    def letter(match):
        code = match[1]
        if code[0] in "01234567":
            return chr(int(code, 8))
        return chr(int(code[1:], 16)) if code[0] == "x" else ESCAPES.get(code, code)
    text = re.sub(r"\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)", letter, literal, flags=re.DOTALL)
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def escaped(text):
    """As a programmer writes it between quotes."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def shown(text):
    """On one line, without control characters."""
    text = text.replace("\n", "\\n").replace("\t", "\\t")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def _scan(text):
    """Each position and letter outside of literals."""
    place = 0
    for begin, end in [*(match.span() for match in LITERAL.finditer(text)), (len(text), len(text))]:
        yield from ((i, text[i]) for i in range(place, begin))
        place = end


def template_arguments(text):
    """The arguments of a list, from after its `<` to the `>` that ends it."""
    depth = 0
    begin = 0
    found = []
    for i, letter in _scan(text):
        if letter in "<{(":
            depth += 1
        elif letter in ">})" and depth:
            depth -= 1
        elif letter in ",>" and not depth:
            found.append(text[begin:i].strip())
            begin = i + 1
            if letter == ">":
                break
    return found


def of_text(argument):
    """A fixed_string, a long text in two of them, or None."""
    parts = re.findall(LITERAL.pattern + r", (\d+)", argument)
    return Culprit("".join(unescaped(text) for text, _ in parts), int(parts[0][1])) if parts else None


def of_argument(argument):
    """A text, or a type."""
    said = of_text(argument)
    if said:
        return said
    return Culprit(re.sub(r"<.*>|\b(?:const )?(?:\w+::)+|(?<=\w) (?=\*)", "", argument).strip())


def _last_arguments(call):
    """What is between the parentheses of a call's last one, without its lets."""
    depth = 0
    begin = end = len(call)
    opened = 0
    for i, letter in _scan(call):
        if letter == "(":
            opened = i + 1 if depth == 0 else opened
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth == 0:
                begin, end = opened, i
    return call[begin:end].partition("let<")[0]


def _texts(expression, paths):
    texts = [unescaped(literal) for literal in LITERAL.findall(expression)]
    return [text for text in texts if text not in paths]


def argument_of(calls, paths):
    """The text that the innermost call was given; compilers print the path of the source as well."""
    for call in calls:
        texts = _texts(_last_arguments(call), paths)
        if texts:
            return Culprit(texts[-1])
    return subject_of(calls, paths)


def subject_of(calls, paths):
    """What a chain of calls begins with: the path of a file, the name of an operation."""
    for call in calls:
        texts = _texts(call, paths)
        if texts:
            return Culprit(texts[0])
    return Culprit("")
