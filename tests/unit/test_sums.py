"""A line of the registry that is deleted or altered by hand is noticed, and the message says whose words it had."""

import json

import pytest
from click.testing import CliRunner
from test_ids import PARAGRAPHS, Desk

from variorum.build import load
from variorum.cli.ids import ids

NEW = "A paragraph that nobody had thought of when the numbers were first written down."


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Five paragraphs, a sixth that came and went, and a third that was taken out."""
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path)
    for day, paragraphs in (
        ("2026-11-24", [*PARAGRAPHS, NEW]),
        ("2026-11-25", [*PARAGRAPHS[:2], *PARAGRAPHS[3:]]),
    ):
        desk.write(paragraphs)
        done = CliRunner().invoke(ids, ["--date", day])
        assert done.exit_code == 0, done.output
    return desk


def list_problems(desk) -> list[str]:
    loaded = load(desk.folder, root=desk.root, cache=None)
    return [str(p) for p in loaded.problems if p.severity == "error"]


def read_rows(desk) -> list[dict]:
    return [json.loads(line) for line in desk.registry.read_text("utf-8").splitlines()]


def write_rows(desk, rows) -> None:
    desk.registry.write_text(
        "".join(f"{json.dumps(row, sort_keys=True)}\n" for row in rows), "utf-8"
    )


def test_what_the_command_wrote_is_good(desk):
    assert list_problems(desk) == []
    assert {row["id"]: bool(row["retired"]) for row in read_rows(desk)} == {
        "p1": False, "p2": False, "p3": True, "p4": False, "p5": False, "p6": True,
    }  # fmt: skip


@pytest.mark.parametrize("gone", ["p1", "p2", "p3", "p4", "p5", "p6"])
def test_a_line_deleted_by_hand_is_noticed_whichever_it_is(desk, gone):
    write_rows(desk, [row for row in read_rows(desk) if row["id"] != gone])
    (problem,) = list_problems(desk)
    assert "V308" in problem
    assert f'"{gone}"' in problem
    words = dict(zip(("p1", "p2", "p3", "p4", "p5", "p6"), [*PARAGRAPHS, NEW], strict=True))
    assert " ".join(words[gone].split()[:5]) in problem
    done = CliRunner().invoke(ids, ["--date", "2026-11-26"])
    assert done.exit_code == 1
    assert "V308" in done.output


def test_a_retired_id_taken_for_other_words_is_noticed(desk):
    rows = read_rows(desk)
    desk.write(
        [
            *PARAGRAPHS[:2],
            *PARAGRAPHS[3:],
            "Words that came much later and want a number of their own.",
        ]
    )
    rows[5] |= {
        "retired": None,
        "reason": None,
        "successor": [],
        "words": "Words that came much later and want a number of their own.",
    }
    write_rows(desk, rows)
    (problem,) = list_problems(desk)
    assert "V309" in problem
    assert "retired on 2026-11-25" in problem
    assert "Words that came much later" in problem
    assert " ".join(NEW.split()[:5]) in problem


def test_a_file_of_sums_without_words_is_as_good(desk):
    """Files of before the words of retired ids were kept."""
    sums = desk.folder / "registry.sum"
    lines = sums.read_text("utf-8").splitlines()
    assert [line for line in lines if len(line.split()) > 5]
    sums.write_text("".join(" ".join(line.split()[:5]) + "\n" for line in lines), "utf-8")
    assert list_problems(desk) == []
    write_rows(desk, [row for row in read_rows(desk) if row["id"] != "p6"])
    (problem,) = list_problems(desk)
    assert "V308" in problem
    assert "stand nowhere" in problem


def test_two_ids_exchanged_are_noticed_and_their_owners_named(desk):
    rows = read_rows(desk)
    rows[0]["words"], rows[1]["words"] = rows[1]["words"], rows[0]["words"]
    write_rows(desk, rows)
    first, second = list_problems(desk)
    assert '"p1"' in first
    assert "In the beginning the editors" in first
    assert "which p2 has now" in first
    assert "which p1 has now" in second


def test_branches_that_each_add_a_block_fail_loudly_when_merged(desk):
    """Both give the next number: the merged registry has it twice, whose words each is said."""
    before = desk.registry.read_text("utf-8"), (desk.folder / "registry.sum").read_text("utf-8")
    common = [*PARAGRAPHS[:2], *PARAGRAPHS[3:]]
    added = []
    for words in (
        "One branch adds this paragraph at the end of the text, today.",
        "Another branch adds quite another one there, on the same day.",
    ):
        desk.registry.write_text(before[0], "utf-8")
        (desk.folder / "registry.sum").write_text(before[1], "utf-8")
        desk.write([*common, words])
        assert CliRunner().invoke(ids, ["--date", "2026-11-26"]).exit_code == 0
        added.append(
            (
                desk.registry.read_text("utf-8").splitlines()[-1],
                (desk.folder / "registry.sum").read_text("utf-8").splitlines()[-1],
                words,
            )
        )
    lines, sums, words = zip(*added, strict=True)
    assert [json.loads(line)["id"] for line in lines] == ["p7", "p7"]
    desk.write([*common, *words])
    desk.registry.write_text(before[0] + "".join(f"{line}\n" for line in lines), "utf-8")
    (desk.folder / "registry.sum").write_text(
        before[1] + "".join(f"{line}\n" for line in sums), "utf-8"
    )
    (problem,) = list_problems(desk)
    assert "V303" in problem
    assert "One branch adds" in problem
    assert "Another branch adds" in problem
    # as the message says: the one published first stays, and the other passage gets a new number
    desk.registry.write_text(before[0] + f"{lines[0]}\n", "utf-8")
    done = CliRunner().invoke(ids, ["--date", "2026-11-26"])
    assert done.exit_code == 0, done.output
    assert list_problems(desk) == []
    rows = {row["id"]: row["words"] for row in read_rows(desk)}
    assert (rows["p7"], rows["p8"]) == words


def test_branches_that_add_blocks_in_different_places_merge(desk):
    before = desk.registry.read_text("utf-8"), (desk.folder / "registry.sum").read_text("utf-8")
    first, second, third, last = [*PARAGRAPHS[:2], *PARAGRAPHS[3:]]
    early, late = (
        "An early remark goes before all else, says one of the editors.",
        "A late remark goes in the middle, says another of the editors.",
    )
    rows, sums = [], []
    for paragraphs in ([early, first, second, third, last], [first, second, late, third, last]):
        desk.registry.write_text(before[0], "utf-8")
        (desk.folder / "registry.sum").write_text(before[1], "utf-8")
        desk.write(paragraphs)
        assert CliRunner().invoke(ids, ["--date", "2026-11-26"]).exit_code == 0
        rows.append(desk.registry.read_text("utf-8").splitlines()[-1])
        sums.append((desk.folder / "registry.sum").read_text("utf-8").splitlines()[-1])
    desk.write([early, first, second, late, third, last])
    desk.registry.write_text(before[0] + "\n".join(rows) + "\n", "utf-8")
    (desk.folder / "registry.sum").write_text(before[1] + "\n".join(sums) + "\n", "utf-8")
    assert list_problems(desk) == []
