"""Le vérificateur dans la page : Python et nos règles, tels quels, dans le navigateur de qui propose une fiche.

`pose` met dans l’environnement ce qui vient d’ailleurs, une fois ; `publie` écrit dans le site tout ce que la page télécharge ;
`dans_la_page` est ce que le navigateur y appelle ; `paquet` est la forme de ce qui voyage.
"""
