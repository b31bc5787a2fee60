"""The variants as they are drawn: what is left out, rounded and divided, by hand and by plain loops."""

from __future__ import annotations

import math

import numpy as np
import pytest

from territory import variants
from territory.arrays import arrays_of
from territory.counts import places_of
from territory.loader import Edition
from territory.positions import one_left_out, overall_scores
from territory.variants import Block, Factors, Normalisation, draw, normalisations_of, normalised, streams
from tests.territory.other_values import changed


def test_indicators_are_left_out_as_declared(edition: Edition) -> None:
    arrays = arrays_of(edition)
    (kept,) = [b.kept for b in draw(arrays, 1000, streams(0))]
    share = dict(zip(arrays.domains, 1 - kept.mean(axis=0), strict=True))
    one_third = {"developpement_economique", "pouvoir_achat", "mal_logement", "vieillissement", "lien_social"}
    one_third |= {"mobilite", "environnement", "transition_energetique"}
    for domain, out in share.items():
        expected = 2 / 3 if domain == "diversite" else 1 / 3 if domain in one_third else 0
        assert abs(out - expected) <= (0.05 if expected else 0), domain


def test_what_is_left_out_has_no_score_and_no_place(edition: Edition) -> None:
    arrays = arrays_of(edition)
    for block in draw(arrays, 300, streams(3)):
        missing = np.isnan(block.scores).all(axis=2).T
        assert (missing == ~block.kept).all()
        found = places_of(block.scores, block.kept)
        assert (~block.kept == (found == 0).all(axis=2).T).all()
        assert (found.max(axis=0) <= block.kept.sum(axis=1)[:, None]).all()


def test_a_leave_one_out_really_leaves_one_out(edition: Edition) -> None:
    kept = np.array([[True, True, False, True], [False, False, True, False]])
    remaining = one_left_out(np.repeat(kept, 500, axis=0), np.random.default_rng(0))
    assert (remaining.sum(axis=1) == np.repeat([2, 0], 500)).all()
    assert not (remaining & ~np.repeat(kept, 500, axis=0)).any()
    assert set(np.flatnonzero(~remaining[:500].all(axis=0))) == {0, 1, 2, 3}
    arrays = arrays_of(edition)
    alone = np.zeros((1, len(arrays.domains)), bool)
    alone[0, 0] = True  # the only domain is left out: nothing is left to place a region on
    block = Block(np.ones((len(arrays.domains), 1, len(arrays.regions))), alone)
    assert np.isnan(overall_scores(block, arrays, streams(0))).all()


def test_overall_scores_by_plain_loops(edition: Edition) -> None:
    """Σ v·S / Σ v, v = u or u / (domains the region has in the dimension), from the same streams replayed."""
    arrays = arrays_of(changed(edition, {("emploi", "53"): None}))
    drawn, replayed = streams(5), streams(5)
    (block,) = draw(arrays, 60, drawn)
    found = overall_scores(block, arrays, drawn)
    kept = one_left_out(block.kept, replayed.left_domain)
    weights, coins = 0.5 + replayed.weights.random(kept.shape), replayed.dimensions.random(60)
    for (b, r), score in np.ndenumerate(found):
        counted = [g for g in np.flatnonzero(kept[b]) if not math.isnan(block.scores[g, b, r])]
        dimensions = [arrays.dimension[g] for g in counted]
        shares = {g: weights[b, g] / (dimensions.count(arrays.dimension[g]) if coins[b] < 0.5 else 1) for g in counted}
        expected = sum(shares[g] * block.scores[g, b, r] for g in counted) / sum(shares.values())
        assert score == pytest.approx(expected, abs=1e-12)


def test_one_normalisation_a_variant_for_all_domains(edition: Edition) -> None:
    arrays = arrays_of(edition)
    gaps = (arrays.values - arrays.national[:, None])[None]
    known = np.concatenate([normalised(gaps, n, arrays) for n in normalisations_of(arrays)])
    (block,) = draw(arrays, 200, streams(0), Factors(rounding=False, left_out=False))
    used = [[np.allclose(block.scores[:, b], k) for k in known] for b in range(200)]
    assert (np.sum(used, axis=1) == 1).all() and np.any(used, axis=0).all()


def test_rounding_stays_within_half_a_digit(edition: Edition) -> None:
    arrays = arrays_of(edition)
    gaps = variants._gaps(arrays, 500, streams(0), Factors())
    moved = gaps - (arrays.values - arrays.national[:, None])
    sante = [i.code for i in arrays.indicators].index("sante")
    assert arrays.half_digit[sante] == 0.5 and arrays.national_half_digit[sante] == 0.05
    assert 0.5 < np.abs(moved[:, sante]).max() <= 0.55
    assert (np.abs(moved).max(axis=(0, 2)) <= arrays.half_digit + arrays.national_half_digit).all()
    france = moved[:, :, :].mean(axis=2)  # one draw of N an indicator and variant, shared by the regions
    assert np.abs(france).max() > 0


@pytest.mark.parametrize(
    ("normalisation", "scale"),
    [
        (Normalisation.MEAN_GAP, 12.7 / 13),  # method.md: |x − 8,4| sum 12,7
        (Normalisation.RANGE, 10.8 - 7.2),
        (Normalisation.MAX, 10.8 - 8.4),
        (Normalisation.MEDIAN, 0.9),  # 0,2 0,2 0,2 0,4 0,7 0,8 [0,9] 0,9 1,2 1,2 1,7 1,9 2,4
        (Normalisation.RMS, math.sqrt(18.17 / 13)),
        (Normalisation.MEAN_GAP_TYPICAL, (12.7 - 0.8 - 0.7) / 11),  # without 7,6 and 9,1
    ],
)
def test_scales_of_emploi_by_hand(edition: Edition, normalisation: Normalisation, scale: float) -> None:
    arrays = arrays_of(edition)
    scores = normalised((arrays.values - arrays.national[:, None])[None], normalisation, arrays)
    emploi, hauts = [i.code for i in arrays.indicators].index("emploi"), arrays.regions.index("32")
    assert scores[0, emploi, hauts] == pytest.approx(2.4 / scale, abs=1e-9)
