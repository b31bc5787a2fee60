"""The QR code of an address, read back."""

from __future__ import annotations

import pytest

from charts.canvas import qr
from tests.charts.qr_reader import read_png


@pytest.mark.parametrize(
    "address",
    [
        "scheme://example/",
        "scheme://example/ressources?sujet=emploi",
        "scheme://example/ressources?region=32&sujet=education,emploi,culture",
        "scheme://fragilites.un-nom-assez-long.exemple/ressources?region=32&sujet=developpement_economique,education,emploi"
        "&criteres=noyau",
    ],
)
def test_what_is_drawn_is_read_back(address: str) -> None:
    assert read_png(qr.png(address)) == address


def test_the_same_address_gives_the_same_drawing() -> None:
    address = "scheme://example/ressources"
    assert qr.png(address) == qr.png(address) and qr.svg(address) == qr.svg(address)
    assert qr.svg(address).startswith("<svg") and qr.svg(address) != qr.svg(f"{address}?region=32")


def test_control_another_address_is_not_read() -> None:
    assert read_png(qr.png("scheme://example/a")) != "scheme://example/b"
