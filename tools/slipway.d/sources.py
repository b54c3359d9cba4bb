"""The user's own files, and where in them something is."""

import os
import re

from culprit import escaped

NEARBY = 15  # lines that one operation may take


class Sources:
    """One file that is checked, and what it includes; that is only asked for when the file itself does not answer."""

    def __init__(self, path, compiler):
        self.path = os.path.normpath(path)
        self._compiler = compiler
        self._lines = {}
        self._includes = None

    def files(self):
        yield self.path
        if self._includes is None:
            self._includes = self._compiler.includes(self.path)
        yield from (path for path in self._includes if path != self.path)

    def lines(self, path):
        if path not in self._lines:
            try:
                with open(path, encoding="utf-8", errors="replace") as file:
                    self._lines[path] = file.read().split("\n")
            except OSError:
                self._lines[path] = []
        return self._lines[path]

    def line(self, path, number):
        lines = self.lines(path)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def is_own(self, path):
        return self._compiler.is_own(path)

    def find(self, culprit):
        """The place of a name that the user wrote, or None. Errors say the line of an operation, but not its file."""
        # inside of role<"shop">(...) the name "shop: Make the folder" is written without its prefix
        names = [escaped(name) for name in (culprit.text, culprit.text.rpartition(": ")[2])]
        if culprit.line:
            # a name that is put together is in no line, but op or named is
            for is_there in (lambda text: any(name in text for name in names), re.compile(r"\b(op|named)\b").search):
                for path in self.files():
                    if is_there(self.line(path, culprit.line)):
                        return path, culprit.line
            return self.path, culprit.line
        bare = escaped(re.sub(r"^[A-Za-z]+:(?=\S)", "", culprit.text))
        # a deployable, a selection: named where it is made
        return self._first_with(f'<"{bare}"') or self._first_with(f'"{bare}"')

    def near(self, place, text):
        """The line that has a text, if one near the place has: the compilers disagree where an expression of many lines is."""
        path, number = place
        wanted = f'"{escaped(text)}"'
        for distance in range(NEARBY + 1):
            for line in (number - distance, number + distance):
                if text and wanted in self.line(path, line):
                    return path, line
        return place

    def _first_with(self, text):
        for path in self.files():
            for number, line in enumerate(self.lines(path), 1):
                if text in line and not line.lstrip().startswith("//"):
                    return path, number
        return None
