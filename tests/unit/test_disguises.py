"""Signs that are not what they seem are reported in names and quoted words, and nothing that people write is."""

import pytest

from variorum.disguises import find_disguises

DISGUISED = {
    "Su\u0435ldo": ("V522", "U+0435 CYRILLIC SMALL LETTER IE"),
    "\u0410lexander Hamilton": ("V522", "U+0410 CYRILLIC CAPITAL LETTER A"),
    "\u0391lexander": ("V522", "U+0391 GREEK CAPITAL LETTER ALPHA"),
    "\u0440\u0430ypal": ("V522", "U+0440 CYRILLIC SMALL LETTER ER"),
    "\u041fa\u0432\u0435\u043b": ("V522", "U+0061 LATIN SMALL LETTER A"),
    "\u0540\u0585me": ("V522", "U+0540 ARMENIAN CAPITAL LETTER HO"),
    "Sueldo\u200b": ("V521", '"Sueldo[U+200B]"'),
    "Alejandro Su\u00adeldo here": ("V521", '"Su[U+00AD]eldo"'),
    "Sue\u200ddo": ("V521", "U+200D ZERO WIDTH JOINER"),
    "Sue\ufe0fldo": ("V521", "U+FE0F VARIATION SELECTOR-16"),
    "Sue\U000e0041ldo": ("V521", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    "\u3164": ("V521", "U+3164 HANGUL FILLER"),
    "Su\u202eodle": ("V520", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "Sueldo\u200e": ("V520", "U+200E LEFT-TO-RIGHT MARK"),
    "\u2067\u0627\u0644": ("V520", "U+2067 RIGHT-TO-LEFT ISOLATE"),
    "\u0627\u0644\u202ex": ("V520", "U+202E RIGHT-TO-LEFT OVERRIDE"),
}
HONEST = [
    "Alejandro Sueldo", "L\u2019\u00e9t\u00e9", "\u0141\u00f3d\u017a", "Q\u0301a", "\u02bbOkina", "\u1f08\u03b8\u1fc6\u03bd\u03b1\u03b9",
    "USB-\u043a\u0430\u0431\u0435\u043b\u044c", "SMS\u043a\u0430", "PDF\u043a\u0443", "\u0423\u043c\u043e\u043c \u0420\u043e\u0441\u0441\u0438\u044e", "\u0414\u0436. R. R. \u0422\u043e\u043b\u043a\u0438\u043d",
    "\u0421\u043b\u043e\u0432\u043e homo \u0437\u043d\u0430\u0447\u0438\u0442 \u201c\u0447\u0435\u043b\u043e\u0432\u0435\u043a\u201d", "\u0421\u043e\u0441\u043e",
    "\u0394T", "k\u03a9", "\u03bcm", "\u5361\u62c9OK", "T\u6064", "\u65e5\u672c\u8a9e\u306e\u03c0\u4e2d\u9593\u5b50", "\u6771\u4eacタワー",
    "\u0e23\u0e30\u0e1a\u0e1aGPS", "\u0e44\u0e17\u0e22\u200b\u0e04\u0e33", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937",
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629\u200e x", "\u2067\u0627\u0644\u0639\u0631\u0628\u064a\u0629\u2069 (x)",
    "\u845b\U000e0100", "\u2764\ufe0f", "1\ufe0f\u20e3", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
]  # fmt: skip
BAD = "Su\u0435ldo"


@pytest.mark.parametrize("words", DISGUISED, ids=ascii)
def test_a_disguise_is_named_by_its_code_and_its_word(words):
    code, said = DISGUISED[words]
    (found,) = find_disguises(words)
    assert found.code == code
    assert said in found.text


@pytest.mark.parametrize("words", HONEST, ids=ascii)
def test_what_people_write_is_let_alone(words):
    assert list(find_disguises(words)) == []


def report(project):
    return {
        (problem.code, problem.severity, problem.position.path.rpartition("/")[2])
        for problem in project.load().problems
        if problem.code.startswith("V52")
    }


@pytest.mark.parametrize(
    ("name", "old", "new", "severity"),
    [
        ("annotations/four-score.md", "by: [The", f"by: [{BAD}, The", "warning"),
        ("annotations/four-score.md", "Eighty-seven years\n", f"Eighty-seven {BAD}\n", "advice"),
        ("edition.yml", "editors: [", f"editors: [{BAD}, ", "warning"),
        ("references.json", '"title": "', f'"title": "{BAD} ', "advice"),
        ("references.json", '"family": "', f'"family": "{BAD} ', "warning"),
        ("people.yml", "kind: ", f"kind: {BAD} ", "advice"),
    ],
)
def test_names_are_warned_of_and_all_else_is_advised(project, name, old, new, severity):
    text = (project.folder / name).read_text(encoding="utf-8")
    assert old in text, text
    project.write(name, text.replace(old, new, 1))
    assert report(project) == {("V522", severity, name.rpartition("/")[2])}


@pytest.mark.parametrize(
    ("name", "old"),
    [("annotations/four-score.md", "A score is twenty"), ("people.yml", "text: ")],
)
def test_prose_is_not_turned_about_and_may_speak_of_any_letter(project, name, old):
    text = (project.folder / name).read_text(encoding="utf-8")
    assert old in text, text
    project.write(name, text.replace(old, f"{old} {BAD} \u200b ", 1))
    assert report(project) == set()
    project.write(name, text.replace(old, f"{old} \u202ex ", 1))
    assert report(project) == {("V520", "advice", name.rpartition("/")[2])}
