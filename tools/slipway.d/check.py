"""`slipway check`: type-checks deployments and says in plain sentences what is wrong with them."""

import os
import sys

import complaints
import formats
import sarif
import watch
from compiler import Compiler
from mistakes import Reader
from sources import Sources
from usage import Usage

FORMATS = {"text": formats.text, "github": formats.github, "sarif": sarif.sarif}
USAGE = """slipway check [--compiler COMMAND] [--format text|github|sarif] [--watch] [-I FOLDER]... FILE...
    type-checks deployments and says what is wrong with them, one line a mistake: where, what, and what to do.
    The compiler is COMMAND, $CXX, g++ or the newest clang++; --watch checks again whenever a file is saved.
"""


class Options:
    def __init__(self, words):
        self.compiler = None
        self.format = "text"
        self.watch = False
        self.folders = []
        self.files = []
        self._read(iter(words))
        if not self.files:
            raise Usage("which file?", USAGE)
        if self.format not in FORMATS:
            raise Usage(f"there is no format '{self.format}'", USAGE)
        if self.watch and self.format != "text":
            raise Usage("--watch is for people: it goes with --format text", USAGE)

    def _read(self, words):
        for word in words:
            if word == "--compiler":
                self.compiler = self._value(word, words)
            elif word == "--format":
                self.format = self._value(word, words)
            elif word == "--watch":
                self.watch = True
            elif word.startswith("-I"):
                self.folders.append(word[2:] or self._value(word, words))
            elif word == "--":
                self.files.extend(words)
            elif word.startswith("-"):
                raise Usage(f"what is '{word}'?", USAGE)
            else:
                self.files.append(word)

    def need_files(self):
        for path in self.files:
            if not os.path.isfile(path):
                raise Usage(f"there is no file {path}")

    @staticmethod
    def _value(option, words):
        value = next(words, "")
        if not value:
            raise Usage(f"{option} needs a value", USAGE)
        return value


def _mistakes_in(path, compiler):
    return Reader(Sources(path, compiler), compiler.include).read(complaints.read(compiler.check(path)))


def _check(options, compiler):
    """Checks all files and prints what is found; whether something is."""
    options.need_files()
    files = {path: _mistakes_in(path, compiler) for path in options.files}
    # files that share an include share its mistakes
    mistakes = sorted({mistake for found in files.values() for mistake in found})
    print(FORMATS[options.format](mistakes, files), end="", flush=True)
    return not all(mistake.is_note for mistake in mistakes)


def _watch(options, compiler):
    def act():
        try:
            _check(options, compiler)
        except Usage as wrong:  # the file may be back in a moment
            print(f"slipway: {wrong}", file=sys.stderr, flush=True)

    def paths():
        return {*options.files, *(path for file in options.files for path in compiler.includes(file))}

    watch.watch(act, paths)


def run(words, root):
    options = Options(words)
    options.need_files()
    compiler = Compiler(options.compiler, f"{root}/include", options.folders)
    if options.watch:
        _watch(options, compiler)
    return 1 if _check(options, compiler) else 0
