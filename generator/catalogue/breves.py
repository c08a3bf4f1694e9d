"""Les brèves : ce qui manque à chacune pour être un récit, d’après ce que le modèle en demande."""

from dataclasses import dataclass

from generator.catalogue.francais import minuscule
from generator.lecture.corps import sections
from generator.modele.fiches import A_ECRIRE, Breve, Fiche


@dataclass(frozen=True, slots=True)
class AEcrire:
    """Ce qu’une brève n’a pas encore : les champs, par leur titre, et les sections."""

    champs: tuple[str, ...]
    sections: tuple[str, ...]

    @property
    def tout(self) -> tuple[str, ...]:
        """De quoi l’énumérer."""
        recit = ("tout le récit",) if len(self.sections) == len(Breve.sections) else (f"« {une} »" for une in self.sections)
        return (*map(minuscule, self.champs), *recit)


def a_ecrire(fiche: Fiche) -> AEcrire | None:
    """Ce qui manque à cette brève ; rien si ce n’en est pas une."""
    if not isinstance(fiche.champs, Breve):
        return None
    racontees = {section.titre for section in sections(fiche.corps) if section.texte not in ("", A_ECRIRE)}
    return AEcrire(
        tuple(type(fiche.champs).model_fields[nom].title or nom for nom in fiche.champs.manquants),
        tuple(section for section in fiche.champs.sections if section not in racontees),
    )
