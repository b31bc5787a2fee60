"""What a workshop refuses, each with words that may be shown as they are."""

from __future__ import annotations

from enum import StrEnum

AWAY = "L’atelier est momentanément indisponible. Réessayez dans quelques instants."
NO_ROOM = "L’atelier est momentanément indisponible\u00a0: le serveur n’a plus de place. Rien n’a été enregistré."


class FormError(Exception):
    """Something filled in breaks rules: ``messages`` says every fault at once, a French sentence each."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__(" ".join(messages))
        self.messages = messages


class BallotError(FormError):
    """A ballot that cannot be taken as it is."""


class SetupError(FormError):
    """A workshop that cannot be prepared as it is asked."""


class Reason(StrEnum):
    """Why an action is refused, as a code, for the program; people read the message."""

    UNKNOWN = "unknown"
    """No such workshop, round or ballot."""
    FORBIDDEN = "forbidden"
    """The holder of this address may not do it."""
    NOT_YET = "not yet"
    CLOSED = "closed"
    OTHER_ROUND = "other round"
    TAKEN = "taken"
    """Another ballot has this identifier."""
    SHOWN = "shown"
    """Results have been shown: nothing that made them may change."""
    FULL = "full"


class Refused(Exception):
    """An action that the course of the workshop does not allow now; ``str()`` is one French sentence."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class StoreAway(Exception):
    """The store cannot be reached: nothing was written. Only the workshop's pages say so."""

    def __init__(self, message: str = AWAY) -> None:
        super().__init__(message)


class StoreFull(StoreAway):
    """There is no room left to write. The process goes on, and writes again once there is."""

    def __init__(self) -> None:
        super().__init__(NO_ROOM)
