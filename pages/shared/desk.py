"""The documents that a session has asked for, and how far each is."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from pages.shared.press import LONGEST, Busy, Failed, Make, Press
from territory import wording

logger = logging.getLogger("observatoire")
AT_ONCE = 4
"""Documents that one session may have made at the same time: a region's, in its four formats."""
QUIET, STAY = 0.4, 1.2
"""Seconds: no bar for what takes less; after the file is ready, while the browser fetches it."""
PATIENCE = 15.0
"""Seconds after which a file that has not begun is no longer waited for."""
WAITING, PUTTING_TOGETHER, READY = "Préparation…", "Assemblage du fichier…", "Document prêt"
FAILED = "Le document n’a pas pu être préparé\u202f; réessayez."
BUSY = "Beaucoup de documents sont demandés en ce moment\u202f; réessayez dans une minute."


@dataclass(frozen=True)
class Document:
    """A button: what it gives, under which name, and what its parts are called (« Carte », « Feuille »)."""

    key: str
    label: str
    good_for: str
    name: str
    part: str
    make: Make


@dataclass
class Progress:
    """How far a document is. Its thread writes, the page reads: each change is one assignment."""

    part: str
    began: float = field(default_factory=time.monotonic)
    ahead: int = 0
    """Documents that the press writes before this one."""
    turn: float | None = None
    """When its turn came, where it had to wait."""
    steps: tuple[int, int] = (0, 0)
    ended: float | None = None
    failed: str = ""
    """What the reader is told where there is no file."""
    claimed: bool = False
    """Whether the rerun of its click has found it."""

    def told(self, made: int, parts: int) -> None:
        self.steps = (made, parts)

    def waits(self, ahead: int) -> None:
        self.ahead, self.turn = ahead, time.monotonic()

    @property
    def share(self) -> float:
        """From 0 to 1; putting the file together counts as one part."""
        made, parts = self.steps
        return 1.0 if self.ended else made / (parts + 1)

    @property
    def label(self) -> str:
        made, parts = self.steps
        if self.ended:
            return READY
        if self.ahead:
            return f"En attente{wording.NBSP}: {wording.plural(self.ahead, 'document')} avant le vôtre"
        if not parts:
            return WAITING
        return f"{self.part} {made + 1} sur {parts}" if made < parts else PUTTING_TOGETHER

    def under_way(self, now: float) -> bool:
        """Being made, or ready for less than ``STAY``."""
        if self.ended is None:
            return bool(self.ahead) or now - (self.turn or self.began) < LONGEST
        return not self.failed and now - self.ended < STAY

    def late(self, now: float) -> bool:
        """Still being made, though it is no longer waited for."""
        return self.ended is None and not self.under_way(now)

    def shown(self, now: float) -> bool:
        """Whether it has a bar: what is made in no time has none, so that nothing flashes."""
        return self.under_way(now) and (self.ended or now) - self.began > QUIET


@dataclass
class Desk:
    """The documents of a session: the last time that each was asked for."""

    press: Press
    address: str = ""
    """The visitor's, as the proxy says it; nowhere written."""
    progress: dict[str, Progress] = field(default_factory=dict)

    def make(self, document: Document) -> bytes:
        """The file, in the thread that asks for it. A failure is logged for the operator, and told to the reader."""
        waiting = sum(one.ended is None for one in self.progress.values())
        current = self.progress[document.key] = Progress(document.part)
        try:
            if waiting >= AT_ONCE:
                raise Busy
            return self.press.write(document.make, told=current.told, ahead=current.waits, owner=self.address).content
        except Busy:
            current.failed = BUSY
            logger.warning("document refused: %s: too many are waiting", document.name)
            raise
        except Exception as error:
            current.failed = FAILED
            why = error if isinstance(error, Failed) else f"{type(error).__name__}: {error}"
            logger.error("document failed: %s: %s", document.name, why)
            raise
        finally:
            current.ended = time.monotonic()

    def claim(self, key: str) -> bool:
        """Whether the file that a click asked for is begun, or was a moment ago. Each answers one click."""
        found = self.progress.get(key)
        if found is None or found.claimed or (found.ended and time.monotonic() - found.ended > PATIENCE):
            return False
        found.claimed = True
        return True

    def give_up(self, document: Document) -> None:
        """A file that was asked for and never begun."""
        logger.error("document failed: %s: not begun after %.0f s", document.name, PATIENCE)
        self.progress[document.key] = Progress(document.part, ended=time.monotonic(), failed=FAILED, claimed=True)

    def clear(self) -> None:
        """Forget what is over: a page that is written again answers no earlier click."""
        for key, one in list(self.progress.items()):
            if one.ended:
                del self.progress[key]
