"""The compiler: which one, how it is asked, and which files a deployment consists of."""

import os
import re
import subprocess

from usage import Usage

# quotes and words are then the same everywhere
ENVIRONMENT = {**os.environ, "LC_ALL": "C"}
COMMON_FLAGS = ["-std=c++20", "-DSLIPWAY_COMPILED", "-DSLIPWAY_NOTES=1", "-fdiagnostics-color=never", "-fmessage-length=0", "-ftemplate-backtrace-limit=0"]
CLANG_FLAGS = ["-ferror-limit=0", "-fconstexpr-backtrace-limit=0"]


def _programs_called(pattern):
    """Names of programs on the PATH, each once."""
    names = set()
    for folder in os.get_exec_path():
        try:
            names.update(name for name in os.listdir(folder) if re.fullmatch(pattern, name))
        except OSError:
            continue
    return names


def _default():
    """$CXX as make takes it, else g++, else the newest Clang."""
    if os.environ.get("CXX", "").strip():
        return os.environ["CXX"]
    if _programs_called(r"g\+\+"):
        return "g++"
    clangs = _programs_called(r"clang\+\+(-\d+)?")
    if not clangs:
        raise Usage("there is no compiler here: install g++ 12 or Clang 16 or newer, or name one with --compiler")
    return max(clangs, key=lambda name: int(name.partition("-")[2] or 0))


def _run(command):
    return subprocess.run(command, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          encoding="utf-8", errors="replace", check=False)


class Compiler:
    def __init__(self, wanted, include, folders):
        words = (wanted or _default()).split()
        command = " ".join(words)
        try:
            version = _run([*words, "--version"])
        except OSError:
            raise Usage(f"there is no compiler '{command}'") from None
        if version.returncode != 0:
            raise Usage(f"'{command}' is no compiler: {(version.stderr.strip() or version.stdout.strip())[:200]}")
        self.include = os.path.realpath(include)
        self._command = [*words, *COMMON_FLAGS, *(CLANG_FLAGS if "clang" in version.stdout else []), f"-I{include}",
                         *(f"-I{folder}" for folder in folders)]

    def check(self, path):
        """What the compiler answers about a file: nothing if it is right."""
        answer = _run([*self._command, "-fsyntax-only", "-x", "c++", path])
        if answer.returncode == 0:
            return ""
        if not re.search(r":\d+: (fatal )?error: ", answer.stderr):
            raise Usage(f"the compiler did not get as far as {path}:\n{answer.stderr.strip()}")
        return answer.stderr

    def includes(self, path):
        """The project's own files that a file includes; none where the preprocessor fails."""
        rule = _run([*self._command, "-MM", "-MG", "-x", "c++", path])
        names = rule.stdout.replace("\\\n", " ").partition(": ")[2]
        paths = [re.sub(r"\\(.)", r"\1", name) for name in re.findall(r"(?:\\.|\S)+", names)]
        return [os.path.normpath(name) for name in paths if self.is_own(name) and os.path.exists(name)]

    def is_own(self, path):
        """A file is the user's unless it is Slipway's or the system's."""
        real = os.path.realpath(path)
        return not real.startswith((f"{self.include}/slipway/", "/usr/include/", "/usr/lib/"))
