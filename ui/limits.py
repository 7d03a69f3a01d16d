"""What limits of several machines are counted in can be away, and then nobody knows how often it was."""


class LimitsAway(Exception):
    """The shared cache does not answer, or takes nothing more."""
