"""Des étrangetés saines : ce que l’on écrit sans se tromper, et dont il n’y a rien à dire."""

from pathlib import Path

import pytest
from fiches import SILVER_GEEK, constats_de, remplacer

from generator import chaine


def dans_le_recit(*textes: str) -> str:
    return remplacer(SILVER_GEEK, "## Résultats\n", "## Résultats\n\n" + "\n\n".join(textes) + "\n")


def champ(avant: str, apres: str) -> str:
    return remplacer(SILVER_GEEK, avant, apres)


TITRE = next(ligne for ligne in SILVER_GEEK.splitlines() if ligne.startswith("titre: "))
RESUME = SILVER_GEEK[SILVER_GEEK.index("resume: ") : SILVER_GEEK.index("\ndomaines: ")]
DOMAINES = next(ligne for ligne in SILVER_GEEK.splitlines() if ligne.startswith("domaines: "))

SAINES = {
    "un lien avec des parenthèses": dans_le_recit("Voir [la page](https://fr.wikipedia.org/wiki/Alliance_(économie))."),
    "un lien avec des parenthèses à la fin de la phrase": dans_le_recit("(Voir [la page](https://silver-geek.org/a_(b)).)"),
    "un lien avec une ancre et une question": dans_le_recit("Voir [la page](https://silver-geek.org/p?a=1&b=2#ici)."),
    "des adresses dont la fin ressemble à un courriel codé": dans_le_recit(
        *(f"Voir [la page {rang}](https://silver-geek.org/p?commune=70001&page=57&n=A{rang})." for rang in range(5))
    ),
    "une ligne vide avant l’en-tête": f"\n{SILVER_GEEK}",
    "plusieurs lignes vides et des espaces avant l’en-tête": f"\n  \n\n{SILVER_GEEK}",
    "des espaces après les tirets": SILVER_GEEK.replace("---\n", "---  \n"),
    "une marque d’ordre des octets": f"\ufeff{SILVER_GEEK}",
    "une marque d’ordre et une ligne vide": f"\ufeff\n{SILVER_GEEK}",
    "les fins de ligne de Windows": SILVER_GEEK.replace("\n", "\r\n"),
    "les fins de ligne d’un vieux Mac": SILVER_GEEK.replace("\n", "\r"),
    "pas de fin de ligne à la fin": SILVER_GEEK.rstrip("\n"),
    "dix lignes vides à la fin": SILVER_GEEK + "\n" * 10,
    "des espaces en fin de ligne": SILVER_GEEK.replace("\n", "  \n").replace("---  \n", "---\n"),
    "une tabulation en fin de ligne": champ(TITRE, f"{TITRE}\t"),
    "un commentaire": champ(TITRE, f"# relu par l'équipe : à publier ?\n{TITRE}  # le nom d'usage"),
    "un commentaire entre deux champs": champ(DOMAINES, f"\n# les domaines\n\n{DOMAINES}"),
    "une note après une valeur choisie": champ("statut: en-cours", "statut: en-cours # vérifié"),
    "une note après une date": champ("publie_le: 2026-11-20", "publie_le: 2026-11-20 # au soir"),
    "une note après une année": champ("    annee: 2022\n", "    annee: 2022 # d'après l'article\n"),
    "une note après une liste": champ(DOMAINES, "domaines: [lien-social] # un seul suffit"),
    "une note après un élément d’une liste": champ(DOMAINES, "domaines:\n  - lien-social # d'abord\n  - numerique"),
    "une note après un lieu": champ("  - Nouvelle-Aquitaine\n", "  - Nouvelle-Aquitaine # toute la région\n"),
    "une note après un nombre": champ('valeur: "72"', "valeur: 72 # d'après le carnet"),
    "une note après un document": champ("    source: carnet-2022\n", "    source: carnet-2022 # page 12\n"),
    "une note après un oui ou un non": champ("conclusions_lues: non", "conclusions_lues: non # à lire"),
    "une ligne vide entre deux champs": champ(DOMAINES, f"\n{DOMAINES}\n"),
    "un titre entre guillemets doubles, espace ordinaire avant les deux-points": champ(
        TITRE, 'titre: "Silver Geek : jouer ensemble"'
    ),
    "un titre entre guillemets simples, espace ordinaire avant les deux-points": champ(
        TITRE, "titre: 'Silver Geek : jouer ensemble'"
    ),
    "un titre nu, point d’interrogation": champ(TITRE, "titre: Et si l’on jouait ensemble ?"),
    "une apostrophe doublée entre guillemets simples": champ(TITRE, "titre: 'L’atelier d’ici'"),
    "un titre en majuscules": champ(TITRE, "titre: SILVER GEEK"),
    "un titre avec un emoji": champ(TITRE, "titre: Silver Geek 🎮👵🏽"),
    "un titre aussi long qu’admis": champ(TITRE, f"titre: {'Silver Geek ' * 7}encore"),
    "un résumé sur plusieurs lignes": champ(
        RESUME,
        "resume: >\n  Des personnes âgées et des jeunes jouent ensemble\n  à la console, dans les résidences du département.",
    ),
    "un résumé replié sans signe": champ(
        RESUME, "resume: Des personnes âgées et des jeunes jouent ensemble\n  à la console, dans les résidences du département."
    ),
    "une liste entre crochets": champ(DOMAINES, "domaines: [vieillissement-intergeneration, lien-social]"),
    "une liste entre crochets sans espace": champ(DOMAINES, "domaines: [vieillissement-intergeneration,lien-social]"),
    "une liste entre crochets, virgule de trop": champ(DOMAINES, "domaines: [vieillissement-intergeneration, lien-social, ]"),
    "une liste entre crochets sur plusieurs lignes": champ(
        DOMAINES, "domaines: [\n  vieillissement-intergeneration,\n  lien-social\n  ]"
    ),
    "une liste à tirets": champ(DOMAINES, "domaines:\n  - vieillissement-intergeneration\n  - lien-social"),
    "une liste à tirets sans retrait": champ(DOMAINES, "domaines:\n- vieillissement-intergeneration\n- lien-social"),
    "des valeurs entre guillemets": champ(DOMAINES, "domaines: [\"vieillissement-intergeneration\", 'lien-social']"),
    "des espaces autour d’une valeur": champ("statut: en-cours", "statut:    en-cours   "),
    "une date entre guillemets": champ("publie_le: 2026-11-20", 'publie_le: "2026-11-20"'),
    "une année entre guillemets": champ("debut: ", "debut: ").replace("debut: 2014", 'debut: "2014"'),
    "des emoji dans le récit": dans_le_recit("Une fête 🎉 avec 👩‍🌾 et ❤️."),
    "des espaces ordinaires avant les signes doubles": dans_le_recit(
        "Qui commence ? Une seule réponse : « ensemble » ! À 40 % ; ou 12 €."
    ),
    "un intertitre avec une espace ordinaire": dans_le_recit("### Le point de départ : une rencontre", "Un texte."),
    "du gras, de l’italique, une citation, des listes": dans_le_recit(
        "**Gras** et *italique*.", "> Une citation.", "- un\n- deux", "1. un\n2. deux", "* un\n* deux"
    ),
    "une heure, un rapport, une adresse": dans_le_recit("À 12:30, dans un rapport 3:1."),
    "un dièse et une arobase dans une phrase": dans_le_recit("Le mot-clé #alliance et le compte @rameau."),
    "des fractions, des puissances, des monnaies": dans_le_recit("½ tour, 12 m², 3 €, 4 £, n° 5, 1ᵉʳ."),
    "des lettres d’ailleurs": dans_le_recit("Łódź, Århus, São Paulo, Αθήνα, 東京."),
    "des accents décomposés": dans_le_recit("Une e\u0301quipe de be\u0301ne\u0301voles."),
    "un titre souligné de dièses": SILVER_GEEK.replace("## Résultats\n", "## Résultats ##\n"),
    "des espaces après un titre": SILVER_GEEK.replace("## Résultats\n", "## Résultats   \n"),
    "pas de ligne vide après les titres": SILVER_GEEK.replace("## Résultats\n\n", "## Résultats\n"),
    "trois lignes vides avant un titre": SILVER_GEEK.replace("\n## Résultats\n", "\n\n\n## Résultats\n"),
    "des espaces insécables dans le récit": dans_le_recit("Pourquoi\u00a0? À 40\u202f%, «\u202foui\u202f»."),
    "un code entre accents graves": dans_le_recit("Le champ `statut : x ?` se remplit."),
}


@pytest.mark.parametrize("quoi", SAINES)
def test_une_etrangete_saine_ne_se_reproche_pas(copie: Path, quoi: str) -> None:
    assert [(c.code, c.message) for c in constats_de(copie, SAINES[quoi])] == []


def test_un_texte_perdu_apres_un_diese_reste_une_erreur(copie: Path) -> None:
    for avant, apres in (
        (TITRE, "titre: Silver Geek # le jeu vidéo"),
        ("nom: Orange", "nom: Orange # Poitiers"),
        ("role: copilote le collectif des débuts", "role: copilote # le collectif"),
        ("unite: jeunes volontaires", "unite: jeunes #volontaires"),
    ):
        assert [constat.code for constat in constats_de(copie, champ(avant, apres))] == ["texte-coupe"]


def test_ce_qui_se_repare_en_silence_est_repare(copie: Path) -> None:
    ecrite = champ(TITRE, 'titre: "Silver Geek : jouer ?"')
    ecrite = remplacer(ecrite, "## Résultats\n", "## Résultats\n\nQui commence ? À 40 % : « nous ». Le code `a ? b` reste.\n")
    (copie / "exemples/silver-geek.md").write_text(ecrite, "utf-8")
    fiche = chaine.charger(copie)[0].fiches["exemples/silver-geek"]
    assert fiche.champs.titre == "Silver Geek\u00a0: jouer\u00a0?"
    assert "Qui commence\u00a0? À 40\u00a0%\u00a0: «\u00a0nous\u00a0». Le code `a ? b` reste." in fiche.corps
