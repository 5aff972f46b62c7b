"""What the page and the package both do, they do alike: the scripts are asked in a browser, the package beside it."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from serving import serve

from variorum.compose import name_stem
from variorum.fold import fold

SIGNS = "aZé5éﬁжя中あמ ِ’'“»—--…- .,\n\t\u00a0\u00ad\u200b\u2060\ufeff\u200f\u3000İßǅ①Ⅳ½"
"""Which are folded, dropped, kept, or of more than one form."""
TEXTS = st.lists(
    st.text(st.sampled_from(SIGNS), max_size=30)
    | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30),
    min_size=20,
    max_size=60,
)
ASKED = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that may load the scripts as they are written."""
    folder = Path(str(files("variorum") / "scripts"))
    with serve(folder, below="") as address:
        page = browser.new_page()
        page.goto(f"{address}drafting.js")
        yield page
        page.close()


@given(texts=TEXTS)
@ASKED
def test_a_quote_is_folded_alike(page: Page, texts: list[str]) -> None:
    assert page.evaluate(
        "async (texts) => { const { fold } = await import('./drafting.js'); return texts.map(fold); }",
        texts,
    ) == [fold(text) for text in texts]


@given(texts=TEXTS, taken=st.integers(0, 3))
@ASKED
def test_a_file_is_named_alike(page: Page, texts: list[str], taken: int) -> None:
    names = page.evaluate(
        """async ([texts, taken]) => {
          const { nameFile } = await import('./drafting.js');
          return texts.map((text) => {
            let asked = 0;
            return nameFile(text, "note-on-p5", () => asked++ < taken);
          });
        }""",
        [texts, taken],
    )
    assert names == [name(text, taken) for text in texts]


def name(text: str, taken: int) -> str:
    asked = iter(range(taken))
    return name_stem(text, "note-on-p5", lambda _: next(asked, None) is not None)
