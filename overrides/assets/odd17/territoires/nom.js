// @ts-check
/**
 * Le nom d’un lieu tel qu’on le tape : sans accents, traits d’union ni article, « st » comme « saint ».
 *
 * Les morceaux sont rangés de la même façon à la construction (generator/sortie/noms_de_lieux.py).
 */
import { plier } from "../recherche/francais.js";

const ARTICLES = new Set(["le", "la", "les", "l"]);
const ABREGES = new Map([["st", "saint"], ["ste", "sainte"], ["mt", "mont"]]);

const SORTE = new RegExp(
  "^(?:cc|ca|cu|ept|communaute(?: de communes| d agglomeration| urbaine)?|agglo(?:meration)?|com ?com|intercommunalite" +
    "|etablissement public territorial) (?:(?:de la|de l|de|du|des|d|le|la|les|l) )?(?=.)",
);

/**
 * Ce que l’on compare d’un nom.
 * @param {string} nom
 */
export function cle(nom) {
  const mots = plier(nom).split(/[^a-z0-9]+/).filter(Boolean).map((mot) => ABREGES.get(mot) ?? mot);
  return (mots.length > 1 && ARTICLES.has(mots[0]) ? mots.slice(1) : mots).join(" ");
}

/**
 * Le nom d’une intercommunalité sans ce qu’elle est : « mont des avaloirs ».
 * @param {string} cle
 * @returns {string}
 */
export function sansSorte(cle) {
  const courte = cle.replace(SORTE, "");
  return courte === cle ? cle : sansSorte(courte);
}

/**
 * Ce qui désigne un lieu dans l’adresse de la page : « rennes-35238 », « ille-et-vilaine-35 », « bretagne-r53 ».
 * @param {string} nom
 * @param {string} code
 */
export function ecrire(nom, code) {
  return `${cle(nom).replaceAll(" ", "-")}-${code.toLowerCase()}`;
}

/**
 * Le nom et le code que dit une adresse ; rien si c’est un texte tapé à la main.
 * @param {string} texte
 * @returns {{ nom: string, code: string } | null}
 */
export function lire(texte) {
  const lu = /^(.+)-(\d{9}|\d[\dab]\d{3}|\d[\dab]\d?|r\d\d)$/i.exec(texte);
  return lu && { nom: cle(lu[1]), code: lu[2].replace(/[ab]/i, (lettre) => lettre.toUpperCase()).replace("R", "r") };
}

/**
 * Le code du département d’une commune.
 * @param {string} commune
 */
export function departementDe(commune) {
  return commune.slice(0, /^9[78]/.test(commune) ? 3 : 2);
}

/** @param {string} code */
export const estCommune = (code) => code.length === 5;

/** @param {string} code */
export const estGroupe = (code) => code.length === 9;

/**
 * Un nombre et le mot qu’il compte.
 * @param {number} nombre
 * @param {string} mot
 */
export function accorder(nombre, mot) {
  return `${nombre.toLocaleString("fr")}\u00a0${mot}${nombre > 1 ? "s" : ""}`;
}

/**
 * « de Barby », « d’Annecy », « du Mans ».
 * @param {string} nom
 */
export function de(nom) {
  if (/^Les? /.test(nom)) return nom.replace(/^Le /, "du ").replace(/^Les /, "des ");
  return /^[AEIOUYÀÂÉÈÊÎÔŒ]/.test(nom) ? `d’${nom}` : `de ${nom}`;
}
