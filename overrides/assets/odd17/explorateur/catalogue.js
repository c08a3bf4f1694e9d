// @ts-check
/**
 * Le catalogue tel que le navigateur le garde : pour chaque modalité, l’ensemble de ses fiches.
 *
 * Un ensemble est une suite de bits (la fiche 5 en est si le bit 5 vaut 1) : réunir, croiser et compter dix mille fiches
 * tient alors en quelques centaines d’opérations, et les effectifs suivent le doigt.
 */

/**
 * Ce que le site publie dans explorer/catalogue.json.
 * @typedef {object} Brut
 * @property {number} parMorceau  combien de fiches détaille chaque fichier de détails
 * @property {Record<string, [string, number][]>} badges  par famille (vide pour les autres) : les facettes qu’une carte montre, et combien de valeurs
 * @property {[string, string[]][]} facettes  chaque facette et ses modalités, dans l’ordre où on les montre
 * @property {[string, string, number, number[]][]} fiches  titre, identifiant, jour où elle a été écrite ou relue, numéros de ses modalités
 */

/**
 * @typedef {object} Fiche
 * @property {string} titre
 * @property {string} cle  famille et identifiant : « exemples/silver-geek »
 * @property {number} date  en jours depuis 1970
 * @property {Record<string, string[]>} modalites  par facette
 */

/** @typedef {Uint32Array} Ensemble */

/**
 * @typedef {object} Catalogue
 * @property {Brut["parMorceau"]} parMorceau
 * @property {Brut["badges"]} badges
 * @property {Fiche[]} fiches  dans l’ordre où une liste les montre
 * @property {Map<string, Map<string, Ensemble>>} facettes  par facette puis par modalité, dans l’ordre où on les montre
 */

/**
 * Décode ce que le site publie.
 * @param {Brut} brut
 * @returns {Catalogue}
 */
export function decoder(brut) {
  /** @type {[string, string][]} */
  const numeros = [];
  /** @type {Catalogue["facettes"]} */
  const facettes = new Map();
  for (const [facette, modalites] of brut.facettes) {
    facettes.set(facette, new Map(modalites.map((modalite) => [modalite, vide(brut.fiches.length)])));
    for (const modalite of modalites) numeros.push([facette, modalite]);
  }
  const fiches = brut.fiches.map(([titre, identifiant, date, codes], rang) => {
    /** @type {Record<string, string[]>} */
    const modalites = {};
    for (const code of codes) {
      const [facette, modalite] = numeros[code];
      (modalites[facette] ??= []).push(modalite);
      ajouter(/** @type {Ensemble} */ (facettes.get(facette)?.get(modalite)), rang);
    }
    return { titre, cle: `${modalites.familles[0]}/${identifiant}`, date, modalites };
  });
  return { parMorceau: brut.parMorceau, badges: brut.badges, fiches, facettes };
}

/**
 * @param {number} taille  le nombre de fiches
 * @returns {Ensemble}
 */
export function vide(taille) {
  return new Uint32Array((taille + 31) >>> 5);
}

/**
 * Toutes les fiches.
 * @param {number} taille
 * @returns {Ensemble}
 */
export function plein(taille) {
  const ensemble = vide(taille).fill(0xffffffff);
  if (taille % 32) ensemble[ensemble.length - 1] = (1 << taille % 32) - 1;
  return ensemble;
}

/**
 * @param {Ensemble} ensemble
 * @param {number} rang
 */
export function ajouter(ensemble, rang) {
  ensemble[rang >>> 5] |= 1 << (rang & 31);
}

/**
 * Le nombre de fiches communes à deux ensembles.
 * @param {Ensemble} un
 * @param {Ensemble} autre
 */
export function compter(un, autre) {
  let total = 0;
  for (let i = 0; i < un.length; i++) {
    let bits = un[i] & autre[i];
    // Le compte de bits classique : par paires, par quartets, puis par octets.
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    total += (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return total;
}

/**
 * Les rangs des fiches d’un ensemble, dans l’ordre.
 * @param {Ensemble} ensemble
 * @returns {number[]}
 */
export function rangs(ensemble) {
  const trouves = [];
  for (let i = 0; i < ensemble.length; i++) {
    for (let bits = ensemble[i]; bits; bits &= bits - 1) trouves.push(i * 32 + 31 - Math.clz32(bits & -bits));
  }
  return trouves;
}
