"""MkDocs' events → the core, which reads the editions and makes their pages before MkDocs touches the site folder."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from importlib.resources import files as package_files
from itertools import chain
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from variorum.build import Loaded, add_forms, load
from variorum.citable import find_edition_day
from variorum.collector import without_collector
from variorum.export import FORMATS, list_files, render_take_away
from variorum.figures import say_drafts
from variorum.mkdocs_plugin.config import VariorumConfig
from variorum.mkdocs_plugin.frame import Frame
from variorum.mkdocs_plugin.place import describe_site, find_cache, find_root, find_way_back
from variorum.mkdocs_plugin.report import log, report
from variorum.mkdocs_plugin.search import FOLDER as SEARCH
from variorum.mkdocs_plugin.search import add_entries, find_language, is_searched, write_index
from variorum.mkdocs_plugin.store import Store
from variorum.mkdocs_plugin.wanted import Wanted
from variorum.model import Edition
from variorum.problems import Position, Problem, VariorumError
from variorum.progress import show_progress
from variorum.read.editions import find_editions
from variorum.render.assets import EARLY, SCRIPT, STYLE, list_assets, say_search
from variorum.render.card import NAME as CARD
from variorum.render.card import describe_card
from variorum.render.html import EMPTY, escape, name_files
from variorum.render.pages import Page, render_pages
from variorum.render.search import Entry, search_entries
from variorum.render.stemmers import list_stemmers, name_stemmers
from variorum.reuse import Keep, Reuse, make_anew

if TYPE_CHECKING:  # a build serves nothing: it would load a web server
    from mkdocs.livereload import LiveReloadServer

EPOCH = "SOURCE_DATE_EPOCH"
"""Names the day of a build, for whoever wants one: reproducible-builds.org, "SOURCE_DATE_EPOCH"."""
HEAD = "#head"
"""After a page's address: the name of its head among the texts that are kept."""

FAULTS = tuple(
    (f'id="__{name}" autocomplete="off"', f'id="__{name}"') for name in ("drawer", "search")
)
"""Invalid HTML in Material's own frame, outside every block of its templates: what it says, what is right."""


class VariorumPlugin(BasePlugin[VariorumConfig]):
    """Publishes the editions of the folder `source/`."""

    def __init__(self) -> None:
        self._is_serving = False
        self._reuse: dict[Path, Reuse] = {}
        self._pages: dict[str, Page] = {}
        self._html = Store()
        self._files = Store()
        self._wanted = Wanted()
        self._served: list[Edition] = []
        self._stemmers: dict[str, str] = {}
        self._entries: list[Entry] = []
        self._assets: dict[str, str | bytes] = {}
        self._urls: dict[str, str] = {}
        self._day: date | None = None
        self._frame: Frame | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview; having this event also keeps the object between rebuilds."""
        self._is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the theme's templates and styles, and watch the editions."""
        theme = str(package_files("variorum") / "theme")
        if theme not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
        config.extra_css.insert(0, STYLE)  # before the site's own, so that these win
        # where pages change without loading another, the first one may be none of ours
        if "navigation.instant" in (config.theme.get("features") or ()):
            script = ExtraScriptValue()
            script.load_dict({"path": SCRIPT, "type": "module"})
            config.extra_javascript += [EARLY, script]
        config.watch.append(str(self._source(config)))
        self._frame = None
        # a preview puts a script of its own into every page that it answers with
        if self.config.policy and not self._is_serving:
            self._frame = Frame(config)
            # MkDocs reads tables in every page; how their cells stand would be said in a style
            config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the editions and make their pages: the last event before MkDocs empties the site folder."""
        root = find_root(config)
        folders, problems = find_editions(self._source(config), root=root)
        made: list[tuple[Edition, Keep]] = []
        with show_progress(log.info) as tell, without_collector():
            for folder in folders:
                keep = (
                    self._reuse.setdefault(folder, Reuse()).keep if self._is_serving else make_anew
                )
                loaded = self._load(folder, config, keep, tell)
                problems += loaded.problems
                if loaded.drafts:
                    taken_in = self._is_serving or self.config.drafts
                    said = say_drafts(loaded.drafts, taken_in=taken_in)
                    log.info(f"{folder.name}: {said}")
                made += [(loaded.edition, keep)] if loaded.edition else []
            report(problems, is_strict=config.strict)
            # a build that holds on to its editions takes half as much memory again
            self._wanted.end()
            self._served = [edition for edition, _ in made] if self._is_serving else []
            self._close()
            self._pages, self._html, self._files, self._entries = {}, Store(), Store(), []
            self._assets = dict(
                list_assets([edition for edition, _ in made], language=find_language(config))
            )
            self._stemmers = name_stemmers(
                [find_language(config), *(edition.language for edition, _ in made)]
            )
            if is_searched(config):
                self._assets |= list_stemmers(self._stemmers.values())
            days = [day for edition, _ in made if (day := find_edition_day(edition))]
            self._day = max(days, default=None)
            names = tuple(item.name for item in FORMATS)
            for edition, keep in made:
                tell(f"making the passages and exports of {edition.slug}")
                # a preview makes them when somebody asks for one
                sizes = None if self._is_serving else self._keep_files(edition)
                tell(f"making the pages of {edition.slug}")
                pages = render_pages(edition, files=names, keep=keep)
                for page in chain(pages, [render_take_away(edition, sizes)]):
                    self._html.put(page.path, page.html.encode())
                    self._html.put(f"{page.path}{HEAD}", page.head.encode())
                    self._pages[page.path] = replace(page, html="", head=EMPTY)
                self._entries += search_entries(edition, keep=keep)
                self._assets[f"{edition.slug}/{CARD}"] = _make_card(edition, keep)
        report(self._list_hidden(config), is_strict=config.strict)
        for reuse in self._reuse.values():
            reuse.sweep()
        if not self._is_serving:
            gc.freeze()  # what was made stays to the end: the collector need not look at it

    def _keep_files(self, edition: Edition) -> dict[str, int]:
        """Make what stands beside the pages, to be written at the end; return how large each is."""
        sizes: dict[str, int] = {}
        for name, content in list_files(edition):
            self._files.put(f"{edition.slug}/{name}", content)
            sizes[name] = len(content)
            del content  # while the next is made, which may be as large
        return sizes

    def _load(
        self, folder: Path, config: MkDocsConfig, keep: Keep, tell: Callable[[str], None]
    ) -> Loaded:
        root = find_root(config)
        try:
            return load(
                folder,
                root=root,
                cache=find_cache(config),
                preview=self._is_serving,
                drafts=self.config.drafts,
                site=describe_site(config, email=self.config.email),
                forms=True,
                keep=keep,
                tell=tell,
            )
        except VariorumError as error:  # a broken machine, not a file of the edition
            raise PluginError(str(error)) from error

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages of the editions, and what they share, to the site."""
        ours = {file.dest_uri: (page, file) for page, file in self._make_files(config)}
        back = find_way_back(config)
        for hidden in [file for file in files if file.dest_uri in ours]:
            files.remove(hidden)
        for page, file in ours.values():
            if page.source:
                file.edit_uri = f"{back}/{page.source}"
            files.append(file)
        self._urls = {page.path: file.url for page, file in ours.values()}
        for path, content in self._assets.items():
            if path not in files.src_uris:  # a site's own file of that name is taken instead
                files.append(File.generated(config, path, content=content))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Have the templates' own tags told from others; and say in the site's map when a page was changed, where its files say.

        MkDocs would say today of every page.
        """
        env.globals["find"] = say_search(find_language(config))
        if self._frame:
            self._frame.mark(env)
        if self._day is None:  # no editions, and MkDocs wants a date of one page at least
            return
        for page in [file.page for file in files.documentation_pages() if file.page]:
            if ours := self._find(page):
                page.update_date = str(ours.day or self._day)
            elif EPOCH not in environ:
                page.update_date = ""

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> None:
        """Keep MkDocs from setting up a Markdown parser for a page that has no Markdown."""
        if self._find(page):
            vars(page)["render"] = lambda config, files: setattr(page, "content", "")

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> None:
        """Give a page of ours its title and template, and keep the search plugin from reading it again."""
        if ours := self._find(page):
            page.meta.update(ours.meta, search={"exclude": True})

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Tell MkDocs what a page of ours holds; the page itself is given when it is written."""
        ours = self._find(page)
        if ours is None:
            return None
        page.present_anchor_ids = set(ours.ids)
        # an id may hold a signer's name, and templates write it as it is into an address
        page.toc = get_toc(
            [
                {
                    "level": level,
                    "id": escape(name.replace("%", "%25")),
                    "name": escape(title),
                    "children": [],
                }
                for level, name, title in ours.contents
            ]
        )
        # another search than Material's reads the pages, and has no entries of ours
        return "" if "material/search" in config.plugins else self._read(ours, config)

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Give a page of ours its content, for as long as it is being written."""
        if ours := self._find(page):
            page.content = self._read(ours, config)
            page.meta["head"] = self._html.get(f"{ours.path}{HEAD}").decode()
        self._date(context)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> None:
        """Leave out of the site's map what search engines are not to show."""
        self._date(context)
        if template_name == "sitemap.xml":
            context["pages"] = [file for file in context["pages"] if not _is_hidden(file.page)]

    @event_priority(-100)  # after whatever else changes the frame
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Take the content away again, since MkDocs keeps its pages to the end; mend what no template can, and give the page its policy."""
        shown = page.content or ""
        if self._find(page):
            shown = page.content = page.meta["head"] = ""
        return self._finish(output, page.file.dest_uri, content=shown)

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Do the same for the pages that are no pages to MkDocs, such as 404.html."""
        if not template_name.endswith(".html"):
            return output_content
        return self._finish(output_content, template_name)

    def _finish(self, output: str, path: str, *, content: str = "") -> str:
        output = _mend(output)
        return self._frame.finish(output, path, content=content) if self._frame else output

    # Material's search writes its index at 0, its offline plugin copies it at -100
    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what stands beside the pages, put our entries in the search index, and make ours of it."""
        for path in self._files.list_names():
            self._write(path, self._files.get(path), config)
        if self._frame:
            self._frame.end(Path(config.site_dir))
        writers: dict[str, Callable[[], None]] = {
            edition.slug: partial(self._write_beside, edition, config) for edition in self._served
        }
        if is_searched(config):
            if add_entries(config, self._entries, urls=self._urls):
                writers[SEARCH] = partial(write_index, config, stemmers=self._stemmers)
            else:
                log.warning(
                    "search entries not written: the search plugin's index is not the one known"
                )
        self._entries = []
        if self._is_serving:
            self._wanted.begin(writers)
        elif write := writers.get(SEARCH):
            write()
        self._close()

    def on_build_error(self, *, error: Exception) -> None:
        """Let go of the pages: a preview may go on for hours."""
        self._close()

    def on_serve(
        self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> None:
        """Have a preview make what stands beside the pages of an edition when it is first asked for."""
        self._wanted.watch(server, Path(config.site_dir))

    def _write_beside(self, edition: Edition, config: MkDocsConfig) -> None:
        for name, content in list_files(add_forms(edition, find_cache(config))):
            self._write(f"{edition.slug}/{name}", content, config)

    def _write(self, path: str, content: bytes, config: MkDocsConfig) -> None:
        file = Path(config.site_dir, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self._finish_file(content, path, config))

    def _close(self) -> None:
        self._html.close()
        self._files.close()

    def _finish_file(self, content: bytes, path: str, config: MkDocsConfig) -> bytes:
        if not path.endswith(".html"):
            return content
        html = content.decode()
        if not config.use_directory_urls:
            html = name_files(html)
        return (self._frame.guard(html) if self._frame else html).encode()

    def _make_files(self, config: MkDocsConfig) -> Iterator[tuple[Page, File]]:
        for page in self._pages.values():
            name = f"{page.path}index.md"
            yield (
                page,
                File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV),
            )

    def _list_hidden(self, config: MkDocsConfig) -> list[Problem]:
        """List the files of the site that would be written where pages of ours are."""
        taken = {file.dest_uri for _, file in self._make_files(config)}
        taken |= set(self._files.list_names())
        docs = Path(config.docs_dir)
        path = (
            docs.relative_to(find_root(config)) if docs.is_relative_to(find_root(config)) else docs
        )
        files = get_files(config)
        set_exclusions(files, config)
        text = "would be published where an edition's page is, and is left out"
        mend = "move it, or rename the edition's folder"
        return [
            Problem(
                "V123",
                Position((path / file.src_uri).as_posix()),
                text,
                mend=mend,
                severity="warning",
            )
            for file in files
            if file.dest_uri in taken and not file.inclusion.is_excluded()
        ]

    def _read(self, ours: Page, config: MkDocsConfig) -> str:
        html = self._html.get(ours.path).decode()
        return html if config.use_directory_urls else name_files(html)

    def _date(self, context: TemplateContext) -> None:
        """Give a template the editions' day in the place of the clock's; MkDocs' own theme writes it."""
        if self._day and EPOCH not in environ:
            context["build_date_utc"] = datetime.combine(self._day, time.min, UTC)

    def _find(self, page: MkDocsPage) -> Page | None:
        return self._pages.get(page.file.src_uri.removesuffix("index.md"))

    def _source(self, config: MkDocsConfig) -> Path:
        return find_root(config) / self.config.source


def _make_card(edition: Edition, keep: Keep) -> bytes:
    from variorum.render.picture import draw_card  # Pillow takes as long to import as to draw

    card = describe_card(edition)
    return keep(("card",), (card,), partial(draw_card, card))


def _is_hidden(page: MkDocsPage | None) -> bool:
    return page is None or "noindex" in str(page.meta.get("robots", ""))


def _mend(output: str) -> str:
    for fault, mended in FAULTS:
        output = output.replace(fault, mended)
    return output
