"""Dates as they are printed."""

import pytest

from variorum.printed_dates import find_dates


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("July 18, 2011", ["2011-07-18"]),
        ("Published Nov. 21st 1864, by mail", ["1864-11-21"]),
        ("18 July 2011", ["2011-07-18"]),
        ("the 18th of July, 2011", ["2011-07-18"]),
        ("18 июля 2011 г.", ["2011-07-18"]),
        ("18. März 1848", ["1848-03-18"]),
        ("1er août 1914", ["1914-08-01"]),
        ("2 de mayo de 1808", ["1808-05-02"]),
        ("18.07.2011", ["2011-07-18"]),
        ("2011-07-18T09:00", ["2011-07-18"]),
        ("7/18/2011 and 18/7/2011", ["2011-07-18", "2011-07-18"]),
        ("7/8/2011", []),  # which is the month?
        ("May 1911", ["1911-05"]),
        ("2011年7月18日", ["2011-07-18"]),
        ("31 February 2011", []),
        ("may 5 come, 2011 times; 1234-56-78; 99 July 18", []),
        ("Octobers 2011", []),
    ],
)
def test_a_date_is_found_as_it_is_printed(words, values):
    assert [found.value for found in find_dates(words)] == values
