// @ts-check
/**
 * La recherche en texte : Pagefind trouve chaque mot, on ne garde que les pages qui les ont tous.
 *
 * Interrogé d’un bloc, Pagefind rend aussi des pages qui n’ont qu’un début de mot en commun : utile pour classer, pas pour choisir.
 * @import { Formes } from "./francais.js"
 */
import { mots, plusProche } from "./francais.js";

/**
 * @typedef {object} Donnees
 * @property {string} url
 * @property {string} excerpt  un extrait, les mots trouvés entre <mark>
 * @property {Record<string, string>} meta
 */
/** @typedef {{ id: string, score: number, data: () => Promise<Donnees> }} Trouve */
/** @typedef {{ search: (question: string) => Promise<{ results: Trouve[] }>, options: (options: object) => Promise<void>, init: () => void }} Pagefind */

/** @type {Promise<Pagefind> | undefined} */
let pagefind;

/**
 * Le moteur, chargé à la première demande.
 * @param {string} racine  l’adresse de la racine du site
 * @returns {Promise<Pagefind>}
 */
function moteur(racine) {
  pagefind ??= import(new URL(`${base(racine)}pagefind/pagefind.js`, document.baseURI).href).then(async (module) => {
    await module.options({ excerptLength: 24, ranking: { pageLength: 0.1, termSimilarity: 10 } });
    module.init();
    return module;
  });
  return pagefind;
}

/** @param {string} racine */
function base(racine) {
  return racine.replace(/\/?$/, "/");
}

/**
 * Les pages qui ont tous les mots de la question, les plus pertinentes d’abord.
 *
 * La note d’une page réunit celles de ses mots par leurs racines : mieux vaut parler un peu de tout que beaucoup d’un seul.
 * @param {string} question
 * @param {string} racine
 * @returns {Promise<Trouve[]>}
 */
export async function chercher(question, racine) {
  const cherches = mots(question);
  if (!cherches.length) return [];
  const { search } = await moteur(racine);
  const parMot = await Promise.all(cherches.map((formes) => contenant(formes, search)));
  const [premiers, ...autres] = parMot.sort((a, b) => a.size - b.size);
  const communes = [...premiers.keys()].filter((id) => autres.every((trouves) => trouves.has(id)));
  const note = (/** @type {string} */ id) => parMot.reduce((somme, trouves) => somme + Math.sqrt(trouves.get(id)?.score ?? 0), 0);
  return communes
    .map((id) => ({ id, note: note(id) }))
    .sort((a, b) => b.note - a.note || (a.id < b.id ? -1 : 1))
    .map(({ id }) => /** @type {Trouve} */ (premiers.get(id)));
}

/**
 * Les pages où un mot se trouve sous l’une de ses formes, avec leur meilleure note.
 * @param {Formes} formes
 * @param {Pagefind["search"]} search
 * @returns {Promise<Map<string, Trouve>>}
 */
async function contenant(formes, search) {
  /** @type {Map<string, Trouve>} */
  const trouvees = new Map();
  for (const forme of formes) {
    // Entre guillemets, le mot lui-même ; sans, sa note, que Pagefind ne donne pas autrement.
    const exacts = await Promise.all(forme.map(async (mot) => new Set((await search(`"${mot}"`)).results.map(({ id }) => id))));
    const { results } = await search(forme.join(" "));
    for (const trouve of results) {
      const meilleure = trouvees.get(trouve.id)?.score ?? -1;
      if (trouve.score > meilleure && exacts.every((exact) => exact.has(trouve.id))) trouvees.set(trouve.id, trouve);
    }
  }
  return trouvees;
}

/** @type {Promise<Record<string, string>> | undefined} */
let cles;

/**
 * Les fiches trouvées, par famille et identifiant (« exemples/silver-geek »), les plus pertinentes d’abord.
 * @param {string} question
 * @param {string} racine
 * @returns {Promise<string[]>}
 */
export async function trouver(question, racine) {
  cles ??= fetch(`${base(racine)}pagefind/cles.json`).then((reponse) => reponse.json());
  const [trouves, adresses] = await Promise.all([chercher(question, racine), cles]);
  return trouves.map(({ id }) => adresses[id]);
}

/** @type {Promise<string[]> | undefined} */
let connus;

/**
 * La même question avec les mots du site les plus proches des siens, ou rien si elle n’en diffère pas.
 * @param {string} question
 * @param {string} racine
 * @returns {Promise<string>}
 */
export async function corriger(question, racine) {
  connus ??= fetch(`${base(racine)}pagefind/mots.json`).then((reponse) => reponse.json());
  const liste = await connus;
  const { search } = await moteur(racine);
  const lus = mots(question);
  const corriges = await Promise.all(
    lus.map(async (formes) => {
      const mot = formes[0].join(" ");
      return (await contenant(formes, search)).size ? mot : plusProche(mot, liste) || mot;
    }),
  );
  return corriges.join(" ") === lus.map((formes) => formes[0].join(" ")).join(" ") ? "" : corriges.join(" ");
}
