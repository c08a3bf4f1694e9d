"""Ce qu’une proposition change au site : deux catalogues, celui d’avant et celui d’après, et leur différence en mots."""
