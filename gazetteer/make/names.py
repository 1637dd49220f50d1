"""Which alternate names of a place the gazetteer keeps, and in what form."""

import re
import unicodedata
from functools import lru_cache

# Scripts by CLDR/GeoNames language code; Latin is always kept and not listed.
LANGUAGE_SCRIPTS = {
    "ARABIC": "ar fa ur ps ug sd ks bal ckb ku arc azb prs",
    "CYRILLIC": "ru uk be bg sr mk kk ky tg mn ce os ba tt cv av inh kv udm tyv sah ab uz az bs",
    "HEBREW": "he yi iw",
    "GREEK": "el",
    "CJK": "zh ja wuu yue hak nan cmn dta ii za",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "DEVANAGARI": "hi mr ne sa bho mai doi kok",
    "BENGALI": "bn as mni",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "ORIYA": "or",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "TIBETAN": "bo dz",
    "ETHIOPIC": "am ti",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "THAANA": "dv",
}

# Scripts in which news of the whole world is written, kept for well-known places.
WORLD_SCRIPTS = frozenset("ARABIC CYRILLIC HEBREW GREEK CJK HIRAGANA KATAKANA HANGUL".split())

# Languages whose names are kept for countries and first-order divisions. Small
# languages in Latin script are left out: their names of countries are words
# of larger ones ("Siri", "Greek", "Pole").
WORLD_LANGUAGES = (
    "en fr de es pt it nl pl tr id ms vi sv no nb da fi et lv lt cs sk hu ro hr bs sl az ca sw "
    "ru uk be bg sr mk kk ky tg ar fa he ur ps ckb el zh zh-Hant ja ko hi bn th ka hy am ti my ne "
    "si ta te ml mr gu pa kn mn km lo"
).split()

MAXIMUM_NAME_CHARACTERS = 60

# Letters of the eight large Cyrillic and three large Arabic-script news
# languages; minority orthographies count only in countries that use them.
COMMON_CYRILLIC = frozenset("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎЈЉЊЋЂЏЃЌЅ")
RARE_ARABIC = frozenset("ۆېۋڤێەڕڵۇۈڭھڬڴڠ")

ARTICLE = re.compile(r"^(?:al|el|ad|ed|an|en|ar|er|as|es|ash|esh|at|et|az|ez|ath|adh|le|la|les|los|las|il|de|den|d|'s|s|i|ul|ol|o|a|kwa|eu|iz)[-' ]", re.I)
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʻʼ`ʿʾ´", "'"))
INNER_CAPITAL = re.compile(r"(?<!Mc)(?<!Mac)(?<!De)(?<!La)(?<!Le)(?<!Di)(?<!Du)(?<=[a-z])[A-Z]")
REJECTED = re.compile(r"[\d¹²³/\\|<>{}\[\]()（）,،、_@#*=+?!;:\"“”«»]|https?|www\.|\.(?:com|org)")

CODE = re.compile(r"^[A-Z]{2,4}$")


@lru_cache(maxsize=200_000)
def script_of(character):
    """Return the Unicode script word of a letter, or the empty string for other characters."""
    if not character.isalpha():
        return ""
    word = unicodedata.name(character, "").split(" ")[0].split("-")[0]
    return "LATIN" if word in ("LATIN", "MODIFIER", "FEMININE", "MASCULINE") else word


def scripts_of(name):
    """Return the set of scripts of the letters of a name."""
    return {script for script in map(script_of, name) if script}


def scripts_of_country(languages):
    """Return the scripts of a GeoNames country language list such as `ar-SY,ku,fr`."""
    codes = {code.split("-")[0] for code in languages.split(",")}
    return frozenset(
        script for script, users in LANGUAGE_SCRIPTS.items() if codes & set(users.split())
    )


def is_visible(character):
    """Tell whether a character is neither a control nor a format mark.

    The zero-width non-joiner is kept: Persian spelling needs it.
    """
    return character == "\u200c" or unicodedata.category(character) not in ("Cf", "Cc")


def writes_latin(languages):
    """Tell whether the first language of a GeoNames country list is written in Latin."""
    first = languages.split(",")[0].split("-")[0]
    mixed = ("bs", "az", "uz", "tt")
    return first in mixed or not any(first in users.split() for users in LANGUAGE_SCRIPTS.values())


def clean(name):
    """Return the name in NFC with plain apostrophes, without control and bidi marks."""
    visible = "".join(c for c in " ".join(name.split()) if is_visible(c))
    return unicodedata.normalize("NFC", visible).translate(APOSTROPHES).strip(" ,-")


@lru_cache(maxsize=400_000)
def fold(name):
    """Return the comparison key of a name: case and combining marks removed."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_capitalised(name):
    """Tell whether a Latin name is written as a proper name.

    GeoNames lists machine transliterations ("swldw", "niu yue") in lower
    case; real names have a capital after any article.
    """
    rest = name.lstrip("'")
    if rest[:1].isupper():
        return True
    article = ARTICLE.match(name)
    return bool(article) and name[article.end():].lstrip("'")[:1].isupper()


def has_common_letters(name, script):
    """Tell whether a name uses only the letters of the large languages of its script."""
    if script == "CYRILLIC":
        return all(script_of(c) != "CYRILLIC" or c.upper() in COMMON_CYRILLIC for c in name)
    if script == "ARABIC":
        return not RARE_ARABIC.intersection(name)
    return True


def keeps_latin(name):
    """Tell whether a Latin alternate is a name, not a code or a transliteration."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or CODE.match(name):
        return False
    return is_capitalised(name) and not name.isupper() and not INNER_CAPITAL.search(name)


def keeps(name, own_scripts, known_worldwide):
    """Tell whether an alternate name is worth its bytes for this place."""
    if len(name) < 2 or len(name) > MAXIMUM_NAME_CHARACTERS or REJECTED.search(name):
        return False
    scripts = scripts_of(name)
    if scripts == {"LATIN"}:
        return keeps_latin(name)
    if not scripts or "LATIN" in scripts:
        return False
    if scripts <= own_scripts:
        return True
    return known_worldwide and scripts <= WORLD_SCRIPTS and all(
        has_common_letters(name, script) for script in scripts
    )


def plain_english(name):
    """Return a transliterated name as English text prints it: "Khan Yunis" for "Khān Yūnis".

    For places whose country writes another script, where the marks are the
    transliteration's and not the language's own.
    """
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip("' ")


def distinct(name, alternates):
    """Return the alternates in their order, dropping those that fold like an earlier name."""
    seen, kept = {fold(name)}, []
    for alternate in alternates:
        key = fold(alternate)
        if key not in seen:
            seen.add(key)
            kept.append(alternate)
    return kept
