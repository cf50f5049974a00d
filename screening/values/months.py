"""Month names and their abbreviations in twelve languages, casefolded."""

_NAMES = (
    # English, Russian, German, French, Spanish; then Italian, Portuguese, Dutch, Turkish, Polish, Ukrainian and Arabic where they differ.
    # Russian in both the nominative and the genitive ("14 июня 2021"); Spanish "setiembre" and Austrian "jänner" are standard variants.
    "jan january janv janvier ene enero januar jän jänner янв январь января gen gennaio janeiro "
    "januari ocak stycznia styczeń січень січня يناير",
    "feb february févr fév fevr fevrier février febrero februar фев февр февраль февраля febbraio "
    "fevereiro februari şubat lutego luty лютий лютого فبراير",
    "mar march mars marzo mär märz maerz mrz мар март марта março marco maart mart marca marzec "
    "березень березня مارس",
    "apr april avr avril abr abril апр апрель апреля aprile nisan kwietnia kwiecień квітень квітня "
    "أبريل ابريل",
    "may mai mayo май мая mag maggio maio mei mayıs maja maj травень травня مايو",
    "jun june juin junio juni июн июнь июня giu giugno junho haziran czerwca czerwiec червень червня يونيو",
    "jul july juil juillet julio juli июл июль июля lug luglio julho temmuz lipca lipiec липень липня يوليو",
    "aug august août aout ago agosto авг август августа augustus ağustos sierpnia sierpień серпень "
    "серпня أغسطس اغسطس",
    "sep sept september septembre septiembre setiembre сен сент сентябрь сентября set settembre "
    "setembro eylül września wrzesień вересень вересня سبتمبر",
    "oct october octobre octubre okt oktober окт октябрь октября ott ottobre outubro ekim "
    "października październik жовтень жовтня أكتوبر اكتوبر",
    "nov november novembre noviembre ноя нояб ноябрь ноября novembro kasım листопада نوفمبر",
    "dec december déc decembre décembre dic diciembre dez dezember дек декабрь декабря dicembre "
    "dezembro aralık grudnia grudzień грудень грудня ديسمبر",
)

MONTHS = {word: number for number, words in enumerate(_NAMES, start=1) for word in words.split()}
