"""The compiler's answer, complaint by complaint: GCC says the way to an error before it, Clang after it."""

import os
import re

PLACE = r"(?P<file>[^\s:][^:]*):(?P<line>\d+):(?:\d+:)?"
DIAGNOSTIC = re.compile(PLACE + r" (?P<kind>fatal error|error|warning|note): (?P<text>.*)")
STEP = re.compile(PLACE + r"\s+(?P<text>(?:recursively )?required (?:from|by)|in 'constexpr' expansion of )(?P<rest>.*)")
INCLUDED = re.compile(r"(?:In file included|\s+) from (?P<file>[^:]+):(?P<line>\d+)[:,]")


class Complaint:
    """One error: its words, and the places on the way to it."""

    def __init__(self, text, place):
        self.text = text
        self.place = place
        self.calls = []     # (place, call) of a constant expression, innermost first
        self.steps = []     # places of instantiations, innermost first
        self.included = []  # places of #include
        self.notes = []     # (place, text)

    def places(self):
        """From the nearest to the cause outwards."""
        yield from (place for place, _ in self.calls)
        yield self.place
        yield from self.steps
        yield from self.included

    def texts(self):
        yield self.text
        yield from (text for _, text in self.notes)


class _Way:
    """What GCC says before a diagnostic."""

    def __init__(self):
        self.calls = []
        self.steps = []
        self.included = []


def _place(match):
    return os.path.normpath(match["file"]), int(match["line"])


def _take_note(complaint, place, text):
    complaint.notes.append((place, text))
    call = re.match(r"in call to '(.*)'$", text)
    if call:
        complaint.calls.append((place, call[1]))
    elif text.endswith("requested here"):
        complaint.steps.append(place)


def read(answer):
    """All errors, in their order; warnings are not ours to pass on."""
    complaints = []
    current = None
    way = _Way()
    for line in answer.splitlines():
        step, included, diagnostic = STEP.match(line), INCLUDED.match(line), DIAGNOSTIC.match(line)
        if step and step["text"].startswith("in "):
            way.calls.insert(0, (_place(step), step["rest"].strip("'")))
        elif step:
            way.steps.append(_place(step))
        elif included:
            way.included.append(_place(included))
        elif diagnostic:
            if diagnostic["kind"] == "note":
                if current is not None:
                    _take_note(current, _place(diagnostic), diagnostic["text"])
            else:
                current = Complaint(diagnostic["text"], _place(diagnostic))
                current.calls, current.steps, current.included = way.calls, way.steps, way.included
                if diagnostic["kind"] != "warning":
                    complaints.append(current)
            way = _Way()
    return complaints
