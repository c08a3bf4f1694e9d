// @ts-check
/**
 * La recherche en texte : Pagefind trouve chaque mot, on ne garde que les pages qui les ont tous.
 *
 * Interrogé d’un bloc, Pagefind rend aussi des pages qui n’ont qu’un début de mot en commun : utile pour classer, pas pour choisir.
 */
import { mots, plusProche } from "./francais.js";

/**
 * @typedef {object} Donnees
 * @property {string} url
 * @property {string} excerpt  un extrait, les mots trouvés entre <mark>
 * @property {Record<string, string>} meta
 * @property {Record<string, string[]>} filters
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
    await module.options({ excerptLength: 24 });
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
 * @param {string} question
 * @param {string} racine
 * @returns {Promise<Trouve[]>}
 */
export async function chercher(question, racine) {
  const cherches = mots(question);
  if (!cherches.length) return [];
  const { search } = await moteur(racine);
  const parMot = await Promise.all(cherches.map(async (mot) => new Map((await search(`"${mot}"`)).results.map((r) => [r.id, r]))));
  const [premiers, ...autres] = parMot.sort((a, b) => a.size - b.size);
  const communes = [...premiers.values()].filter(({ id }) => autres.every((trouves) => trouves.has(id)));
  if (!communes.length) return [];
  const places = new Map((await search(cherches.join(" "))).results.map((resultat, place) => [resultat.id, { resultat, place }]));
  return communes
    .sort((a, b) => (places.get(a.id)?.place ?? Infinity) - (places.get(b.id)?.place ?? Infinity))
    .map((commune) => places.get(commune.id)?.resultat ?? commune);
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
    lus.map(async (mot) => ((await search(`"${mot}"`)).results.length ? mot : plusProche(mot, liste) || mot)),
  );
  return corriges.join(" ") === lus.join(" ") ? "" : corriges.join(" ");
}
