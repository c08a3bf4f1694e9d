// @ts-check
/**
 * Comment se lit ce que l’on tape : un code postal, un nom et son département, un arrondissement, une intercommunalité.
 *
 * @typedef {object} Lecture  une façon de lire, à essayer si celles d’avant n’ont rien donné
 * @property {string} nom  par quoi commence ce que l’on cherche
 * @property {string} [departement]  le seul département où chercher
 * @property {string} [dit]  par quoi commence le nom, quand on cherche par le code postal
 * @property {boolean} [groupe]  vrai si l’on ne cherche qu’une intercommunalité
 * @property {boolean} [approche]  vrai si ce n’est pas ce que l’on a tapé
 */
import { cle, sansSorte } from "./nom.js";

/** Ce que l’on dit d’un lieu devant son nom. */
const GENRE = /^(?:(?:departement|dept|dpt|region) (?:de la |de l |de |du |des |d )?|(?:ville|commune|mairie) (?:de la|de l|de|du|des|d) |ile de la (?=reunion$))(?=.)/;

/**
 * @param {string} texte
 * @param {[cle: string, code: string][]} departements  leur nom et leur numéro
 * @returns {Generator<Lecture>}
 */
export function* lectures(texte, departements) {
  const tape = cle(texte.replace(/\bs\s*\/\s*s\b/gi, "sous").replace(/\bs\s*\//gi, "sur ")).replace(/ cedex\b.*$/, "");
  if (/^[\d ]+$/.test(tape)) {
    const numero = tape.replaceAll(" ", "");
    yield { nom: numero };
    // « 75000 » n’est le code d’aucune commune ; il dit du moins le département.
    if (numero.length === 5) yield { nom: numero.slice(0, /^97/.test(numero) ? 3 : 2), approche: true };
    return;
  }
  const arrondissement =
    /^(?<ville>paris|lyon|marseille) (?<rang>\d\d?)(?:er?|eme|ere)?(?: arr\w*)?$/.exec(tape) ??
    /^(?<rang>\d\d?)(?:er?|eme|ere)?(?: arr\w*)? (?:(?:de|a) )?(?<ville>paris|lyon|marseille)$/.exec(tape);
  if (arrondissement?.groups) {
    const { ville, rang } = arrondissement.groups;
    yield { nom: `${ville} ${Number(rang)}${Number(rang) === 1 ? "er" : "e"} arrondissement` };
  }
  const postal = /^(?<code>\d{5}) (?<dit>.+)$/.exec(tape) ?? /^(?<dit>.+) (?<code>\d{5})$/.exec(tape);
  if (postal?.groups) {
    yield { nom: postal.groups.code, dit: cle(postal.groups.dit) };
    return yield { nom: cle(postal.groups.dit) };
  }
  // « Saint-Denis (93) », « saint denis 93 », « saint denis reunion ».
  const numero = /^(.*[a-z].*?) (\d[\dab]\d?)$/.exec(tape);
  if (numero) yield { nom: numero[1], departement: numero[2].toUpperCase() };
  const nu = sansSorte(tape);
  if (nu !== tape) yield { nom: cle(nu), groupe: true };
  yield { nom: cle(tape.replace(GENRE, "")) };
  // « Lille Métropole », « agglo de Pau » : ce que l’on dit d’une intercommunalité n’est pas toujours dans son nom.
  const ville = tape.replace(/^(?:euro)?metropole (?:de la|de l|de|du|des|d) (?=.)|(?<=.) (?:euro)?(?:metropole|agglo(?:meration)?)$/, "");
  if (ville !== tape) yield { nom: cle(ville), groupe: true };
  for (const [nom, code] of departements) {
    if (tape.endsWith(` ${nom}`)) yield { nom: tape.slice(0, -nom.length).replace(/(?: (?:la|le|les|l|en|a|dans))* $/, ""), departement: code };
  }
}
