"""The one error that is raised on purpose."""


class ScoError(Exception):
    """Something could not be done; the message is a sentence that says what, where, and what would help."""
