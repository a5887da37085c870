"""What reading one answer may cost: every reader pays from the same purse, so no input takes long."""

from __future__ import annotations


class OutOfFuel(Exception):
    """The text costs more to read than any answer should."""


class TooDeep(Exception):
    """Containers are nested deeper than any answer should be."""


class Fuel:
    """What reading may still cost: about a dozen passes over a usual text, two over the worst."""

    def __init__(self, length: int) -> None:
        """Fill up.

        Args:
            length: Characters of the text.
        """
        self.left = 12 * length + 2000

    def burn(self, amount: int) -> None:
        """Pay for characters passed, or as many characters' worth of work.

        Raises:
            OutOfFuel: Nothing is left.
        """
        self.left -= amount
        if self.left < 0:
            raise OutOfFuel
