// @ts-check
/**
 * Dire quelque chose d’une fiche publiée : on la lit, on ne demande que ce qui s’y rapporte, et l’on n’en change que cela.
 *
 * @import { Brouillon } from "./brouillons.js"
 * @import { Formulaire } from "./proposer.js"
 * @import { Table } from "./modele.js"
 */
import { lireLaFiche } from "./correction.js";
import { bouton, element } from "./element.js";
import { sansReponse } from "./modele.js";

/** Les champs que demande chaque façon d’ouvrir une fiche ; ceux que la famille n’a pas s’oublient. @type {Record<string, string[]>} */
const POUR = { "plus-vrai": ["statut", "periode", "a_completer", "sources"], suite: ["dates_cles", "statut", "chiffres", "sources"] };

/**
 * @param {Formulaire} formulaire
 * @param {string} cle
 * @param {string} pour
 * @param {Brouillon} [brouillon]
 */
export async function ouvrirLaFiche(formulaire, cle, pour, brouillon) {
  const famille = cle.split("/")[0];
  const [texte] = await Promise.all([formulaire.aides.charger(`${cle}/fiche.txt`), formulaire.decrire(famille).then(() => formulaire.completer())]);
  // Si la fiche a changé depuis, on repart d’elle : un brouillon d’avant effacerait ce que d’autres y ont écrit.
  const lue = lireLaFiche(texte);
  const sections = Object.fromEntries(Object.keys(formulaire.description.sections).map((titre) => [titre, lue.sections[titre] ?? ""]));
  const repris = brouillon?.origine === texte ? brouillon : undefined;
  formulaire.brouillon = repris ?? { ...formulaire.neuf(famille), cle, origine: texte, reponses: { champs: lue.champs, sections } };
  formulaire.brouillon.pour = pour;
  if (pour === "vrai") return toujoursVrai(formulaire);
  if (pour === "lien-mort") return lienMort(formulaire);
  const toutes = [...formulaire.description.etapes, ...formulaire.description.suite];
  const voulus = POUR[pour];
  const siennes = voulus ? toutes.filter(({ champs = [] }) => champs.some((nom) => voulus.includes(nom))) : toutes.filter((une) => sansReponse(une, formulaire.brouillon.reponses) === (pour === "completer"));
  siennes.sort((a, b) => (voulus?.indexOf(a.champs?.[0] ?? "") ?? 0) - (voulus?.indexOf(b.champs?.[0] ?? "") ?? 0));
  formulaire.etapes = siennes.length ? siennes : toutes;
  if (repris || pour === "corriger") return formulaire.recapituler();
  formulaire.aller(0);
}

/** Aujourd’hui, comme une fiche l’écrit. */
const aujourdhui = () => new Date().toLocaleDateString("sv");

/** @param {Formulaire} formulaire */
function toujoursVrai(formulaire) {
  const { champs } = formulaire.brouillon.reponses;
  /** @type {string[]} */
  const noms = "confirme_par" in formulaire.description.champs ? (champs.partenaires ?? []).map((/** @type {Table} */ un) => un.nom) : [];
  const choisir = (/** @type {Table} */ change) => {
    Object.assign(champs, change);
    formulaire.etapes = [];
    void formulaire.recapituler();
  };
  formulaire.viser(formulaire.montrer(
    "Qui le dit\u00a0?",
    element("p", {}, `«\u00a0${champs.titre}\u00a0» est toujours vrai. Selon d’où vous le savez, la fiche ne dira pas la même chose.`),
    noms.length > 0 && element("h3", {}, "Je parle au nom de"),
    noms.length > 0 && element("div", { class: "o-rang" }, ...noms.map((nom) => bouton(nom, () => choisir({ confirme_le: aujourdhui(), confirme_par: nom })))),
    element("h3", {}, "Je viens de relire ses sources"),
    element("p", { class: "o-note" }, "Tous les faits de la fiche, retrouvés dans les documents qu’elle cite."),
    bouton("J’ai relu, rien à changer", () => choisir({ relu_le: aujourdhui() })),
  ));
}

/** @param {Formulaire} formulaire */
function lienMort(formulaire) {
  const { champs } = formulaire.brouillon.reponses;
  const mois = new Date().toLocaleDateString("fr", { month: "long", year: "numeric" });
  /** @type {Table[]} */
  const liens = champs.liens ?? [];
  /** @type {[string, string, () => void][]} */
  const choix = [
    ...liens.map((lien) => /** @type {[string, string, () => void]} */ ([lien.titre, lien.url, () => lien.etat = `Lien mort, constaté en ${mois}`])),
    ...Object.values(/** @type {Record<string, Table>} */ (champs.documents ?? {})).filter(({ url }) => url).map((un) => /** @type {[string, string, () => void]} */ ([un.titre, un.url, () => {
      formulaire.brouillon.mot = `Ce lien ne mène plus nulle part (${mois})\u00a0: ${un.url}`;
      champs.a_completer = [...(champs.a_completer ?? []), `Une adresse où lire «\u00a0${un.titre}\u00a0», dont le lien est mort en ${mois}`.slice(0, 300)];
    }])),
  ];
  formulaire.viser(formulaire.montrer(
    "Quel lien est mort\u00a0?",
    choix.length ? element("p", {}, "Touchez celui qui ne mène plus nulle part.") : element("p", {}, "Cette fiche ne mène à aucune page du web qu’elle soit seule à citer."),
    element("ul", { class: "o-lignes" }, ...choix.map(([titre, url, changer]) => element("li", {}, bouton(titre, () => {
      changer();
      const noms = ["liens", "a_completer"];
      formulaire.etapes = formulaire.description.suite.filter(({ champs: siens = [] }) => siens.some((nom) => noms.includes(nom)));
      void formulaire.recapituler();
    }), element("span", { class: "o-note o-note--dessous" }, url)))),
    element("p", {}, bouton("Corriger autre chose", () => void ouvrirLaFiche(formulaire, formulaire.brouillon.cle ?? "", "corriger"))),
  ));
}
