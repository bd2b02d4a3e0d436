"""Codes and names in other languages of the reference data, compared with the packages that carry them.

Run as: python3 tests/readers/reference_in_lists.py
Needs the packages pycountry (ISO 3166-1, ISO 4217) and Babel (CLDR).
"""

import pathlib
import sys
import tomllib

import pycountry
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

REFERENCE = pathlib.Path(__file__).resolve().parent.parent.parent / "seed" / "reference"


def read(name):
    return tomllib.loads((REFERENCE / f"{name}.toml").read_text(encoding="utf-8"))


def in_language(language, alpha_2):
    """What a language calls a country, with a straight apostrophe."""
    try:
        return Locale.parse(language).territories.get(alpha_2, "").replace("\u2019", "'")
    except UnknownLocaleError:
        return None


def main():
    faults, compared = [], 0
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
