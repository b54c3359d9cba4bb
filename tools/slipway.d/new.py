"""`slipway new`: writes a deployment project that builds."""

import os
import re

from usage import Usage

USAGE = """slipway new FOLDER
    writes a deployment project: a first deployment, its build, and a workflow that checks it and plans.
"""
TEMPLATES = f"{os.path.dirname(os.path.realpath(__file__))}/project"
FILES = {"site.cpp": "site.cpp", "CMakeLists.txt": "CMakeLists.txt", "deploy.yml": ".github/workflows/deploy.yml",
         "gitignore": ".gitignore"}
NEXT = """Wrote {folder}. Now:

    cd {folder}
    slipway check site.cpp                       # right or wrong, in a second
    cmake -S . -B build && cmake --build build
    build/site plan                              # what would be done; changes nothing
"""


def _name_of(folder):
    """A folder's name as CMake and paths can take it."""
    return re.sub(r"[^A-Za-z0-9_.-]", "-", os.path.basename(os.path.abspath(folder))) or "deployment"


def _write(folder, values):
    for template, path in FILES.items():
        with open(f"{TEMPLATES}/{template}", encoding="utf-8") as file:
            text = file.read()
        for name, value in values.items():
            text = text.replace(f"@{name}@", value)
        os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
        with open(f"{folder}/{path}", "x", encoding="utf-8") as file:
            file.write(text)


def run(words, root):
    if len(words) != 1 or words[0].startswith("-"):
        raise Usage("new needs one folder", USAGE)
    folder = words[0].rstrip("/") or "/"
    if os.path.isdir(folder) and os.listdir(folder):
        raise Usage(f"{folder} is not empty: name a new folder")
    try:
        os.makedirs(folder, exist_ok=True)
        _write(folder, {"name": _name_of(folder), "slipway": root})
    except OSError as failure:
        raise Usage(f"{failure.filename or folder} cannot be written: {failure.strerror}") from None
    print(NEXT.format(folder=folder), end="")
    return 0
