"""Month names and their abbreviations in English, Russian, German, French and Spanish, casefolded."""

_NAMES = (
    # Russian in both the nominative and the genitive ("14 июня 2021"); Spanish "setiembre" and Austrian "jänner" are standard variants.
    "jan january janv janvier ene enero januar jän jänner янв январь января",
    "feb february févr fév fevr fevrier février febrero februar фев февр февраль февраля",
    "mar march mars marzo mär märz maerz mrz мар март марта",
    "apr april avr avril abr abril апр апрель апреля",
    "may mai mayo май мая",
    "jun june juin junio juni июн июнь июня",
    "jul july juil juillet julio juli июл июль июля",
    "aug august août aout ago agosto авг август августа",
    "sep sept september septembre septiembre setiembre сен сент сентябрь сентября",
    "oct october octobre octubre okt oktober окт октябрь октября",
    "nov november novembre noviembre ноя нояб ноябрь ноября",
    "dec december déc decembre décembre dic diciembre dez dezember дек декабрь декабря",
)

MONTHS = {word: number for number, words in enumerate(_NAMES, start=1) for word in words.split()}
