"""Ce que l’on peut écrire : champs, fiches, recueils, pages, listes où l’on choisit, territoires officiels."""
