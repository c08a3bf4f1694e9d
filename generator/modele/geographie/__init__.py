"""Ce que le code officiel ne dit pas d’un territoire : ce qu’il contient, ce qui le touche, sa forme, ses codes postaux.

Rien ici ne sert à vérifier une fiche : ces données ne se lisent que pour construire le site.
"""
