// @ts-check
/**
 * Les noms à une faute de celui que l’on a tapé. Une seule faute laisse intact le début du nom, ou sa fin : les morceaux les rangent
 * dans les deux sens, et l’on coupe le nom là où cela en demande le moins.
 *
 * @import { Grand, Ligne } from "./lieux.js"
 */
import { separation } from "../recherche/francais.js";
import { cle, estGroupe, sansSorte } from "./nom.js";

const LETTRES_SURES = 5;
/** Au-delà, le début du nom ne distingue plus rien : mieux vaut se taire. */
const MORCEAUX = 8;
const PROPOSES = 3;
/** On se trompe rarement de première lettre : un village ne se propose pas à qui en tape une autre. */
const PREMIERE_LETTRE = 5_000;

/** Ce qui est bien écrit, et n’est pas en France. */
const AILLEURS = new Set(
  ("allemagne andorre angleterre anvers athenes autriche barcelone belgique berlin bresil bruxelles canada casablanca chine danemark " +
    "dublin ecosse egypte espagne europe finlande france geneve grece hambourg hongrie irlande islande italie japon lausanne liban " +
    "lisbonne londres luxembourg madrid maroc mexique milan moscou munich naples norvege perou pologne portugal quebec rabat rome " +
    "roumanie russie senegal suede suisse syrie tunis tunisie turin turquie ukraine varsovie venise vienne zurich").split(" "),
);

/**
 * @param {string} nom  plié
 * @param {Grand[]} grands
 * @param {(nom: string) => Promise<any>} charger
 * @returns {Promise<Ligne[]>}
 */
export async function proches(nom, grands, charger) {
  if (nom.length < LETTRES_SURES - 1 || /\d/.test(nom) || AILLEURS.has(nom)) return [];
  const rangs = ou(nom, (await charger("fautes")).split("|"));
  /** @type {Ligne[][]} */
  const morceaux = rangs.length <= MORCEAUX ? await Promise.all(rangs.map((rang) => charger(`fautes-${rang}`))) : [];
  /** @type {Ligne[]} */
  const lignes = grands.flatMap(([un, code, population, , anciens]) => [un, ...anciens].map((dit) => /** @type {Ligne} */ ([dit, code, population])));
  const vues = new Map([...lignes, ...morceaux.flat()].filter((ligne) => ressemble(nom, ligne)).map((ligne) => [`${ligne[0]} ${ligne[1]}`, ligne]));
  return [...vues.values()].sort((a, b) => b[2] - a[2]).slice(0, PROPOSES);
}

/**
 * @param {string} tape
 * @param {Ligne} ligne
 */
function ressemble(tape, [nom, code, population]) {
  const sien = estGroupe(code) ? sansSorte(cle(nom)) : cle(nom);
  return sien.length >= LETTRES_SURES && (sien[0] === tape[0] || population >= PREMIERE_LETTRE) && separation(tape, sien, 2) === 1;
}

/**
 * Les morceaux où serait un nom à une faute de celui-ci.
 * @param {string} nom
 * @param {string[]} debuts
 */
export function ou(nom, debuts) {
  const longueurs = new Set([nom.length - 1, nom.length, nom.length + 1].map((longueur) => String(Math.floor(longueur / 2)).padStart(2, "0")));
  const envers = [...nom].reverse().join("");
  let moins = debuts.map((_, rang) => rang);
  for (let coupe = 2; coupe <= nom.length - 2; coupe++) {
    const bouts = [...longueurs].flatMap((longueur) => [`${longueur}>${nom.slice(0, coupe)}`, `${longueur}<${envers.slice(0, nom.length - coupe - 1)}`]);
    const rangs = [...new Set(bouts.flatMap((bout) => etendue(bout, debuts)))];
    if (rangs.length < moins.length) moins = rangs;
  }
  return moins;
}

/**
 * Les morceaux où quelque chose commence ainsi.
 * @param {string} bout
 * @param {string[]} debuts
 */
function etendue(bout, debuts) {
  const premier = Math.max(0, debuts.findLastIndex((debut) => debut <= bout));
  const dernier = debuts.findLastIndex((debut) => debut <= `${bout}\uffff`);
  return Array.from({ length: dernier - premier + 1 }, (_, rang) => premier + rang);
}
