"""What strangers write in any field of an edition is words, in every page and every file made of it."""

import csv
import io
import json
from urllib.parse import unquote

import pytest
import yaml
from lxml import etree, html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from variorum.export import list_files
from variorum.render.pages import render_pages
from variorum.render.search import search_entries

MARKUP = """"'><img src=x onerror=ran()></script><script>ran()</script>{{7*7}}{% x %}<!--<b id=config>]]>"""
QUIET = "&lt;img src=x onerror=ran()&gt;&#60;script&#62; `<img src=x onerror=ran()>` {{7*7}} \\"
"""What prose and references may hold: as entities, as code."""
FORMULA = "=ran()"
LINES = "\nER  - \nTY  - RAN\n}\n@misc{ran,"
"""Ends an entry, for programs that read them line by line."""


def spoil_note(project, name, **fields):
    file = project.folder / name
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    spoilt = {**yaml.load(front, yaml.BaseLoader), **fields}
    project.write(name, f"---\n{json.dumps(spoilt)}\n---\n{body}\n\n{QUIET}")


@pytest.fixture
def hostile(project):
    """The sample edition, with something to run in every field that is free."""
    by = [FORMULA + MARKUP]
    spoil_note(project, "annotations/four-score.md", title=MARKUP, by=by)
    spoil_note(project, "sidebars/the-copies.md", title=MARKUP, by=by)
    edition = project.folder / "edition.yml"
    fields = yaml.load(edition.read_text(encoding="utf-8"), yaml.BaseLoader)
    fields |= {
        "format": 1,
        "editors": by,
        "rights": MARKUP,
        "licence": MARKUP,
        "description": MARKUP,
        "publisher": MARKUP,
        "contributors": [{"literal": MARKUP}, {"family": MARKUP, "given": MARKUP}],
        "URL": "https://example.org/a'onclick='ran()",
    }
    project.write("edition.yml", json.dumps(fields))
    for name, spoilt in {
        "people.yml": ("name", "kind"),
        "timeline.yml": ("label",),
        "emendations.yml": (),
    }.items():
        entries = yaml.load((project.folder / name).read_text(encoding="utf-8"), yaml.BaseLoader)
        for entry in entries:
            entry |= dict.fromkeys(spoilt, MARKUP)
            entry |= {key: f"{entry[key]} {QUIET}" for key in ("text", "reason") if key in entry}
            entry |= {"by": by} if "by" in entry else {}
        project.write(name, json.dumps(entries))
    glossary = project.folder / "glossary.yml"
    entries = yaml.load(glossary.read_text(encoding="utf-8"), yaml.BaseLoader)
    entries[0] |= {"variants": [MARKUP], "text": QUIET}
    project.write("glossary.yml", json.dumps(entries))
    file = project.folder / "references.json"
    works = json.loads(file.read_text(encoding="utf-8"))
    for work in works:
        free = "&lt;img onerror=ran()&gt; {{7*7}} \\end" + LINES
        work |= {
            key: value + free
            for key, value in work.items()
            if key in ("title", "publisher", "publisher-place")
        }
    project.write("references.json", json.dumps(works))
    loaded = project.load(drafts=True)
    assert loaded.edition, [str(problem) for problem in loaded.problems]
    return loaded.edition


def find_what_runs(markup: str | bytes) -> list[str]:
    """List what of a page runs or loads, or takes a name that scripts ask for."""
    found = []
    for item in html.document_fromstring(markup).iter(etree.Element):
        said = etree.tostring(item, encoding="unicode", with_tail=False)[:120]
        script = item.tag == "script" and item.get("type") != "application/ld+json"
        if script and "assets/variorum/" not in item.get("src", ""):
            found.append(said)
        if item.tag in {"img", "iframe", "object", "embed", "base", "form", "style", "input"}:
            found.append(said)
        if any(name.startswith("on") or name == "style" for name in item.attrib):
            found.append(said)
        if item.get("href", "").strip().lower().startswith(("javascript:", "data:text")):
            found.append(said)
        if item.get("id", "") in {"config", "__config", "__search", "__md_scope", "body", "head"}:
            found.append(said)
    return found


def test_nothing_runs_in_any_page(hostile):
    for page in render_pages(hostile, files=("edition.json",)):
        whole = (
            f"<html><head><title>{page.meta['title']}</title>{page.head}</head><body>{page.html}"
        )
        assert find_what_runs(whole) == [], page.path
        assert "{{49" not in whole
    for path, content in list_files(hostile):
        if path.endswith(".html"):
            assert find_what_runs(content) == [], path


def test_nothing_runs_in_what_a_theme_makes_of_names(hostile, project):
    theme = project.root / "theme"
    theme.mkdir()
    links = '{% for item in page.toc %}<a href="{{ item.url }}">{{ item.title }}</a>{% endfor %}'
    for name in ("main.html", "edition.html", "variorum.html"):
        (theme / name).write_text(f"<body>{links}{{{{ page.content }}}}", encoding="utf-8")
    docs = project.root / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    config = project.root / "mkdocs.yml"
    config.write_text(
        f"site_name: A\ntheme: {{name: null, custom_dir: {theme}}}\nplugins: [variorum: {{policy: false}}]\n",
        "utf-8",
    )
    site = project.root / "site"
    build(load_config(str(config), site_dir=str(site)))
    page = (site / "gettysburg/contributors/index.html").read_text(encoding="utf-8")
    assert FORMULA in page
    assert find_what_runs(page) == []
    links = html.document_fromstring(page).xpath("//a[starts-with(@href, '#contributor-')]/@href")
    ids = html.document_fromstring(page).xpath("//@id")
    assert {unquote(link[1:]) for link in links} <= {*ids}
    assert links


def test_a_page_that_runs_something_is_found():
    assert find_what_runs("<p onclick=ran()>a</p>")
    assert find_what_runs("<script>ran()</script>")
    assert find_what_runs('<a href=" JavaScript:ran()">a</a>')
    assert not find_what_runs('<script type="application/ld+json">{}</script>')


def test_nothing_breaks_out_of_data_in_a_page(hostile):
    for page in render_pages(hostile):
        for script in html.document_fromstring(f"<html><head>{page.head}</head>").iter("script"):
            assert json.loads(script.text)


def test_the_search_is_told_words_and_no_markup(hostile):
    for entry in search_entries(hostile):
        assert "<" not in entry.title
        assert "<" not in entry.text.replace("<p>", "").replace("</p>", "")


def test_no_entry_begins_another_and_no_cell_is_a_formula(hostile):
    files = dict(list_files(hostile))
    works = len(hostile.references)
    for name in ("references.ris", "citation.ris"):
        ris = files[name].decode()
        assert "RAN" not in {line[6:].strip() for line in ris.splitlines() if line.startswith("TY")}
    assert files["references.ris"].decode().count("\nER  - ") == works
    bibtex = files["references.bib"].decode()
    assert sum(line.startswith("@") for line in bibtex.splitlines()) == works
    for name in ("annotations.csv", "emendations.csv"):
        rows = list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"))))
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    for name in ("tei.xml", "feed.atom"):
        root = etree.fromstring(files[name])
        assert not list(root.iter("{*}script", "{*}img"))
    for name in (name for name in files if name.endswith((".json", ".jsonld"))):
        assert json.loads(files[name])
