"""Benchmarks: measured, never asserted. ``make bench`` prints each cost as a ratio to a reference of the same run."""
