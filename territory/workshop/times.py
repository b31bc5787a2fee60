"""Times as the store keeps them: whole microseconds since 1970, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def now() -> datetime:
    return datetime.now(UTC)


def kept(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def read(micros: int) -> datetime:
    return _EPOCH + micros * _MICROSECOND
