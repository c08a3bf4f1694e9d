// @ts-check
/**
 * Changer le moins possible d’un fichier : seuls bougent les signes de ce qui change ; commentaires, ordre et façon d’écrire restent.
 *
 * @import { Description, Reponses, Table, Valeur } from "./modele.js"
 * @import { Noeud } from "./yaml.js"
 * @typedef {{ debut: number, fin: number, texte: string }} Retouche
 */
import { ecrireEnLigne, ecrireLaSection, ecrireLElement, ecrireLeChamp, nu, ranger } from "./fichier.js";
import { estBreve, estTable, pareil } from "./modele.js";
import { lireLYaml, valeurDe } from "./yaml.js";

const LARGEUR = 150;

/** Les titres du récit, hors d’un bloc de code. */
const SECTION = /^## +(.+?) *$/gm;

/**
 * Une fiche telle qu’elle est écrite : ce que disent ses champs, ses sections, et où.
 * @param {string} texte
 */
export function lireLaFiche(texte) {
  const ouverture = /^---[ \t]*\r?\n/.exec(texte);
  const fermeture = ouverture && /^---[ \t]*$/m.exec(texte.slice(ouverture[0].length));
  if (!ouverture || !fermeture) throw new Error("fiche sans en-tête");
  const debut = ouverture[0].length, fin = debut + fermeture.index;
  const noeud = lireLYaml(texte, debut, fin);
  /** @type {{ titre: string, debut: number, fin: number }[]} */
  const places = [];
  SECTION.lastIndex = fin;
  for (let trouve = SECTION.exec(texte); trouve; trouve = SECTION.exec(texte)) {
    if (places.length) places[places.length - 1].fin = trouve.index;
    places.push({ titre: trouve[1], debut: SECTION.lastIndex, fin: texte.length });
  }
  const champs = /** @type {Table} */ (valeurDe(noeud));
  const sections = Object.fromEntries(places.map(({ titre, debut, fin }) => [titre, texte.slice(debut, fin).trim()]));
  return { champs, sections, noeud, places, fin };
}

/**
 * Le même fichier, où les champs et les sections sont devenus ceux-ci.
 * @param {string} texte
 * @param {Reponses} apres
 * @param {string[]} ordre  celui des champs, pour placer ceux qui sont nouveaux
 */
export function corriger(texte, apres, ordre = []) {
  const lue = lireLaFiche(texte);
  const plume = new Plume(texte, ordre);
  plume.changer(lue.noeud, apres.champs);
  for (const { titre, debut, fin } of lue.places) {
    const neuve = apres.sections[titre];
    if (neuve !== undefined && neuve.trim() !== lue.sections[titre]) plume.remplacer(debut, fin, `\n\n${ecrireLaSection(neuve)}\n${fin < texte.length ? "\n" : ""}`);
  }
  const neuves = Object.entries(apres.sections).filter(([titre, une]) => une.trim() && !(titre in lue.sections));
  if (neuves.length) plume.remplacer(texte.length, texte.length, neuves.map(([titre, une]) => `${texte.endsWith("\n") ? "" : "\n"}\n## ${titre}\n\n${ecrireLaSection(une)}\n`).join(""));
  return plume.appliquer();
}

/**
 * Le fichier d’une fiche publiée, tel que le font les réponses ; une brève qui a tout dit n’en est plus une.
 * @param {Description} description
 * @param {string} texte
 * @param {Reponses} reponses
 */
export function changer(description, texte, reponses) {
  const champs = ranger(description, reponses, lireLaFiche(texte).champs);
  if (!estBreve(description, reponses)) delete champs.breve;
  return corriger(texte, { champs, sections: reponses.sections }, [...description.ordre, "documents"]);
}

class Plume {
  /** @param {string} texte @param {string[]} ordre */
  constructor(texte, ordre) {
    this.texte = texte;
    this.ordre = ordre;
    /** @type {Retouche[]} */
    this.retouches = [];
  }

  /** @param {number} debut @param {number} fin @param {string} texte */
  remplacer(debut, fin, texte) {
    this.retouches.push({ debut, fin, texte });
  }

  appliquer() {
    // De la fin au début ; à la même place, dans l’ordre où on les a dites.
    const rangees = this.retouches.map((une, rang) => ({ ...une, rang })).sort((a, b) => b.debut - a.debut || b.rang - a.rang);
    return rangees.reduce((texte, { debut, fin, texte: neuf }) => texte.slice(0, debut) + neuf + texte.slice(fin), this.texte);
  }

  /** @param {number} i */
  debutDeLigne(i) {
    return this.texte.lastIndexOf("\n", i - 1) + 1;
  }

  /** Le début de la ligne qui suit. @param {number} i */
  apresLaLigne(i) {
    const bout = this.texte.indexOf("\n", i);
    return bout < 0 ? this.texte.length : bout + 1;
  }

  /** Ce qui retire une ligne jusqu’à cette place. @param {number} i */
  retrait(i) {
    return " ".repeat(i - this.debutDeLigne(i));
  }

  /**
   * @param {Noeud} noeud
   * @param {Valeur} valeur
   */
  changer(noeud, valeur) {
    // Une ligne finale n’est pas un changement.
    if (pareil(valeurDe(noeud), valeur) || (typeof valeur === "string" && noeud.texte?.trim() === valeur.trim())) return;
    if (noeud.sorte === "table" && estTable(valeur)) this.changerLaTable(noeud, valeur);
    else if (noeud.sorte === "liste" && Array.isArray(valeur)) this.changerLaListe(noeud, valeur);
    else if (noeud.sorte === "texte" && typeof valeur === "string") this.remplacer(noeud.debut, noeud.fin, this.recrire(noeud, valeur));
    else this.remplacer(noeud.debut, noeud.fin, `${noeud.debut === noeud.fin ? " " : ""}${ecrireEnLigne(valeur)}`);
  }

  /**
   * Un texte, de la façon dont l’autre était écrit.
   * @param {Noeud} noeud
   * @param {string} valeur
   */
  recrire({ style, debut, texte = "" }, valeur) {
    if ((style === ">" || style === "|") && !/^\s|\n|[^\S\n]$/.test(valeur)) {
      const retrait = `${/^ */.exec(this.texte.slice(this.debutDeLigne(debut)))?.[0] ?? ""}  `;
      return [style === ">" ? ">-" : "|-", ...plier(valeur, style === ">" ? LARGEUR - retrait.length : Infinity)].join(`\n${retrait}`);
    }
    const vide = debut > 0 && this.texte[debut - 1] === ":" ? " " : "";
    // Ce qui se lisait sans guillemets s’en passe encore, si rien n’y trompe.
    const simple = style === "" && texte !== "" && /^[\p{L}\p{N}][\p{L}\p{N} ’'.()«»\u00a0-]*$/u.test(valeur) && !/^(?:oui|non|true|false|yes|no|null|on|off)$/i.test(valeur) && !/\s$/.test(valeur);
    return vide + (nu(valeur) || simple ? valeur : JSON.stringify(valeur));
  }

  /** @param {Noeud} noeud @param {Table} valeur */
  changerLaTable(noeud, valeur) {
    const entrees = noeud.entrees ?? [];
    const enFlux = noeud.style === "{";
    const presentes = new Set(entrees.map(({ cle }) => cle));
    const ajouts = Object.entries(valeur).filter(([cle]) => !presentes.has(cle));
    const retirees = entrees.filter(({ cle }) => !(cle in valeur));
    if (enFlux ? ajouts.length || retirees.length : retirees.some(({ debut }) => this.texte.slice(this.debutDeLigne(debut), debut).trim())) {
      return this.remplacer(noeud.debut, noeud.fin, enFlux ? ecrireEnLigne(valeur) : ecrireLElement(valeur, this.retrait(noeud.debut).slice(2)).join("\n").trimStart().slice(2));
    }
    for (const { debut, noeud: sien } of retirees) this.remplacer(this.debutDeLigne(debut), this.apresLaLigne(sien.fin), "");
    for (const { cle, noeud: sien } of entrees) {
      if (cle in valeur) this.changerLaValeur(cle, sien, valeur[cle], this.retrait(noeud.debut));
    }
    for (const [cle, neuve] of ajouts) {
      const avant = entrees.findLast((une) => this.ordre.indexOf(une.cle) <= this.ordre.indexOf(cle)) ?? entrees.at(-1);
      const place = avant ? this.apresLaLigne(avant.noeud.fin) : noeud.fin;
      this.remplacer(place, place, `${ecrireLeChamp(cle, neuve, this.retrait(noeud.debut)).join("\n")}\n`);
    }
  }

  /**
   * @param {string} cle
   * @param {Noeud} noeud
   * @param {Valeur} valeur
   * @param {string} retrait
   */
  changerLaValeur(cle, noeud, valeur, retrait) {
    const compose = Array.isArray(valeur) ? estTable(valeur[0]) : estTable(valeur);
    const memeSorte = noeud.sorte === "liste" ? Array.isArray(valeur) : noeud.sorte === "table" ? estTable(valeur) : typeof valeur === "string";
    if (memeSorte || !compose) return this.changer(noeud, valeur);
    this.remplacer(noeud.debut, noeud.fin, `\n${ecrireLeChamp(cle, valeur, retrait).slice(1).join("\n")}`);
  }

  /** @param {Noeud} noeud @param {Valeur[]} valeurs */
  changerLaListe(noeud, valeurs) {
    const elements = noeud.elements ?? [];
    const anciens = elements.map((un) => valeurDe(un.noeud));
    let debut = 0, fin = 0;
    while (debut < Math.min(anciens.length, valeurs.length) && pareil(anciens[debut], valeurs[debut])) debut++;
    while (fin < Math.min(anciens.length, valeurs.length) - debut && pareil(anciens.at(-1 - fin), valeurs.at(-1 - fin))) fin++;
    if (noeud.style === "[" && anciens.length !== valeurs.length) return this.remplacer(noeud.debut, noeud.fin, ecrireEnLigne(valeurs));
    const communs = Math.min(anciens.length, valeurs.length) - fin;
    for (let rang = debut; rang < communs; rang++) this.changer(elements[rang].noeud, valeurs[rang]);
    if (noeud.style === "[") return;
    for (const un of elements.slice(communs, anciens.length - fin)) this.remplacer(this.debutDeLigne(un.debut), this.apresLaLigne(un.noeud.fin), "");
    const neuves = valeurs.slice(communs, valeurs.length - fin);
    const apres = elements[communs - 1];
    const place = apres ? this.apresLaLigne(apres.noeud.fin) : this.debutDeLigne(noeud.debut);
    for (const neuve of neuves) this.remplacer(place, place, `${ecrireLElement(neuve, this.retrait(noeud.debut)).join("\n")}\n`);
  }
}

/**
 * Un texte en lignes d’une largeur donnée.
 * @param {string} texte
 * @param {number} largeur
 */
function plier(texte, largeur) {
  /** @type {string[]} */
  const lignes = [];
  for (const mot of texte.trim().split(" ")) {
    const derniere = lignes.at(-1);
    if (derniere !== undefined && derniere.length + mot.length < largeur) lignes[lignes.length - 1] = `${derniere} ${mot}`;
    else lignes.push(mot);
  }
  return lignes;
}
