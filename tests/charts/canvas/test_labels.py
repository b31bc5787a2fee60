"""Names beside points: within the room, on no point and on no other name, as near as they can."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from charts.canvas.labels import label_positions

ARM, RADIUS, ROOM, SIZE = 2.0, 0.5, (100.0, 60.0), (12.0, 2.0)
NEAR = ARM + SIZE[0]


def test_alone_a_name_stands_level_with_its_point_on_its_side() -> None:
    [right] = label_positions([(50, 30)], [SIZE], [1], arm=ARM, radius=RADIUS, room=ROOM)
    [left] = label_positions([(50, 30)], [SIZE], [-1], arm=ARM, radius=RADIUS, room=ROOM)
    assert right == (52, 30, 1) and left == (50 - 2 - 12, 30, -1)


def test_at_an_edge_a_name_goes_to_the_other_side() -> None:
    [label] = label_positions([(95, 30)], [SIZE], [1], arm=ARM, radius=RADIUS, room=ROOM)
    assert label == (95 - 2 - 12, 30, -1)


def test_a_name_leaves_the_position_of_another_point() -> None:
    """The second point stands where the first name would: the name moves up by 1.1 of its height."""
    first, _ = label_positions([(50, 30), (55, 30.2)], [SIZE, SIZE], [1, 1], arm=ARM, radius=RADIUS, room=ROOM)
    assert first == (52, 30 - 1.1 * 2, 1)


@given(st.lists(st.tuples(st.floats(20, 80), st.floats(10, 50), st.sampled_from([-1, 1])), min_size=1, max_size=5))
def test_few_names_never_meet(points: list[tuple[float, float, int]]) -> None:
    """Ten names could hide all the positions that one has: five cannot."""
    labels = label_positions(
        [(x, y) for x, y, _ in points], [SIZE] * len(points), [side for *_, side in points],
        arm=ARM, radius=RADIUS, room=ROOM,
    )  # fmt: skip
    for (x, y, _), label in zip(points, labels, strict=True):
        assert 0 <= label.left <= ROOM[0] - SIZE[0] and 1 <= label.middle <= ROOM[1] - 1
        assert abs(label.middle - y) <= 2.75 * SIZE[1] + 1e-9
        assert label.left in (x + ARM, x - ARM - SIZE[0])
    for one, other in itertools.combinations(labels, 2):
        assert abs(one.left - other.left) >= SIZE[0] - 1e-9 or abs(one.middle - other.middle) >= SIZE[1] - 1e-9
