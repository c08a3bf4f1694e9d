"""Le mécanisme de l’équipe : faire naître des processus, recevoir ce qu’ils rendent, leurs erreurs et leur journal."""

import gc
import logging
import multiprocessing
import pickle
import traceback
from collections.abc import Callable, Iterable, Sequence
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


def a_plusieurs(faire: Callable[[Iterable[T]], R], notre: Iterable[T], autres: Iterable[Sequence[T]]) -> list[R]:
    """Ce que `faire` rend de notre part et de celles des autres, chacune dans son processus."""
    contexte = multiprocessing.get_context("fork")
    # Rien de ce qui est là ne se ramasse : sans cela, chaque processus recopierait toute la mémoire en la parcourant.
    gc.freeze()
    equipe: list[tuple[Any, Connection]] = []
    try:
        for part in autres:
            reponse, envoi = contexte.Pipe(duplex=False)
            processus = contexte.Process(target=_faire_sa_part, args=(envoi, faire, part), daemon=True)
            processus.start()
            envoi.close()
            equipe.append((processus, reponse))
        return [faire(notre), *(_recevoir(reponse) for _, reponse in equipe)]
    finally:
        gc.unfreeze()
        for processus, _ in equipe:
            processus.terminate()
            processus.join()


def _recevoir(reponse: Connection) -> Any:
    try:
        resultat, erreur, ecrits = pickle.loads(reponse.recv_bytes())  # noqa: S301  (notre propre processus)
    except EOFError:
        raise RuntimeError(
            "Un des processus qui se partageaient le travail s’est arrêté : la mémoire a peut-être manqué."
        ) from None
    for ecrit in ecrits:
        logging.getLogger(ecrit.name).handle(ecrit)
    if erreur is not None:
        raise erreur
    return resultat


def _faire_sa_part(envoi: Connection, faire: Callable[[Iterable[T]], R], part: Sequence[T]) -> None:
    ecrits = _detourner_le_journal()
    try:
        rendu: tuple[Any, ...] = (faire(part), None, ecrits)
    except Exception as exc:
        rendu = (None, _transmissible(exc), ecrits)
    envoi.send_bytes(pickle.dumps(rendu, protocol=pickle.HIGHEST_PROTOCOL))


def _detourner_le_journal() -> list[logging.LogRecord]:
    """Ce qui s’écrira au journal, que l’autre processus y écrira lui-même : c’est lui qui compte les avertissements."""
    ecrits: list[logging.LogRecord] = []

    class Carnet(QueueHandler):
        def enqueue(self, record: logging.LogRecord) -> None:
            ecrits.append(record)

    carnet = Carnet(None)  # type: ignore[arg-type]
    for journal in (logging.root, *logging.root.manager.loggerDict.values()):
        if isinstance(journal, logging.Logger) and journal.handlers:
            journal.handlers = [carnet]
    return ecrits


def _transmissible(exc: Exception) -> Exception:
    """L’erreur, avec l’endroit d’où elle vient ; une erreur qui ne voyage pas devient son message."""
    exc.add_note("".join(traceback.format_exception(exc)))
    try:
        pickle.loads(pickle.dumps(exc))  # noqa: S301
    except Exception:
        return RuntimeError(f"{type(exc).__name__} : {exc}")
    return exc
