// @ts-check
/**
 * Ce que l’on répond d’un lieu : chez vous, dans le département, à côté, dans la région, partout en France. Une fiche n’y est qu’une
 * fois, au plus près. Rien ne s’écrit comme du HTML : tout est copie de modèles que la page a servis.
 *
 * @import { Lieu } from "./lieux.js"
 * @typedef {[cle: string, titre?: string, resume?: string, lieu?: string, chiffre?: string, compte?: string]} Fiche
 * @typedef {[nom: string, adresse: string, fiches: number[], communes?: string[]]} Local
 * @typedef {object} Vue  ce que l’on voit d’un département ou d’une région
 * @property {string} adresse
 * @property {number[]} ici
 * @property {Record<string, Local>} lieux
 * @property {Record<string, number[]>} groupes  ce qui agit dans une partie d’une intercommunalité
 * @property {[nom: string, effectif: number, comptes: string, fiches: number[], adresse: string][]} autour
 * @property {[nom: string, adresse: string, effectif: number][]} voisins
 * @property {[titre: string, adresse: string, lieu: string][]} aides
 * @property {number} partout
 * @property {Fiche[]} fiches
 * @typedef {[nom: string, code: string, population: number, departement: string, adresse: string, fiches: [string, string][]]} Taille
 * @typedef {object} Cercle
 * @property {string} id
 * @property {string} titre
 * @property {string} [compte]
 * @property {number[]} [fiches]
 * @property {[texte: string, adresse: string, note: string][]} [liste]
 * @property {[texte: string, adresse: string][]} [pastilles]
 * @property {[texte: string, adresse: string]} [suite]
 */
import { accorder, departementDe, estCommune, estGroupe } from "./nom.js";

/** Les cartes d’un cercle ; les autres sont à sa page. */
const MONTREES = 3;
/** De la moitié au double : au-delà, deux communes n’ont plus les mêmes moyens. */
const ECART = Math.log(2);
const COMPARABLES = 3;

/** @type {Record<string, string>} */
const TITRES = {
  groupement: "Dans toute l’intercommunalité",
  voisins: "À côté",
  region: "Dans la région",
  "outre-mer": "Dans tout l’outre-mer",
  france: "Partout en France",
};

/**
 * Le formulaire, déjà rempli du lieu, écrit comme une fiche l’écrirait.
 * @param {Lieu} lieu
 * @param {string} sorte
 * @returns {[string, string]}
 */
function proposer({ nom, code, actuelle, departement }, sorte) {
  const precis = estGroupe(code) ? departement : estCommune(code) ? departementDe(code) : sorte === "département" ? sorte : "région";
  const ecrit = new URLSearchParams({ territoires: `${actuelle || nom} (${precis})` });
  return ["Vous connaissez un exemple ici\u00a0? Proposez-le", `proposer/?${ecrit}`];
}

/** @param {string} titre @param {string} adresse @returns {[string, string]} */
const toutVoir = (titre, adresse) => [`Tout voir, ${titre[0].toLowerCase()}${titre.slice(1)}`, adresse];

/**
 * Les cercles d’un lieu, du plus proche au plus large.
 * @param {Lieu} lieu
 * @param {Vue} vue
 * @param {string} sorte  « département », « région » ou « collectivité »
 * @param {Taille[]} tailles
 * @param {(famille: string) => string} mot  comment se dit une fiche de cette famille
 * @returns {Cercle[]}
 */
export function cercles(lieu, vue, sorte, tailles, mot) {
  const locaux = Object.entries(vue.lieux).filter(([code, [, , , communes]]) => code === lieu.code || communes?.includes(lieu.code));
  const chezVous = new Set([...locaux.flatMap(([, [, , fiches]]) => fiches), ...(vue.groupes[lieu.code] ?? [])]);
  const ailleurs = vue.ici.filter((fiche) => !chezVous.has(fiche));
  const commune = estCommune(lieu.code);
  const precis = commune || estGroupe(lieu.code);
  const compter = (/** @type {Iterable<number>} */ fiches) => comptes([...fiches].map((fiche) => vue.fiches[fiche][0]), mot);
  const dans = sorte === "département" ? "Dans le département" : sorte === "région" ? "Dans la région" : "Dans la collectivité";
  /** @type {Cercle[]} */
  const faits = [];
  if (precis) {
    const page = locaux.find(([code]) => code === lieu.code) ?? locaux[0];
    faits.push({ id: "ici", titre: "Chez vous", compte: compter(chezVous), fiches: [...chezVous], suite: page ? [`Tout voir\u00a0: ${page[1][0]}`, page[1][1]] : proposer(lieu, sorte) });
  }
  const reste = ailleurs.length > MONTREES ? toutVoir(dans, vue.adresse) : precis || ailleurs.length ? undefined : proposer(lieu, sorte);
  faits.push({ id: "dedans", titre: dans, compte: compter(ailleurs), fiches: ailleurs, suite: reste });
  for (const [id, effectif, compte, fiches, adresse] of vue.autour) {
    // La métropole du Grand Paris est autour de ses départements, pas autour d’elle-même.
    if (adresse && adresse === vue.lieux[lieu.code]?.[1]) continue;
    const voisins = id === "voisins" ? vue.voisins.filter(([, , effectif]) => effectif) : [];
    faits.push({ id, titre: TITRES[id], compte: compte + unite(voisins, effectif), fiches, pastilles: voisins.map(pastille), suite: effectif > fiches.length && adresse ? toutVoir(TITRES[id], adresse) : undefined });
  }
  const montrees = faits.flatMap(({ fiches = [] }) => fiches.slice(0, MONTREES)).map((rang) => `${vue.fiches[rang][0]}/`);
  const semblables = commune ? exemples(comparables(lieu, tailles), montrees) : [];
  if (semblables.length) faits.push({ id: "semblables", titre: "Une commune comme la vôtre", liste: semblables });
  faits.push({
    id: "aide",
    titre: "Qui peut aider",
    compte: vue.partout ? `${accorder(vue.partout, "structure")} dans toute la France` : "",
    liste: vue.aides,
    suite: ["Toutes les compétences", "competences/"],
  });
  return faits;
}

/**
 * Ce que comptent les nombres des voisins : plus que leur cercle, si d’autres de leurs fiches sont déjà plus haut.
 * @param {Vue["voisins"]} voisins
 * @param {number} effectif
 */
function unite(voisins, effectif) {
  const somme = voisins.reduce((total, [, , siennes]) => total + siennes, 0);
  if (!somme) return "";
  return somme > effectif ? " de plus. Chaque voisin, ci-dessous, compte aussi ses fiches déjà dites." : ". Ci-dessous, les fiches de chaque voisin.";
}

/** @param {[string, string, number]} voisin @returns {[string, string]} */
const pastille = ([nom, adresse, effectif]) => [`${nom} ${effectif}`, adresse];

/**
 * Un exemple de chacune de ces communes, jamais deux fois le même, ni un de ceux que l’on montre déjà.
 * @param {Taille[]} communes
 * @param {string[]} montrees  leurs adresses
 */
function exemples(communes, montrees) {
  /** @type {Map<string, [string, string, string]>} */
  const vus = new Map();
  for (const [nom, , population, departement, , fiches] of communes) {
    const [titre, adresse] = fiches.find(([, une]) => !vus.has(une) && !montrees.includes(une)) ?? ["", ""];
    if (adresse) vus.set(adresse, [titre, adresse, `${nom}, ${departement}, ${accorder(population, "habitant")}`]);
  }
  return [...vus.values()];
}

/**
 * Les communes dont la population est la plus proche.
 * @param {Lieu} lieu
 * @param {Taille[]} tailles
 */
export function comparables(lieu, tailles) {
  const ecart = (/** @type {Taille} */ taille) => Math.abs(Math.log(taille[2] / lieu.population));
  return tailles.filter((taille) => taille[1] !== lieu.code && ecart(taille) <= ECART).sort((a, b) => ecart(a) - ecart(b)).slice(0, COMPARABLES);
}

/**
 * « 2 exemples et 1 donnée ».
 * @param {string[]} cles
 * @param {(famille: string) => string} mot
 */
function comptes(cles, mot) {
  /** @type {Map<string, number>} */
  const nombres = new Map();
  for (const cle of cles) nombres.set(cle.split("/")[0], (nombres.get(cle.split("/")[0]) ?? 0) + 1);
  return [...nombres].map(([famille, nombre]) => accorder(nombre, mot(famille))).join(" et ") || "Rien encore dans le catalogue.";
}

/** Dessine une réponse avec les modèles de la page. */
export class Dessinateur {
  /** @param {HTMLElement} racine */
  constructor(racine) {
    this.racine = racine;
    this.base = (racine.dataset.racine ?? "").replace(/\/?$/, "/");
  }

  /** @param {string} famille */
  mot(famille) {
    return (this.modele(`famille-${famille}`).textContent ?? "").trim().toLowerCase();
  }

  /**
   * @param {Cercle} cercle
   * @param {Vue} vue
   */
  cercle(cercle, vue) {
    const section = this.modele("cercle");
    section.dataset.relation = cercle.id;
    un(section, "h3").textContent = cercle.titre;
    un(section, ".o-compte").textContent = cercle.compte ?? "";
    const montrees = (cercle.fiches ?? []).slice(0, MONTREES).filter((rang) => vue.fiches[rang].length > 1);
    un(section, ".o-cartes").append(...montrees.map((rang) => this.carte(vue.fiches[rang])));
    un(section, ".o-liste").append(...(cercle.liste ?? []).map(([texte, adresse, note]) => this.ligne(texte, adresse, note)));
    un(section, ".o-pastilles").append(...(cercle.pastilles ?? []).map(([texte, adresse]) => this.pastille(texte, adresse)));
    const suite = un(section, ".o-suite");
    if (cercle.suite) this.lier(suite, ...cercle.suite);
    else suite.parentElement?.remove();
    for (const vide of section.querySelectorAll(".o-compte, .o-cartes, .o-liste, .o-pastilles")) if (!vide.hasChildNodes()) vide.remove();
    return section;
  }

  /** @param {Fiche} fiche */
  carte([cle, titre = "", resume = "", lieu = "", chiffre = "", compte = ""]) {
    const carte = this.modele("carte");
    const famille = cle.split("/")[0];
    carte.classList.add(`o-famille--${famille}`);
    un(carte, ".o-signature").remove();
    un(carte, "[data-famille]").replaceWith(this.modele(`famille-${famille}`));
    this.lier(un(carte, "a"), titre, `${cle}/`);
    un(carte, ".o-carte__resume").textContent = resume;
    un(carte, ".o-carte__lieu").textContent = lieu;
    if (chiffre) {
      un(carte, ".o-carte__chiffre strong").textContent = chiffre;
      un(carte, ".o-carte__chiffre span").textContent = compte;
      un(carte, ".o-carte__chiffre").hidden = false;
    }
    return carte;
  }

  /**
   * @param {string} texte
   * @param {string} adresse
   * @param {string} note
   */
  ligne(texte, adresse, note) {
    const ligne = this.modele("candidat");
    this.lier(un(ligne, "a"), texte, adresse);
    un(ligne, ".o-note").textContent = note;
    return ligne;
  }

  /**
   * Un lieu que l’on propose.
   * @param {string} nom
   * @param {string} precision
   */
  choix(nom, precision) {
    const choix = this.modele("choix");
    un(choix, "b").textContent = nom;
    un(choix, ".o-note").textContent = precision;
    return choix;
  }

  /**
   * @param {string} texte
   * @param {string} adresse
   */
  pastille(texte, adresse) {
    const pastille = this.modele("pastille");
    this.lier(un(pastille, "a"), texte, adresse);
    return pastille;
  }

  /**
   * @param {Element} lien
   * @param {string} texte
   * @param {string} adresse
   */
  lier(lien, texte, adresse) {
    lien.textContent = texte;
    lien.setAttribute("href", adresse.startsWith("?") ? adresse : `${this.base}${adresse}`);
  }

  /** @param {string} nom */
  modele(nom) {
    const modele = /** @type {HTMLTemplateElement} */ (un(this.racine, `template[data-modele="${nom}"]`));
    return /** @type {HTMLElement} */ (modele.content.firstElementChild?.cloneNode(true));
  }
}

/**
 * @param {ParentNode} racine
 * @param {string} selecteur
 */
export function un(racine, selecteur) {
  const trouve = racine.querySelector(selecteur);
  if (!trouve) throw new Error(`introuvable : ${selecteur}`);
  return /** @type {HTMLElement} */ (trouve);
}
