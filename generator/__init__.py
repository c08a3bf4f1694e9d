"""Le générateur du catalogue « ODD 17 en pratiques » : des fiches en entrée, des pages en sortie.

La donnée va dans un seul sens ; `chaine` l’écrit en quatre fonctions, à lire en premier.
"""
