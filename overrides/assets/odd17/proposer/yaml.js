// @ts-check
/**
 * Lire l’en-tête d’une fiche en notant où est chaque chose. Le vérificateur n’admet qu’une part de YAML (ni ancre, ni étiquette) :
 * c’est elle que l’on lit, et tout y est texte, liste ou table.
 *
 * @import { Valeur } from "./modele.js"
 * @typedef {{ cle: string, debut: number, noeud: Noeud }} Entree  `debut` est la place de sa clé
 * @typedef {{ debut: number, noeud: Noeud }} Element  `debut` est la place de son tiret, s’il en a un
 * @typedef {object} Noeud
 * @property {"texte" | "table" | "liste"} sorte
 * @property {number} debut
 * @property {number} fin  juste après son dernier signe
 * @property {string} style  un guillemet, `>` ou `|`, une accolade ou un crochet ; rien pour ce qui n’en a pas
 * @property {string} [texte]
 * @property {Entree[]} [entrees]
 * @property {Element[]} [elements]
 */

const CLE = /(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\n]|'')*)'|([^\s"'[\]{}#,][^\n]*?)) *:(?=[ \n]|$)/y;
const CLE_DE_FLUX = /(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\n]|'')*)'|([^\s"'[\]{}#,][^\n,{}[\]]*?)) *:(?=[ \n])/y;
const TIRET = /-(?=[ \n]|$)/y;

export class YamlInconnu extends Error {}

/**
 * @param {Noeud} noeud
 * @returns {Valeur}
 */
export function valeurDe({ sorte, texte = "", entrees = [], elements = [] }) {
  if (sorte === "table") return Object.fromEntries(entrees.map(({ cle, noeud }) => [cle, valeurDe(noeud)]));
  return sorte === "liste" ? elements.map(({ noeud }) => valeurDe(noeud)) : texte;
}

/**
 * @param {string} texte
 * @param {number} debut
 * @param {number} fin
 * @returns {Noeud}
 */
export function lireLYaml(texte, debut = 0, fin = texte.length) {
  const lecteur = new Lecteur(texte.slice(0, fin), debut);
  const noeud = lecteur.bloc(0) ?? { sorte: "table", debut, fin: debut, style: "", entrees: [] };
  lecteur.passer();
  if (lecteur.i < fin) throw new YamlInconnu(`illisible : ${texte.slice(lecteur.i, lecteur.i + 40)}`);
  return noeud;
}

class Lecteur {
  /** @param {string} texte @param {number} i */
  constructor(texte, i) {
    this.texte = texte;
    this.i = i;
  }

  /** @param {number} i */
  colonne(i) {
    return i - (this.texte.lastIndexOf("\n", i - 1) + 1);
  }

  /** @param {RegExp} motif */
  lire(motif) {
    motif.lastIndex = this.i;
    const trouve = motif.exec(this.texte);
    if (trouve) this.i = motif.lastIndex;
    return trouve;
  }

  /** Passe les espaces, les lignes vides et les commentaires. */
  passer() {
    this.lire(/(?:[ \t\r\n]|(?<=^|\s)#[^\n]*)*/y);
  }

  /**
   * Ce qui est écrit à cette colonne au moins, ou rien.
   * @param {number} minimum
   * @returns {Noeud | undefined}
   */
  bloc(minimum) {
    const avant = this.i;
    this.passer();
    const colonne = this.colonne(this.i);
    if (this.i >= this.texte.length || colonne < minimum) {
      this.i = avant;
      return undefined;
    }
    return this.contenu(colonne, minimum - 1);
  }

  /**
   * @param {number} colonne
   * @param {number} parent  la colonne de ce qui le contient
   * @returns {Noeud}
   */
  contenu(colonne, parent) {
    if (this.est(TIRET)) return this.liste(colonne);
    if (this.est(CLE)) return this.table(colonne);
    return this.scalaire(parent);
  }

  /** @param {RegExp} motif */
  est(motif) {
    motif.lastIndex = this.i;
    return motif.test(this.texte);
  }

  /** @param {number} colonne @returns {Noeud} */
  liste(colonne) {
    const debut = this.i;
    /** @type {Element[]} */
    const elements = [];
    let fin = debut;
    while (this.ici(colonne) && this.est(TIRET)) {
      const tiret = this.i;
      this.lire(/- */y);
      const noeud = this.finDeLigne() ? this.bloc(colonne + 1) ?? this.rien() : this.contenu(this.colonne(this.i), colonne);
      elements.push({ debut: tiret, noeud });
      fin = noeud.fin;
    }
    return { sorte: "liste", debut, fin, style: "", elements };
  }

  /** @param {number} colonne @returns {Noeud} */
  table(colonne) {
    const debut = this.i;
    /** @type {Entree[]} */
    const entrees = [];
    let fin = debut;
    while (this.ici(colonne) && !this.est(TIRET)) {
      const place = this.i;
      const cle = this.lire(CLE);
      if (!cle) throw new YamlInconnu(`clé illisible : ${this.texte.slice(this.i, this.i + 40)}`);
      fin = this.i;
      this.lire(/ */y);
      let noeud;
      if (this.finDeLigne()) {
        // Une liste peut s’écrire à la colonne de sa clé.
        const ici = this.i;
        this.passer();
        const tiret = this.colonne(this.i) === colonne && this.est(TIRET);
        this.i = ici;
        noeud = this.bloc(tiret ? colonne : colonne + 1);
        if (!noeud) noeud = { ...this.rien(), debut: fin, fin };
      } else noeud = this.scalaire(colonne);
      entrees.push({ cle: nom(cle), debut: place, noeud });
      fin = noeud.fin;
    }
    return { sorte: "table", debut, fin, style: "", entrees };
  }

  /** Vrai si ce qui vient est à cette colonne, ou y est déjà. @param {number} colonne */
  ici(colonne) {
    const avant = this.i;
    this.passer();
    if (this.i < this.texte.length && this.colonne(this.i) === colonne) return true;
    this.i = avant;
    return false;
  }

  finDeLigne() {
    return this.est(/(?:#[^\n]*)?(?:\r?\n|$)/y);
  }

  /** @returns {Noeud} */
  rien() {
    return { sorte: "texte", debut: this.i, fin: this.i, style: "", texte: "" };
  }

  /** @param {number} parent @returns {Noeud} */
  scalaire(parent) {
    const signe = this.texte[this.i];
    if (signe === "[" || signe === "{") return this.flux();
    if (signe === '"' || signe === "'") return this.cite();
    if (signe === "|" || signe === ">") return this.plie(parent);
    if (/[&*!%@`]/.test(signe)) throw new YamlInconnu(`signe inconnu : ${signe}`);
    const debut = this.i;
    const lignes = [this.ligne()];
    let fin = debut + lignes[0].length;
    // Une phrase se continue sur les lignes plus en retrait.
    for (;;) {
      const suite = /(?:[ \t]*\r?\n)+( *)(?=[^\s#])/y;
      suite.lastIndex = this.i;
      const trouve = suite.exec(this.texte);
      if (!trouve || trouve[1].length <= parent) break;
      const sauts = trouve[0].split("\n").length - 2;
      this.i = suite.lastIndex;
      const place = this.i;
      const ligne = this.ligne();
      lignes.push(sauts ? "\n".repeat(sauts) : " ", ligne);
      fin = place + ligne.length;
    }
    return { sorte: "texte", debut, fin, style: "", texte: lignes.join("") };
  }

  /** Le reste de la ligne, sans commentaire ni espace finale. */
  ligne() {
    return (this.lire(/(?:(?! +(?:#|\r?\n|$))[^\r\n])*/y)?.[0] ?? "").replace(/[ \t]+$/, "");
  }

  /** @returns {Noeud} */
  cite() {
    const debut = this.i;
    const style = this.texte[this.i];
    const lu = this.lire(style === '"' ? /"((?:[^"\\]|\\[^])*)"/y : /'((?:[^']|'')*)'/y);
    if (!lu) throw new YamlInconnu("guillemet non fermé");
    const sur1 = lu[1].replace(/[ \t]*\r?\n[ \t]*((?:\r?\n[ \t]*)*)/g, (_, autres) => autres ? "\n".repeat(autres.split("\n").length - 1) : " ");
    const texte = style === "'" ? sur1.replaceAll("''", "'") : dechiffrer(sur1);
    return { sorte: "texte", debut, fin: this.i, style, texte };
  }

  /** @param {number} parent @returns {Noeud} */
  plie(parent) {
    const debut = this.i;
    const [, style, reglage] = this.lire(/([|>])([-+0-9]*)[ \t]*(?:#[^\n]*)?(?:\n|$)/y) ?? [];
    if (!style) throw new YamlInconnu("texte plié illisible");
    /** @type {string[]} */
    const lignes = [];
    let retrait = -1, fin = this.i;
    while (this.i < this.texte.length) {
      const bout = this.texte.indexOf("\n", this.i);
      const ligne = this.texte.slice(this.i, bout < 0 ? this.texte.length : bout);
      const place = ligne.search(/\S/);
      if (place >= 0 && place <= parent) break;
      if (place >= 0 && retrait < 0) retrait = place;
      lignes.push(place < 0 ? "" : ligne.slice(retrait));
      if (place >= 0) fin = this.i + ligne.length;
      this.i = bout < 0 ? this.texte.length : bout + 1;
    }
    let combien = lignes.length;
    while (combien && !lignes[combien - 1]) combien--;
    const utiles = lignes.slice(0, combien);
    let texte = "";
    utiles.forEach((ligne, rang) => {
      if (!rang) texte = ligne;
      else if (style === "|" || /^[ \t]/.test(ligne) || /^[ \t]/.test(utiles[rang - 1])) texte += `\n${ligne}`;
      else if (!ligne) texte += "\n";
      else texte += utiles[rang - 1] ? ` ${ligne}` : ligne;
    });
    if (!reglage.includes("-") && texte) texte += "\n";
    this.i = fin;
    return { sorte: "texte", debut, fin, style, texte };
  }

  /** @returns {Noeud} */
  flux() {
    const debut = this.i;
    const style = this.texte[this.i++];
    const ferme = style === "[" ? "]" : "}";
    /** @type {Entree[]} */
    const entrees = [];
    /** @type {Element[]} */
    const elements = [];
    for (;;) {
      this.passer();
      if (this.texte[this.i] === ferme) break;
      if (this.i >= this.texte.length) throw new YamlInconnu("liste non fermée");
      const place = this.i;
      if (style === "{") {
        const cle = this.lire(CLE_DE_FLUX);
        if (!cle) throw new YamlInconnu("clé illisible");
        this.passer();
        entrees.push({ cle: nom(cle), debut: place, noeud: this.deFlux() });
      } else elements.push({ debut: place, noeud: this.deFlux() });
      this.passer();
      if (this.texte[this.i] === ",") this.i++;
      else if (this.texte[this.i] !== ferme) throw new YamlInconnu("virgule attendue");
    }
    this.i++;
    return style === "{" ? { sorte: "table", debut, fin: this.i, style, entrees } : { sorte: "liste", debut, fin: this.i, style, elements };
  }

  /** @returns {Noeud} */
  deFlux() {
    const signe = this.texte[this.i];
    if (signe === "[" || signe === "{") return this.flux();
    if (signe === '"' || signe === "'") return this.cite();
    const debut = this.i;
    const lu = (this.lire(/(?:(?! #)[^,[\]{}])*/y)?.[0] ?? "").replace(/\s+$/, "");
    this.i = debut + lu.length;
    return { sorte: "texte", debut, fin: this.i, style: "", texte: lu.replace(/[ \t]*\r?\n[ \t]*/g, " ") };
  }
}

/** @param {RegExpExecArray} cle */
function nom([, double, simple, nue]) {
  return double !== undefined ? dechiffrer(double) : simple !== undefined ? simple.replaceAll("''", "'") : nue;
}

/** @type {Record<string, string>} */
const ECHAPPES = { n: "\n", t: "\t", r: "\r", "0": "\0", e: "\x1b", N: "\x85", _: "\u00a0", L: "\u2028", P: "\u2029", "\n": "" };

/** @param {string} texte */
function dechiffrer(texte) {
  return texte.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/g, (_, x, u, U, seul) =>
    seul === undefined ? String.fromCodePoint(parseInt(x ?? u ?? U, 16)) : ECHAPPES[seul] ?? seul);
}
