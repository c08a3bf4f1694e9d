// @ts-check
/**
 * Le fichier d’une fiche, tel qu’`odd17 nouveau` l’écrirait : un champ par ligne, puis le récit.
 *
 * @import { Description, Reponses, Table, Valeur } from "./modele.js"
 */
import { plier } from "../recherche/francais.js";
import { estBreve, estTable, NEUVE, pareil, sansVide } from "./modele.js";

/** Ce qui se lit mieux sans guillemets : un identifiant, un nombre entier, une date. @param {string} texte */
export const nu = (texte) => /^(?:[a-z][a-z0-9-]*|[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2})$/.test(texte);

/** @param {Valeur} valeur @returns {string} */
export function ecrireEnLigne(valeur) {
  if (Array.isArray(valeur)) return `[${valeur.map(ecrireEnLigne).join(", ")}]`;
  if (estTable(valeur)) return `{${Object.entries(valeur).map(([cle, une]) => `${cle}: ${ecrireEnLigne(une)}`).join(", ")}}`;
  return nu(valeur) ? valeur : JSON.stringify(valeur);
}

/**
 * Les lignes d’une table, un champ par ligne.
 * @param {Table} table
 * @param {string} retrait
 * @returns {string[]}
 */
export function ecrireLaTable(table, retrait = "") {
  return Object.entries(table).flatMap(([cle, valeur]) => ecrireLeChamp(cle, valeur, retrait));
}

/**
 * @param {string} cle
 * @param {Valeur} valeur
 * @param {string} retrait
 * @returns {string[]}
 */
export function ecrireLeChamp(cle, valeur, retrait) {
  if (estTable(valeur)) return [`${retrait}${cle}:`, ...ecrireLaTable(valeur, `${retrait}  `)];
  if (Array.isArray(valeur) && estTable(valeur[0])) return [`${retrait}${cle}:`, ...valeur.flatMap((un) => ecrireLElement(un, `${retrait}  `))];
  return [`${retrait}${cle}: ${ecrireEnLigne(valeur)}`];
}

/**
 * Un élément d’une liste, son tiret sur la ligne de son premier champ.
 * @param {Valeur} valeur
 * @param {string} retrait
 */
export function ecrireLElement(valeur, retrait) {
  if (!estTable(valeur)) return [`${retrait}- ${ecrireEnLigne(valeur)}`];
  return ecrireLaTable(valeur, `${retrait}  `).map((ligne, rang) => rang ? ligne : `${retrait}- ${ligne.trimStart()}`);
}

/**
 * Le français comme on l’imprime : l’apostrophe courbe, l’espace insécable là où elle est sûre.
 * @param {string} texte
 */
export function typographier(texte) {
  return texte
    .replace(/(?<=\p{L})'(?=\p{L})/gu, "’")
    .replace(/(?<=\S) (?=[;?»]|!(?!\[)|:(?:\s|$))|(?<=«) (?=\S)|(?<=\d) (?=[%€])/g, "\u00a0")
    .replace(/(?<=[\p{L}\p{N}»)])(?=[;!?](?:\s|$))/gu, "\u00a0");
}

/**
 * Les champs tels qu’ils s’écrivent : dans l’ordre du modèle, sans vide, leur français imprimable, chaque document neuf sous son nom.
 *
 * Ce qui ne change pas d’une fiche publiée (`avant`) n’est pas récrit.
 * @param {Description} description
 * @param {Pick<Reponses, "champs">} reponses
 * @param {Table} avant
 * @returns {Table}
 */
export function ranger(description, { champs }, avant = {}) {
  const pleins = nommer(/** @type {Table} */ (sansVide(champs) ?? {}));
  /** @type {Table} */
  const ranges = {};
  for (const nom of [...description.ordre, "documents", ...Object.keys(pleins)]) {
    const champ = description.champs[nom];
    if (nom in pleins && !(nom in ranges) && nom !== "documents") ranges[nom] = imprimer(pleins[nom], champ, avant[nom]);
    if (nom === "sources" && "documents" in pleins) ranges.documents = pleins.documents;
  }
  if ("documents" in pleins) ranges.documents ??= pleins.documents;
  return ranges;
}

/**
 * @param {Valeur} valeur
 * @param {import("./modele.js").Champ | undefined} champ
 * @param {Valeur} [avant]
 * @returns {Valeur}
 */
function imprimer(valeur, champ, avant) {
  if (!champ || pareil(valeur, sansVide(avant))) return valeur;
  if (Array.isArray(valeur)) {
    const anciens = Array.isArray(avant) ? avant.map(sansVide) : [];
    return valeur.map((une, rang) => imprimer(une, champ, anciens.find((ancien) => pareil(ancien, une)) ?? anciens[rang]));
  }
  if (estTable(valeur)) return Object.fromEntries(Object.entries(valeur).map(([cle, une]) => [cle, imprimer(une, champ.parties?.[cle], estTable(avant) ? /** @type {Table} */ (avant)[cle] : undefined)]));
  return champ.francais ? typographier(valeur) : valeur;
}

/**
 * Donne à chaque document décrit en route la clé que fait son titre, et oublie ceux que plus rien ne cite.
 * @param {Table} champs
 * @returns {Table}
 */
function nommer(champs) {
  if (!estTable(champs.documents)) return champs;
  const cites = JSON.stringify({ ...champs, documents: "" });
  /** @type {Map<string, string>} */
  const noms = new Map();
  for (const [cle, document] of Object.entries(champs.documents)) {
    if (!cle.startsWith(NEUVE)) noms.set(cle, cle);
    else if (cites.includes(JSON.stringify(cle)) && estTable(document)) {
      const court = identifiant(String(document.titre ?? "")) || cle;
      const pris = new Set([...noms.values(), ...Object.keys(champs.documents)]);
      noms.set(cle, [court, ...Array.from({ length: 99 }, (_, rang) => `${court}-${rang + 2}`)].find((nom) => !pris.has(nom)) ?? cle);
    }
  }
  const documents = Object.fromEntries([...noms].map(([cle, nom]) => [nom, champs.documents[cle]]));
  const { documents: _, ...reste } = champs;
  return /** @type {Table} */ (sansVide({ .../** @type {Table} */ (renommer(reste, noms)), documents }) ?? {});
}

/**
 * @param {Valeur} valeur
 * @param {Map<string, string>} noms
 * @returns {Valeur}
 */
function renommer(valeur, noms) {
  if (Array.isArray(valeur)) return valeur.map((une) => renommer(une, noms));
  if (estTable(valeur)) return Object.fromEntries(Object.entries(valeur).map(([cle, une]) => [cle, renommer(une, noms)]));
  return noms.get(valeur) ?? valeur;
}

/**
 * Une section telle qu’elle s’écrit : sans titre qui en ferait une autre.
 * @param {string} texte
 */
export const ecrireLaSection = (texte) => typographier(texte.trim().replace(/\r\n?/g, "\n").replace(/^#+ */gm, ""));

/**
 * Le texte du fichier d’une fiche neuve.
 * @param {Description} description
 * @param {Reponses} reponses
 * @param {string} jour
 */
export function rediger(description, reponses, jour) {
  const breve = estBreve(description, reponses);
  const champs = ranger(description, reponses);
  const entete = ecrireLaTable({ ...champs, ...(breve ? { breve: "oui" } : {}), publie_le: jour });
  const racontees = Object.keys(description.sections).filter((section) => !breve || reponses.sections[section]?.trim());
  const recit = racontees.map((section) => `## ${section}\n\n${ecrireLaSection(reponses.sections[section] ?? "")}\n`);
  return ["---", ...entete, "---", "", ...recit].join("\n");
}

/**
 * Le nom de fichier que donne un titre : « Jardin partagé » → « jardin-partage ».
 * @param {string} titre
 */
export function identifiant(titre) {
  let court = "";
  for (const mot of plier(titre.split(/ : |\u00a0:/)[0]).split(/[^a-z0-9]+/).filter(Boolean)) {
    if (court.length + mot.length > 60) break;
    court = court ? `${court}-${mot}` : mot;
  }
  return court;
}
