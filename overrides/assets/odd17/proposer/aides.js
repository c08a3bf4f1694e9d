// @ts-check
/**
 * Ce que le site sait déjà, pour n’avoir pas à le taper : les lieux, les organisations, les documents, les fiches.
 *
 * @typedef {[nom: string, profil: string, exemples: number[], ...autres: string[]]} Connue
 * @typedef {{ exemples: [cle: string, titre: string][], noms: Connue[] }} Connues
 * @typedef {{ libelle: string, note: string, valeur: string, suite?: string, choisie?: () => void }} Proposition  `choisie` : ce qu’il faut faire si on la choisit
 */
import { plier } from "../recherche/francais.js";

const PROPOSEES = 7;

export class Aides {
  /** @param {string} racine */
  constructor(racine) {
    this.racine = racine;
    /** @type {Map<string, Promise<any>>} */
    this.charges = new Map();
    /** @type {import("../territoires/lieux.js").Lieux | undefined} */
    this.connus = undefined;
  }

  /** Un fichier du site ; celui qui n’arrive pas sera redemandé. @param {string} nom */
  charger(nom) {
    const promesse = this.charges.get(nom) ?? fetch(`${this.racine}${nom}`).then((reponse) => {
      if (!reponse.ok) throw new Error(`${nom} : ${reponse.status}`);
      return nom.endsWith(".json") ? reponse.json() : reponse.text();
    });
    promesse.catch(() => this.charges.delete(nom));
    this.charges.set(nom, promesse);
    return promesse;
  }

  /** @returns {Promise<Connues>} */
  connues() {
    return this.charger("proposer/organisations.json");
  }

  async catalogue() {
    const { decoder } = await import("../explorateur/catalogue.js");
    return decoder(await this.charger("explorer/catalogue.json"));
  }

  /** Les lieux, comme « près de moi » les connaît. */
  async lieux() {
    const { Lieux } = await import("../territoires/lieux.js");
    return this.connus ??= new Lieux(`${this.racine}territoires/lieux/`);
  }

  /** Tout ce qui servira même si le réseau s’en va. */
  async prevoir() {
    await Promise.allSettled([this.connues(), this.catalogue(), this.charger("proposer/documents.json"), this.lieux().then((lieux) => lieux.index())]);
  }

  /** @param {string} texte @returns {Promise<Proposition[]>} */
  async organisations(texte) {
    const { noms } = await this.connues();
    return trier(texte, noms, ([nom, , , ...autres]) => [nom, ...autres]).map(([nom, profil, exemples]) => ({
      libelle: nom,
      note: `${exemples.length} exemple${exemples.length > 1 ? "s" : ""}`,
      valeur: nom,
      suite: profil,
    }));
  }

  /** @param {string} texte @returns {Promise<Proposition[]>} */
  async documents(texte) {
    /** @type {[string, string, string?][]} */
    const documents = await this.charger("proposer/documents.json");
    const adresse = texte.trim().replace(/^https?:\/\/(?:www\.)?/, "").replace(/#.*$/, "").replace(/\/$/, "");
    const memes = adresse !== texte.trim() ? documents.filter(([, , sienne]) => sienne && sienne === adresse) : [];
    const trouves = memes.length ? memes : trier(texte, documents, ([, libelle]) => [libelle]);
    return trouves.map(([valeur, libelle]) => ({ libelle, note: "", valeur }));
  }

  /** @param {string} texte @returns {Promise<Proposition[]>} */
  async fiches(texte) {
    const { fiches } = await this.catalogue();
    return trier(texte, fiches, ({ titre }) => [titre]).map(({ titre, cle }) => ({ libelle: titre, note: cle.split("/")[0], valeur: cle }));
  }

  /**
   * Les lieux, écrits comme une fiche les écrit : leur nom seul s’il suffit.
   * @param {string} texte
   * @returns {Promise<Proposition[]>}
   */
  async territoires(texte) {
    const [connus, { cle, departementDe, estCommune, estGroupe }] = await Promise.all([this.lieux(), import("../territoires/nom.js")]);
    const { grands } = await connus.index();
    const { lieux } = await connus.candidats(texte);
    const trouves = lieux.length ? lieux : texte.length > 4 ? await connus.voisins(texte) : [];
    return Promise.all(trouves.slice(0, PROPOSEES).map(async (lieu) => {
      const nom = lieu.actuelle || lieu.nom;
      const sorte = grands.find(([, code]) => code === lieu.code)?.[3] ?? "";
      const precis = estGroupe(lieu.code) ? lieu.departement : estCommune(lieu.code) ? departementDe(lieu.code) : sorte === "département" ? sorte : "région";
      const memes = (await connus.candidats(nom)).lieux.filter((autre) => cle(autre.actuelle || autre.nom) === cle(nom) && autre.code !== lieu.code);
      // Ce qui se fait là servira au récapitulatif, peut-être sans réseau.
      const choisie = () => void connus.charger(estGroupe(lieu.code) ? lieu.departement : estCommune(lieu.code) ? departementDe(lieu.code) : lieu.code).catch(() => {});
      return { libelle: lieu.nom, note: lieu.precision, valeur: memes.length ? `${nom} (${precis})` : nom, choisie };
    }));
  }
}

/**
 * Ceux que désigne un texte : ses mots commencent les leurs ; les noms qu’il commence d’abord.
 * @template T
 * @param {string} texte
 * @param {T[]} tous
 * @param {(un: T) => string[]} noms
 * @returns {T[]}
 */
export function trier(texte, tous, noms) {
  const cherches = enMots(texte);
  if (!cherches.length) return [];
  const debut = cherches.join(" ");
  const trouves = tous.flatMap((un) => {
    const plis = noms(un).map((nom) => enMots(nom));
    const convient = plis.some((mots) => cherches.every((cherche) => mots.some((mot) => mot.startsWith(cherche))));
    return convient ? [{ un, rang: plis.some((mots) => mots.join(" ").startsWith(debut)) ? 0 : 1 }] : [];
  });
  return trouves.sort((a, b) => a.rang - b.rang).slice(0, PROPOSEES).map(({ un }) => un);
}

/** @param {string} texte */
export const enMots = (texte) => plier(texte).split(/[^a-z0-9]+/).filter(Boolean);
