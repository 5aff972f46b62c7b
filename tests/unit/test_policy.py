"""What a page's policy allows: what its frame runs and loads, and nothing of what stands in it."""

from variorum.policy import (
    LONGEST_LINE,
    allow_origins,
    hash_inline,
    put_policy,
    read_frame,
    read_shown,
    write_headers,
    write_policy,
)

MARK = "vr-0123456789abcdef"


def list_sources(allowed, directive):
    return sorted(source for name, source in allowed if name == directive)


def test_an_inline_script_of_a_template_is_allowed_by_its_hash_and_no_other_is():
    html = f"<script {MARK}>one()</script><script>two()</script><style {MARK}>a{{}}</style>"
    allowed = read_frame(html, MARK)
    # the digest is what `printf 'one()' | openssl dgst -sha256 -binary | base64` says
    assert list_sources(allowed, "script-src") == [hash_inline("one()")]
    assert list_sources(allowed, "style-src") == [hash_inline("a{}")]
    assert hash_inline("one()") == "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='"


def test_data_needs_nobody_to_allow_it():
    assert read_frame(f'<script {MARK} type="application/ld+json">{{}}</script>', MARK) == set()


def test_a_script_with_line_ends_of_windows_is_hashed_as_browsers_read_it():
    assert hash_inline("a\r\nb\r") == hash_inline("a\nb\n")


def test_a_script_from_elsewhere_may_load_from_there_too():
    allowed = read_frame(f'<script {MARK} src="https://Example.org:8080/a.js"></script>', MARK)
    assert ("script-src", "https://example.org:8080") in allowed
    assert ("connect-src", "https://example.org:8080") in allowed


def test_fonts_come_from_where_the_page_says_it_will_connect():
    html = f'<link {MARK} rel="preconnect" href="https://fonts.example.org" crossorigin>'
    assert read_frame(html, MARK) == {("font-src", "https://fonts.example.org")}


def test_a_link_that_loads_nothing_allows_nothing():
    html = f'<link {MARK} rel="canonical" href="https://example.org/a/">'
    assert read_frame(html, MARK) == set()


def test_pictures_of_hand_written_pages_are_allowed_and_scripts_in_them_are_not():
    html = '<img alt="" src="https://example.org/a.png"><script src="https://example.com/a.js"></script>'
    assert read_shown(html) == {("img-src", "https://example.org")}


def test_no_address_writes_a_directive_of_its_own():
    for address in ("https://a; script-src *", "//a 'unsafe-inline'", "https://a,b/", "data:x", ""):
        assert allow_origins([address], "img") == set(), address


def test_a_policy_loosens_nothing_for_scripts_and_styles():
    policy = write_policy(allow_origins(["https://example.org/a.js"], "script"))
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "; script-src 'self' file: https://example.org; " in policy
    assert "; font-src 'self' file: https://example.org" in policy


def test_the_policy_stands_before_all_that_loads_and_after_what_the_page_is_written_in():
    html = '<!doctype html><html><head>\n  <meta charset="utf-8">\n<script src="a.js"></script>'
    assert put_policy(html, "default-src 'self'") == html.replace(
        '"utf-8">',
        '"utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'self\'">',
    )
    assert put_policy("<head><title>", "x").startswith("<head><meta http-equiv")
    assert put_policy("no page", "x") == "no page"


def test_headers_are_of_the_form_that_hosts_read_and_never_longer_than_they_read():
    few = write_headers(allow_origins(["https://example.org/"], "img"))
    first, policy, *others = few.splitlines()
    assert first == "/*"
    assert all(line.startswith("  ") for line in (policy, *others))
    assert "img-src 'self' file: data: https://example.org;" in policy
    assert policy.endswith("frame-ancestors 'self'")
    many = frozenset(("script-src", hash_inline(str(number))) for number in range(60))
    for allowed in (frozenset(), many):
        lines = write_headers(allowed).splitlines()
        assert all(len(line) <= LONGEST_LINE for line in lines)
        assert "frame-ancestors 'self'" in lines[1]
    assert "script-src" not in write_headers(many)  # it would forbid what pages need
