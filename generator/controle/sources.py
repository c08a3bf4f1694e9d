"""Les sources : chaque fait vient d’un document cité, décrit une seule fois, où ses mots se retrouvent."""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.constats.constat import AVERTISSEMENT, ERREUR, Position, Regle
from generator.controle.lignes import sans_le_champ
from generator.controle.recriture import les_lignes, lignes_du_bloc, recrire_le_texte, sans_le_bloc
from generator.controle.regles import Faute, controle, controle_d_ensemble
from generator.controle.sujets import Cas, Ecrit, Entourage, FicheEcrite, valeur_en
from generator.lecture.depot import BIBLIOGRAPHIE, cle_du_chemin
from generator.lecture.meprises import FICHIER, ICI_UNE_PAGE, endroit, est_un_fichier
from generator.modele.bibliographie import adresse_comparable
from generator.modele.champs import Exact, VersUnDocument


@controle(
    Cas,
    Regle(
        "source-non-citee",
        ERREUR,
        "Document oublié dans les sources",
        "Un chiffre dit venir d’un document qui ne figure pas dans la liste `sources` de la fiche. "
        "Le lecteur doit y trouver tous les documents utilisés, avec l’endroit où regarder. "
        "Ajoutez le document à `sources`, ou corrigez celui du chiffre.",
        faux='chiffres:\n  - valeur: "13"\n    libelle: villes concernées\n    annee: 2022\n    source: juris-2018',
        juste='chiffres:\n  - valeur: "13"\n    libelle: villes concernées\n    annee: 2022\n    source: colloque-2022',
    ),
)
def faits_sources(cas: Cas) -> Iterator[Faute]:
    cites = {source.document for source in cas.fiche.champs.sources}
    for loc, cle in cas.ecrit.marquees(VersUnDocument):
        if loc[0] != "sources" and cle not in cites:
            message = f"Ce fait vient de « {cle} », qui manque dans « sources » : ajoutez-le, avec le passage."
            yield Faute(loc, message, cle)


@controle(FicheEcrite, FICHIER)
def parties_et_non_fichiers(ecrit: FicheEcrite) -> Iterator[Faute]:
    for loc, texte in ecrit.document.textes:
        if loc[-1] == "partie" and ("\\" in texte or "/" in texte) and est_un_fichier(texte):
            lieu = endroit(texte)
            correction, nombre = (recrire_le_texte(ecrit, loc, lieu), 1) if lieu else sans_le_champ(ecrit, loc)
            yield Faute(loc, ICI_UNE_PAGE, texte[:120], correction=correction, lignes=nombre)


@controle(
    Cas,
    Regle(
        "document-inutile",
        AVERTISSEMENT,
        "Document décrit, mais jamais cité",
        "Ce document est décrit dans `documents`, et rien dans la fiche ne dit ce qui en vient. "
        "Citez-le dans `sources`, avec la page ou le passage, ou retirez sa description. "
        "La fiche peut paraître sans cela.",
        faux="documents:\n  tribune-2019:\n    titre: Une tribune\n    auteurs: [La Gazette]\n    nature: Article\nsources:\n"
        "  - document: carnet-2022\n    partie: Annexe 5",
        juste="documents:\n  tribune-2019:\n    titre: Une tribune\n    auteurs: [La Gazette]\n    nature: Article\nsources:\n"
        "  - document: carnet-2022\n    partie: Annexe 5\n  - document: tribune-2019\n    partie: Dernier paragraphe",
    ),
)
def documents_cites(cas: Cas) -> Iterator[Faute]:
    cites = {cle for _, cle in cas.ecrit.marquees(VersUnDocument)}
    for cle in cas.fiche.champs.documents:
        if cle not in cites:
            message = f"Le document « {cle} » n’est cité nulle part : citez-le dans « sources » ou retirez-le."
            yield Faute(cas.document.situer(("documents", cle), cle=True), message, cle)


@controle_d_ensemble(
    FicheEcrite,
    Regle(
        "document-cle-prise",
        ERREUR,
        "Clé de document déjà prise",
        "Cette clé est déjà celle d’un document de la bibliographie commune, `content/sources.yml` : on ne saurait plus duquel "
        "la fiche parle. "
        "Si c’est le même document, retirez sa description d’ici : la clé suffit. Sinon, donnez-lui une autre clé.",
        faux="documents:\n  carnet-2022:\n    titre: Un carnet\n    auteurs: [La commune]\n    nature: Page web",
        juste="documents:\n  carnet-de-la-commune:\n    titre: Un carnet\n    auteurs: [La commune]\n    nature: Page web",
    ),
)
def cles_libres(ecrit: FicheEcrite, entourage: Entourage) -> Iterator[Faute]:
    lus = ecrit.document.valeur.get("documents")
    decrits = lus if isinstance(lus, dict) else {}
    prises = [cle for cle in decrits if cle in entourage.bibliographie]
    if len(prises) > 1 and len(prises) == len(decrits):
        # Toutes en une fois : les retirer une à une ne montrerait pas que « documents » s’en va aussi.
        debut, fin = lignes_du_bloc(ecrit, ("documents",))
        message = (
            f"Ces documents sont déjà décrits dans {BIBLIOGRAPHIE}, et n’ont pas à l’être ici : effacez {les_lignes(debut, fin)}."
        )
        correction, nombre = sans_le_bloc(ecrit, debut, fin)
        if correction:
            yield Faute(Position(ecrit.chemin, debut), message, prises[0], correction=correction, lignes=nombre)
            return
    for cle in prises:
        seule = len(decrits) == 1
        debut, fin = lignes_du_bloc(ecrit, ("documents",) if seule else ("documents", cle))
        correction, nombre = sans_le_bloc(ecrit, debut, fin)
        geste = f"effacez {les_lignes(debut, fin)}" if debut else "effacez sa description"
        message = (
            f"« {cle} » est déjà décrit dans {BIBLIOGRAPHIE}, et n’a pas à l’être ici : {geste}. "
            "Si c’est un autre document, donnez-lui un autre nom, ici et partout où vous le citez."
        )
        ou = ecrit.document.situer(("documents",) if seule and debut else ("documents", cle), cle=True)
        yield Faute(ou, message, cle, correction=correction, lignes=nombre)


@controle_d_ensemble(
    Cas,
    Regle(
        "document-en-double",
        AVERTISSEMENT,
        "Document déjà décrit ailleurs",
        "Un document se décrit une seule fois : dans la fiche si elle est seule à le citer, dans `content/sources.yml` dès qu’il "
        "y en a deux. "
        "Celui-ci a la même adresse qu’un autre : citez l’autre par sa clé et retirez cette description. "
        "La commande `odd17 sources --ranger` le fait pour vous.",
        faux="documents:\n  charte:\n    titre: La charte\n    auteurs: [Silver Geek]\n    nature: Page web\n    url: https://silver-geek.org/charte\n"
        "  charte-bis:\n    titre: La charte\n    auteurs: [Silver Geek]\n    nature: Page web\n    url: https://silver-geek.org/charte/",
        juste="documents:\n  charte:\n    titre: La charte\n    auteurs: [Silver Geek]\n    nature: Page web\n"
        "    url: https://silver-geek.org/charte",
    ),
)
def documents_decrits_une_fois(cas: Cas, entourage: Entourage) -> Iterator[Faute]:
    for cle, reference in cas.fiche.champs.documents.items():
        adresse = adresse_comparable(reference.url)
        decrit = entourage.description(adresse) if adresse else []
        if not decrit or decrit == [cas.ecrit.chemin, cle] or cle in entourage.bibliographie:
            continue
        chemin, autre = decrit
        voisine = cle_du_chemin(chemin)
        if voisine not in ("", cas.fiche.cle) and entourage.se_ressemblent(f"{cas.fiche.cle} {voisine}"):
            continue  # Deux fiches qui racontent la même chose : c’est cela qu’il faut régler.
        if chemin in (cas.ecrit.chemin, BIBLIOGRAPHIE):
            ou = "plus haut" if chemin == cas.ecrit.chemin else f"dans {chemin}"
            debut, fin = lignes_du_bloc(cas.ecrit, ("documents", cle) if len(cas.fiche.champs.documents) > 1 else ("documents",))
            description = les_lignes(debut, fin) if debut else "cette description"
            message = (
                f"Ce document est déjà décrit {ou} : écrivez « {autre} » partout où vous citez « {cle} », "
                f"puis effacez {description}."
            )
        else:
            message = (
                f"Ce document est aussi décrit dans {chemin} : « odd17 sources --ranger » le met dans {BIBLIOGRAPHIE}, "
                f"et vous écrirez « document: {autre} »."
            )
        yield Faute(("documents", cle, "url"), message, reference.url)


@controle_d_ensemble(
    Ecrit,
    Regle(
        "passage-introuvable",
        ERREUR,
        "Passage absent du document",
        "Les mots donnés dans `passage` ne sont pas dans le document cité, alors que le vérificateur a ce document sous la main. "
        "Recopiez-les exactement, en restant court : le lecteur s’en sert pour retrouver l’endroit. "
        "Si le fait vient d’un autre document, citez celui-là.",
        faux="sources:\n  - document: carnet-2022\n    partie: L’exemple de Silver Geek\n"
        '    passage: "300 000 seniors participants"',
        juste="sources:\n  - document: carnet-2022\n    partie: L’exemple de Silver Geek\n"
        '    passage: "30 000 seniors participants"',
    ),
)
def passages_retrouves(ecrit: Ecrit, entourage: Entourage) -> Iterator[Faute]:
    """Un document que l’on n’a pas ne se vérifie pas."""
    if not entourage.textes:
        return
    for loc, passage in ecrit.marquees(Exact):
        document = valeur_en(ecrit.document.valeur, (*loc[:-1], "document"))
        texte = entourage.textes.get(document)
        if texte is not None and passage and aplatir(passage) not in aplatir(texte):
            yield Faute(loc, f"Ce passage n’est pas dans « {document} » : recopiez quelques mots exacts.", passage)


@lru_cache(maxsize=32)
def aplatir(texte: str) -> str:
    """Le texte sans ce qu’une mise en page change : espaces, apostrophes, gras de Markdown."""
    return re.sub(r"\s+", " ", texte.replace("’", "'").replace("*", "").replace("\N{NO-BREAK SPACE}", " "))
