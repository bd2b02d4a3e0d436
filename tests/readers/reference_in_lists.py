"""Codes, names in other languages and members of the reference data, compared with the packages that carry them.

Run as: python3 tests/readers/reference_in_lists.py
Needs the packages pycountry (ISO 3166-1, ISO 4217), Babel (CLDR) and country_converter (members).
"""

import csv
import importlib.util
import pathlib
import sys
import tomllib
import unicodedata

import pycountry
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

# The column of country_converter's table that lists an organization's members.
MEMBERS = {"united-nations": "UNmember", "european-union": "EU27", "oecd": "OECD", "g7": "G7"}

REFERENCE = pathlib.Path(__file__).resolve().parent.parent.parent / "seed" / "reference"


def read(name):
    return tomllib.loads((REFERENCE / f"{name}.toml").read_text(encoding="utf-8"))


def in_language(language, alpha_2):
    """What a language calls a country, with a straight apostrophe."""
    try:
        return Locale.parse(language).territories.get(alpha_2, "").replace("\u2019", "'")
    except UnknownLocaleError:
        return None


def plain(name):
    """A name without case, accents, punctuation and article, as the program compares names."""
    letters = unicodedata.normalize("NFKD", name.replace("'", "").replace("\u2019", "").replace(".", ""))
    words = "".join(letter if letter.isalnum() else " " for letter in letters if not unicodedata.combining(letter))
    return " ".join(words.lower().split()).removeprefix("the ")


def members():
    """The members of organizations that differ from those of the table, and how many were compared."""
    # Its table alone: the package's own reader wants the pandas of its day.
    package = pathlib.Path(importlib.util.find_spec("country_converter").origin).parent
    with (package / "country_data.tsv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    codes = {country["key"]: country["identifiers"]["iso-3166-1-alpha-3"] for country in read("countries")["entity"]}
    faults, compared = [], 0
    for organization, column in MEMBERS.items():
        known = {row["ISO3"] for row in rows if row[column]}
        relations = [one for one in read("organizations")["relation"] if one["object"] == organization]
        told = {codes[one["subject"]] for one in relations if one["predicate"] == "member-of"}
        compared += len(known | told)
        faults += [f"{code} is told a member of {organization}, and is not listed" for code in sorted(told - known)]
        faults += [f"{code} is listed a member of {organization}, and is not told" for code in sorted(known - told)]
    return faults, compared


def main():
    faults, compared = members()
    listed = {country.alpha_2: country for country in pycountry.countries}
    told = {}
    for country in read("countries")["entity"]:
        codes = country["identifiers"]
        alpha_2 = codes["iso-3166-1-alpha-2"]
        told[alpha_2] = country
        known = listed.get(alpha_2)
        if known is None:
            faults.append(f"{alpha_2} is no code of ISO 3166-1")
            continue
        compared += 2
        if (codes["iso-3166-1-alpha-3"], codes["iso-3166-1-numeric"]) != (known.alpha_3, known.numeric):
            faults.append(f"{alpha_2}: {codes}, and {known.alpha_3} {known.numeric} in the list")
        languages = [language.split("_")[0] for language in get_official_languages(alpha_2, de_facto=True) or ()]
        native = set()
        for language in get_official_languages(alpha_2, de_facto=True) or ():
            try:
                native.add(Locale.parse(language).territories.get(alpha_2))
            except UnknownLocaleError:
                pass  # CLDR has no names in that language
        for name in country.get("names", {}).get("alias", []):
            if isinstance(name, dict):
                compared += 1
                is_native = name["text"] in native and name["language"] in languages
                if not is_native and name["text"] != in_language(name["language"], alpha_2):
                    faults.append(f"{alpha_2}: {name} is not what CLDR has")
    faults += [f"{code} is missing" for code in listed if code not in told]
    known = {}
    for country in told.values():
        for name in [country["name"], *country.get("names", {}).get("alias", [])]:
            known.setdefault(plain(name["text"] if isinstance(name, dict) else name), set()).add(country["key"])
    for alpha_2, country in listed.items():
        # Two states are called so: nobody knows which without more.
        for name in {country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")} - {"", "Congo"}:
            compared += 1
            if known.get(plain(name)) != {told[alpha_2]["key"]}:
                faults.append(f"{alpha_2}: `{name}` is not among its names, or is another's too")
    currencies = {currency["code"]: currency for currency in read("currencies")["currency"]}
    for known in pycountry.currencies:
        compared += 1
        ours = currencies.get(known.alpha_3)
        if ours is None:
            faults.append(f"the currency {known.alpha_3} is missing")
        elif ours.get("number") != known.numeric:
            faults.append(f"{known.alpha_3}: {ours.get('number')}, and {known.numeric} in the list")
    print(f"reference: {compared} cells compared, {len(faults)} faults")
    print("\n".join(faults))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
