# Lähtötaso, muutokset, vertailu ja muokkain.

# Lähtötaso
baseline-missing = lähtötasoa ei ole; kirjoita se komennolla linjassa baseline write
baseline-unreadable = lähtötasoa ei voi lukea ({ $detail })
baseline-broken = tämä ei ole lähtötasotiedosto ({ $detail }); kirjoita se uudelleen komennolla linjassa baseline write
baseline-version = lähtötason muoto { $detail } on toisesta ohjelman versiosta; kirjoita se uudelleen komennolla linjassa baseline write
baseline-needed = --no-regression vertaa lähtötasoon; anna se valitsimella --baseline
baseline-line = Lähtötasoon verrattuna uusia havaintoja { $new }, ennestään tuttuja { $known }, korjattuja { $mended }.
baseline-written = Lähtötaso on kirjoitettu: asiakirjoja { $documents }, havaintoja { $findings }.
baseline-total = Yhteensä: asiakirjoja { $documents }, havaintoja { $findings }

# Muutokset
git-missing = git-ohjelmaa ei löydy; asenna git tai jätä --since ja --staged pois
git-no-repository = tämä kansio ei ole git-arkistossa; --since ja --staged toimivat vain sellaisessa
git-no-revision = git ei tunne versiota ”{ $detail }”; tarkista nimi tai hae koko historia (git fetch --unshallow)
git-failed = git ei vastannut: { $detail }
changes-none = Yksikään luettava tiedosto ei ole muuttunut.

# Vertailu
compare-unreadable = raporttia ei voi lukea ({ $detail })
compare-broken = tämä ei ole Linjassan JSON-raportti ({ $detail }); tee sellainen komennolla linjassa check --output json
compare-version = raportin muoto { $detail } on toisesta ohjelman versiosta; tee raportti uudelleen
compare-title = Muutos raporttien välillä
compare-documents = Asiakirjat
compare-document = Asiakirja
compare-folders = Kansiot
compare-folder = Kansio
compare-old = Ennen
compare-new = Nyt
compare-clarity = Selkeys
presence-both = molemmissa
presence-added = uusi
presence-removed = poistunut
presence-unread = ei voitu lukea
compare-was = ennen { $path }
compare-findings = Havainnot
compare-findings-line = uusia { $new }, korjattuja { $mended }, ennallaan { $remaining }
compare-count-new = Uusia
compare-count-mended = Korjattuja
compare-count-remaining = Ennallaan
compare-list-new = Uudet havainnot
compare-list-mended = Korjatut havainnot
compare-nothing = Raporteissa ei ole yhtään asiakirjaa.
compare-score-change = Pisteet muuttuivat
compare-fall = { $change }, sallittu lasku on { $most }
compare-too-short = –

# Muokkain
lsp-replace = Vaihda: ”{ $text }”
lsp-ignore = Vaimenna tässä kohdassa: { $rule }
lsp-reason = kirjoita syy tähän

# Asetukset
config-default = oletus
config-locale = käyttöjärjestelmän kieli
config-option = komentorivi
config-unset = Ei asetettu

# Kopio kommentteineen
copy-one = --annotate tekee kopion yhdestä asiakirjasta; anna yksi .docx- tai .odt-tiedosto
copy-original = tämä on alkuperäinen asiakirja, eikä sen päälle kirjoiteta; anna kopiolle toinen nimi
copy-ending = anna kopiolle sama pääte kuin alkuperäisellä, jotta se avautuu oikeassa ohjelmassa
