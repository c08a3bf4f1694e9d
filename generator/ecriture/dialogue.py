"""Le dialogue qui crée une fiche : poser les questions, relire chaque réponse aussitôt, la garder, montrer la fiche, l’écrire.

Une réponse n’est jamais perdue : elle est gardée avant d’être jugée, et l’on reprend où l’on en était. Ce dialogue ne connaît
ni le terminal ni la bibliothèque de ligne de commande : on lui donne de quoi poser une question et de quoi dire une phrase.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.constats.constat import Constat, erreurs
from generator.constats.proximite import replier
from generator.constats.rapports.phrases import que_taper
from generator.constats.signes import citer
from generator.controle.valeurs import lieux, valeur_dite
from generator.ecriture.brouillon import Brouillon
from generator.ecriture.choix import MONTRES, Choix, chercher, du_document, du_vocabulaire
from generator.ecriture.nouveau import DejaPrise, Essai, Refus, cles, creer, de_l_entete, identifiant, nommer_les_sources, rediger
from generator.ecriture.questions import Question, questions
from generator.ecriture.reponses import FIN, NEUVE, Cle, Etape, Reponses, aplatir, assembler, nombre, sources_neuves, suivante
from generator.lecture import depot
from generator.modele.bibliographie import adresse_comparable
from generator.modele.fiches import MODELES, modele_de_fiche
from generator.modele.referentiel import Referentiel

Poser = Callable[[str, tuple[str, ...], str], str]
"""Pose une question : le texte, les choix à compléter, la réponse par défaut ; rend ce qu’on a tapé."""

Dire = Callable[[str], None]

NOM: Cle = ("identifiant",)
"""Sous cette clé, le nom du fichier, quand celui que donne le titre ne va pas."""

_PROFILS = "acteurs"
"""La liste où l’on choisit le profil d’un partenaire, que son nom laisse deviner."""

MODE_D_EMPLOI = (
    "Entrée valide une réponse. Tapez « ? » pour relire l’aide, « < » pour revenir à la réponse d’avant ; "
    "la flèche du haut reprend ce que vous venez de taper.\n"
    "Vous pouvez arrêter à tout moment (Ctrl-C, ou fermer la fenêtre) : chaque réponse est gardée, et la même commande reprend "
    "où vous en étiez."
)


class Retour(Exception):
    """On veut revenir à la réponse d’avant."""


class Dialogue:
    """Une fiche que l’on écrit en répondant à des questions."""

    def __init__(self, racine: Path, famille: str, referentiel: Referentiel, jour: date, *, poser: Poser, dire: Dire) -> None:
        self.racine, self.famille, self.referentiel, self.jour = racine, famille, referentiel, jour
        self._poser, self._dire = poser, dire
        self._essai = Essai(racine, famille, jour)
        self._bibliographie = tuple(du_document(cle, reference) for cle, reference in referentiel.bibliographie.items())
        self.brouillon = Brouillon.ouvrir(racine, famille)

    def mener(self, deja: Mapping[str, Any], nom: str = "") -> str:
        """Pose les questions auxquelles `deja` ne répond pas, puis écrit la fiche ; rend son chemin, ou rien."""
        self._dire(MODE_D_EMPLOI)
        self._reprendre()
        for cle, valeur in (aplatir(self.famille, deja) | ({NOM: nom} if nom else {})).items():
            self.brouillon.repondre(cle, valeur)
        if not self.brouillon.garder():
            self._dire(
                f"Attention : on ne peut pas écrire dans {self.brouillon.fichier.parent}, rien ne sera gardé si vous arrêtez."
            )
        while True:
            etape = self._suivante()
            if etape is not None:
                self._franchir(etape)
            elif self._tout_va_bien() and (decision := self._relire()) is not None:
                return self._ecrire() if decision else ""

    def _reprendre(self) -> None:
        """Propose de reprendre la fiche commencée la fois d’avant."""
        connus = {*MODELES[self.famille].model_fields, NOM[0]}
        for table in (self.brouillon.reponses, self.brouillon.anciennes):
            for cle in [cle for cle in table if cle[0] not in connus]:
                del table[cle]
        if not self.brouillon.commence:
            return
        donnees = sum(1 for cle, valeur in self.brouillon.reponses.items() if FIN not in cle and valeur is not None)
        titre = str(self.brouillon.reponses.get(("titre",), "sans titre"))
        self._dire(f"\nVous aviez commencé une fiche : « {citer(titre)} », {donnees} réponse{'s' if donnees > 1 else ''}.")
        while True:
            oui = _oui_ou_non(self._poser("La reprendre ? (oui ou non)", ("oui", "non"), "oui"))
            if oui is None:
                self._dire("Tapez oui, ou non.")
                continue
            if not oui:
                cote = self.brouillon.mettre_de_cote()
                self._dire(f"On repart de zéro. Les réponses d’avant restent dans {self.brouillon.fichier.with_name(cote)}.")
            return

    def _suivante(self) -> Etape | None:
        titre = self.brouillon.reponses.get(("titre",))
        if titre and NOM not in self.brouillon.reponses and (refus := self._refus_du_nom(identifiant(str(titre)))):
            self._dire(f"\n{refus}")
            aide = "Le nom du fichier devient l’adresse de la fiche : minuscules sans accent, chiffres et tirets."
            return Etape(NOM, Question("identifiant", "Nom du fichier", aide), "Nom du fichier")
        return suivante(self.famille, self.brouillon.reponses)

    def _refus_du_nom(self, nom: str) -> str:
        refus = self._essai.refus_du_nom(nom)
        if isinstance(refus, DejaPrise):
            return f"{depot.dossier(self.famille)}/{nom}.md existe déjà : donnez un autre nom à ce fichier."
        return str(refus or "")

    # Une question.

    def _franchir(self, etape: Etape) -> None:
        """Pose une question jusqu’à ce que la réponse convienne, ou que l’on revienne en arrière."""
        self._dire(f"\n{self._ou_l_on_est(etape)}{etape.titre}. {_aide(etape.question)}")
        listes = self._montrer_les_choix(etape.question)
        defaut = self._defaut(etape)
        while True:
            try:
                tape = self._demander(self._invite(etape, defaut), etape.question, defaut)
                if self._admettre(etape, tape, listes):
                    return
            except Retour:
                self._revenir()
                return

    def _ou_l_on_est(self, etape: Etape) -> str:
        champs = [question.champ for question in questions(self.famille)]
        return f"[{champs.index(str(etape.cle[0])) + 1}/{len(champs)}] " if etape.cle[0] in champs else ""

    def _invite(self, etape: Etape, defaut: str) -> str:
        precisions = []
        if etape.question.plusieurs:
            precisions.append("plusieurs : séparez par des virgules")
        if etape.peut_finir:
            precisions.append("« fin » pour finir" if defaut else "Entrée pour finir")
        elif not etape.question.obligatoire:
            precisions.append("« - » pour passer" if defaut else "Entrée pour passer")
        entre_parentheses = f" ({', '.join(precisions)})" if precisions else ""
        return f"{etape.titre}{entre_parentheses}"

    def _defaut(self, etape: Etape) -> str:
        if self.brouillon.en_cours and self.brouillon.en_cours[0] == etape.cle:
            # On s’est arrêté là, avant que cette réponse ne soit admise.
            return self.brouillon.en_cours[1]
        ancienne = self.brouillon.anciennes.get(etape.cle)
        if ancienne is None:
            return self.jour.isoformat() if etape.cle[-1] == "consulte_le" else self._profil_devine(etape)
        anciennes = ancienne if isinstance(ancienne, list) else [ancienne]
        return ", ".join(self._libelle(etape.question, str(une)) for une in anciennes)

    def _libelle(self, question: Question, valeur: str) -> str:
        """Une valeur sous le nom que l’on a lu dans la liste ; un nom à virgule se couperait en deux, il reste tel quel."""
        libelles = {choix.valeur: choix.libelle for choix in self._liste(question)}
        libelle = libelles.get(valeur, valeur)
        return valeur if question.plusieurs and re.search("[,;]", libelle) else libelle

    def _profil_devine(self, etape: Etape) -> str:
        """Le profil que dit le nom d’un partenaire : « Mairie de Thiers » est un acteur public."""
        nom = self.brouillon.reponses.get((*etape.cle[:-1], "nom")) if etape.question.vocabulaire == _PROFILS else None
        return self._libelle(etape.question, valeur_dite(str(nom), etape.question.vocabulaire, self.referentiel)) if nom else ""

    def _liste(self, question: Question) -> tuple[Choix, ...]:
        """Ce dont on choisit dans une liste, ou parmi les documents que l’on vient de décrire."""
        if question.document:
            return self._documents()[: len(sources_neuves(self.brouillon.reponses))]
        return du_vocabulaire(self.referentiel.vocabulaires[question.vocabulaire]) if question.vocabulaire else ()

    def _demander(self, invite: str, question: Question, defaut: str = "") -> str:
        """Ce que l’on répond, une fois écoutées les demandes d’aide et de retour."""
        while True:
            # Un texte collé en plusieurs lignes n’est qu’une réponse.
            tape = " ".join(self._poser(invite, self._a_completer(question), defaut).split())
            if tape in ("<", "retour"):
                raise Retour
            if tape != "?":
                return tape
            self._dire(f"{_aide(question)}\n{MODE_D_EMPLOI}")
            self._montrer_les_choix(question, definitions=True)

    def _revenir(self) -> None:
        if not self.brouillon.reponses:
            self._dire("C’est la première question.")
            return
        self.brouillon.reprendre(next(reversed(self.brouillon.reponses)))

    def _admettre(self, etape: Etape, tape: str, montres: tuple[Choix, ...]) -> bool:
        """Retient la réponse si elle convient ; sinon, dit pourquoi et la garde en attendant mieux."""
        if etape.peut_finir and (not tape or replier(tape) == "fin"):
            self.brouillon.anciennes = {
                c: v for c, v in self.brouillon.anciennes.items() if c[: len(etape.cle) - 1] != etape.cle[:-1]
            }
            self.brouillon.repondre((etape.cle[0], FIN), True)
            return True
        if not tape or (tape == "-" and not etape.question.obligatoire):
            if etape.question.obligatoire:
                self._dire("Il faut une réponse.")
                return False
            return self._retenir(etape, None)
        self.brouillon.taper(etape.cle, tape)
        if etape.cle == NOM:
            refus = self._refus_du_nom(tape)
            if refus:
                self._dire(refus)
                return False
            self.brouillon.repondre(NOM, tape)
            return True
        valeur = self._plusieurs(etape, tape, montres) if etape.question.plusieurs else self._une(etape, tape, montres, ())
        return valeur is not None and self._retenir(etape, valeur)

    def _retenir(self, etape: Etape, valeur: Any) -> bool:
        if refus := self._refus(etape.cle, valeur, entier=True):
            self._expliquer(refus, etape.question)
            return False
        self.brouillon.repondre(etape.cle, valeur)
        return True

    def _plusieurs(self, etape: Etape, tape: str, montres: tuple[Choix, ...]) -> list[str] | None:
        """Les éléments d’une liste, jugés un par un : celui qui ne va pas se redemande seul."""
        admis: list[str] = []
        reste = _separer(tape)
        while reste:
            element = reste[0]
            dits = tuple(lieux(element)) if etape.question.champ == "territoires" else ()
            if len(dits) > 1:
                # « Isère et Savoie » : on en écrit plusieurs.
                self._dire(f"  → {', '.join(dits)}")
                reste[:1] = dits
                continue
            valeur = self._une(etape, element, montres, tuple(admis))
            if valeur is None:
                self.brouillon.taper(etape.cle, ", ".join((*admis, *reste)))
                a_la_place = self._demander(f"À la place de « {citer(element)} » (Entrée pour l’ôter)", etape.question)
                reste[:1] = _separer(a_la_place)
                continue
            reste.pop(0)
            if valeur not in admis:
                admis.append(valeur)
        if not admis:
            self._dire("Il faut une réponse.")
        return admis or None

    def _une(self, etape: Etape, tape: str, montres: tuple[Choix, ...], avant: tuple[str, ...]) -> str | None:
        """La valeur que désigne une réponse, si elle convient ; sinon rien, et l’on a dit pourquoi."""
        if etape.question.document:
            return self._document(etape, tape)
        valeur, trouves = tape, self._chercher(etape.question, tape, montres)
        if not trouves and etape.question.vocabulaire == _PROFILS and (dite := valeur_dite(tape, _PROFILS, self.referentiel)):
            # « Mairie de Thiers », à la question du profil, en dit un.
            trouves = tuple(choix for choix in self._liste(etape.question) if choix.valeur == dite)
        if len(trouves) > 1:
            return self._trancher(etape, trouves)
        if trouves:
            valeur = trouves[0].valeur
            if tape not in (valeur, trouves[0].libelle):
                self._dire(f"  → {trouves[0].libelle}")
        essayee: Any = [*avant, valeur] if etape.question.plusieurs else valeur
        refus = self._refus(etape.cle, essayee)
        if not refus:
            return valeur
        self._expliquer(refus, etape.question)
        suggestion, proposes = refus[0].suggestion, refus[0].admis if not etape.question.vocabulaire else ()
        if etape.question.plusieurs and ", " in suggestion:
            # Plusieurs valeurs à la place d’une : elles se tapent, et se jugent, une par une.
            return None
        if suggestion or 0 < len(proposes) <= 2 * MONTRES:
            sens = refus[0].precisions or ("",) * len(proposes)
            choix = [Choix(un, f"{un} : {dit}" if dit else un) for un, dit in zip(proposes, sens, strict=True)]
            return self._proposer(etape, suggestion, tuple(choix), avant)
        return None

    def _proposer(self, etape: Etape, suggestion: str, proposes: tuple[Choix, ...], avant: tuple[str, ...]) -> str | None:
        """Ce que le vérificateur propose à la place : d’un mot si c’est une suggestion, d’un numéro si elles sont plusieurs."""
        libelles = {un.valeur: un.libelle for un in self._liste(etape.question)}
        choix = proposes if not suggestion else (Choix(suggestion, libelles.get(suggestion, suggestion)),)
        for rang, un in enumerate(choix if len(choix) > 1 else (), 1):
            self._dire(f"  {rang}. {un.libelle}")
        invite = "Entrée pour l’accepter, ou une autre réponse" if suggestion else "Le numéro, ou une autre réponse"
        tape = self._demander(f"{etape.titre} ({invite})", etape.question, choix[0].libelle if suggestion else "")
        if not tape:
            return None
        trouves = chercher(tape, choix, choix)
        if trouves and not self._refus(etape.cle, [*avant, trouves[0].valeur] if etape.question.plusieurs else trouves[0].valeur):
            return trouves[0].valeur
        self.brouillon.taper(etape.cle, tape)
        return self._une(etape, tape, (), avant)

    def _trancher(self, etape: Etape, trouves: tuple[Choix, ...]) -> str | None:
        """Plusieurs valeurs conviennent à ce qu’on a tapé : on les montre, et l’on choisit."""
        montres = trouves[:MONTRES]
        trop = f" ({len(trouves)})" + " ; tapez un mot de plus, ou choisissez" if len(trouves) > MONTRES else ""
        self._dire(f"Plusieurs conviennent{trop} :")
        for rang, choix in enumerate(montres, 1):
            self._dire(f"  {rang}. {choix.libelle}")
        tape = self._demander(f"{etape.titre}, le numéro ou d’autres lettres", etape.question)
        if not tape:
            return None
        if tape.isdigit() and 1 <= int(tape) <= len(montres):
            return montres[int(tape) - 1].valeur
        return self._une(etape, tape, (), ())

    def _document(self, etape: Etape, tape: str) -> str | None:
        if replier(tape) in ("nouvelle", "nouveau", "nouvelle source") or tape == "+":
            connus = sources_neuves(self.brouillon.reponses) | {
                str(c[1]): "" for c in self.brouillon.reponses if c[0] == "documents"
            }
            return next(f"{NEUVE}{rang}" for rang in range(1, 1000) if f"{NEUVE}{rang}" not in connus)
        liste = self._documents()
        tape = adresse_comparable(tape) if re.match(r"https?://", tape) else tape
        exact = tuple(choix for choix in liste if choix.valeur == tape)
        trouves = exact or chercher(tape, liste)
        if not trouves:
            self._dire(
                f"Aucun document connu ne répond à « {citer(tape)} ». Essayez un mot de son titre ou de son auteur, "
                "ou tapez « nouvelle » pour le décrire."
            )
            return None
        if len(trouves) > 1:
            return self._trancher(etape, trouves)
        if tape != trouves[0].valeur:
            self._dire(f"  → {trouves[0].libelle}")
        return trouves[0].valeur

    # Ce dans quoi l’on choisit.

    def _documents(self) -> tuple[Choix, ...]:
        """Les documents que la fiche peut citer : ceux que l’on vient de décrire, puis la bibliographie."""
        neuves = sources_neuves(self.brouillon.reponses).items()
        return (*(Choix(cle, titre, ("nouvelle",)) for cle, titre in neuves), *self._bibliographie)

    def _chercher(self, question: Question, tape: str, montres: tuple[Choix, ...]) -> tuple[Choix, ...]:
        if not question.vocabulaire:
            return ()
        return chercher(tape, du_vocabulaire(self.referentiel.vocabulaires[question.vocabulaire]), montres)

    def _montrer_les_choix(self, question: Question, *, definitions: bool = False) -> tuple[Choix, ...]:
        """Affiche la liste où choisir, numérotée, avec ses définitions si l’on y tient ; d’une longue, comment y chercher."""
        if question.document:
            for choix in self._documents()[: len(sources_neuves(self.brouillon.reponses))]:
                self._dire(f"  {choix.libelle}")
            combien = f"{len(self._bibliographie)} documents"
            self._dire(f"  Un mot du titre, de l’auteur ou l’adresse suffit, parmi {combien} ; « nouvelle » en décrit un autre.")
        if not question.vocabulaire:
            return ()
        liste = du_vocabulaire(self.referentiel.vocabulaires[question.vocabulaire])
        for rang, choix in enumerate(liste, 1):
            self._dire(f"  {rang}. {choix.libelle}{f' : {choix.definition}' if definitions else ''}")
        self._dire("  Un numéro, un nom de cette liste, ou ses premières lettres.")
        return liste

    def _a_completer(self, question: Question) -> tuple[str, ...]:
        if question.document:
            return tuple(choix.valeur for choix in self._documents())
        if question.vocabulaire:
            return tuple(choix.libelle for choix in du_vocabulaire(self.referentiel.vocabulaires[question.vocabulaire]))
        return ()

    # Juger.

    def _refus(self, cle: Cle, valeur: Any, *, entier: bool = False) -> tuple[Constat, ...]:
        """Les erreurs que cette réponse ajouterait à la fiche, à l’endroit où elle s’écrit.

        `entier` regarde aussi l’élément dont elle est la dernière partie : une période sans année, par exemple.
        """
        if isinstance(valeur, str) and valeur.startswith(NEUVE):
            return ()  # On va justement décrire ce document.
        reponses: Reponses = self.brouillon.reponses | {cle: valeur}
        champs = assembler(self.famille, reponses)
        lieux = {cle}
        derniere = suivante(self.famille, reponses)
        if entier and len(cle) > 1 and (derniere is None or derniere.cle[:-1] != cle[:-1]):
            lieux.add(cle[:-1])
            champs = _avec(champs, cle[:-1])
        lignes = cles(champs)
        siens = []
        for constat in erreurs(self._essai.constats(champs)):
            ou = lignes[constat.ligne - 2] if 2 <= constat.ligne < len(lignes) + 2 else ()
            # Ce qui manque encore se demandera ; mais un champ dont on a fini de parler ne reste pas vide.
            if ou in lieux and (constat.code != "champ-manquant" or ou == cle[:-1]):
                siens.append(constat)
        return tuple(siens)

    def _expliquer(self, constats: Iterable[Constat], *connues: Question) -> None:
        """Dit pourquoi une réponse ne va pas, en appelant les champs comme on les a demandés."""
        for constat in constats:
            message = constat.message
            for question in connues:
                message = message.replace(f"« {question.champ} »", f"« {question.titre} »")
            sans_liste = replace(constat, message=message, admis=(), precisions=())
            self._dire(" ".join((f"✗ {message}", *que_taper(sans_liste))))

    # Finir.

    def _tout_va_bien(self) -> bool:
        """Juge la fiche entière ; ce qui n’y va pas se redemande."""
        champs, constats = self._juger()
        fautes = erreurs(de_l_entete(self.famille, champs, constats))
        if not fautes:
            return True
        self._expliquer(fautes[:1], *questions(self.famille))
        lignes = cles(champs)
        rang = fautes[0].ligne - 2
        cle = lignes[rang] if 0 <= rang < len(lignes) else ()
        while cle and not any(c[: len(cle)] == cle for c in self.brouillon.reponses):
            cle = cle[:-1]
        if cle:
            self._reprendre_une(cle)
            return False
        self._corriger_laquelle()
        return False

    def _juger(self) -> tuple[dict[str, Any], tuple[Constat, ...]]:
        champs = assembler(self.famille, self._sans_nom())
        return champs, self._essai.constats(champs, self._nom())

    def _sans_nom(self) -> Reponses:
        return {cle: valeur for cle, valeur in self.brouillon.reponses.items() if cle != NOM}

    def _nom(self) -> str:
        return str(self.brouillon.reponses.get(NOM) or identifiant(str(self.brouillon.reponses.get(("titre",), ""))))

    def _champs_a_ecrire(self) -> dict[str, Any]:
        return assembler(self.famille, nommer_les_sources(self._sans_nom(), self.referentiel.bibliographie))

    def _relire(self) -> bool | None:
        """Montre la fiche et demande s’il faut l’écrire : oui, non ; rien si l’on en corrige une réponse."""
        _, constats = self._juger()
        champs = self._champs_a_ecrire()
        entete = rediger(self.famille, champs, self.jour).split("\n\n## ", maxsplit=1)[0]
        modele = modele_de_fiche(self.famille, champs)
        suite = f"Puis ses sections, que vous raconterez ensuite : {', '.join(modele.sections)}."
        if not modele.sections_imposees:
            suite = "C’est une brève : elle peut paraître ainsi, et se racontera plus tard."
        self._dire(f"\nVoici la fiche :\n\n{entete}\n\n{suite}")
        for constat in de_l_entete(self.famille, champs, constats):
            self._dire(f"○ Conseil : {constat.message}")
        chemin = f"{depot.dossier(self.famille)}/{self._nom()}.md"
        while True:
            try:
                tape = self._demander(
                    f"L’écrire dans {chemin} ? (oui, non, ou le nom d’une réponse à corriger)",
                    Question(
                        "",
                        "",
                        "« oui » écrit la fiche. « non » s’arrête là, et garde vos réponses. Sinon : titre, résumé, partenaires…",
                    ),
                    "oui",
                )
            except Retour:
                self._revenir()
                return None
            oui = _oui_ou_non(tape)
            if oui is not None:
                return oui
            if self._corriger(tape):
                return None

    def _corriger_laquelle(self) -> None:
        while not self._corriger(self._demander("Quelle réponse corriger ?", Question("", "", "Titre, résumé, partenaires…"))):
            pass

    def _corriger(self, tape: str) -> bool:
        donnees = {str(cle[0]) for cle in self.brouillon.reponses}
        choix = tuple(Choix(q.champ, q.titre) for q in questions(self.famille) if q.champ in donnees)
        trouves = chercher(tape, choix)
        if len(trouves) != 1:
            self._dire(f"Tapez l’un de ces noms : {', '.join(un.libelle for un in trouves or choix)}.")
            return False
        self._reprendre_une((trouves[0].valeur,))
        return True

    def _reprendre_une(self, cle: Cle) -> None:
        """Redemande une réponse, ou tout un champ."""
        if nombre(self.brouillon.reponses, str(cle[0])) and len(cle) == 1:
            self.brouillon.reponses.pop((cle[0], FIN), None)
        self.brouillon.reprendre(cle)

    def _ecrire(self) -> str:
        chemin, constats = creer(self.racine, self.famille, self._champs_a_ecrire(), self._nom(), self.jour)
        if erreurs(de_l_entete(self.famille, self._champs_a_ecrire(), constats)):
            raise Refus("Le dépôt a changé pendant vos réponses : rien n’est écrit, elles sont gardées. Recommencez.")
        self.brouillon.effacer()
        return chemin


def _aide(question: Question) -> str:
    return "Le document d’où viennent les faits." if question.document else question.aide


def _separer(tape: str) -> list[str]:
    """Les éléments d’une liste tapée : séparés par des points-virgules s’il y en a, sinon par des virgules."""
    return [morceau.strip() for morceau in tape.split(";" if ";" in tape else ",") if morceau.strip()]


def _oui_ou_non(tape: str) -> bool | None:
    return {"o": True, "oui": True, "y": True, "yes": True, "n": False, "non": False, "no": False}.get(replier(tape))


def _avec(champs: dict[str, Any], cle: Cle) -> dict[str, Any]:
    """Les mêmes champs, où celui-ci est écrit même si l’on n’y a rien répondu."""
    return champs if len(cle) > 1 else {**champs, str(cle[0]): champs.get(str(cle[0]), {})}
