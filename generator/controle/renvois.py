"""Les renvois : une fiche désignée existe, une ancienne adresse ne mène qu’à un endroit."""

from collections.abc import Iterator

from generator.constats.constat import ERREUR, Position, Regle
from generator.constats.proximite import plus_proche
from generator.constats.signes import citer
from generator.controle.regles import Faute, controle_d_ensemble
from generator.controle.sujets import Cas, Ecrit, Entourage, FicheEcrite
from generator.lecture.corps import liens_internes
from generator.lecture.document import Chemin
from generator.modele.champs import RESERVES, VersUneFiche


@controle_d_ensemble(
    Ecrit,
    Regle(
        "renvoi-inconnu",
        ERREUR,
        "Renvoi vers une fiche introuvable",
        "La fiche vers laquelle vous envoyez le lecteur n’existe pas sous ce nom, et le lien ne mènerait nulle part. "
        "Ouvrez la fiche voulue sur le site et recopiez la fin de son adresse : la famille, une barre, puis le nom. "
        "Si elle n’est pas encore écrite, retirez le renvoi.",
        faux="voir_aussi: [methodes/franchise-social]",
        juste="voir_aussi: [methodes/franchise-sociale]",
    ),
)
def fiches_designees(ecrit: Ecrit, entourage: Entourage) -> Iterator[Faute]:
    ou: dict[str, Chemin | Position] = {cle: loc for loc, cle in ecrit.marquees(VersUneFiche)}
    if isinstance(ecrit, FicheEcrite):
        liens = liens_internes(ecrit.corps, ecrit.ligne_corps)
        ou |= {lien.cible: Position(ecrit.chemin, lien.ligne, lien.colonne) for lien in liens}
    inconnues = {cle: place for cle, place in ou.items() if not entourage.connait(cle)}
    if isinstance(ecrit, FicheEcrite):
        inconnues.pop(ecrit.identifiant, None)  # Elle-même, sans sa famille : une autre règle le dit.
    # On compare les noms seuls : la famille, commune à beaucoup de fiches, ferait ressembler tout à tout.
    noms = {cle.partition("/")[2]: cle for cle in sorted(entourage.cles)} if inconnues else {}
    for cle, place in inconnues.items():
        suggestion = noms.get(plus_proche(cle.rpartition("/")[2], tuple(noms)), "")
        yield Faute(place, f"La fiche « {citer(cle)} » n’existe pas.", cle, suggestion)


@controle_d_ensemble(
    Cas,
    Regle(
        "adresse-prise",
        ERREUR,
        "Ancienne adresse déjà prise",
        "Le champ `anciens_identifiants` garde les noms que cette fiche a portés, pour que les vieux liens mènent encore à elle. "
        "Or ce nom est déjà celui d’une autre fiche, et une adresse ne mène qu’à un endroit. "
        "Retirez-le, sauf si vous vouliez renommer ou supprimer l’autre fiche.",
        faux="anciens_identifiants: [silver-geek]",
        juste="anciens_identifiants: [trophee-des-seniors]",
    ),
)
def anciennes_adresses(cas: Cas, entourage: Entourage) -> Iterator[Faute]:
    vues: set[str] = set()
    for rang, ancien in enumerate(cas.fiche.champs.anciens_identifiants):
        cle = f"{cas.fiche.famille}/{ancien}"
        autre = entourage.heritiere(cle) not in ("", cas.fiche.cle)
        if entourage.connait(cle) or autre or cle in vues or RESERVES.fullmatch(ancien):
            message = f"L’adresse /{cle}/ est déjà celle d’une fiche : une adresse ne mène qu’à un endroit."
            yield Faute(("anciens_identifiants", rang), message, ancien)
        vues.add(cle)
