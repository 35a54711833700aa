# Miksi tiedostoa ei voitu lukea, ja mitä voi tehdä.

# Tiedosto kokonaisuutena
read-empty = tiedostossa ei ole tarkistettavaa tekstiä; tarkista, että se tallentui ja että se on oikea tiedosto
read-size = tiedosto on suurempi kuin { $detail }; pienennä tai poista kuvia tai jaa tiedosto osiin
read-unknown = tiedoston muotoa ei tunnistettu; tallenna teksti esimerkiksi muotoon .docx, .odt, .pdf tai .md
read-other-content = tiedoston pääte on .{ $detail }, mutta sisältö on jotakin muuta; avaa se siinä ohjelmassa, jolla se on tehty, ja tallenna uudelleen
read-archive = tämä on pakattu kansio eikä asiakirja; pura se ja anna asiakirjat yksitellen
read-encoding = tekstissä on tavuja, jotka eivät ole mitään kirjaimia; avaa tiedosto tekstieditorissa, korjaa oudot merkit ja tallenna se UTF-8-muodossa

# Vanhat muodot
read-old-word = tämä on vanha Word-muoto (.doc); avaa tiedosto Wordissa tai LibreOfficessa ja tallenna se muotoon .docx
read-old-excel = tämä on vanha Excel-muoto (.xls); avaa tiedosto Excelissä tai LibreOfficessa ja tallenna se muotoon .xlsx
read-old-powerpoint = tämä on vanha PowerPoint-muoto (.ppt); avaa tiedosto PowerPointissa tai LibreOfficessa ja tallenna se muotoon .pptx
read-old-office = tämä on vanha Office-muoto; avaa tiedosto ja tallenna se uuteen muotoon (.docx, .xlsx tai .pptx)
read-outlook = tämä on Outlookin viesti (.msg); tallenna se muotoon .eml tai kopioi teksti asiakirjaan

# Suojaus ja vauriot
read-password = tiedosto on suojattu salasanalla; poista suojaus ja tallenna uudelleen
read-zip = tiedosto on vioittunut tai jäänyt kesken ({ $detail }); hae se uudelleen tai avaa ja tallenna se uudelleen
read-damaged = tiedosto on vioittunut ({ $detail }); avaa se siinä ohjelmassa, jolla se on tehty, ja tallenna uudelleen
read-part-missing = tiedostosta puuttuu osa { $detail }; avaa se siinä ohjelmassa, jolla se on tehty, ja tallenna uudelleen
read-part-unread = osan { $detail } tekstiä ei osattu lukea; tallenna tiedosto uudelleen tai toiseen muotoon
read-mail = viestin rakennetta ei tunnistettu; tallenna viesti uudelleen muotoon .eml

# Rajat
read-entries = paketissa on yli { $detail } osaa; avaa tiedosto ja tallenna se uudelleen
read-part-size = osa on purettuna liian suuri ({ $detail }); poista suuria upotuksia tai jaa tiedosto osiin
read-depth = rakenteessa on enemmän sisäkkäisiä tasoja kuin { $detail }; avaa tiedosto ja tallenna se uudelleen
read-blocks = asiakirjassa on yli { $detail } kappaletta; jaa se osiin
read-text-size = asiakirjassa on tekstiä yli { $detail }; jaa se osiin
read-cells = työkirjassa on yli { $detail } täytettyä solua; tallenna tarkistettavat taulukot omaksi tiedostokseen
read-mail-depth = viestissä on yli { $detail } sisäkkäistä osaa; tallenna tarkistettava viesti erikseen
read-time = tiedoston lukeminen kesti yli { $detail } s; jaa tiedosto osiin tai nosta rajaa asetuksella limits.seconds

# PDF
read-pages = tiedostossa on yli { $detail } sivua; jaa se osiin
read-no-text-layer = PDF-tiedostossa on vain kuvia eikä tekstiä; aja se tekstintunnistuksen läpi tai käytä alkuperäistä asiakirjaa
read-memory = PDF-tiedoston lukeminen vei yli { $detail } muistia; käytä alkuperäistä asiakirjaa tai tee PDF uudelleen
read-defeated = PDF-tiedostoa ei pystytty lukemaan; käytä alkuperäistä asiakirjaa tai tee PDF uudelleen

# Huomautus
warning-unread-parts = Upotettuja tiedostoja, kaavioita tai liitteitä ei luettu.

# Kommenttien kirjoittaminen
annotate-format = kommentteja voi kirjoittaa vain .docx- ja .odt-tiedostoihin; tallenna asiakirja jompaankumpaan muotoon
annotate-changed = tiedosto on muuttunut tarkistuksen jälkeen; tarkista se uudelleen ja kirjoita kommentit sitten
annotate-damaged = asiakirjan rakenne on vioittunut, joten kommentteja ei voi kirjoittaa siihen; avaa asiakirja ja tallenna se uudelleen
