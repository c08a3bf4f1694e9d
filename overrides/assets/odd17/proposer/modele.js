// @ts-check
/**
 * Ce que le site dit d’une fiche à remplir (generator/modele/formulaire.py), et les réponses : la table que sera l’en-tête, faite de
 * textes, de listes et de tables, et le récit, section par section. Rien ici ne touche à la page.
 *
 * @typedef {{ [cle: string]: any }} Table
 * @typedef {string | any[] | Table} Valeur
 * @typedef {object} Champ
 * @property {string} titre
 * @property {string} [aide]
 * @property {"texte" | "recit" | "nombre" | "jour" | "oui-non" | "choix" | "lieu" | "document" | "fiche" | "organisation" | "objet"} sorte
 * @property {boolean} [plusieurs]
 * @property {boolean | "recit"} [exige]  si c’est « recit », une brève s’en passe
 * @property {string} [exemple]
 * @property {boolean} [francais]
 * @property {string} [liste]
 * @property {Record<string, Champ>} [parties]
 * @property {number} [min]
 * @property {number} [max]
 * @property {string} [motif]
 * @property {number} [de]
 * @property {number} [a]
 * @property {number} [nombreMin]
 * @property {number} [nombreMax]
 * @typedef {{ id: string, question: string, champs?: string[], section?: string }} Etape
 * @typedef {[valeur: string, libelle: string, definition?: string, autres?: string]} Modalite
 * @typedef {object} Description
 * @property {string} famille
 * @property {boolean} bref  vrai si la famille a une forme courte
 * @property {string[]} ordre  celui des champs dans un fichier
 * @property {string[]} exiges  ceux qu’une fiche entière doit avoir
 * @property {Record<string, Champ>} champs
 * @property {Record<string, Champ>} document
 * @property {Record<string, string>} aDefautDe
 * @property {Record<string, string>} avec
 * @property {Record<string, string>} sections
 * @property {Etape[]} etapes
 * @property {Etape[]} suite
 * @property {Record<string, Modalite[]>} listes
 * @typedef {{ champs: Table, sections: Record<string, string> }} Reponses
 */

/** @param {unknown} valeur @returns {valeur is Table} */
export const estTable = (valeur) => typeof valeur === "object" && valeur !== null && !Array.isArray(valeur);

/**
 * La même valeur sans ce qui est vide ; rien s’il n’en reste rien.
 * @param {Valeur | undefined} valeur
 * @returns {Valeur | undefined}
 */
export function sansVide(valeur) {
  if (typeof valeur === "string") return valeur.trim() || undefined;
  if (Array.isArray(valeur)) {
    const pleins = valeur.map(sansVide).filter((une) => une !== undefined);
    return pleins.length ? pleins : undefined;
  }
  if (!estTable(valeur)) return undefined;
  const pleins = Object.entries(valeur).flatMap(([cle, une]) => {
    const pleine = sansVide(une);
    return pleine === undefined ? [] : [[cle, pleine]];
  });
  return pleins.length ? Object.fromEntries(pleins) : undefined;
}

/** @param {unknown} un @param {unknown} autre @returns {boolean} */
export function pareil(un, autre) {
  if (Array.isArray(un) && Array.isArray(autre)) return un.length === autre.length && un.every((element, rang) => pareil(element, autre[rang]));
  if (estTable(un) && estTable(autre)) {
    const cles = Object.keys(un);
    return cles.length === Object.keys(autre).length && cles.every((cle) => cle in autre && pareil(un[cle], autre[cle]));
  }
  return un === autre;
}

/**
 * Ce qui manque à une étape : vrai si elle n’a pas de réponse.
 * @param {Etape} etape
 * @param {Reponses} reponses
 */
export function sansReponse(etape, { champs, sections }) {
  return etape.section ? !sections[etape.section]?.trim() : (etape.champs ?? []).every((nom) => sansVide(champs[nom]) === undefined);
}

/**
 * Vrai tant que la fiche n’est qu’une brève : il lui manque un champ, ou une section, qu’un récit doit avoir.
 * @param {Description} description
 * @param {Reponses} reponses
 */
export function estBreve({ bref, exiges, sections }, reponses) {
  if (!bref) return false;
  return exiges.some((nom) => sansVide(reponses.champs[nom]) === undefined) || Object.keys(sections).some((section) => !reponses.sections[section]?.trim());
}

/** Le début de la clé d’un document que l’on décrit en route. */
export const NEUVE = "nouvelle-source-";
