# Raporttien tekstit.

report-name = Linjassa
report-dropped = … ja { $count ->
    [one] yksi muu
   *[other] { $count } muuta
}. Koko lista: { $option }
report-unread-files = Näitä tiedostoja ei voitu lukea
report-gates = Rajat, joista jäätiin
case-read = Tiedoston lukeminen
case-run = Koko ajo
case-missed = { $value }, raja { $limit }

# Sarakkeet
column-document = Asiakirja
column-path = Tiedosto
column-old-path = Aiempi tiedosto
column-presence = Tilanne
column-folder = Kansio
column-title = Otsikko
column-format = Muoto
column-doctype = Tekstilaji
column-language = Kieli
column-unchecked = Tarkistamatta
column-strategy = Strategia
column-words = Sanoja
column-sentences = Virkkeitä
column-score = pisteet
column-mean = pisteiden keskiarvo
column-change = muutos
column-verdict = arvio
column-level = paras taso
column-cheap-talk = pelkän puheen osuus
column-errors = Virheitä
column-warnings = Huomioita
column-notes = Vihjeitä
column-suppressed = Vaimennettuja
column-advice = Tee ensin
column-line = Rivi
column-column = Sarake
column-place = Paikka
column-headings = Otsikot
column-severity = Painavuus
column-rule = Sääntö
column-finding = Havainto
column-message = Ohje
column-suggestion = Ehdotus
column-text = Teksti
column-sentence = Virke
column-suppressed-why = Vaimennuksen syy
column-fingerprint = Tunniste

# Verkkosivu
html-skip = Siirry sisältöön
html-dark = Tumma näkymä
html-light = Vaalea näkymä
html-footer = Linjassa { $version } kirjoitti tämän raportin. Kaikki on tässä tiedostossa, eikä mitään lähetetä verkkoon.
html-text = Teksti ja havainnot
html-table = Taulukko
html-strip = { $step }: { $count ->
    [0] ei kohtaa tekstissä
    [one] yksi kohta tekstissä
   *[other] { $count } kohtaa tekstissä
}
html-marks = Mitä tekstissä näytetään
html-show-evidence = Näytä askeleet
html-show-findings = Näytä havainnot
html-back = Takaisin yhteenvetoon
html-distribution = Miten askeleet näkyvät
html-spread = Pisteiden jakauma: { $name }
html-verdicts = ● { $shown } näkyy tekoina · ◐ { $named } mainitaan · ○ { $absent } ei vielä näy
html-mean = Keskiarvo { $mean }
html-folders = Yksiköt
html-folders-note = Kansion asiakirjojen pisteiden keskiarvo.
html-files = Asiakirjoja
html-documents = Asiakirjat
html-signs = ● näkyy tekoina · ◐ mainitaan, mutta teko puuttuu · ○ ei vielä näy. Luku kertoo pisteet, 0–100.
html-search = Hae nimellä
html-all = Kaikki
html-verdict = Askel
html-shown = Näkyvissä
html-strips = Pylväät näyttävät, missä kohdassa tekstiä askel näkyy. Mitä korkeampi pylväs, sitä selvempi teko.
html-hints = { $count ->
    [one] 1 vihje
   *[other] { $count } vihjettä
}

# Pääte
report-words = { $words ->
    [one] 1 sana
   *[other] { $words } sanaa
}
report-findings-count = Havainnot ({ $count })
report-overview = Yhteenveto
report-table-note = ● näkyy tekoina  ◐ mainitaan, mutta teko puuttuu  ○ ei vielä näy
report-folder-note = { $count ->
    [one] 1 asiakirja
   *[other] { $count } asiakirjaa, keskiarvo
}
report-quoted = ”{ $text }”
report-common-line = { $title }: { $count } ({ $documents ->
    [one] yhdessä asiakirjassa
   *[other] { $documents } asiakirjassa
})
report-single = Lue yhden asiakirjan raportti näin: linjassa { $path }

# Luettavuus
readability-title = Luettavuus
readability-counted = { $words ->
    [one] 1 sana
   *[other] { $words } sanaa
}, { $sentences ->
    [one] 1 virke
   *[other] { $sentences } virkettä
}.
readability-compared = Vertailussa { $genre }.
readability-too-short = Alle { $least } sanan tekstiä ei verrata muihin.
readability-lower = vähemmän kuin tavallisesti ({ $low }–{ $high })
readability-usual = tavallista ({ $low }–{ $high })
readability-higher = enemmän kuin tavallisesti ({ $low }–{ $high })
readability-caution = Tavallista on se, mihin neljä viidestä vertailutekstistä mahtuu. Luvut eivät kerro, ovatko sanat tuttuja tai lauseet selviä. LIXin ruotsalainen asteikko ei sovi suomeen, ja Wiion kaavan kertoimet ovat toisen käden tietoa: vertaa niillä vain saman tekstin luonnoksia.
measure-sentence-words = Sanoja virkkeessä
measure-word-letters = Kirjaimia sanassa
measure-long-words = Vähintään 15 kirjaimen sanoja, %
measure-long-compounds = Vähintään kolmiosaisia yhdyssanoja, %
measure-action-nouns = minen-sanoja sadassa sanassa
measure-nouns-per-verb = Substantiiveja verbiä kohti
measure-passive-share = Passiiveja persoonamuodoista, %
measure-lix = LIX
measure-wiio = Wiion luokka
