"""L’application : ce que le guichet reçoit, et ce qu’il répond.

POST /envois                      une proposition (voir `envois.Proposition`) : 201 et sa référence, 200 si on l’avait déjà
GET /envois/<référence>           où elle en est
DELETE /envois/<référence>/adresse  efface l’adresse et le mot, avec le jeton rendu à l’envoi (Authorization: Bearer …)
GET /sante                        si le guichet va bien, et combien d’envois attendent

Un refus est `{"code", "message"}`, avec les `champs` ou les `constats` qui en sont la cause. Aucune adresse IP n’est écrite.
"""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from generator.guichet.debit import Debit, Passants
from generator.guichet.envois import DIT, PIEGE, Envoi, Proposition, est_une_reference, fautes
from generator.guichet.juges import EnPanne, Juges
from generator.guichet.plis import Plis, TropDePlis
from generator.guichet.reglages import Reglages
from generator.guichet.releve import Releve
from generator.guichet.reserve import Reserve

journal = logging.getLogger("odd17.guichet")

FILE = 40
"""Les propositions qui peuvent attendre d’être jugées ; au-delà, on prie de revenir."""

EN_TROP = 10
"""Combien de fois la taille admise on laisse envoyer, sans rien en garder, pour que le refus se lise."""

PLACE = 50 * 2**20
"""Les octets libres sous lesquels le guichet se dit malade."""

LECTURES = 20
"""Combien de fois plus on peut lire qu’envoyer."""


class Refus(Exception):
    """Ce que l’on répond quand on ne prend pas un envoi."""

    def __init__(self, statut: int, code: str, message: str, *, attendre: float = 0, **avec: Any) -> None:
        super().__init__(code)
        self.statut, self.attendre = statut, attendre
        self.corps = {"code": code, "message": message, **avec}


REFUS_DU_JUGE = {
    "deja-prise": (409, "Une fiche porte déjà ce nom : choisissez un autre identifiant, ou proposez un changement de celle-là."),
    "absente": (409, "Il n’y a pas de fiche de ce nom à changer : elle a peut-être été renommée."),
    "lien": (409, "Le dossier de cette fiche n’est pas un vrai dossier : prévenez la rédaction."),
    "inchangee": (409, "Ce texte est déjà celui de la fiche publiée."),
    "trop-long": (422, "Ce texte est trop long à vérifier : raccourcissez-le."),
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """Ce dont l’application se sert."""

    reglages: Reglages
    reserve: Reserve
    plis: Plis
    juges: Juges
    releve: Releve
    aujourd_hui: Callable[[], date]


class Guichet:
    """Les réponses du guichet."""

    def __init__(self, pieces: Pieces) -> None:
        self._reglages, self._reserve, self._plis = pieces.reglages, pieces.reserve, pieces.plis
        self._juges, self._releve = pieces.juges, pieces.releve
        self._envois = Debit(self._reglages.par_heure)
        self._ensemble = Debit(self._reglages.par_heure_en_tout)
        self._lectures = Debit(self._reglages.par_heure * LECTURES)
        self._passants = Passants(self._reglages.mandataires, (self._envois, self._lectures))
        self._a_juger = 0

    async def envoyer(self, requete: Request) -> Response:
        """Une proposition, du corps de la requête à la réponse."""
        self._admettre(requete)
        passant = self._passant(requete)
        # Compté avant de lire : un corps refusé a coûté autant qu’un autre.
        self._compter(self._envois, passant)
        proposition = _comprendre(await self._lire(requete))
        deja = await asyncio.to_thread(self._reserve.trouver, proposition)
        if deja is not None:
            return await self._accuser(deja, proposition, (), neuf=False)
        verdict = await self._juger(proposition, passant)
        # Seul compte pour tous ce que la rédaction aurait à relire : des textes fautifs ne ferment pas le guichet aux autres.
        self._compter(self._ensemble, b"")
        envoi, neuf = await asyncio.to_thread(self._reserve.deposer, proposition, verdict.chemin, verdict.base)
        if neuf:
            journal.info("Envoi %s reçu (%s).", envoi.reference, envoi.nom)
        return await self._accuser(envoi, proposition, verdict.constats, neuf=neuf)

    async def suivre(self, requete: Request) -> Response:
        """Où en est un envoi."""
        self._compter(self._lectures, self._passant(requete))
        return JSONResponse(_dire(await self._trouver(requete)))

    async def oublier(self, requete: Request) -> Response:
        """Efface l’adresse et le mot qui accompagnaient un envoi."""
        self._admettre_l_origine(requete)
        self._compter(self._lectures, self._passant(requete))
        reference = requete.path_params["reference"].lower()
        _, _, jeton = requete.headers.get("authorization", "").partition(" ")
        if not est_une_reference(reference) or not await asyncio.to_thread(self._plis.effacer, reference, jeton.strip()):
            raise Refus(404, "rien-a-effacer", "Rien à effacer : c’est déjà fait, ou ce jeton n’est pas celui de cet envoi.")
        journal.info("Un pli de l’envoi %s effacé, à la demande de qui l’a envoyé.", reference)
        self._releve.prevenir()
        return JSONResponse({"reference": reference, "efface": True})

    async def sante(self, _: Request) -> Response:
        """Si le guichet va bien, pour qui le surveille."""
        libre = (await asyncio.to_thread(shutil.disk_usage, self._reserve.dossier)).free
        corps = {
            "ouvert": libre > PLACE,
            "en_attente": len(self._reserve.en_attente()),
            "depot": "en panne" if self._releve.panne else "suivi",
            "jours": self._plis.jours,
            "taille": self._reglages.taille,
        }
        return JSONResponse(corps, 200 if corps["ouvert"] else 503)

    def _passant(self, requete: Request) -> bytes:
        voisin = requete.client.host if requete.client else ""
        return self._passants.reconnaitre(voisin, ",".join(requete.headers.getlist("x-forwarded-for")))

    def _admettre(self, requete: Request) -> None:
        self._admettre_l_origine(requete)
        if requete.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refus(415, "format", "Un envoi est en JSON (Content-Type: application/json).")

    def _admettre_l_origine(self, requete: Request) -> None:
        """Un navigateur dit de quel site il vient ; un autre que le nôtre n’a rien à envoyer."""
        if requete.headers.get("origin", self._reglages.origine) != self._reglages.origine:
            raise Refus(403, "origine", "Ce guichet ne reçoit que depuis son site.")

    def _compter(self, debit: Debit, passant: bytes) -> None:
        if attente := debit.attente(passant):
            raise Refus(429, "trop-d-envois", "Trop d’envois à la fois : réessayez un peu plus tard.", attendre=attente)

    async def _lire(self, requete: Request) -> bytes:
        """Le corps, lu à mesure, jamais au-delà de la taille admise, ni du délai."""
        lu, taille = bytearray(), 0
        try:
            async with asyncio.timeout(self._reglages.delai):
                async for morceau in requete.stream():
                    taille += len(morceau)
                    if taille <= self._reglages.taille:
                        lu += morceau
                    elif taille > self._reglages.taille * EN_TROP:
                        break
        except TimeoutError:
            raise Refus(408, "trop-lent", "L’envoi n’est pas arrivé en entier : réessayez.") from None
        if taille > self._reglages.taille:
            raise Refus(413, "trop-gros", f"Un envoi pèse {self._reglages.taille // 1000} ko au plus.")
        return bytes(lu)

    async def _juger(self, proposition: Proposition, passant: bytes) -> Any:
        if self._a_juger >= FILE:
            raise Refus(503, "trop-de-monde", "Beaucoup de monde en ce moment : réessayez dans une minute.", attendre=60)
        self._a_juger += 1
        try:
            verdict = await self._juges.juger(
                proposition.genre, proposition.famille, proposition.identifiant, proposition.contenu
            )
        finally:
            self._a_juger -= 1
        if verdict.refus == "trop-long":
            # Un tel texte occupe le juge autant que cent autres : qui l’envoie attendra une heure.
            self._envois.epuiser(passant)
        if verdict.refus:
            statut, message = REFUS_DU_JUGE[verdict.refus]
            raise Refus(statut, verdict.refus, message)
        if verdict.fautive:
            raise Refus(422, "fiche", "La fiche a des erreurs à corriger.", constats=verdict.constats)
        return verdict

    async def _accuser(
        self, envoi: Envoi, proposition: Proposition, constats: Sequence[Mapping[str, Any]], *, neuf: bool
    ) -> Response:
        """L’accusé de réception, quand tout est sur le disque."""
        corps: dict[str, Any] = {**_dire(envoi), "constats": constats}
        if proposition.adresse or proposition.mot.strip():
            try:
                jeton, jour = await asyncio.to_thread(
                    self._plis.poser, envoi.reference, envoi.nom, proposition.adresse, proposition.mot.strip()
                )
            except TropDePlis:
                raise Refus(429, "trop-de-mots", "Cet envoi a déjà reçu trop de mots.") from None
            corps |= {"jeton": jeton, "efface_le": jour.isoformat()}
        self._releve.prevenir()
        return JSONResponse(corps, 201 if neuf else 200)

    async def _trouver(self, requete: Request) -> Envoi:
        reference = requete.path_params["reference"].lower()
        envoi = await asyncio.to_thread(self._reserve.lire, reference) if est_une_reference(reference) else None
        if envoi is None:
            raise Refus(404, "inconnue", "Aucun envoi ne porte cette référence.")
        return envoi


def _comprendre(corps: bytes) -> Proposition:
    try:
        proposition = Proposition.model_validate_json(corps)
    except ValidationError as exc:
        if any(faute["type"] in ("json_invalid", "model_type") for faute in exc.errors(include_input=False, include_url=False)):
            raise Refus(400, "json", "Ce n’est pas un objet JSON.") from None
        raise Refus(422, "forme", "Cet envoi n’a pas la forme attendue.", champs=fautes(exc)) from None
    if getattr(proposition, PIEGE):
        # Dit plutôt que tu : un navigateur qui remplit les champs tout seul perdrait sinon l’envoi de quelqu’un.
        message = "Ce champ est un piège à robots : laissez-le vide, et renvoyez."
        raise Refus(422, "piege", message, champs={PIEGE: message})
    return proposition


def _dire(envoi: Envoi) -> dict[str, Any]:
    return {
        "reference": envoi.reference,
        "etat": str(envoi.etat),
        "dit": DIT[envoi.etat],
        "recu_le": envoi.recu_le.date().isoformat(),
    }


def _refuser(_: Request, refus: Exception) -> Response:
    assert isinstance(refus, Refus)
    entetes = {"Retry-After": str(int(refus.attendre) + 1)} if refus.attendre else None
    return JSONResponse(refus.corps, refus.statut, headers=entetes)


def _plein(_: Request, panne: Exception) -> Response:
    journal.error("Le disque ne veut pas d’un envoi (%s) : il n’est pas pris.", getattr(panne, "strerror", ""))
    corps = {"code": "disque", "message": "Votre envoi n’a pas pu être gardé : réessayez plus tard."}
    return JSONResponse(corps, 503, headers={"Retry-After": "300"})


def _en_panne(_: Request, panne: Exception) -> Response:
    journal.error("Un envoi n’a pas pu être jugé : %s.", panne)
    corps = {"code": "panne", "message": "La vérification ne répond pas : réessayez dans une minute."}
    return JSONResponse(corps, 503, headers={"Retry-After": "60"})


def _ailleurs(_: Request, faute: Exception) -> Response:
    assert isinstance(faute, HTTPException)
    corps = {"code": "adresse", "message": "Il n’y a rien à cette adresse, ou pas de cette façon."}
    return JSONResponse(corps, faute.status_code, headers=faute.headers)


def _parti(_: Request, __: Exception) -> Response:
    return Response(status_code=400)


def _notre_faute(_: Request, __: Exception) -> Response:
    return JSONResponse({"code": "faute", "message": "Le guichet s’est trompé : réessayez plus tard."}, 500)


def application(pieces: Pieces) -> Starlette:
    """L’application ASGI ; ouverte, elle pousse aussi ce qui attend."""
    guichet, releve = Guichet(pieces), pieces.releve

    @asynccontextmanager
    async def tourner(_: Starlette) -> AsyncIterator[None]:
        tournees = [asyncio.create_task(releve.vers_le_depot()), asyncio.create_task(releve.des_plis())]
        try:
            yield
        finally:
            for tournee in tournees:
                tournee.cancel()
                with suppress(asyncio.CancelledError):
                    await tournee
            await pieces.juges.fermer()

    ouverte = Starlette(
        routes=[
            Route("/envois", guichet.envoyer, methods=["POST"]),
            Route("/envois/{reference}", guichet.suivre),
            Route("/envois/{reference}/adresse", guichet.oublier, methods=["DELETE"]),
            Route("/sante", guichet.sante),
        ],
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=[pieces.reglages.origine],
                allow_methods=["GET", "POST", "DELETE"],
                allow_headers=["Content-Type", "Authorization"],
                expose_headers=["Retry-After"],
                max_age=3600,
            )
        ],
        exception_handlers={
            Refus: _refuser,
            OSError: _plein,
            EnPanne: _en_panne,
            HTTPException: _ailleurs,
            ClientDisconnect: _parti,
            Exception: _notre_faute,
        },
        lifespan=tourner,
    )
    # Une redirection se ferait vers l’hôte que nomme la requête : n’importe lequel.
    ouverte.router.redirect_slashes = False
    return ouverte
