// @ts-check
/**
 * Une sélection et son adresse : la même sélection a toujours la même adresse, dans quelque ordre qu’on l’ait faite.
 * @import { Catalogue } from "./catalogue.js"
 * @import { Selection, Tri } from "./filtre.js"
 */

/**
 * Ce que l’explorateur montre, en entier.
 * @typedef {object} Etat
 * @property {Selection} selection
 * @property {string} texte
 * @property {Tri} tri
 * @property {"cartes" | "tableau"} vue
 */

const TRIS = ["pertinence", "date", "titre"];

/**
 * L’état que dit une adresse ; ce qu’elle dit d’inconnu est ignoré.
 * @param {string} recherche  la partie de l’adresse qui suit « ? »
 * @param {Catalogue} catalogue
 * @returns {Etat}
 */
export function lire(recherche, catalogue) {
  const parametres = new URLSearchParams(recherche);
  /** @type {Selection} */
  const selection = new Map();
  for (const [facette, modalites] of catalogue.facettes) {
    const valeurs = (parametres.get(facette) ?? "").split(",").filter((valeur) => modalites.has(valeur));
    if (valeurs.length) selection.set(facette, new Set(valeurs));
  }
  const tri = parametres.get("tri") ?? "";
  return {
    selection,
    // Par signes et non par demi-signes : un émoji coupé en deux ne s’écrit pas dans une adresse.
    texte: [...(parametres.get("q") ?? "").trim()].slice(0, 200).join(""),
    tri: /** @type {Tri} */ (TRIS.includes(tri) ? tri : "pertinence"),
    vue: parametres.get("vue") === "tableau" ? "tableau" : "cartes",
  };
}

/**
 * L’adresse d’un état, sans « ? » : facettes et valeurs dans l’ordre du catalogue, rien de ce qui va de soi.
 * @param {Etat} etat
 * @param {Catalogue} catalogue
 * @returns {string}
 */
export function ecrire(etat, catalogue) {
  const morceaux = [];
  if (etat.texte) morceaux.push(`q=${encodeURIComponent(etat.texte.toWellFormed())}`);
  for (const [facette, modalites] of catalogue.facettes) {
    const choisies = etat.selection.get(facette);
    const valeurs = choisies ? [...modalites.keys()].filter((modalite) => choisies.has(modalite)) : [];
    // Les identifiants n’ont que des lettres, des chiffres et des tirets : les virgules peuvent rester lisibles.
    if (valeurs.length) morceaux.push(`${facette}=${valeurs.join(",")}`);
  }
  if (etat.tri !== "pertinence") morceaux.push(`tri=${etat.tri}`);
  if (etat.vue !== "cartes") morceaux.push(`vue=${etat.vue}`);
  return morceaux.join("&");
}
