// @ts-check
/**
 * De ce que l’on tape à un lieu. Les noms sont dans de petits fichiers, rangés : on ne télécharge que celui où le nom serait.
 *
 * @import { Lecture } from "./demande.js"
 * @typedef {[nom: string, code: string, population: number, actuelle?: string, departement?: string]} Ligne
 * @typedef {[nom: string, code: string, population: number, sorte: string, anciens: string[], abreges: string[]]} Grand
 * @typedef {{ morceaux: string[], grands: Grand[] }} Index
 * @typedef {object} Lieu
 * @property {string} nom
 * @property {string} code
 * @property {number} population
 * @property {string} precision  de quoi le distinguer d’un homonyme
 * @property {string} actuelle  la commune d’aujourd’hui, si c’en est une ancienne
 * @property {string} departement  celui d’une intercommunalité
 * @property {boolean} exact  vrai si c’est tout ce que l’on a tapé
 * @property {boolean} suite  vrai si ce que l’on a tapé ne commence pas le nom, mais l’un de ses mots
 */
import { lectures } from "./demande.js";
import { proches } from "./fautes.js";
import { accorder, cle, departementDe, estCommune, estGroupe, lire, sansSorte } from "./nom.js";

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
    const index = await this.index();
    for (const lecture of lectures(texte, departements(index))) {
      const trouves = await this.chercher(lecture, index);
      if (trouves.lieux.length || trouves.reste) return trouves;
    }
    return { lieux: [], reste: false };
  }

  /**
   * Les lieux dont le nom n’est pas celui que l’on a tapé, mais à une faute près ; on les propose, on n’en choisit aucun.
   * @param {string} texte
   * @returns {Promise<Lieu[]>}
   */
  async voisins(texte) {
    const index = await this.index();
    const grands = rangesParCode(index);
    for (const lecture of lectures(texte, departements(index))) {
      const lignes = await proches(lecture.nom, index.grands, (nom) => this.charger(nom));
      const lieux = lignes
        .map((ligne) => this.grand(grands.get(ligne[1]), cle(ligne[0]))[0] ?? local(ligne, lecture.nom, lecture.nom, grands))
        .filter((lieu) => convient(lieu, lecture));
      if (lieux.length) return lieux;
    }
    return [];
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
    // Une région l’emporte sur les villages de même nom.
    const region = nommes.find(({ code, precision }) => !estCommune(code) && precision.startsWith("région"));
    const [seul, autre] = region ? [region] : nommes;
    // L’intercommunalité d’une ville est plus peuplée qu’elle, et ne dit rien de ce que l’on voulait.
    const rivaux = lieux.filter(({ code, suite }) => estCommune(code) || (estGroupe(seul?.code ?? "") && !suite));
    return seul && !autre && rivaux.every(({ population }) => population <= seul.population) ? seul : undefined;
  }

  /**
   * @param {Lecture} lecture
   * @param {Index} index
   * @returns {Promise<{ lieux: Lieu[], reste: boolean }>}
   */
  async chercher(lecture, index) {
    const { nom } = lecture;
    if (!/[^\d]|\d\d/.test(nom)) return { lieux: [], reste: nom.length > 0 };
    const grands = index.grands.flatMap((grand) => this.grand(grand, nom)).filter((lieu) => convient(lieu, lecture));
    // Un numéro de moins de cinq chiffres est celui d’un département, ou un code postal que l’on n’a pas fini d’écrire.
    if (/^\d{1,4}$/.test(nom)) {
      const lieux = grands.map((lieu) => ({ ...lieu, exact: !lecture.approche }));
      return { lieux, reste: lieux.length === 0 && !lecture.approche };
    }
    const { locaux, reste } = await this.locaux(nom, index);
    const trouves = [...grands, ...locaux.filter((lieu) => convient(lieu, lecture))];
    // Une intercommunalité porte souvent le nom de sa ville : qui ne dit que ce nom veut la ville.
    const ville = !lecture.groupe && trouves.some(({ exact, code }) => exact && !estGroupe(code));
    const ranges = trouves
      .map((lieu) => ville && estGroupe(lieu.code) ? { ...lieu, exact: false } : lieu)
      .sort((a, b) => Number(b.exact) - Number(a.exact) || Number(a.suite) - Number(b.suite) || b.population - a.population);
    const lieux = ranges.filter((lieu, rang) => rang === ranges.findIndex(({ nom, code }) => nom === lieu.nom && code === lieu.code));
    const exacts = lieux.filter(({ exact }) => exact).length;
    return { lieux: lieux.slice(0, Math.max(PROPOSES, exacts)), reste: reste || lieux.length > Math.max(PROPOSES, exacts) };
  }

  /**
   * Un département ou une région, si le texte en commence un nom, même ancien, ou en est le numéro ou l’abrégé.
   * @param {Grand | undefined} grand
   * @param {string} cherche
   * @returns {Lieu[]}
   */
  grand(grand, cherche) {
    if (!grand) return [];
    const [nom, code, population, sorte, anciens, abreges] = grand;
    const precision = `${sorte}${/^\d/.test(code) ? ` ${code}` : ""}, ${accorder(population, "habitant")}`;
    const lieu = { nom, code, population, precision, actuelle: "", departement: "", exact: true, suite: false };
    if (code.toLowerCase() === cherche || abreges.some((abrege) => cle(abrege) === cherche)) return [lieu];
    return [nom, ...anciens].filter((un) => cle(un).startsWith(cherche)).slice(0, 1).map((un) => ({
      ...lieu,
      nom: un,
      precision: un === nom ? precision : `ancienne région, aujourd’hui ${nom}`,
      actuelle: un === nom ? "" : nom,
      exact: cle(un) === cherche,
    }));
  }

  /**
   * Les communes et les intercommunalités dont un nom ou le code postal commence ainsi.
   * @param {string} cherche
   * @param {Index} index
   */
  async locaux(cherche, index) {
    const { morceaux } = index;
    let rang = morceaux.findLastIndex((debut) => debut <= cherche);
    const grands = rangesParCode(index);
    /** @type {Lieu[]} */
    const locaux = [];
    // Ce qui commence ainsi peut continuer dans le morceau suivant ; au-delà, il faut en dire plus.
    for (const dernier = rang + 1; rang <= dernier && (rang < dernier || morceaux[rang]?.startsWith(cherche)); rang++) {
      /** @type {Record<string, Ligne[]>} */
      const morceau = await this.charger(`noms-${rang}`);
      for (const [nom, lignes] of Object.entries(morceau)) {
        if (nom.startsWith(cherche)) locaux.push(...lignes.map((ligne) => local(ligne, nom, cherche, grands)));
      }
    }
    return { locaux, reste: morceaux[rang]?.startsWith(cherche) ?? false };
  }
}

/** @param {Index} index @returns {Map<string, Grand>} */
const rangesParCode = ({ grands }) => new Map(grands.map((grand) => [grand[1], grand]));

/** @param {Index} index @returns {[string, string][]} */
const departements = ({ grands }) => grands.filter(([, code]) => !code.startsWith("r")).map(([nom, code]) => [cle(nom), code]);

/**
 * Vrai pour un lieu que cette lecture admet.
 * @param {Lieu} lieu
 * @param {Lecture} lecture
 */
function convient({ nom, code, departement }, lecture) {
  if (lecture.groupe && !estGroupe(code)) return false;
  if (lecture.dit && !cle(nom).startsWith(lecture.dit)) return false;
  return !lecture.departement || (departement || (estCommune(code) ? departementDe(code) : code)) === lecture.departement;
}

/**
 * @param {Ligne} ligne
 * @param {string} trouve  ce par quoi on l’a trouvée
 * @param {string} cherche
 * @param {Map<string, Grand>} grands
 * @returns {Lieu}
 */
function local([nom, code, population, actuelle = "", departement = ""], trouve, cherche, grands) {
  const entier = estGroupe(code) ? sansSorte(cle(nom)) : "";
  const suite = entier !== trouve && entier.endsWith(` ${trouve}`);
  const precision = [
    estGroupe(code) ? "intercommunalité" : nom.startsWith(`${actuelle} `) && actuelle ? `arrondissement de ${actuelle}` : actuelle && `aujourd’hui ${actuelle}`,
    estCommune(code) || departement ? grands.get(departement || departementDe(code))?.[0] : actuelle ? "" : grands.get(code)?.[3],
    // Une commune d’hier n’a plus de population à elle : celle que l’on connaît est à la nouvelle.
    population && !actuelle ? accorder(population, "habitant") : "",
  ];
  return { nom, code, population, actuelle, departement, exact: trouve === cherche && !suite, suite, precision: precision.filter(Boolean).join(", ") };
}
