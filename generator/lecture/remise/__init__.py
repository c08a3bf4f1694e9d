"""Remettre au propre : lire quand même ce que quelqu’un a collé ou tapé de travers, en disant chaque fois ce qu’il faut écrire.

`regles`    les sortes de fautes, et de quoi les comprendre
`brouillon` les lignes d’un fichier, que l’on récrit une à une sans jamais en changer le nombre
`collages`  ce qui vient d’ailleurs : un courriel, un tableur, un traitement de texte, un comparatif
`etages`    à quel champ appartient chaque ligne de l’en-tête, d’après le modèle, et le retrait qu’il lui faut
`valeurs`   ce qui est écrit après les deux-points, tel qu’il faudrait l’écrire
`propre`    tout cela dans l’ordre, jusqu’à ce que l’en-tête se lise

Rien d’ici ne se charge pour une fiche saine.
"""
