read-empty = tiedosto on tyhjä; tarkista, että se tallentui
