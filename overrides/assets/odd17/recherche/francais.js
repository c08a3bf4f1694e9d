// @ts-check
/**
 * Le français d’une question : sans accents ni majuscules qui comptent, sans articles, sans élisions, « œ » comme « oe ».
 *
 * L’index est préparé de la même façon à la construction (generator/recherche.py).
 */

/** Les mots qui ne distinguent aucune fiche d’une autre. */
const VIDES = new Set(
  ("a ai au aux avec ce ces cet cette chez comment dans de des du elle en entre est et etre eu il ils je la le les leur leurs ma " +
    "mais me mes mon ne nos notre nous on ou par pas pour qu que quel quelle quelles quels qui sa se ses si son sont sur ta tes ton " +
    "tu un une vos votre vous y faire fait faut peut trouver").split(" "),
);

/** Un article ou un pronom collé à son mot : l’, d’, qu’, jusqu’… */
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|aujourd)'/;

/**
 * Le texte en minuscules, sans accents, apostrophes droites, ligatures ouvertes.
 * @param {string} texte
 */
export function plier(texte) {
  return texte
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[’ʼ`´]/g, "'")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/**
 * Un mot de la question et les façons de l’écrire : une page le contient si elle contient tous les mots de l’une d’elles.
 * « jeux » s’écrit aussi « jeu », « e-sport » s’écrit « esport » ou « e sport ».
 * @typedef {string[][]} Formes
 */

/**
 * Les mots qui comptent dans une question. Si aucun ne compte, tous.
 * @param {string} question
 * @returns {Formes[]}
 */
export function mots(question) {
  const tous = plier(question)
    .split(/[^\p{L}\p{N}'-]+/u)
    .map((mot) => mot.replace(ELISION, "").replaceAll("'", "").replace(/^-+|-+$/g, ""))
    .filter(Boolean);
  const pleins = tous.filter((mot) => !mot.split("-").every((partie) => VIDES.has(partie) || /^\p{L}$/u.test(partie)));
  return [...new Set(pleins.length ? pleins : tous)].map(formes);
}

/**
 * @param {string} mot
 * @returns {Formes}
 */
function formes(mot) {
  if (mot.includes("-")) return [mot.split("-").map((partie) => partie.replace(ELISION, "")), [mot.replaceAll("-", "")]];
  if (/[^i]aux$/.test(mot)) return [[mot], [mot.slice(0, -1)], [`${mot.slice(0, -2)}l`]];
  return mot.length > 3 && mot.endsWith("x") ? [[mot], [mot.slice(0, -1)]] : [[mot]];
}

/**
 * Le mot le plus proche dans une liste rangée du plus au moins fréquent, à deux lettres près ; rien s’il n’y en a pas.
 * @param {string} mot
 * @param {string[]} connus
 */
export function plusProche(mot, connus) {
  const permis = mot.length < 5 ? 1 : 2;
  let meilleur = "";
  let ecart = permis + 1;
  for (const connu of connus) {
    const plie = plier(connu);
    if (plie === mot || Math.abs(plie.length - mot.length) > permis) continue;
    const distance = separation(mot, plie, ecart);
    if (distance < ecart) [meilleur, ecart] = [connu, distance];
  }
  return meilleur;
}

/**
 * Le nombre de lettres à changer, ajouter, ôter ou intervertir pour passer d’un mot à l’autre ; `plafond` si c’est au moins autant.
 * @param {string} un
 * @param {string} autre
 * @param {number} plafond
 */
export function separation(un, autre, plafond) {
  /** @type {number[]} */
  let avant = [];
  let ligne = Array.from({ length: autre.length + 1 }, (_, j) => j);
  for (let i = 1; i <= un.length; i++) {
    const suivante = [i];
    for (let j = 1; j <= autre.length; j++) {
      const cout = un[i - 1] === autre[j - 1] ? 0 : 1;
      suivante[j] = Math.min(ligne[j] + 1, suivante[j - 1] + 1, ligne[j - 1] + cout);
      if (i > 1 && j > 1 && un[i - 1] === autre[j - 2] && un[i - 2] === autre[j - 1]) suivante[j] = Math.min(suivante[j], avant[j - 2] + 1);
    }
    if (Math.min(...suivante) >= plafond) return plafond;
    [avant, ligne] = [ligne, suivante];
  }
  return ligne[autre.length];
}
