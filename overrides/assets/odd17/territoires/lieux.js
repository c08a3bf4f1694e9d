// @ts-check
/**
 * De ce que l’on tape à un lieu. Les noms sont dans de petits fichiers, rangés : on ne télécharge que celui où le nom serait.
 *
 * @typedef {[nom: string, code: string, population: number, actuelle?: string]} Ligne
 * @typedef {[nom: string, code: string, population: number, sorte: string, adresse: string, anciens: string[]]} Grand
 * @typedef {{ morceaux: string[], grands: Grand[] }} Index
 * @typedef {object} Lieu
 * @property {string} nom
 * @property {string} code
 * @property {number} population
 * @property {string} precision  de quoi le distinguer d’un homonyme
 * @property {string} actuelle  la commune d’aujourd’hui, si c’en est une ancienne
 * @property {boolean} exact  vrai si c’est tout ce que l’on a tapé
 */
import { accorder, cle, departementDe, lire } from "./nom.js";

/** Au-delà, préciser vaut mieux que choisir. */
const PROPOSES = 12;

export class Lieux {
  /** @param {string} dossier */
  constructor(dossier) {
    this.dossier = dossier;
    /** @type {Map<string, Promise<any>>} */
    this.charges = new Map();
  }

  /**
   * Un fichier du dossier ; celui qui n’arrive pas sera redemandé.
   * @param {string} nom
   */
  charger(nom) {
    let promesse = this.charges.get(nom);
    if (!promesse) {
      promesse = fetch(`${this.dossier}${nom}.json`).then((reponse) => {
        if (!reponse.ok) throw new Error(`${nom} : ${reponse.status}`);
        return reponse.json();
      });
      promesse.catch(() => this.charges.delete(nom));
      this.charges.set(nom, promesse);
    }
    return promesse;
  }

  /** @returns {Promise<Index>} */
  index() {
    return this.charger("index");
  }

  /**
   * Les lieux que désigne ou commence un texte, les plus probables d’abord, et s’il y en a trop pour les proposer tous.
   * @param {string} texte
   * @returns {Promise<{ lieux: Lieu[], reste: boolean }>}
   */
  async candidats(texte) {
    // « Saint-Denis (93) », « saint denis 93 » : le numéro dit de quel département.
    const [, nom = texte, numero = ""] = /^(.*[a-zà-ÿ][^\d(]*?)[\s(]+(\d[\dab]\d?)\)?\s*$/i.exec(texte) ?? [];
    const cherche = cle(nom);
    const index = await this.index();
    if (cherche.length < 2) return { lieux: [], reste: cherche.length > 0 };
    const grands = index.grands.flatMap((grand) => this.grand(grand, cherche));
    // Un numéro de moins de cinq chiffres est celui d’un département, ou un code postal que l’on n’a pas fini d’écrire.
    if (/^\d{1,4}$/.test(cherche)) return { lieux: grands, reste: grands.length === 0 };
    const { communes, reste } = await this.communes(cherche, index);
    const siennes = numero ? communes.filter(({ code }) => departementDe(code) === numero.toUpperCase()) : communes;
    const lieux = [...(numero ? [] : grands), ...siennes].sort((a, b) => Number(b.exact) - Number(a.exact) || b.population - a.population);
    const exacts = lieux.filter(({ exact }) => exact).length;
    return { lieux: lieux.slice(0, Math.max(PROPOSES, exacts)), reste: reste || lieux.length > Math.max(PROPOSES, exacts) };
  }

  /**
   * Le lieu que désigne une adresse, ou un texte qui est tout son nom.
   *
   * Un village qui n’est que le début du nom d’un bourg plus peuplé ne s’impose pas : on propose les deux.
   * @param {string} texte
   * @returns {Promise<Lieu | undefined>}
   */
  async designe(texte) {
    const lu = lire(texte);
    const { lieux } = await this.candidats(lu?.nom ?? texte);
    const nommes = lu ? lieux.filter(({ code }) => code === lu.code) : lieux.filter(({ exact }) => exact);
    if (lu && nommes.length === 0) return (await this.candidats(texte)).lieux.find(({ exact }) => exact);
    if (lu) return nommes[0];
    const [seul, autre] = nommes;
    return seul && !autre && lieux.every(({ population }) => population <= seul.population) ? seul : undefined;
  }

  /**
   * Un département ou une région, si le texte en commence un nom, même ancien, ou en est le numéro.
   * @param {Grand} grand
   * @param {string} cherche
   * @returns {Lieu[]}
   */
  grand([nom, code, population, sorte, , anciens], cherche) {
    const precision = `${sorte}${/^\d/.test(code) ? ` ${code}` : ""}, ${accorder(population, "habitant")}`;
    if (code.toLowerCase() === cherche) return [{ nom, code, population, precision, actuelle: "", exact: true }];
    return [nom, ...anciens].filter((un) => cle(un).startsWith(cherche)).slice(0, 1).map((un) => ({
      nom: un,
      code,
      population,
      precision: un === nom ? precision : `ancienne région, aujourd’hui ${nom}`,
      actuelle: un === nom ? "" : nom,
      exact: cle(un) === cherche,
    }));
  }

  /**
   * Les communes dont le nom ou le code postal commence ainsi.
   * @param {string} cherche
   * @param {Index} index
   */
  async communes(cherche, { morceaux, grands }) {
    let rang = morceaux.findLastIndex((debut) => debut <= cherche);
    const noms = new Map(grands.map(([nom, code]) => [code, nom]));
    /** @type {Lieu[]} */
    const communes = [];
    // Ce qui commence ainsi peut continuer dans le morceau suivant ; au-delà, il faut en dire plus.
    for (const dernier = rang + 1; rang <= dernier && (rang < dernier || morceaux[rang]?.startsWith(cherche)); rang++) {
      /** @type {Record<string, Ligne[]>} */
      const morceau = await this.charger(`noms-${rang}`);
      for (const [nom, lignes] of Object.entries(morceau)) {
        if (nom.startsWith(cherche)) communes.push(...lignes.map((ligne) => commune(ligne, nom === cherche, noms)));
      }
    }
    return { communes, reste: morceaux[rang]?.startsWith(cherche) ?? false };
  }
}

/**
 * @param {Ligne} ligne
 * @param {boolean} exact
 * @param {Map<string, string>} departements
 * @returns {Lieu}
 */
function commune([nom, code, population, actuelle = ""], exact, departements) {
  const departement = code.length === 5 ? departements.get(departementDe(code)) : "département";
  const habitants = population ? `, ${accorder(population, "habitant")}` : "";
  return { nom, code, population, actuelle, exact, precision: `${actuelle && !nom.startsWith(actuelle) ? `aujourd’hui ${actuelle}, ` : ""}${departement}${habitants}` };
}
