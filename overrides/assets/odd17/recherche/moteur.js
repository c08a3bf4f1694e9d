// @ts-check
/**
 * La recherche en texte : Pagefind trouve chaque mot, nous choisissons les pages et les rangeons.
 *
 * Interrogé d’un bloc, Pagefind rend aussi des pages qui n’ont qu’un début de mot en commun : utile pour classer, pas pour choisir.
 * @import { Mot } from "./francais.js"
 */
import { mots, plier } from "./francais.js";
import { Lexique, deplier } from "./lexique.js";

/**
 * @typedef {object} Donnees
 * @property {string} url
 * @property {string} excerpt  un extrait, les mots trouvés entre <mark>
 * @property {Record<string, string>} meta
 */
/** @typedef {{ id: string, score: number, data: () => Promise<Donnees> }} Resultat */
/**
 * @typedef {object} Pagefind
 * @property {(question: string) => Promise<{ results: Resultat[] }>} search
 * @property {(options: object) => Promise<void>} options
 * @property {() => Promise<void>} init
 * @property {(adresse: string, options: object) => Promise<void>} mergeIndex
 */

/** Une page trouvée ; `cle` dit laquelle : « exemples/silver-geek », ou « glossaire/ptce » pour un mot du glossaire. @typedef {Resultat & { cle: string }} Trouve */

/**
 * @typedef {object} Reponse
 * @property {Trouve[]} completes  les pages qui ont tous les mots, les plus pertinentes d’abord
 * @property {Trouve[]} proches  celles qui en ont l’essentiel
 * @property {string} autre  la question que l’on voulait sans doute poser, et à laquelle ces pages répondent ; rien si c’est la même
 */

/** Une page est proche de la question si elle en a au moins cette part, un mot rare comptant plus qu’un mot courant. */
const ESSENTIEL = 0.34;
const REGLAGES = { excerptLength: 24, ranking: { pageLength: 0.1, termSimilarity: 10 } };
/** Ce que vaut un mot de la même famille que le mot cherché. */
const PARENTE = 0.5;

/**
 * Pose une question. Si aucune page n’a tous ses mots et que l’un d’eux est mal écrit, c’est la question corrigée qui est posée.
 * @param {string} question
 * @param {string} racine  l’adresse de la racine du site
 * @returns {Promise<Reponse>}
 */
export async function chercher(question, racine) {
  const fonds = await ouvrir(racine);
  return poser(question, fonds).catch(oublier);
}

/**
 * @param {string} question
 * @param {Fonds} fonds
 * @returns {Promise<Reponse>}
 */
async function poser(question, fonds) {
  const reponse = await repondre(question, fonds);
  if (reponse.completes.length) return reponse;
  const autre = await corriger(question, fonds);
  if (!autre) return reponse;
  const corrigee = await repondre(autre, fonds);
  // Une correction qui ne trouve rien de plus ne vaut pas d’être proposée.
  return corrigee.completes.length || corrigee.proches.length > reponse.proches.length ? { ...corrigee, autre } : reponse;
}

/**
 * @param {string} question
 * @param {Fonds} fonds
 * @returns {Promise<Reponse>}
 */
async function repondre(question, fonds) {
  const lus = mots(question);
  const parMot = await Promise.all(lus.map((mot) => fonds.contenant(mot)));
  // Entière, la question ne sert qu’à choisir l’extrait : celui où ses mots sont ensemble.
  const entiere = lus.length > 1 ? (await fonds.moteur.search(lus.flatMap(({ formes }) => formes[0]).join(" "))).results : [];
  const extraits = new Map(entiere.map((resultat) => [resultat.id, resultat]));
  // Un mot que le site ignore ne rend aucune page moins proche.
  const poids = parMot.map(({ size }) => (size ? Math.log(1 + fonds.taille / size) : 0));
  const total = poids.reduce((somme, un) => somme + un, 0);
  /** @type {Map<string, { resultat: Resultat, note: number, part: number, mots: number }>} */
  const notees = new Map();
  for (const [rang, pages] of parMot.entries()) {
    for (const [id, resultat] of pages) {
      const notee = notees.get(id) ?? { resultat: extraits.get(id) ?? resultat, note: 0, part: 0, mots: 0 };
      notee.note += Math.sqrt(resultat.score);
      notee.part += poids[rang] / total;
      notee.mots += 1;
      notees.set(id, notee);
    }
  }
  // Qui tape un nom veut d’abord ce qui porte ce nom.
  const nom = plier(question).replace(/[^\p{L}\p{N}]+/gu, "-");
  const nommee = (/** @type {Resultat} */ { id }) => Number(fonds.cles[id].split("/").at(-1) === nom);
  const rangees = [...notees.values()].sort(
    (a, b) => nommee(b.resultat) - nommee(a.resultat) || b.note - a.note || (a.resultat.id < b.resultat.id ? -1 : 1),
  );
  const rendre = (/** @type {typeof rangees} */ liste) =>
    liste.map(({ resultat }) => ({ ...resultat, cle: fonds.cles[resultat.id], data: () => resultat.data().catch(oublier) }));
  const completes = rangees.filter((notee) => notee.mots === lus.length);
  const proches = rangees
    .filter((notee) => notee.mots < lus.length && notee.part >= ESSENTIEL)
    .sort((a, b) => b.part * b.note - a.part * a.note);
  return { completes: rendre(completes), proches: rendre(proches), autre: "" };
}

/**
 * Charge d’avance de quoi répondre, pendant que le visiteur tape.
 * @param {string} racine
 */
export async function preparer(racine) {
  await ouvrir(racine);
}

/**
 * La même question, chaque mot que le site ignore remplacé par le plus proche de ceux qu’il connaît. Rien s’il n’y en a pas.
 * @param {string} question
 * @param {Fonds} fonds
 */
async function corriger(question, fonds) {
  let corrigee = "";
  let place = 0;
  for (const { ecrit, debut, formes } of mots(question)) {
    const trouve = (await fonds.contenant({ formes })).size;
    const proche = trouve ? "" : fonds.lexique.proche(formes[0].join(""));
    corrigee += question.slice(place, debut) + (proche || ecrit);
    place = debut + ecrit.length;
  }
  corrigee += question.slice(place);
  return corrigee === question ? "" : corrigee;
}

/** Tout ce que la recherche charge à la première question. */
class Fonds {
  /**
   * @param {Pagefind} moteur
   * @param {Record<string, string>} cles  la page de chaque résultat
   * @param {string[]} connus  les mots du site
   */
  constructor(moteur, cles, connus) {
    this.moteur = moteur;
    this.cles = cles;
    this.taille = Object.keys(cles).length;
    this.lexique = new Lexique(connus);
    /** @type {Map<string, Promise<Map<string, Resultat>>>} */
    this.deja = new Map();
  }

  /**
   * Les pages où un mot se trouve sous l’une de ses formes, avec leur meilleure note.
   * @param {Pick<Mot, "formes">} mot
   */
  async contenant({ formes }) {
    const parForme = formes.map(async (forme) => croiser(await Promise.all(forme.map((mot) => this.famille(mot)))));
    const mot = formes[0].join("");
    if (!this.lexique.connait(mot)) parForme.push(this.pages(this.lexique.lectures(mot)));
    return reunir(await Promise.all(parForme));
  }

  /**
   * Les pages où se trouve un mot ou, pour moins, un mot de sa famille.
   * @param {string} mot
   */
  async famille(mot) {
    const parents = await this.pages(this.lexique.parents(mot));
    const moindres = new Map([...parents].map(([id, resultat]) => [id, { ...resultat, score: resultat.score * PARENTE }]));
    return reunir([await this.pages(this.lexique.graphies(mot)), moindres]);
  }

  /**
   * Les pages où se trouve au moins un de ces mots.
   * @param {string[]} mots
   */
  async pages(mots) {
    return reunir(await Promise.all(mots.map((mot) => this.exactes(mot))));
  }

  /**
   * Les pages où se trouve un mot.
   * @param {string} mot
   * @returns {Promise<Map<string, Resultat>>}
   */
  exactes(mot) {
    let pages = this.deja.get(mot);
    if (!pages) {
      // Entre guillemets, le mot lui-même ; sans, sa note, que Pagefind ne donne pas autrement.
      pages = Promise.all([this.moteur.search(`"${mot}"`), this.moteur.search(mot)]).then(([exacts, notes]) => {
        const retenus = new Set(exacts.results.map(({ id }) => id));
        // Pagefind tait un morceau d’index qui n’arrive pas : un mot du site que l’on ne trouve plus est une panne, pas une réponse.
        if (!retenus.size && this.lexique.emploie(mot)) throw new Error(`index incomplet : ${mot}`);
        return new Map(notes.results.filter(({ id }) => retenus.has(id)).map((resultat) => [resultat.id, resultat]));
      });
      this.deja.set(mot, pages);
    }
    return pages;
  }
}

/**
 * @param {Map<string, Resultat>[]} ensembles
 * @returns {Map<string, Resultat>}
 */
function reunir(ensembles) {
  const reunion = new Map();
  for (const ensemble of ensembles) {
    for (const [id, resultat] of ensemble) if (resultat.score > (reunion.get(id)?.score ?? -1)) reunion.set(id, resultat);
  }
  return reunion;
}

/**
 * @param {Map<string, Resultat>[]} ensembles
 * @returns {Map<string, Resultat>}
 */
function croiser([premier, ...autres]) {
  return new Map([...premier].filter(([id]) => autres.every((ensemble) => ensemble.has(id))));
}

/** @type {Promise<Fonds> | undefined} */
let fonds;
/** Combien de fois la recherche a échoué : un moteur abîmé ne se répare pas, on en charge un autre. */
let echecs = 0;

/**
 * Oublie ce qui a été chargé : la question suivante recommencera. (Le train passe un tunnel.)
 * @param {unknown} erreur
 * @returns {never}
 */
function oublier(erreur) {
  fonds = undefined;
  echecs += 1;
  throw erreur;
}

/**
 * Charge la recherche, une fois.
 * @param {string} racine  l’adresse de la racine du site
 * @returns {Promise<Fonds>}
 */
function ouvrir(racine) {
  const adresse = (/** @type {string} */ nom) => new URL(`${racine.replace(/\/?$/, "/")}pagefind/${nom}`, document.baseURI).href;
  fonds ??= Promise.all([demarrer(adresse("pagefind.js")), lire(adresse("cles.json")), lire(adresse("mots.json"))])
    .then(async ([moteur, { parties, pages }, connus]) => {
      for (let partie = 2; partie <= parties; partie += 1) await moteur.mergeIndex(adresse(`${partie}/`), REGLAGES);
      return new Fonds(moteur, pages, deplier(connus));
    })
    .catch(oublier);
  return fonds;
}

/**
 * @param {string} adresse
 * @returns {Promise<any>}
 */
async function lire(adresse) {
  const reponse = await fetch(adresse);
  if (!reponse.ok) throw new Error(`${adresse} : ${reponse.status}`);
  return reponse.json();
}

/**
 * @param {string} adresse
 * @returns {Promise<Pagefind>}
 */
async function demarrer(adresse) {
  const moteur = await import(echecs ? `${adresse}?${echecs}` : adresse);
  await moteur.options(REGLAGES);
  await moteur.init();
  return moteur;
}
