"""What is wrong with a command line, or missing on this machine."""


class Usage(Exception):
    """Ends the program with status 2: what is wrong, and if it is the command line, how it is written."""

    def __init__(self, what, how=None):
        super().__init__(f"{what}\nusage: {how.rstrip()}" if how else what)
