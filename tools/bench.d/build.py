"""What is measured of compilers, and the programs that the other measures run."""

import os
import subprocess

import generated
from measure import Failed, alternate, median, run

COMPILERS = {"g++": ["g++"], "clang": ["clang++-19"]}


class Programs:
    """The build folder: Release, against the compiled runtime."""

    def __init__(self, source, folder):
        self.source = source
        self.folder = folder
        self._is_configured = False

    def write(self, name, text):
        """Writes a file unless it is there: what has not changed is not built again."""
        path = f"{self.folder}/{name}"
        if not os.path.exists(path) or open(path, encoding="utf-8").read() != text:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return path

    def configure(self):
        if self._is_configured:
            return
        for name in ("files.cpp", "facts.cpp", "upload.cpp"):
            if not os.path.exists(f"{self.folder}/{name}"):
                self.write(name, "")
        run(["cmake", "-S", f"{self.source}/tools/bench.d", "-B", self.folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
             "-DCMAKE_CXX_COMPILER=g++"], f"{self.folder}/configure.log")
        self._is_configured = True

    def make(self, target):
        self.configure()
        run(["ninja", "-C", self.folder, target], f"{self.folder}/build.log")

    def build(self, name, text):
        """The path of a program with this text."""
        self.write(f"{name}.cpp", text)
        self.make(name)
        return f"{self.folder}/{name}"


def subjects(programs):
    """What is compiled, and in how many seconds at most: name, source, limit."""
    write = programs.write
    return {
        "`fmt/format.h` alone, to compare with": (write("comparison.cpp", "#include <fmt/format.h>\n"), None),
        "`dsl.hpp` alone": (write("dsl.cpp", "#include <slipway/dsl.hpp>\n"), 0.6),
        "`examples/web.cpp`": (f"{programs.source}/examples/web.cpp", None),
        "50 operations": (write("operations_50.cpp", generated.operations_program(50)), None),
        "200 operations": (write("operations_200.cpp", generated.operations_program(200)), 1.3),
        "1,000 operations": (write("operations_1000.cpp", generated.operations_program(1000)), 3),
        "500 machines, 10 roles of 20": (write("machines_500.cpp", generated.machines_program(500, 10, 20)), 3),
        "4,000 operations": (write("operations_4000.cpp", generated.operations_program(4000)), None),
    }


def rejected(programs):
    """A rejected program, the accepted one that it is like, and how much of its time it may take at most: name, source, name, ratio."""
    subject = programs.write("operations_wrong.cpp", generated.rejected_program(200))
    return "200 operations, rejected", subject, "200 operations", 1.05  # no more, but for noise


def type_check(programs, compiler, source, *options):
    return [*COMPILERS[compiler], "-std=c++20", "-DSLIPWAY_COMPILED", f"-I{programs.source}/include", "-fsyntax-only", *options, source]


def specializations(programs, source):
    """How many class and variable templates Clang specializes: what grows with a deployment, and is the same on every machine."""
    log = f"{programs.folder}/statistics.log"
    run(type_check(programs, "clang", source, "-Xclang", "-print-stats"), log)
    kinds = ("ClassTemplateSpecialization", "VarTemplateSpecialization")
    with open(log, encoding="utf-8", errors="replace") as lines:
        words = [line.split() for line in lines]
    return sum(int(w[0]) for w in words if len(w) > 2 and w[1] in kinds and w[2] == "decls,")


class Compile:
    def __init__(self, programs, rounds, report):
        self._programs = programs
        self._rounds = rounds
        self._report = report

    def run(self):
        log = f"{self._programs.folder}/compile.log"
        for what, (source, limit) in subjects(self._programs).items():
            rounds = 1 if what == "4,000 operations" else self._rounds  # which are to compile at all
            cases = {name: lambda name=name: run(type_check(self._programs, name, source), log) for name in COMPILERS}
            try:
                for name, series in alternate(cases, rounds, pause=0).items():
                    self._report.add("compile", f"{what}, {name}", series, limit=limit)
                    if what == "1,000 operations":
                        self._report.add_number("compile", f"{what}, {name}: peak memory", series.median("peak"), "MB", 1000)
                if "compare" not in what:
                    self._report.add_number("compile", f"{what}, clang's templates", specializations(self._programs, source), "specializations")
            except Failed as failure:
                self._report.add_failure("compile", what, _first_error(log) or str(failure))
        try:
            self._rejected(log)
        except Failed as failure:
            self._report.add_failure("compile", "a rejected program", str(failure))
        try:
            self._whole_program()
        except Failed as failure:
            self._report.add_failure("compile", "building `web.cpp`", _first_error(f"{self._programs.folder}/build.log") or str(failure))

    def _rejected(self, log):
        what, source, reference, limit = rejected(self._programs)
        accepted, _ = subjects(self._programs)[reference]
        for name in COMPILERS:
            cases = {what: lambda: run(type_check(self._programs, name, source), log, status=1),
                     reference: lambda: run(type_check(self._programs, name, accepted), log)}
            taken = alternate(cases, self._rounds, pause=0)
            self._report.add("compile", f"{what}, {name}", taken[what], reference, taken[reference], limit=limit)

    def _whole_program(self):
        """Compiles and links with the very commands of the build."""
        self._programs.make("web")
        commands = subprocess.run(["ninja", "-C", self._programs.folder, "-t", "commands", "web"], check=True,
                                  stdout=subprocess.PIPE).stdout.decode().splitlines()
        both = " && ".join(line for line in commands if "web.cpp.o" in line)
        build = lambda: run(["sh", "-c", both], f"{self._programs.folder}/build.log", folder=self._programs.folder)
        series = alternate({"web": build}, self._rounds, pause=0)["web"]
        self._report.add("compile", "`examples/web.cpp` built (Release), g++", series, limit=2)
        stripped = f"{self._programs.folder}/web.stripped"
        run(["strip", "-o", stripped, f"{self._programs.folder}/web"], f"{self._programs.folder}/build.log")
        self._report.add_number("compile", "`examples/web.cpp` stripped", os.path.getsize(stripped) / 1e6, "MB", 2)


def _first_error(log):
    with open(log, encoding="utf-8", errors="replace") as lines:
        return next((line.strip() for line in lines if "error:" in line), None)
