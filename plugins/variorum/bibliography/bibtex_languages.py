"""Languages by the names that babel has for them, which biblatex takes."""

_NAMES = {
    "af": "afrikaans", "ar": "arabic", "be": "belarusian", "bg": "bulgarian", "bn": "bengali", "br": "breton",
    "ca": "catalan", "cs": "czech", "cy": "welsh", "da": "danish", "de": "ngerman", "de-at": "naustrian",
    "de-ch": "nswissgerman", "el": "greek", "en": "english", "en-au": "australian", "en-ca": "canadian",
    "en-gb": "british", "en-nz": "newzealand", "en-us": "american", "eo": "esperanto", "es": "spanish",
    "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "fr-ca": "canadien",
    "ga": "irish", "gd": "scottish", "gl": "galician", "he": "hebrew", "hi": "hindi", "hr": "croatian",
    "hu": "hungarian", "hy": "armenian", "ia": "interlingua", "id": "indonesian", "is": "icelandic",
    "it": "italian", "ja": "japanese", "ka": "georgian", "ko": "korean", "la": "latin", "lt": "lithuanian",
    "lv": "latvian", "mk": "macedonian", "mn": "mongolian", "mr": "marathi", "ms": "malay", "nb": "norsk",
    "nl": "dutch", "nn": "nynorsk", "no": "norsk", "oc": "occitan", "pl": "polish", "pt": "portuguese",
    "pt-br": "brazilian", "rm": "romansh", "ro": "romanian", "ru": "russian", "sa": "sanskrit", "se": "samin",
    "sk": "slovak", "sl": "slovene", "sq": "albanian", "sr": "serbianc", "sr-latn": "serbian", "sv": "swedish",
    "ta": "tamil", "te": "telugu", "th": "thai", "tr": "turkish", "uk": "ukrainian", "ur": "urdu",
    "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip
"""By the first subtags of BCP 47, in small letters."""


def name_language(tag: str) -> str:
    """Return the name of a language given by its tag in BCP 47; the tag where babel has no name for it."""
    subtags = tag.strip().lower().replace("_", "-").split("-")
    return _NAMES.get("-".join(subtags[:2])) or _NAMES.get(subtags[0]) or "-".join(subtags)
