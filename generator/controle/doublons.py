"""Deux fois la même chose : deux fiches dans un fichier, une fiche copiée, une alliance déjà racontée."""

import re
from collections.abc import Iterator

from generator.constats.constat import AVERTISSEMENT, ERREUR, Position, Regle
from generator.constats.proximite import replier
from generator.constats.signes import citer
from generator.controle.lignes import sans_le_champ
from generator.controle.regles import Faute, controle, controle_d_ensemble
from generator.controle.sujets import Cas, Entourage, FicheEcrite
from generator.lecture.depot import dossier

_CHAMP = re.compile(r"[\"'“«]?[A-Za-zÀ-ÿ][\w-]*[\"'”»]?[ \N{NO-BREAK SPACE}]?:(?:\s|$)")
_TITRE = re.compile(r"titre[ \N{NO-BREAK SPACE}]?:[ \N{NO-BREAK SPACE}]*(.+)", re.IGNORECASE)


@controle(
    FicheEcrite,
    Regle(
        "deux-fiches",
        ERREUR,
        "Deux fiches dans un fichier",
        "Une seconde fiche commence plus bas, avec ses propres renseignements : le site n’en verrait qu’une, et "
        "montrerait l’autre comme du texte. Une fiche est un fichier. Coupez à la ligne dite, et collez la suite dans un nouveau "
        "fichier du même dossier : sur GitHub, **Add file**, puis **Create new file**.",
        faux="## Points de vigilance\n\nLes trajets coûtent cher.\n\n---\ntitre: Une cantine\nstatut: en-cours\n---\n\n"
        "## Contexte\n\nLes carottes venaient de loin.",
        juste="## Points de vigilance\n\nLes trajets coûtent cher.",
    ),
)
def une_fiche_par_fichier(ecrit: FicheEcrite) -> Iterator[Faute]:
    if "\n---" not in ecrit.corps:
        return
    for numero in range(ecrit.ligne_corps, len(ecrit.lignes) - 1):
        if ecrit.lignes[numero - 1].rstrip() not in ("---", "----"):
            continue
        suite = [ligne for ligne in ecrit.lignes[numero : numero + 12] if ligne.strip()]
        champs = [ligne for ligne in suite if _CHAMP.match(ligne)]
        if len(champs) >= 2 and suite and _CHAMP.match(suite[0]):
            if _est_la_meme(ecrit, numero):
                fin = _derniere(ecrit)
                message = (
                    f"La même fiche est collée deux fois : effacez de cette ligne à la fin du fichier (lignes {numero} à {fin})."
                )
                yield Faute(Position(ecrit.chemin, numero), message)
                return
            titre = next((trouve[1] for ligne in suite if (trouve := _TITRE.match(ligne))), "").strip("\"' ")
            nom = _identifiant(titre) or "la-seconde-fiche"
            dite = f" (« {citer(titre)} »)" if titre else ""
            message = (
                f"Une seconde fiche commence ici{dite}. Coupez de cette ligne à la fin du fichier, "
                f"et collez dans un nouveau fichier, {dossier(ecrit.famille)}/{nom}.md. Les lignes au-dessus restent ici."
            )
            yield Faute(Position(ecrit.chemin, numero), message)
            return


def _est_la_meme(ecrit: FicheEcrite, numero: int) -> bool:
    """Vrai si ce qui suit cette ligne redit, mot pour mot, presque tout ce qui la précède."""
    avant = [pli for ligne in ecrit.lignes[: numero - 1] if (pli := replier(ligne))]
    apres = [pli for ligne in ecrit.lignes[numero:] if (pli := replier(ligne))]
    connues = set(avant)
    redites = sum(pli in connues for pli in apres)
    # Ce qui ne serait que dans la seconde se perdrait.
    return redites == len(apres) and redites >= 0.9 * len(avant)


def _derniere(ecrit: FicheEcrite) -> int:
    return next((n for n in range(len(ecrit.lignes), 0, -1) if ecrit.lignes[n - 1].strip()), 1)


def _identifiant(titre: str) -> str:
    """Le nom de fichier que donne un titre, sans couper un mot."""
    mots, nom = replier(titre).split(), ""
    for mot in mots:
        if len(nom) + len(mot) > 60:
            break
        nom = f"{nom}-{mot}" if nom else mot
    return nom


@controle_d_ensemble(
    FicheEcrite,
    Regle(
        "fiche-en-copie",
        ERREUR,
        "Copie d’une autre fiche",
        "Cette fiche a le titre, les partenaires et les documents d’une autre : le lecteur trouverait deux fois la "
        "même. Reportez dans l’autre ce que vous vouliez changer, puis supprimez ce fichier. "
        "Si vous vouliez la renommer, supprimez l’ancienne, et écrivez son nom dans `anciens_identifiants`.",
        faux="exemples/silver-geek-copie.md (copie de exemples/silver-geek.md)",
        juste="exemples/jardin-partage-des-lilas.md",
        dans="fichiers",
    ),
)
def aucune_copie(ecrit: FicheEcrite, entourage: Entourage) -> Iterator[Faute]:
    trouvee = entourage.jumelle(_cle(ecrit))
    if trouvee and trouvee[2]:
        autre = _fichier(trouvee[0])
        message = (
            f"Cette fiche est une copie de {autre} : {trouvee[1]}. Reportez dans {autre} ce que vous vouliez changer, "
            f"puis supprimez {ecrit.chemin}."
        )
        yield Faute(Position(ecrit.chemin), message, trouvee[0])


@controle_d_ensemble(
    FicheEcrite,
    Regle(
        "deja-racontee",
        ERREUR,
        "Alliance sans doute déjà racontée",
        "Une autre fiche a les mêmes organisations ou les mêmes documents, le même lieu, la même période : c’est "
        "sans doute la même alliance, sous un autre titre. Si c’est elle, complétez l’autre fiche, et supprimez celle-ci. "
        "Si c’en est une autre, dites-le une fois pour toutes, sous `distincte_de` : on ne vous le demandera plus.",
        faux="exemples/le-jeu-et-les-anciens.md (même alliance que exemples/silver-geek.md)",
        juste="exemples/jardin-partage-des-lilas.md",
        dans="fichiers",
    ),
)
def aucune_redite(ecrit: FicheEcrite, entourage: Entourage) -> Iterator[Faute]:
    trouvee = entourage.jumelle(_cle(ecrit))
    if not trouvee or trouvee[2]:
        return
    autre = trouvee[0]
    distinguer = (
        f"ajoutez « {autre} » à « distincte_de »"
        if "distincte_de" in ecrit.document.valeur
        else f"écrivez sous le titre la ligne « distincte_de: [{autre}] »"
    )
    # Laquelle des deux, nous ne le savons pas : rien n’est à recopier sans avoir choisi.
    message = (
        f"{_fichier(autre)} raconte sans doute déjà cela (/{autre}/) : {trouvee[1]} en commun. Si c’est la même alliance, "
        f"complétez cette fiche-là, et supprimez {ecrit.chemin}. Si c’en est une autre, {distinguer} : "
        "on ne vous le demandera plus."
    )
    ou = ecrit.document.situer(("titre",), cle=True) if "titre" in ecrit.document.valeur else Position(ecrit.chemin)
    yield Faute(ou, message, autre)


@controle_d_ensemble(
    Cas,
    Regle(
        "distinction-perimee",
        AVERTISSEMENT,
        "Distinction devenue inutile",
        "La fiche dit, sous `distincte_de`, ne pas être une autre version d’une fiche qui ne lui ressemble plus. "
        "Retirez cette mention : elle cacherait un vrai doublon, plus tard. La fiche peut paraître sans cela.",
        faux="distincte_de: [exemples/silver-geek]",
        juste="distincte_de: []",
    ),
)
def distinctions_utiles(cas: Cas, entourage: Entourage) -> Iterator[Faute]:
    for rang, autre in enumerate(cas.fiche.champs.distincte_de):
        if entourage.connait(autre) and not entourage.se_ressemblent(f"{cas.fiche.cle} {autre}"):
            message = f"« {autre} » ne ressemble pas à cette fiche : il est inutile de l’en distinguer."
            seule = len(cas.fiche.champs.distincte_de) == 1
            correction, nombre = sans_le_champ(cas.ecrit, ("distincte_de",)) if seule else ("", 1)
            yield Faute(("distincte_de", rang), message, autre, correction=correction, lignes=nombre)


def _cle(ecrit: FicheEcrite) -> str:
    return f"{ecrit.famille}/{ecrit.identifiant}"


def _fichier(cle: str) -> str:
    famille, _, nom = cle.partition("/")
    return f"{dossier(famille)}/{nom}.md"
