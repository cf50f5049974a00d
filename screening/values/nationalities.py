"""Adjectives of nationality to ISO 3166 codes ("Tunisian" is TN), as publishers of lists write them."""

import re
import unicodedata
from functools import cache

from screening.values.countries import country_code

# "Congolese", "Korean", "Dominican", "Guinean" and "Samoan" alone belong to two states each and are not here.
_ADJECTIVES = {
    "AE": "Emirati|Emirian", "AF": "Afghan|Afgan|Afghani", "AL": "Albanian", "AM": "Armenian", "AO": "Angolan", "AR": "Argentine|Argentinian",
    "AT": "Austrian", "AU": "Australian", "AZ": "Azerbaijani|Azeri", "BA": "Bosnian|Bosnian and Herzegovinian", "BD": "Bangladeshi", "BE": "Belgian",
    "BF": "Burkinabe|Burkinabé", "BG": "Bulgarian", "BH": "Bahraini", "BI": "Burundian", "BJ": "Beninese", "BO": "Bolivian", "BR": "Brazilian",
    "BS": "Bahamian", "BT": "Bhutanese", "BW": "Botswanan|Motswana", "BY": "Belarusian|Belarussian|Byelorussian", "BZ": "Belizean",
    "CA": "Canadian", "CF": "Central African", "CH": "Swiss", "CI": "Ivorian|Ivoirian", "CL": "Chilean", "CM": "Cameroonian", "CN": "Chinese",
    "CO": "Colombian", "CR": "Costa Rican", "CU": "Cuban", "CV": "Cape Verdean", "CY": "Cypriot", "CZ": "Czech", "DE": "German", "DJ": "Djiboutian",
    "DK": "Danish|Dane", "DZ": "Algerian", "EC": "Ecuadorian|Ecuadorean", "EE": "Estonian", "EG": "Egyptian", "ER": "Eritrean", "ES": "Spanish|Spaniard",
    "ET": "Ethiopian", "FI": "Finnish|Finn", "FJ": "Fijian", "FR": "French", "GA": "Gabonese", "GB": "British|Briton|English|Scottish|Welsh",
    "GE": "Georgian", "GH": "Ghanaian", "GM": "Gambian", "GN": "Republic of Guinean", "GQ": "Equatorial Guinean|Equatoguinean", "GR": "Greek",
    "GT": "Guatemalan", "GW": "Bissau-Guinean|Guinea-Bissauan", "GY": "Guyanese", "HK": "Hongkonger", "HN": "Honduran", "HR": "Croatian|Croat",
    "HT": "Haitian", "HU": "Hungarian", "ID": "Indonesian", "IE": "Irish", "IL": "Israeli", "IN": "Indian", "IQ": "Iraqi", "IR": "Iranian",
    "IS": "Icelandic|Icelander", "IT": "Italian", "JM": "Jamaican", "JO": "Jordanian", "JP": "Japanese", "KE": "Kenyan", "KG": "Kyrgyz|Kyrgyzstani|Kirghiz",
    "KH": "Cambodian", "KM": "Comorian|Comoran", "KP": "North Korean|DPRK national", "KR": "South Korean", "KW": "Kuwaiti", "KZ": "Kazakh|Kazakhstani",
    "LA": "Laotian|Lao", "LB": "Lebanese", "LK": "Sri Lankan", "LR": "Liberian", "LS": "Basotho|Lesothan", "LT": "Lithuanian",
    "LU": "Luxembourger|Luxembourgish", "LV": "Latvian", "LY": "Libyan", "MA": "Moroccan", "MC": "Monegasque|Monacan", "MD": "Moldovan", "ME": "Montenegrin",
    "MG": "Malagasy|Madagascan", "MK": "Macedonian|North Macedonian", "ML": "Malian", "MM": "Burmese|Myanma", "MN": "Mongolian", "MR": "Mauritanian",
    "MT": "Maltese", "MU": "Mauritian", "MV": "Maldivian", "MW": "Malawian", "MX": "Mexican", "MY": "Malaysian", "MZ": "Mozambican", "NA": "Namibian",
    "NE": "Nigerien", "NG": "Nigerian", "NI": "Nicaraguan", "NL": "Dutch", "NO": "Norwegian", "NP": "Nepalese|Nepali", "NZ": "New Zealander", "OM": "Omani",
    "PA": "Panamanian", "PE": "Peruvian", "PH": "Filipino|Filipina|Philippine", "PK": "Pakistani", "PL": "Polish", "PS": "Palestinian", "PT": "Portuguese",
    "PY": "Paraguayan", "QA": "Qatari|Qatarian", "RO": "Romanian", "RS": "Serbian|Serb", "RU": "Russian", "RW": "Rwandan", "SA": "Saudi|Saudi Arabian",
    "SC": "Seychellois", "SD": "Sudanese", "SE": "Swedish|Swede", "SG": "Singaporean", "SI": "Slovenian|Slovene", "SK": "Slovak", "SL": "Sierra Leonean",
    "SN": "Senegalese", "SO": "Somali|Somalian", "SR": "Surinamese", "SS": "South Sudanese", "SV": "Salvadoran|Salvadorean", "SY": "Syrian",
    "SZ": "Swazi", "TD": "Chadian", "TG": "Togolese", "TH": "Thai", "TJ": "Tajik|Tajikistani", "TM": "Turkmen", "TN": "Tunisian", "TR": "Turkish|Turk",
    "TT": "Trinidadian", "TW": "Taiwanese", "TZ": "Tanzanian", "UA": "Ukrainian", "UG": "Ugandan", "US": "American|U.S. citizen", "UY": "Uruguayan",
    "UZ": "Uzbek|Uzbekistani", "VE": "Venezuelan", "VN": "Vietnamese", "XK": "Kosovan|Kosovar", "YE": "Yemeni|Yemenite", "ZA": "South African",
    "ZM": "Zambian", "ZW": "Zimbabwean",
}  # fmt: skip


def nationality_code(text: str) -> str | None:
    """ISO 3166 alpha-2 of a nationality written as a country or as its adjective; None for any other word."""
    return country_code(text) or _codes().get(_key(text))


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        re.findall(r"[a-z]+", "".join(mark for mark in folded if not unicodedata.combining(mark)))
    )


@cache
def _codes() -> dict[str, str]:
    return {_key(word): code for code, words in _ADJECTIVES.items() for word in words.split("|")}
