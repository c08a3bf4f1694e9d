"""Porter un pli à la rédaction par courriel."""

import smtplib
import ssl
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

from generator.guichet.plis import Pli
from generator.guichet.reglages import Reglages

DELAI = 30


def composer(pli: Pli, condense: str, reglages: Reglages, jours: int) -> EmailMessage:
    """Le courriel que fait un pli ; le même pli, envoyé deux fois, porte le même numéro."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = reglages.courriel_de, reglages.courriel_a
    message["Message-ID"] = f"<{pli.reference}.{condense}{'.oubli' if pli.a_oublier else ''}@guichet.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    if pli.a_oublier:
        message["Subject"] = f"Envoi {pli.reference} : effacer l’adresse"
        texte = (
            f"La personne qui a fait l’envoi {pli.reference} ({pli.nom}) demande que son adresse et son mot soient effacés.\n"
            "Effacez le courriel où vous les avez reçus, et ceux que vous avez échangés avec elle.\n"
        )
    else:
        message["Subject"] = f"Envoi {pli.reference} : {pli.nom}"
        if pli.adresse:
            message["Reply-To"] = pli.adresse
        texte = "\n".join(
            (
                f"Envoi {pli.reference} : {pli.nom}",
                f"Adresse où donner des nouvelles : {pli.adresse or 'aucune'}",
                f"À effacer au plus tard le {pli.pose_le + timedelta(days=jours):%d/%m/%Y}.",
                "",
                "Le mot de la personne, tel qu’elle l’a écrit :",
                "",
                pli.mot or "(aucun)",
                "",
            )
        )
    message.set_content(texte)
    return message


def porter(message: EmailMessage, reglages: Reglages) -> None:
    """Remet le courriel au serveur. Lève `OSError` ou `smtplib.SMTPException` s’il n’en veut pas."""
    contexte = ssl.create_default_context()
    if reglages.smtp_securite == "tls":
        serveur: smtplib.SMTP = smtplib.SMTP_SSL(reglages.smtp_hote, reglages.smtp_port, timeout=DELAI, context=contexte)
    else:
        serveur = smtplib.SMTP(reglages.smtp_hote, reglages.smtp_port, timeout=DELAI)
    with serveur:
        if reglages.smtp_securite == "starttls":
            serveur.starttls(context=contexte)
        if reglages.smtp_compte:
            serveur.login(reglages.smtp_compte, reglages.smtp_mot_de_passe.get_secret_value())
        serveur.send_message(message)
