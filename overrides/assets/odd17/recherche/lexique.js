// @ts-check
/**
 * Les mots du site, et ce qu’ils apprennent d’un mot que l’on tape : ses autres graphies, ceux de sa famille, ce qu’il devient si
 * l’on finit de le taper, ce que l’on voulait sans doute écrire.
 *
 * Pagefind cherche ici des mots tels quels : ses racines, faites pour des mots accentués, confondent « don » et « donnée » et
 * séparent « emploi » d’« emplois ».
 */
import { famille, plier, plusProche, racine, sansArticle } from "./francais.js";

/** Au-delà, les autres formes d’un mot sont trop rares pour valoir une recherche de plus. */
const FORMES = 6;
/** Un début de mot plus court en commence trop pour dire lequel on veut. */
const DEBUT = 3;

/**
 * Les mots du site, du plus au moins fréquent, tels que l’index les abrège (generator/sortie/recherche.py) : par classes ; dans une
 * classe, chacun dit d’un chiffre combien de lettres il garde du précédent, puis sa suite.
 * @param {string[]} classes
 * @returns {string[]}
 */
export function deplier(classes) {
  return classes.flatMap((classe) => {
    let mot = "";
    return classe.split(" ").map((abrege) => (mot = mot.slice(0, parseInt(abrege[0], 36)) + abrege.slice(1)));
  });
}

export class Lexique {
  /** @param {string[]} mots  du plus au moins fréquent */
  constructor(mots) {
    this.mots = mots;
    this.plies = [...new Set(mots.map(plier))];
    this.employes = new Set(this.plies);
    this.parRacine = ranger(this.plies, racine);
    this.parFamille = ranger(this.plies, famille);
  }

  /**
   * Le mot, puis ses autres formes sur le site : pluriel, féminin.
   * @param {string} mot  plié
   * @returns {string[]}
   */
  graphies(mot) {
    return [...new Set([mot, ...(this.parRacine.get(racine(mot)) ?? [])])].slice(0, FORMES);
  }

  /**
   * Les mots du site de la même famille, hors ses graphies : « financement » pour « financer ».
   * @param {string} mot  plié
   * @returns {string[]}
   */
  parents(mot) {
    const graphies = this.graphies(mot);
    return (this.parFamille.get(famille(mot)) ?? []).filter((autre) => !graphies.includes(autre)).slice(0, FORMES);
  }

  /**
   * Le site emploie ce mot, tel quel.
   * @param {string} mot  plié
   */
  emploie(mot) {
    return this.employes.has(mot);
  }

  /**
   * Le site emploie ce mot, sous une forme ou une autre.
   * @param {string} mot  plié
   */
  connait(mot) {
    return this.parRacine.has(racine(mot));
  }

  /**
   * Ce que l’on cherche par un mot que le site n’emploie pas : les mots qui commencent comme lui si l’on n’a pas fini de le
   * taper, ou le mot sans l’article qui lui est collé.
   * @param {string} mot  plié
   * @returns {string[]}
   */
  lectures(mot) {
    const nu = sansArticle(mot);
    if (this.connait(nu)) return this.graphies(nu);
    return mot.length < DEBUT ? [] : this.plies.filter((connu) => connu.startsWith(mot)).slice(0, FORMES);
  }

  /**
   * Le mot que l’on voulait sans doute écrire, ou rien.
   * @param {string} mot  plié
   */
  proche(mot) {
    return plusProche(mot, this.mots);
  }
}

/**
 * @param {string[]} mots
 * @param {(mot: string) => string} cle
 * @returns {Map<string, string[]>}
 */
function ranger(mots, cle) {
  /** @type {Map<string, string[]>} */
  const ranges = new Map();
  for (const mot of mots) {
    const place = cle(mot);
    const siens = ranges.get(place);
    if (siens) siens.push(mot);
    else ranges.set(place, [mot]);
  }
  return ranges;
}
