"""How the document is to be read → the `encodingDesc`.

It is in English, whatever the language of the edition, as the names of TEI's elements are.
"""

from collections.abc import Iterable

from variorum.export.tei.xml import Xml, element, lines, text_element
from variorum.model import Edition

READING = ".//text()[not(ancestor::tei:sic or ancestor::tei:orig or ancestor::tei:rt)]"
PRINTED = ".//text()[not(ancestor::tei:corr or ancestor::tei:reg or ancestor::tei:rt)]"
"""The words of a text, as XPath: what the edition reads, and what its copy-text has."""
CORRECTION = (
    "Each place where the edition corrects its copy-text by an emendation is a choice of sic, what is printed, and corr,"
    " what the edition reads. Its xml:id is emendation-ID, that of a second place emendation-ID.2; corresp points to the"
    " note that gives the reason; resp of corr says who answers for it, type of what kind the correction is. Where an"
    " emendation goes on into another element, each further choice has prev, which points to the first. An emendation"
    " of the kind link has the same words in both: what it drops is the link.",
    "In sic, a milestone of unit block stands where print begins a new block (a paragraph, a heading) and the edition"
    " does not. A block with prev, which points to the block before it, is one that print does not begin: what stands"
    " between the two is in a choice.",
)
NORMALIZATION = {
    "quotes": "Straight quotation marks are read as those of the language.",
    "spaces": "Several spaces between words are read as one.",
}
"""What the rules of house style do."""
NORMALIZED = (
    "Where a rule of house style changes the copy-text, what is printed is orig and what is read reg, whose type is the"
    " rule. Code is left as it is."
)
NOT_NORMALIZED = "No rule of house style is applied."
SEGMENTATION = (
    "All white space in a text counts: a new line stands between lines of verse, items, cells and paragraphs within a"
    " block, an empty line between blocks, and nothing was added. So the words that the edition reads are, from a text"
    f" element with decls, {READING}; the words of its copy-text, as printed, are {PRINTED}. Where a program has laid out"
    " the document anew, lb and the elements still say where lines and blocks begin.",
    "A block is what is cited: paragraph, heading, stanza, block quotation, list, table, figure, piece of code, author’s"
    " note. Its n is its number, which is never given to another; its xml:id is the number, after the name of the text"
    " and a full stop where there are several. An anchor of type retired bears the number of a block that was, in the"
    " block to which the number leads now.",
    "An element that would cross another is divided; of a divided ruby the reading is in the first rt.",
    "Links are kept to addresses of the web and to mailboxes, pictures where they have an address of the web.",
)
INTERPRETATION = (
    "Notes of the editors are in standOff. A note’s words in the text (its lemma) lie between the anchors to which its"
    " target and targetEnd point; its type is what kind of note it is, its subtype draft, reviewed or disputed, its n its"
    " number. A date of type as-of is the day up to which what is said was true. A ref of type bibr is a citation; its"
    " target is the work, its n the locator.",
)
UNHELD = (
    "A character that XML 1.0 cannot hold is the replacement character, U+FFFD. In an xml:id made of a key any sign but"
    " letters of ASCII, digits, hyphens and full stops is its number, hexadecimal, between low lines; the key is in n."
)


def write_encoding(edition: Edition) -> Xml:
    """Return the `encodingDesc`."""
    rules = list(dict.fromkeys(rule for text in edition.texts for rule in text.rules))
    said = [NORMALIZED, *(NORMALIZATION[rule] for rule in rules)] if rules else [NOT_NORMALIZED]
    method = {"method": "markup"}
    declared = element(
        "editorialDecl",
        {},
        lines(
            element("correction", method, _write_paragraphs(CORRECTION)),
            element("normalization", method, _write_paragraphs(said)),
            element("segmentation", {}, _write_paragraphs((*SEGMENTATION, UNHELD))),
            element("interpretation", {}, _write_paragraphs(INTERPRETATION)),
        ),
    )
    return element("encodingDesc", {"xml:lang": "en"}, lines(declared, _write_references(edition)))


def _write_references(edition: Edition) -> Xml:
    """Return how a block is found by its number: `p5`, of several texts `chapter#p5`."""
    block = {"unit": "block", "use": "@n"}
    blocks = "*[@xml:id][@n]"
    if len(edition.texts) == 1:
        structure = element("citeStructure", {"match": f"/TEI/text//{blocks}", **block})
    else:
        inner = element("citeStructure", {"match": f".//{blocks}", "delim": "#", **block})
        texts = {"unit": "text", "match": "/TEI/text/group/text", "use": "@n"}
        structure = element("citeStructure", texts, inner)
    return element("refsDecl", {}, structure)


def _write_paragraphs(paragraphs: Iterable[str]) -> Xml:
    return lines(*(text_element("p", words) for words in paragraphs))
