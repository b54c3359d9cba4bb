"""What people and GitHub read."""

import os


def relative(path):
    """As seen from here, if it is below."""
    own = os.path.relpath(path)
    return path if own.startswith("..") else own


def words(mistake):
    return f"{mistake.message}; {mistake.remedy}" if mistake.remedy else mistake.message


def text(mistakes, files):
    """One line a mistake, then one for each file that has none."""
    lines = [f"{mistake.file}:{mistake.line}: {'note: ' if mistake.is_note else ''}{words(mistake)}\n" for mistake in mistakes]
    return "".join(lines + [f"{path}: all right\n" for path, found in files.items() if all(mistake.is_note for mistake in found)])


def _data(value):
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value):
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def github(mistakes, _):
    """Commands of a workflow, which GitHub shows beside the lines."""
    return "".join(f"::{'notice' if mistake.is_note else 'error'} file={_property(relative(mistake.file))},line={mistake.line},title={_property(mistake.rule)}"
                   f"::{_data(words(mistake))}\n" for mistake in mistakes)
