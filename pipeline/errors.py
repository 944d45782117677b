"""The failures that a user can do something about; each message says what, where and what to do."""


class MektupError(Exception):
    """Base of all failures that are told to the user in one line."""


class InputError(MektupError):
    """A scan that cannot be read: missing, empty, truncated, encrypted, too large, or of no known kind."""


class UsageError(MektupError):
    """A command, setting or folder that makes no sense."""


class DependencyError(MektupError):
    """A program or data file that is not installed."""


class EngineError(MektupError):
    """A reading engine that failed or ran out of time."""
