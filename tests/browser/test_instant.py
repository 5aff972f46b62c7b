"""Where Material changes pages without loading another, a reading page works as if it had been loaded."""

import os
import re
import shutil
import subprocess
import sys

from beside import PLACED
from layout import wait_until
from playwright.sync_api import expect
from serving import serve

CONFIG = """\
site_name: Sample
site_url: {address}
plugins: [search, variorum]
nav: [Home: index.md, The Address: gettysburg/index.md]
theme: {{name: material, font: false, features: [navigation.instant]}}
"""


def test_a_note_opens_on_a_page_that_was_reached_from_another(root, tmp_path, browser) -> None:
    shutil.copytree(root / "tests/sample/gettysburg", tmp_path / "source/gettysburg")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(
        "# Home\n\n[The address](gettysburg/index.md)\n", "utf-8"
    )
    served = tmp_path / "site"
    served.mkdir()
    with serve(served, below="") as address:
        (tmp_path / "mkdocs.yml").write_text(CONFIG.format(address=address), encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(served)],
            cwd=tmp_path,
            check=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        wait_until(page, "window.document$ && document.documentElement.dataset.vrOn === ''")
        page.evaluate("window.isTheSame = true")
        page.get_by_role("link", name="The address", exact=True).click()
        expect(page.locator(PLACED).first).to_be_attached()
        page.locator(".vr-noteref").first.click()
        expect(page.locator("#note-four-score")).to_be_focused()
        assert page.evaluate("window.isTheSame")
        page.goto(f"{address}gettysburg/")
        wait_until(page, f"window.document$ && document.querySelector('{PLACED}')")
        page.evaluate("document.querySelector('#note-four-score').isTheSame = true")
        page.locator(".vr-noteref").first.click()
        expect(page.locator("#note-four-score")).to_be_focused()
        note, sign = (
            page.locator(place).bounding_box()["y"]
            for place in ("#note-four-score", '.vr-noteref[href$="#note-four-score"]')
        )
        assert abs(note - sign) < 12
        page.keyboard.press("Escape")
        expect(page.locator(".vr-noteref").first).to_be_focused()
        page.locator(".vr-imprint").get_by_role("link", name="how to cite").click()
        dialog = page.locator("dialog.vr-cite-dialog")
        expect(
            dialog.get_by_role("button", name="Copy: The edition, Permanent address")
        ).to_be_visible()
        page.keyboard.press("Escape")
        assert page.evaluate("document.querySelector('#note-four-score').isTheSame")
        expect(page).to_have_url(re.compile(r"/gettysburg/$"))
        page.keyboard.press("x")
        expect(page).to_have_url(re.compile(r"/gettysburg/\?view=no-corrections"))
        page.evaluate("localStorage.setItem('variorum', '{\"keys\": \"off\"}')")
        for key in "p,":  # Material's own
            page.keyboard.press(key)
        page.wait_for_timeout(200)
        expect(page.locator(".vr-reading")).to_be_attached()
        page.evaluate("localStorage.removeItem('variorum')")
        page.goto(address)
        wait_until(page, "window.document$ && document.documentElement.dataset.vrOn === ''")
        page.get_by_role("link", name="The address", exact=True).click()
        expect(page.locator(PLACED).first).to_be_attached()
        page.go_back()
        expect(page).to_have_url(address)
        page.close()
