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
        for name in ("files.cpp", "upload.cpp"):
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


class Compile:
    def __init__(self, programs, rounds, report):
        self._programs = programs
        self._rounds = rounds
        self._report = report
        with open(f"{programs.source}/include/slipway/dsl.hpp", encoding="utf-8") as dsl:
            text = dsl.read()
        kinds = [kind for kind in ("file", "directory", "link", "line", "apt", "systemd") if f"/{kind}.hpp>" in text]
        write = programs.write
        # what is compiled, and in how many seconds
        self._subjects = {
            "`dsl.hpp` alone": (write("dsl.cpp", "#include <slipway/dsl.hpp>\n"), 0.6),
            "`examples/web.cpp`": (f"{programs.source}/examples/web.cpp", None),
            "50 operations": (write("operations_50.cpp", generated.operations_program(kinds, 50)), None),
            "200 operations": (write("operations_200.cpp", generated.operations_program(kinds, 200)), 1.3),
            "1,000 operations": (write("operations_1000.cpp", generated.operations_program(kinds, 1000)), 3),
            "500 machines, 10 roles of 20": (write("machines_500.cpp", generated.machines_program(kinds, 500, 10, 20)), 3),
        }

    def _type_check(self, compiler, source, *options):
        return [*COMPILERS[compiler], "-std=c++20", "-DSLIPWAY_COMPILED", f"-I{self._programs.source}/include", "-fsyntax-only", *options,
                source]

    def run(self):
        log = f"{self._programs.folder}/compile.log"
        for what, (source, limit) in self._subjects.items():
            cases = {name: lambda name=name: run(self._type_check(name, source), log) for name in COMPILERS}
            try:
                for name, series in alternate(cases, self._rounds, pause=0).items():
                    self._report.add("compile", f"{what}, {name}", series, limit=limit)
                self._report.add_number("compile", f"{what}, clang's templates", self._instantiations(source), "specializations")
            except Failed as failure:
                self._report.add_failure("compile", what, _first_error(log) or str(failure))
        try:
            self._whole_program()
        except Failed as failure:
            self._report.add_failure("compile", "building `web.cpp`", _first_error(f"{self._programs.folder}/build.log") or str(failure))

    def _instantiations(self, source):
        log = f"{self._programs.folder}/statistics.log"
        run(self._type_check("clang", source, "-Xclang", "-print-stats"), log)
        kinds = ("ClassTemplateSpecialization", "VarTemplateSpecialization")
        with open(log, encoding="utf-8", errors="replace") as lines:
            words = [line.split() for line in lines]
        return sum(int(w[0]) for w in words if len(w) > 2 and w[1] in kinds and w[2] == "decls,")

    def _whole_program(self):
        """Compiles and links with the very commands of the build."""
        self._programs.make("web")
        commands = subprocess.run(["ninja", "-C", self._programs.folder, "-t", "commands", "web"], check=True,
                                  stdout=subprocess.PIPE).stdout.decode().splitlines()
        both = " && ".join(line for line in commands if "web.cpp.o" in line)
        build = lambda: run(["sh", "-c", both], f"{self._programs.folder}/build.log", folder=self._programs.folder)
        series = alternate({"web": build}, self._rounds, pause=0)["web"]
        self._report.add("compile", "`examples/web.cpp` built (Release), g++", series, limit=2)


def _first_error(log):
    with open(log, encoding="utf-8", errors="replace") as lines:
        return next((line.strip() for line in lines if "error:" in line), None)
