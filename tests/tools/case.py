"""What the tests of tools/slipway share: a folder of their own, and the program as others start it."""

import os
import subprocess
import tempfile
import unittest

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
SLIPWAY = f"{SOURCE}/tools/slipway"

RIGHT = """#include <slipway/dsl.hpp>

namespace sw = slipway;

constexpr auto motd = sw::op<"Say who we are">(sw::files::file("/etc/motd").content("hello\\n"));

struct m : sw::machine<"m"> {
  static constexpr auto operations = sw::role(motd);
};
struct site : sw::layout<"site", m> {};
static_assert(sw::check<site>);
"""


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, name, text):
        os.makedirs(os.path.dirname(f"{self.folder}/{name}"), exist_ok=True)
        with open(f"{self.folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)

    def slipway(self, *words, program=SLIPWAY, **environment):
        """Exit status, standard output and standard error."""
        done = subprocess.run([program, *words], cwd=self.folder, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", check=False)
        return done.returncode, done.stdout, done.stderr

    def check(self, *words, **how):
        return self.slipway("check", *words, **how)
