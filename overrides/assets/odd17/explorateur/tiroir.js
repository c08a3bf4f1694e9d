// @ts-check
/**
 * Le tiroir des filtres : toujours ouvert sur un écran large ; sur un téléphone, il couvre la page et y garde le clavier.
 */
import { un } from "./vue.js";

const LARGE = matchMedia("(min-width: 60em)");

export class Tiroir {
  /**
   * @param {HTMLElement} racine
   * @param {HTMLElement} annonce  où va le clavier quand on a fini de choisir
   */
  constructor(racine, annonce) {
    this.tiroir = /** @type {HTMLDetailsElement} */ (un(racine, "[data-tiroir]"));
    this.voir = un(racine, "[data-voir]");
    this.annonce = annonce;
    /** Ce que le tiroir couvre, et qu’il rendra. @type {HTMLElement[]} */
    this.couverts = [];
  }

  armer() {
    LARGE.addEventListener("change", () => this.accorder());
    this.tiroir.addEventListener("toggle", () => this.couvrir());
    this.voir.addEventListener("click", () => this.fermer(this.annonce));
    this.tiroir.addEventListener("keydown", (evenement) => {
      if (evenement.key === "Escape" && !LARGE.matches) this.fermer(un(this.tiroir, "summary"));
    });
    this.accorder();
  }

  /** Ouvre ou ferme selon la largeur de l’écran, qui peut changer : on tourne le téléphone, on agrandit le texte. */
  accorder() {
    const dedans = this.tiroir.contains(document.activeElement);
    this.tiroir.open = LARGE.matches;
    this.couvrir();
    if (dedans && !LARGE.matches) un(this.tiroir, "summary").focus();
  }

  /** @param {HTMLElement} suite  où va le clavier */
  fermer(suite) {
    this.tiroir.open = false;
    this.couvrir();
    suite.focus();
  }

  /** Ouvert sur un téléphone, le tiroir couvre tout : ni le clavier ni un lecteur d’écran ne vont dessous. */
  couvrir() {
    const couvre = this.tiroir.open && !LARGE.matches;
    document.documentElement.classList.toggle("o-tiroir-ouvert", couvre);
    for (const couvert of this.couverts) couvert.inert = false;
    this.couverts = [];
    for (let noeud = /** @type {HTMLElement} */ (this.tiroir); couvre && noeud !== document.body; noeud = /** @type {HTMLElement} */ (noeud.parentElement)) {
      for (const voisin of noeud.parentElement?.children ?? []) {
        if (voisin === noeud || !(voisin instanceof HTMLElement) || voisin.inert) continue;
        voisin.inert = true;
        this.couverts.push(voisin);
      }
    }
  }
}
