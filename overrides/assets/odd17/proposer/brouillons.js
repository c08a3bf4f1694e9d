// @ts-check
/**
 * Ce que l’on a commencé, gardé sur l’appareil et nulle part ailleurs.
 *
 * @import { Reponses } from "./modele.js"
 * @typedef {object} Brouillon
 * @property {string} id
 * @property {string} famille
 * @property {number} modifie
 * @property {Reponses} reponses
 * @property {string} [etape]  où l’on en est
 * @property {boolean} [relu]  vrai si l’on est allé jusqu’au récapitulatif
 * @property {string} [cle]  la fiche que l’on corrige
 * @property {string} [origine]  son texte, tel qu’on l’a lu
 * @property {string} [pour]
 * @property {string} [mot]  pour la rédaction
 * @property {string} [reference]  ce qu’a répondu le guichet
 * @property {string} [jeton]  de quoi lui demander d’effacer l’adresse
 */
const CLE = "odd17-proposer";

export class Brouillons {
  /** @param {Pick<Storage, "getItem" | "setItem">} ou */
  constructor(ou) {
    this.ou = ou;
  }

  /** Tous, le dernier touché d’abord. @returns {Brouillon[]} */
  tous() {
    try {
      const lus = JSON.parse(this.ou.getItem(CLE) ?? "[]");
      return Array.isArray(lus) ? lus.filter(estUnBrouillon).sort((a, b) => b.modifie - a.modifie) : [];
    } catch {
      return [];
    }
  }

  /** @param {Brouillon} brouillon @returns {boolean} faux si l’appareil refuse de garder */
  garder(brouillon) {
    return this.ecrire([brouillon, ...this.tous().filter(({ id }) => id !== brouillon.id)]);
  }

  /** @param {string} id */
  effacer(id) {
    return this.ecrire(this.tous().filter((un) => un.id !== id));
  }

  /** @param {Brouillon[]} brouillons */
  ecrire(brouillons) {
    try {
      this.ou.setItem(CLE, JSON.stringify(brouillons));
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Relit un brouillon exporté, sans rien écraser.
   * @param {string} texte
   * @param {string} id
   * @returns {Brouillon | undefined}
   */
  importer(texte, id) {
    try {
      const lu = JSON.parse(texte);
      if (!estUnBrouillon(lu)) return undefined;
      const brouillon = { ...lu, id };
      this.garder(brouillon);
      return brouillon;
    } catch {
      return undefined;
    }
  }
}

/** @param {any} lu @returns {lu is Brouillon} */
function estUnBrouillon(lu) {
  const { champs, sections } = lu?.reponses ?? {};
  return typeof lu?.id === "string" && /^[a-z]+$/.test(lu.famille) && typeof lu.modifie === "number" && estPlein(champs) && estPlein(sections) &&
    Object.values(sections).every((une) => typeof une === "string");
}

/** @param {unknown} lu */
const estPlein = (lu) => typeof lu === "object" && lu !== null && !Array.isArray(lu);
