"""Every page works under the policy that it is published with, and what a stranger might have got into it does not run."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hard import build
from playwright.sync_api import Browser, Page, Route, expect
from serving import serve

LISTEN = """
  window.refused = [];
  addEventListener("securitypolicyviolation", (event) =>
    refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`));
"""
SLIM = 'class="vr-slim-page"'
OTHER = """\
site_name: Other
site_url: {address}
plugins: [search, variorum]
theme:
  name: material
  features: [{features}]
  font: false
  icon: {{admonition: {{note: material/pen}}}}
  palette:
    - {{scheme: default, toggle: {{icon: material/weather-night, name: Dark}}}}
    - {{scheme: slate, toggle: {{icon: material/weather-sunny, name: Light}}}}
markdown_extensions: [admonition, pymdownx.highlight, pymdownx.superfences, {{pymdownx.tabbed: {{alternate_style: true}}}}]
"""
HOME = """\
# Home

[The address](gettysburg/index.md)

| a | b |
| :-- | --: |
| 1 | 2 |

!!! note

    A note.

```python
print(1)
```

=== "One"

    1

=== "Two"

    2
"""


@pytest.fixture(scope="module")
def headers(site_folder: Path) -> dict[str, str]:
    """What the file of headers has a host send with every page."""
    first, *lines = (site_folder / "_headers").read_text(encoding="utf-8").splitlines()
    assert first == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


@pytest.fixture
def guarded(
    browser: Browser, site: str, headers: dict[str, str]
) -> Iterator[tuple[Page, list[str]]]:
    """A page that is sent with the headers too, and what its console says that no page may say."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(LISTEN)
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, **headers})

    context.route("**/*", answer)
    said: list[str] = []
    context.on(
        "console",
        lambda message: (
            said.append(message.text)
            if message.type == "error" and "status of 404" not in message.text
            else None
        ),
    )
    context.on("weberror", lambda error: said.append(str(error.error)))
    yield context.new_page(), said
    context.close()


def list_kinds(folder: Path) -> list[str]:
    """List the addresses of all pages that a template made, and of a few of those that are many and alike."""
    pages, alike = [], {}
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        if SLIM in file.read_text(encoding="utf-8")[:300] or path.startswith("guide/problems/V"):
            alike.setdefault(re.sub(r"\d+[a-z]*|/v/.*", "", path), path)
        else:
            pages.append(path)
    return [path.removesuffix("index.html") for path in (*pages, *alike.values())]


def test_no_page_asks_for_more_than_its_policy_allows(guarded, site, site_folder) -> None:
    page, said = guarded
    kinds = list_kinds(site_folder)
    assert len(kinds) > 15
    for path in kinds:
        page.goto(site + path)
        page.emulate_media(media="print")
        page.emulate_media(media="screen")
        assert page.evaluate("refused") == [], path
        assert page.evaluate("document.styleSheets.length"), path
    page.goto(f"{site}nowhere/at/all/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("refused") == []
    assert said == []


def test_what_a_reader_does_works_under_it(guarded, site) -> None:
    page, said = guarded
    page.goto(f"{site}holding-the-reset-hostage/")
    page.locator(".vr-noteref").first.click()
    page.keyboard.press("Escape")
    page.locator("p .vr-cite, .vr-block .vr-cite").first.click()
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("radar", delay=20)
    expect(page.locator(".vr-find-hit").first).to_be_visible()
    assert page.evaluate("refused") == []
    page.goto(f"{site}guide/own-edition/")
    page.locator("[name=query]").click()
    page.keyboard.type("edition", delay=20)
    expect(page.locator(".vr-find-hit").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(
        "label.md-header__button:visible, [data-md-component=palette] label:visible"
    ).first.click()
    assert page.evaluate("refused") == []
    page.set_viewport_size({"width": 400, "height": 800})
    page.locator('[data-vr-opens="drawer"]').click()
    expect(page.get_by_role("link", name="How to cite").first).to_be_visible()
    assert page.evaluate("refused") == []
    assert said == []


def test_what_got_past_the_sanitiser_neither_runs_nor_loads(guarded, site, site_folder) -> None:
    page, _ = guarded
    html = (site_folder / "holding-the-reset-hostage/index.html").read_text(encoding="utf-8")
    evil = (
        "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'><base href='https://example.org/'>"
        "<p style='position:fixed' id=evil>evil</p><a id=link href='javascript:window.ran = 1'>link</a>"
        "<img src='https://example.org/seen.png'><form action='https://example.org/'><button id=send>send</button></form>"
    )
    page.route(
        "**/evil/",
        lambda route: route.fulfill(
            body=html.replace('<p class="vr-imprint"', f'{evil}<p class="vr-imprint"', 1),
            content_type="text/html",
        ),
    )
    page.goto(f"{site}evil/")
    for name in ("link", "send"):
        page.evaluate(f"document.getElementById('{name}').click()")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.querySelector('#evil')).position") == "static"
    assert page.evaluate("document.baseURI") == f"{site}evil/"
    assert page.url.startswith(site)
    refused = " ".join(page.evaluate("refused"))
    for directive in (
        "script-src-elem",
        "script-src-attr",
        "style-src-attr",
        "img-src",
        "form-action",
        "base-uri",
    ):
        assert directive in refused, directive


@pytest.mark.parametrize(
    "features", ["", "navigation.instant, content.code.copy, content.tooltips"]
)
def test_another_site_works_too_from_page_to_page(features, root, tmp_path, browser) -> None:
    shutil.copytree(root / "tests/sample/gettysburg", tmp_path / "source/gettysburg")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(HOME, encoding="utf-8")
    served = tmp_path / "site"
    served.mkdir()
    with serve(served, below="") as address:
        config = OTHER.format(address=address, features=features)
        (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
        build(tmp_path, served)
        context = browser.new_context()
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.goto(address)
        expect(page.locator("td[align=right]")).to_have_text("2")
        assert page.evaluate(
            "getComputedStyle(document.querySelector('td[align=right]')).textAlign"
        ).endswith("right")
        page.evaluate("window.isTheSame = true")
        page.get_by_role("link", name="The address").click()
        expect(page.locator(".vr-reading")).to_be_visible()
        assert page.evaluate("window.isTheSame") is (True if features else None)
        page.locator(".vr-imprint").get_by_role("link", name="sources").click()
        expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
        assert page.evaluate("refused") == []
        page.go_back()
        page.go_back()
        expect(page.get_by_text("A note.")).to_be_visible()
        page.get_by_text("Two").click()
        page.locator("[name=query]").click()
        page.keyboard.type("fathers", delay=30)
        expect(page.locator(".vr-find-hit").first).to_be_visible()
        assert page.evaluate("refused") == []
        context.close()


def test_a_page_read_from_a_disk_has_its_styles(site_folder, browser) -> None:
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.goto((site_folder / "holding-the-reset-hostage/index.html").as_uri())
    assert page.evaluate("refused") == []
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.vr-edition')).fontFamily")
        != "Times New Roman"
    )
    context.close()
