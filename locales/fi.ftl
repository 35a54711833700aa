# Ohjelman omat tekstit.

# Tiedostot
file-missing = tiedostoa ei ole; tarkista polku
file-link = linkki ei johda tiedostoon; korjaa linkki tai anna tiedosto, johon sen piti johtaa
file-denied = tiedostoon ei ole lukuoikeutta; pyydä oikeus tai siirrä tiedosto muualle
file-unreadable = tiedostoa ei voi avata ({ $detail }); tarkista, että se on paikallaan ja avautuu omassa ohjelmassaan
file-folder = kansion sisältöä ei voi lukea ({ $detail }); tarkista kansion oikeudet
file-no-match = mikään tiedosto ei vastaa tätä hakua; tarkista polku ja jokerimerkit
file-not-ordinary = tämä ei ole tavallinen tiedosto, joten sitä ei lueta; anna asiakirja tiedostona tai vakiosyötteestä (-)
file-too-large = tiedosto on suurempi kuin { $detail } MB; jaa se osiin tai nosta rajaa asetuksella limits.file_megabytes
file-defeated = tiedoston tarkistus keskeytyi ohjelman vikaan; muut tiedostot tarkistettiin. Kerro viasta ohjelman tekijöille

# Paikat
place-page = s. { $number }
place-paragraph = kappale { $number }
place-slide = dia { $number }

# Askeleet
verdict-absent = ei vielä näy
verdict-named = mainitaan, mutta teko puuttuu
verdict-shown = näkyy tekoina
score-too-short = tekstiä on liian vähän pisteiden laskemiseen
step-nothing-found = Tekstissä ei vielä näy, miten { $step } toteutuu.
step-nothing-found-in = Kohdassa ”{ $section }” ei vielä näy, miten { $step } toteutuu.
step-only-named = { $step } mainitaan (”{ $words }”), mutta konkreettinen teko puuttuu vielä.
step-only-named-in = { $step } mainitaan kohdassa ”{ $section }” (”{ $words }”), mutta konkreettinen teko puuttuu vielä.
step-deed-without-doer = { $step } näkyy tekona: kerro vielä, kuka sen tekee.
step-deed-without-doer-in = { $step } näkyy tekona kohdassa ”{ $section }”: kerro vielä, kuka sen tekee.
step-doer-without-date = { $step } näkyy tekona, ja tekijä on selvä: kerro vielä, milloin.
step-doer-without-date-in = { $step } näkyy tekona kohdassa ”{ $section }”: kerro vielä, milloin.
step-no-measure = { $step } näkyy hyvin: kerro vielä, mistä tiedätte onnistuneenne.
step-no-measure-in = { $step } näkyy hyvin kohdassa ”{ $section }”: kerro vielä, mistä tiedätte onnistuneenne.

# Vinkit
advice-fault = { $title } ({ $count ->
    [one] { $place }
   *[other] { $count } kohtaa, ensimmäinen { $place }
}): { $message }

# Raportti
report-steps = Askeleet
report-first = Tee ensin nämä
report-findings = Havainnot
report-clarity = Selkeys
report-clarity-line = { $unclear ->
    [0] Kaikki { $units } virkettä ovat selkeitä.
    [one] { $units } virkkeestä yhdessä on havainto.
   *[other] { $units } virkkeestä { $unclear } sisältää havainnon.
}
closing-well-done = Ei huomautettavaa. Hyvää työtä.
closing-only-named = Kielessä ei ole huomautettavaa. Strategian askelista näkyy ajatus, mutta ei vielä tekoa.
closing-no-step = Kielessä ei ole huomautettavaa. Strategian askelia tekstissä ei näy.
closing-too-short = Kielessä ei ole huomautettavaa. Askelten arviointiin tekstiä on liian vähän.
closing-partly-checked = Tarkistetuissa kohdissa ei ole huomautettavaa.
closing-small-things = Ei kiireellistä. Pienet huomautukset näet tekstistä.
report-more = … ja { $count ->
    [one] yksi muu
   *[other] { $count } muuta
}. Kaikki havainnot: --full
report-suggestion = Kokeile: { $suggestion }
report-unchecked = Tarkistamatta jäi { $blocks ->
    [one] yksi kohta
   *[other] { $blocks } kohtaa
} { $language } ({ $words ->
    [one] 1 sana
   *[other] { $words } sanaa
}).
report-unchecked-documents = { $count ->
    [one] Yhdessä asiakirjassa on kohtia, jotka eivät ole suomea. Niitä ei tarkistettu.
   *[other] { $count } asiakirjassa on kohtia, jotka eivät ole suomea. Niitä ei tarkistettu.
}
report-doctype-unknown = Tekstilajia ei tunnistettu, joten askelia ei vaadita. Anna se valitsimella --doctype.
report-documents = { $count ->
    [one] Yksi asiakirja
   *[other] { $count } asiakirjaa
}
report-summary = { $documents ->
    [one] Yksi asiakirja
   *[other] { $documents } asiakirjaa
}, { $words ->
    [one] 1 sana
   *[other] { $words } sanaa
}: { $errors ->
    [one] 1 virhe
   *[other] { $errors } virhettä
}, { $warnings ->
    [one] 1 huomio
   *[other] { $warnings } huomiota
}, { $notes ->
    [one] 1 vihje
   *[other] { $notes } vihjettä
}.
report-suppressed = { $count ->
    [one] Yksi havainto on vaimennettu.
   *[other] { $count } havaintoa on vaimennettu.
}
report-unread = { $count ->
    [one] Yhtä tiedostoa ei voitu lukea.
   *[other] { $count } tiedostoa ei voitu lukea.
}
report-gate = { $path } { $gate }: { $value }, raja { $limit }
report-gate-run = { $gate }: { $value }, raja { $limit }
report-common = Yleisimmät havainnot
severity-error = virhe
severity-warning = huomio
severity-note = vihje
language-fi = suomi
    .in = suomeksi
language-sv = ruotsi
    .in = ruotsiksi
language-en = englanti
    .in = englanniksi
language-ru = venäjä
    .in = venäjäksi
language-unknown = tuntematon
    .in = tuntemattomalla kielellä
warning-tracked-changes = Tiedostossa on jäljitettyjä muutoksia: lisäykset luettiin, poistot jätettiin pois.
warning-unreadable-characters = Osaa merkeistä ei voitu lukea, joten osa tekstistä voi puuttua.
warning-damaged-checksum = Tarkistussumma ei täsmää: tiedosto voi olla vioittunut.
warning-invalid-bytes = Osa tavuista ei ollut kelvollista tekstiä.
warning-unreadable-pages = Osassa sivuista ei ole tekstiä; niitä ei luettu.

# Selitys
explain-step = { $step }: { $score } / 100, { $verdict }
explain-step-unscored = { $step }: { $verdict } ({ $reason })
explain-counts = laskussa mukana
explain-other = ei laskussa: sama osio tai kolme muuta sanoo enemmän, tai vain teot lasketaan
explain-blocked = ei lasketa: { $reason }
explain-cue = vihjesanat: { $cues }
explain-anchors = löytyi: { $anchors }
explain-anchor = { $kind } ”{ $text }”
explain-missing = puuttuu: { $anchors }
explain-hedged = varaus laskee tasoa
explain-formula = 100 · (1 − { $product }) = { $uncapped }
explain-cap = paras taso on { $level }, joten pisteet ovat enintään { $cap }
explain-cheap-talk = Pelkkiä mainintoja tai aikeita on { $share } % kohdista, jotka puhuvat askeleesta.
explain-improve = Näin pisteet kasvaisivat (nyt { $before }; laskettu muutetusta tekstistä)
explain-improve-add = { $place }: lisää { $adds } → { $after }
explain-improve-write = Kirjoita loppuun yksi teko, esimerkiksi ”{ $example }” → { $after }
explain-improve-write-in = Kirjoita kohtaan ”{ $section }” yksi teko, esimerkiksi ”{ $example }” → { $after }
explain-clarity = Selkeys: virkkeitä ilman havaintoa { $clear } / { $units } = { $score }
level-none = ei mitään
level-heading = vain otsikko tai avainsanoja
level-named = nimetään
level-idea = ajatus
level-deed = teko
anchor-who = kuka
anchor-when = milloin
anchor-measure = mittari
anchor-learning = oppi tai lopetusehto
sample-who = (vastuuhenkilö: palvelupäällikkö)
sample-when = 31.5. mennessä
sample-measure = , mittarina kävijämäärä, tavoite 20 %
sample-learning = , ja arvioimme tulokset sekä kirjaamme opit
blocked-negation = asia kielletään tai puuttuu
blocked-cancelled = on peruttu tai lykätty
blocked-false-friend = sana tarkoittaa tässä muuta
blocked-law = puhuu laista
blocked-boilerplate = vakioteksti
blocked-quotation = lainaa strategiaa
blocked-copy = toistaa toisen kohdan

# Säännöt
rule-why = Miksi
rule-instead = Näin paremmin
rule-bad = Kannattaa muuttaa
rule-good = Hyvä näin
rule-shows = Näyttää askeleen
rule-not = Ei näytä askelta
rule-source = Lähde
rule-off = Sammuta
rule-off-how = linjassa.toml: [severity] { $rule } = "off", tai Markdownissa ennen kappaletta: <!-- linjassa: ignore { $rule } -- syy -->
rule-words = Sanat ja paremmat sanat
rule-word = Sana
rule-better = Parempi
catalogue-title = Linjassan säännöt
catalogue-lead = { $count ->
    [one] 1 sääntö
   *[other] { $count } sääntöä
}: mitä kukin etsii, miksi, ja mitä kirjoittaa sen sijaan.
catalogue-contents = Sisällys
rules-hold = { $rules ->
    [one] 1 sääntö
   *[other] { $rules } sääntöä
}, { $examples ->
    [one] 1 esimerkki
   *[other] { $examples } esimerkkiä
}: kaikki pitävät.
rules-fail = { $rules ->
    [one] 1 sääntö
   *[other] { $rules } sääntöä
}, { $examples ->
    [one] 1 esimerkki
   *[other] { $examples } esimerkkiä
}: { $failures ->
    [one] 1 ei pidä
   *[other] { $failures } ei pidä
}.
rules-written = odotettu
rules-found = löytyi
rules-missed = sääntö ei löydä mitään
rules-too-much = sääntö löytää, vaikka ei pitäisi
rules-elsewhere = sääntö löytää muuta kuin on merkitty
rules-level = taso on ”{ $found }”, ei ”{ $asked }”
rules-level-none = taso on ”{ $found }”, joten esimerkki ei näytä askelta
rules-no-examples = säännöllä ei ole esimerkkejä

# Mittaus
stats-head = { $documents ->
    [one] Yksi asiakirja
   *[other] { $documents } asiakirjaa
}, { $sentences ->
    [one] 1 virke
   *[other] { $sentences } virkettä
}. Löydöt, löydöt 1 000 virkettä kohti, sääntö ja näyte:
stats-never = { $count ->
    [one] Yksi sääntö ei löytänyt mitään:
   *[other] { $count } sääntöä ei löytänyt mitään:
} { $rules }

# Aloitus
init-exists = { $path }: tiedosto on jo olemassa, eikä siihen koskettu
init-name = ”{ $name }” ei käy strategian nimeksi; käytä pieniä kirjaimia a–z, numeroita ja yhdysmerkkejä, esimerkiksi oma-kunta

# Virheet
error-nothing = mitään tarkistettavaa ei löytynyt; anna tiedosto, kansio tai hakulauseke
error-config = asetustiedostoa ei voi lukea ({ $detail })
error-circle = asetustiedostot viittaavat toisiinsa kehässä (extends); poista yksi viittauksista
error-strategy = strategiaa ”{ $name }” ei ole; tarjolla: { $known }
error-doctype = tekstilajia ”{ $name }” ei ole; tarjolla: { $known }
error-step = askelta ”{ $name }” ei ole; tarjolla: { $known }
error-rule = sääntöä ”{ $name }” ei ole
error-rule-near = sääntöä ”{ $name }” ei ole; tarkoititko ”{ $known }”?
error-output-folder = kansiota ei ole, joten raporttia ei voi kirjoittaa; tee kansio ensin
error-output-twice = samaan tiedostoon on pyydetty kaksi raporttia; anna kummallekin oma tiedosto
error-output = raporttia ei voi kirjoittaa ({ $detail })
error-explain = ”{ $name }” ei ole sääntö eikä tiedosto
progress = Tiedostoja { $done } / { $total }
