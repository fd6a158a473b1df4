"""Measure everything and print the ratios: `python -m tests.bench [--repeats N] [NAME …]`.

A missed goal is told and is no error: it says as much of a machine at a moment as of a change.
"""

import argparse
import os
import platform

import click
import psutil

from tests.bench.measuring import Comparison, Result, compare

COMPARISONS = [
    Comparison("The window is shown", "window", 1.5, "SPA-ME's window", "a QMainWindow"),
    Comparison(
        "The window is filled",
        "window",
        None,
        "SPA-ME's start page, ready to be used",
        "a QMainWindow",
        "filled",
    ),
    Comparison(
        "The first chart is drawn",
        "chart",
        1.3,
        "the first chart of the example's overview",
        "a web view with the same library and one bar chart",
    ),
    Comparison(
        "All charts of the overview are drawn",
        "chart",
        None,
        "the whole overview of the example",
        "a web view with the same library and one bar chart",
        "whole",
    ),
    Comparison(
        "200 markers x 6 units x 10 periods are assessed",
        "assessment",
        3.0,
        "reading the workspace and assessing all periods",
        "fetching the same rows with sqlite3",
    ),
    Comparison(
        "A donor workbook of 5,000 rows is written",
        "workbook",
        1.5,
        "the workbook with its styles, charts and checks",
        "the same cells through openpyxl write-only",
    ),
    Comparison(
        "100,000 values are loaded",
        "loading",
        4.0,
        "one command: checked, recorded, sealed, committed",
        "sqlite3 executemany of the same rows, committed",
    ),
    Comparison(
        "A package of 10,000 values is taken in",
        "taking",
        4.0,
        "read in the child, previewed, taken in with a signed receipt",
        "SQLAlchemy Core inserting the same rows, committed",
    ),
]


def main() -> None:
    """Measure, and print each ratio as soon as it is known."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    names = list(dict.fromkeys(comparison.module for comparison in COMPARISONS))
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}")
    parser.add_argument("--repeats", type=int, default=7, help="samples of each side (7)")
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(names)
    if unknown or chosen.repeats < 5:
        parser.error(f"unknown: {', '.join(unknown)}" if unknown else "at least 5 repeats")
    _heading(chosen.repeats)
    results = []
    for comparison in COMPARISONS:
        if not chosen.names or comparison.module in chosen.names:
            results.append(compare(comparison, chosen.repeats))
            _tell(results[-1])
    with_goal = [result for result in results if result.comparison.goal is not None]
    reached = sum(result.is_reached for result in with_goal)
    click.echo(f"{reached} of {len(with_goal)} goals reached.")


def _heading(repeats: int) -> None:
    memory = psutil.virtual_memory().total / 1024**3
    click.echo(
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores, {memory:.0f} GB. Medians of {repeats} runs of each side, by "
        "turns, each in a fresh process; ± is half the distance between the quartiles. CPU is "
        "the time on all cores.\n"
    )


def _tell(result: Result) -> None:
    comparison = result.comparison
    goal = "no goal"
    if comparison.goal is not None:
        verdict = "reached" if result.is_reached else "MISSED"
        goal = f"goal {comparison.goal:g}, {verdict}"
    click.echo(f"{comparison.title}: {result.ratio:.2f} ({goal}; by CPU {result.cpu_ratio:.2f})")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    if load > (os.cpu_count() or 1):
        click.echo(f"  (load {load:.1f}: other programs take the cores, and the ratio is doubtful)")
    for words, side in ((comparison.ours, result.ours), (comparison.bare, result.bare)):
        milliseconds = side.seconds * 1000
        numbers = f"{milliseconds:8.1f} ms ± {side.noise:3.0%}"
        numbers += f"  {side.cpu_seconds:5.2f} s CPU  {side.megabytes:4.0f} MB"
        click.echo(f"  {numbers}  {words}")
    click.echo()


if __name__ == "__main__":
    main()
