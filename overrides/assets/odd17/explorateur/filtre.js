// @ts-check
/**
 * Filtrer : OU entre les valeurs d’une facette, ET entre les facettes. Rien ici ne connaît la page.
 *
 * L’effectif d’une valeur est ce que l’on obtiendrait en la cochant : on compte donc chaque facette sans ses propres choix.
 * @import { Catalogue, Ensemble } from "./catalogue.js"
 */
import { compter, plein, rangs } from "./catalogue.js";

/** Les valeurs choisies, par facette. @typedef {Map<string, Set<string>>} Selection */

/**
 * @typedef {object} Resultat
 * @property {Ensemble} retenues
 * @property {number} nombre
 * @property {Map<string, Map<string, number>>} effectifs  par facette puis par modalité
 */

/**
 * Les fiches retenues et l’effectif de chaque valeur.
 * @param {Catalogue} catalogue
 * @param {Selection} selection
 * @param {Ensemble | null} trouvees  celles que la recherche en texte a trouvées, ou rien s’il n’y a pas de recherche
 * @returns {Resultat}
 */
export function filtrer(catalogue, selection, trouvees = null) {
  const depart = trouvees ?? plein(catalogue.fiches.length);
  /** @type {Map<string, Ensemble>} */
  const choix = new Map();
  for (const [facette, valeurs] of selection) {
    const ensembles = catalogue.facettes.get(facette);
    if (ensembles && valeurs.size) choix.set(facette, reunir([...valeurs].flatMap((v) => ensembles.get(v) ?? []), depart.length));
  }
  /** @type {Resultat["effectifs"]} */
  const effectifs = new Map();
  for (const [facette, ensembles] of catalogue.facettes) {
    const ailleurs = croiser(depart, choix, facette);
    effectifs.set(facette, new Map([...ensembles].map(([modalite, ensemble]) => [modalite, compter(ensemble, ailleurs)])));
  }
  const retenues = croiser(depart, choix);
  return { retenues, nombre: compter(retenues, retenues), effectifs };
}

/**
 * @param {Ensemble[]} ensembles
 * @param {number} longueur
 * @returns {Ensemble}
 */
function reunir(ensembles, longueur) {
  const reunion = new Uint32Array(longueur);
  for (const ensemble of ensembles) for (let i = 0; i < longueur; i++) reunion[i] |= ensemble[i];
  return reunion;
}

/**
 * Ce qui reste de `depart` une fois tous les choix appliqués, sauf celui de la facette `sauf`.
 * @param {Ensemble} depart
 * @param {Map<string, Ensemble>} choix
 * @param {string} [sauf]
 * @returns {Ensemble}
 */
function croiser(depart, choix, sauf) {
  const reste = depart.slice();
  for (const [facette, ensemble] of choix) {
    if (facette !== sauf) for (let i = 0; i < reste.length; i++) reste[i] &= ensemble[i];
  }
  return reste;
}

/** @typedef {"pertinence" | "date" | "titre"} Tri */

/**
 * Range les fiches retenues.
 * @param {Catalogue} catalogue
 * @param {Ensemble} retenues
 * @param {Tri} tri
 * @param {Map<number, number>} notes  la place de chaque fiche dans les résultats de la recherche en texte
 * @returns {number[]}
 */
export function ranger(catalogue, retenues, tri, notes = new Map()) {
  const { fiches } = catalogue;
  const trouves = rangs(retenues);
  if (tri === "date") return trouves.sort((a, b) => fiches[b].date - fiches[a].date || a - b);
  if (tri === "titre") return trouves.sort((a, b) => ordreDesTitres(catalogue)[a] - ordreDesTitres(catalogue)[b]);
  return notes.size ? trouves.sort((a, b) => (notes.get(a) ?? Infinity) - (notes.get(b) ?? Infinity) || a - b) : trouves;
}

/** @type {WeakMap<Catalogue, Uint32Array>} */
const ordres = new WeakMap();

/**
 * La place de chaque fiche par ordre alphabétique ; calculée une fois, à la première demande.
 * @param {Catalogue} catalogue
 * @returns {Uint32Array}
 */
function ordreDesTitres(catalogue) {
  let ordre = ordres.get(catalogue);
  if (!ordre) {
    const francais = new Intl.Collator("fr", { numeric: true, ignorePunctuation: true });
    const { fiches } = catalogue;
    const tries = fiches.map((_, rang) => rang).sort((a, b) => francais.compare(fiches[a].titre, fiches[b].titre));
    ordre = new Uint32Array(fiches.length);
    for (const [place, rang] of tries.entries()) ordre[rang] = place;
    ordres.set(catalogue, ordre);
  }
  return ordre;
}
