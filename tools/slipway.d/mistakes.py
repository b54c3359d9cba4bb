"""From the compiler's complaints to mistakes: what, where, and what to do."""

import re
from collections import namedtuple

import culprit
import dictionary
import settings
from culprit import Culprit

PROBLEM = re.compile(r"\bproblem::(\w+)<")
NOT_CONSTEXPR = re.compile(r"call to non-'constexpr' function '[^']*?slipway::(\w+)\(|non-constexpr function '(\w+)(?:<.*>)?' cannot be used")
OWN_ASSERTION = re.compile(r"static assertion failed.*?: slipway: (.*)")
NO_FIELD = re.compile(r"'(?:const )?(slipway::\w+)' has no non-static data member named '(\w+)'"
                      r"|field designator '(\w+)' does not refer to any .* in type '(?:const )?([\w:]+)'")
FIELD_ORDER = re.compile(r"designator order for field '[\w:]*?(\w+)' does not match declaration order in '(?:const )?slipway::(\w+)'")



class Mistake(namedtuple("Mistake", "file line rule message remedy")):
    @property
    def is_note(self):
        return self.rule in dictionary.NOTES


def _own_words(complaint):
    """Clang says in its first note why something is no constant expression."""
    if complaint.text.endswith("constant expression") and complaint.notes:
        return f"{complaint.text}: {complaint.notes[0][1]}"
    return complaint.text


class Reader:
    """Reads the complaints about one file."""

    def __init__(self, sources, include):
        self._sources = sources
        self._include = include

    def read(self, complaints):
        """Each mistake once, by file and line. A complaint in the compiler's own words counts as the first one only: later
        ones often follow from what was wrong before."""
        found = []
        for complaint in complaints:
            mistake = self._known(complaint)
            if mistake is None and not found:
                mistake = Mistake(*self._place(complaint), "compiler_error", f"error: {_own_words(complaint)}", "")
            if mistake is not None and mistake not in found:
                found.append(mistake)
        return sorted(found)

    def _known(self, complaint):
        for read in (self._problem, self._wrong_argument, self._misspelt_setting, self._setting_out_of_order, self._own_assertion):
            mistake = read(complaint)
            if mistake is not None:
                return mistake
        return None

    def _problem(self, complaint):
        for text in complaint.texts():
            match = PROBLEM.search(text)
            if match:
                culprits = [culprit.of_argument(argument) for argument in culprit.template_arguments(text[match.end():])]
                return self._mistake(match[1], culprits, complaint, dictionary.problem)
        return None

    def _wrong_argument(self, complaint):
        # Slipway's own are declared in one header; any other function is the user's affair
        if not any(place[0].endswith("slipway/core/wrong.hpp") and "declared here" in text for place, text in complaint.notes):
            return None
        for text in complaint.texts():
            match = NOT_CONSTEXPR.search(text)
            if match:
                name = match[1] or match[2]
                return self._mistake(name, [self._at_fault(name, text[match.start():], complaint)], complaint, dictionary.argument)
        return None

    def _at_fault(self, name, text, complaint):
        said = culprit.of_text(text)
        if said:
            return said
        known = dictionary.entry(name, [Culprit("?")], dictionary.argument)
        find = culprit.subject_of if known.culprit == dictionary.SUBJECT else culprit.argument_of
        paths = {path for path, _ in complaint.places()}
        return find([call for _, call in complaint.calls], paths)

    def _misspelt_setting(self, complaint):
        match = NO_FIELD.search(complaint.text)
        if not match:
            return None
        struct, name = (match[1] or match[4]).rpartition("::")[2], match[2] or match[3]
        known = settings.fields(self._include, struct)
        if not known:
            return None
        meant = settings.nearest(name, known)
        culprits = [Culprit(name), Culprit(struct), Culprit(meant or ", ".join(known))]
        return self._mistake("misspelt_setting" if meant else "unknown_setting", culprits, complaint)

    def _setting_out_of_order(self, complaint):
        match = FIELD_ORDER.search(complaint.text)
        known = match and settings.fields(self._include, match[2])
        if not known:
            return None
        return self._mistake("setting_out_of_order", [Culprit(match[1]), Culprit(match[2]), Culprit(", ".join(known))], complaint)

    def _own_assertion(self, complaint):
        match = OWN_ASSERTION.search(complaint.text)
        if not match:
            return None
        sentence, _, remedy = match[1].partition("; ")
        return Mistake(*self._place(complaint), re.sub(r"\W+", "_", sentence).strip("_"), sentence, remedy)

    def _mistake(self, name, culprits, complaint, otherwise=dictionary.problem):
        entry = dictionary.entry(name, culprits, otherwise)
        if entry.place == dictionary.CALL:
            path, line = self._sources.near(self._place(complaint), culprits[0].text if entry.culprit else "")
        else:
            path, line = self._place_of_culprit(entry, culprits) or self._place(complaint)
            self._set_where(culprits, path)
        named = [*culprits, *[Culprit("")] * 3]  # a sentence may name more than a compiler has printed
        return Mistake(path, line, name, entry.sentence.format(*named), entry.remedy.format(*named))

    def _place_of_culprit(self, entry, culprits):
        if entry.place is not None:
            culprits = culprits[entry.place:]
        for one in sorted(culprits, key=lambda one: one.line == 0):
            place = self._sources.find(one)
            if place:
                return place
        return None

    def _set_where(self, culprits, path):
        for one in culprits:
            if one.line:
                file, line = self._sources.find(one)
                one.where = f" (line {line})" if file == path else f" ({file}:{line})"

    def _place(self, complaint):
        """Where in the user's own files it is, nearest to the cause."""
        return next((place for place in complaint.places() if self._sources.is_own(place[0])), (self._sources.path, 1))
