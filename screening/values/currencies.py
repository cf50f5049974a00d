"""How banks write currencies beside ISO 4217's own codes and names; casefolded, separated by "|"."""

# Codes that ISO withdrew and bank systems still print; 810 is the old number of the rouble, and the one inside Russian account numbers.
RETIRED = {
    "RUB": "rur|sur|810|643",
    "BYN": "byr|974",
    "EUR": "dem|frf|itl|nlg|ats|bef|fim|iep|esp|pte|grd|xeu",
    "TRY": "trl",
    "VES": "vef|veb",
    "RON": "rol",
    "PLN": "plz",
    "AZN": "azm",
    "UAH": "uak",
    "CNY": "cnh|rmb",
}

SYMBOLS = {
    "USD": "$|us$|usd$|u.s.$|$us|us $",
    "EUR": "€",
    "GBP": "£",
    "RUB": "₽|р|руб",
    "UAH": "₴",
    "KZT": "₸",
    "INR": "₹",
    "KRW": "₩",
    "ILS": "₪",
    "TRY": "₺",
    "VND": "₫",
    "PHP": "₱",
    "THB": "฿",
    "CNY": "cn¥|元|人民币|人民幣",
    "JPY": "jp¥|円|日元",
    "CAD": "c$|ca$",
    "AUD": "a$|au$",
    "HKD": "hk$",
    "SGD": "s$",
    "NZD": "nz$",
    "PLN": "zł",
    "CZK": "kč",
    "BRL": "r$",
}

ALIASES = {
    "USD": "us dollar|us dollars|u.s. dollar|u.s. dollars|u.s. dollar(s)|american dollar|united states dollar|dollars|dollar"
    "|доллар сша|доллары сша|долларов сша|доллар|доллары|долларов|долл. сша|долл|us-dollar|dollar américain|dólar estadounidense|dólar|dólares|dólares estadounidenses|dollar us|dollars us|dollaro|dollari|dolar|дол. сша|дол|美元|美金|دولار",
    "EUR": "euros|евро|欧元|يورو",
    "GBP": "stg|pound|pounds|sterling|gb pound|british pound|uk pound|фунт стерлингов|фунты стерлингов|фунтов стерлингов",
    "RUB": "ruble|rubles|rouble|roubles|russian rubles|russian rouble|russian roubles|рубль|рубли|рублей|рубля|руб|российский рубль|рос. руб|росс. руб|руб. рф|российских руб"
    "|российские рубли|российских рублей|rubel|russischer rubel|rouble russe|rublo|rublo ruso|卢布",
    "CHF": "swiss francs|швейцарский франк|schweizer franken",
    "CNY": "yuan|renminbi|chinese yuan|юань|юани|юаней|китайский юань",
    "JPY": "japanese yen|иена|иены|йена|японская иена",
    "UAH": "hryvnias|гривна|гривны|гривень",
    "KZT": "тенге",
    "BYN": "белорусский рубль|белорусские рубли|belarusian rubles|belarusian rouble",
    "TRY": "турецкая лира|turkish liras",
    "AED": "dirham|dirhams|uae dirhams|emirati dirham|дирхам",
    "IRR": "rials",
    "INR": "indian rupees|рупия",
}
