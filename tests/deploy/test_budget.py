"""Budgets and the meter, on clocks that the test moves: each test shows its arithmetic."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deploy.budget import Allowance, Budget, Meter

ALLOWANCE = Allowance(full=1.0, gain=0.05, floor=-0.8)


class Hand:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_is_spent_comes_back_with_time_and_no_more_than_was_there() -> None:
    clock = Hand()
    budget = Budget(ALLOWANCE, clock=clock)
    budget.spend(0.5)
    assert budget.left() == 0.5 and budget.missing == 0.5
    clock.now = 4.0
    assert round(budget.left(), 9) == 0.7  # 4 s × 0.05
    clock.now = 1000.0
    assert budget.left() == 1.0 and budget.missing == 0.0
    budget.spend(100.0)
    assert budget.left() == -0.8
    clock.now += 16.0
    assert round(budget.left(), 9) == 0.0  # a quarter of a minute, whatever was spent


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)), max_size=20), st.floats(-1e6, 1e6))
def test_a_budget_stays_within_its_allowance(steps: list[tuple[float, float]], start: float) -> None:
    clock = Hand()
    budget = Budget(ALLOWANCE, start, clock)
    for passed, spent in steps:
        clock.now += passed
        before = budget.left()
        budget.spend(spent)
        assert ALLOWANCE.floor <= budget.left() <= before <= ALLOWANCE.full


def test_runs_that_go_on_together_share_what_the_process_uses() -> None:
    """0–2 s: a alone, 2. 2–6 s: a and b, 2 each. 6–7 s: b alone, 1. What nobody runs is nobody's."""
    processor = Hand()
    meter = Meter(processor)
    processor.now = 50.0
    meter.begin("a")
    processor.now = 52.0
    meter.begin("b")
    processor.now = 56.0
    assert meter.end("a") == 4.0
    processor.now = 57.0
    assert meter.end("b") == 3.0
    assert meter.end("b") == 0.0
    processor.now = 90.0
    meter.begin("c")
    assert meter.end("c") == 0.0


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0, 10)), max_size=30))
def test_the_parts_are_the_whole_however_many_run_beside(steps: list[tuple[str, float]]) -> None:
    """Why 100 ordinary visitors who wait for one another are not taken for heavy ones."""
    processor = Hand()
    meter, running, counted, used = Meter(processor), set[str](), 0.0, 0.0
    for run, passed in [*steps, *((run, 0.0) for run in "abcd")]:
        processor.now += passed
        used += passed if running else 0.0
        if run in running:
            counted += meter.end(run)
            running.remove(run)
        else:
            meter.begin(run)
            running.add(run)
    counted += sum(meter.end(run) for run in running)
    assert abs(counted - used) < 1e-6
