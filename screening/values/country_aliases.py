"""Names of countries that ISO 3166 and its translations lack, as publishers and banks write them; separated by "|"."""

USER_ASSIGNED = {"XK": "Kosovo"}

ALIASES = {
    "AE": "Emirats|Birleşik Arap Emirlikleri|الإمارات|الامارات|U.A.E.|UAE|Emirates|Emirats arabes unis|ОАЭ|Эмираты|Арабские Эмираты|Объединённые Арабские Эмираты|EAU|VAE",
    "BA": "Bosnia|Bosnia-Herzegovina",
    "BN": "Brunei",
    "BO": "Bolivia",
    "BY": "Belorus|Byelorussia|Belorussia|Белоруссия|Республика Беларусь|РБ|Weißrussland|Weissrussland|Biélorussie|Bielorrusia",
    "CD": "Congo, Democratic Republic of the|DR Congo|D.R. Congo|DRC|Congo-Kinshasa|Congo (Kinshasa)|Congo (DRC)|Zaire|ДР Конго|ДРК|RDC"
    "|Demokratische Republik Kongo|Dem. Rep. of the Congo",
    "CF": "Central African Rep.|ЦАР|CAR",
    "CG": "Congo, Republic of the|Congo-Brazzaville|Congo (Brazzaville)",
    "CI": "Ivory Coast|Cote d Ivoire|Cote d'Ivoire|Кот-д'Ивуар",
    "CN": "P.R. China|PR China|PRC|Mainland China|People's Republic of China|КНР|VR China|RPC|中国|中華人民共和國|中國",
    "CV": "Cape Verde|Cape Verde Islands",
    "CZ": "Czech Republic|Czechia|Чехия|Чешская Республика|Tschechische Republik",
    "FM": "Micronesia",
    "GB": "UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|United Kingdom of Great Britain|Great Britain and Northern Ireland|Великобритания"
    "|Соединённое Королевство|Англия|Großbritannien|Grossbritannien|Grande-Bretagne|Royaume-Uni|Reino Unido|Gran Bretaña",
    "GM": "The Gambia",
    "HK": "Hong Kong SAR|Hongkong|Hong Kong, China|Hong Kong (China)|Гонконг",
    "IE": "Republic of Ireland|Eire",
    "IM": "Man, Isle of|Isle of Man",
    "IR": "ايران|إيران|Persia|Islamic Republic of Iran|I.R. Iran|IRI|Исламская Республика Иран|ИРИ",
    "KG": "Kirgistan|Kirgisistan|Kirghizstan|Kirghizia|Kyrgyz Republic|Киргизия|Кыргызская Республика|Кыргызстан",
    "KN": "St. Kitts and Nevis|St Kitts & Nevis",
    "KP": "Korea, North|North Korea|DPRK|D.P.R.K.|DPR Korea|КНДР|Северная Корея|Nordkorea|Corée du Nord|Corea del Norte|朝鲜|朝鮮|北朝鮮|북한",
    "KR": "Korea, South|South Korea|S. Korea|ROK|Южная Корея|Республика Корея|Südkorea|Corée du Sud|Corea del Sur|韩国|한국",
    "KY": "Grand Cayman|Caymans",
    "LA": "Laos|Lao P.D.R.",
    "LY": "Libya|Libyan Arab Jamahiriya|State of Libya|Ливия",
    "MD": "Moldova|Moldavia|Молдавия|Молдова|Молдавская Республика",
    "MK": "Macedonia|FYROM|FYR Macedonia|North Macedonia, The Republic of|Former Yugoslav Republic of Macedonia|Македония",
    "MM": "Burma|Myanmar (Burma)|Бирма",
    "MO": "Macau|Macau SAR|Macao SAR",
    "NL": "Holland|The Netherlands|Голландия|Pays-Bas",
    "PS": "Palestine|Palestinian|Palestinian Territories|Palestinian Authority|Occupied Palestinian Territory|West Bank|Gaza|Gaza Strip"
    "|West Bank and Gaza|Region: Gaza|Region: West Bank|Палестина",
    "KZ": "Kazakstan|Kasachstan",
    "RU": "Russia|Rusya|Rossija|Rossiia|Russia Federation|Російська Федерація|روسيا|Russian Fed|Russian Federation|RF|R.F.|Россия|РФ|Российская Федерация|Рос. Федерация|Russland|Rußland|Russie|Rusia"
    "|Fédération de Russie|Federación Rusa|Russische Föderation|俄罗斯|俄罗斯联邦|俄羅斯聯邦|俄羅斯|Rossiya",
    "RS": "Republic of Serbia",
    "SA": "Kingdom of Saudi Arabia|KSA|Саудовская Аравия",
    "SY": "Syria|Сирия|Syrien|Syrie|Siria|叙利亚",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "TM": "Turkmenia|Туркмения",
    "TR": "Turkey|Turkiye|Türkiye|Турция",
    "TT": "Trinidad|Trinidad & Tobago",
    "TW": "Taiwan|Taiwan, R.O.C.|Chinese Taipei|Тайвань|台湾|台灣",
    "TZ": "Tanzania",
    "UA": "The Ukraine|Украина|Україна",
    "US": "USA|U.S.A.|U.S.|US of A|United States|United States of America|America|США|Соединённые Штаты Америки|Соединённые Штаты"
    "|Vereinigte Staaten|Vereinigte Staaten von Amerika|États-Unis|Etats-Unis d'Amérique|Estados Unidos|Estados Unidos de América|EEUU|EE.UU.|美国|美國",
    "VA": "Vatican|Vatican City|Holy See",
    "VC": "St. Vincent and the Grenadines|St. Vincent",
    "VE": "Venezuela|Венесуэла",
    "VG": "BVI|B.V.I.|British Virgin Islands|Virgin Islands, British|БВО|Британские Виргинские острова",
    "VI": "US Virgin Islands|U.S. Virgin Islands|Virgin Islands, U.S.",
    "VN": "Vietnam|Viet Nam|Вьетнам",
    "XK": "Kosovo|Republic of Kosovo|Косово",
}

# Names that two states bear: choosing one would count as evidence against the other.
AMBIGUOUS = ("Congo", "Korea", "Конго", "Корея", "Kongo", "Corée", "Corea", "Virgin Islands")
