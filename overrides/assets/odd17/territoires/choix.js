// @ts-check
/**
 * Une liste de choix sous un champ, selon le modèle « combobox » d’ARIA : le clavier reste dans le champ, les flèches y parcourent la
 * liste, Entrée choisit, Échap la ferme. Rien ici ne sait ce que sont les choix.
 *
 * @typedef {object} Option
 * @property {HTMLElement} element
 * @property {() => void} choisir
 */
export class Choix {
  /**
   * @param {HTMLInputElement} champ
   * @param {HTMLElement} liste
   */
  constructor(champ, liste) {
    this.champ = champ;
    this.liste = liste;
    /** @type {Option[]} */
    this.options = [];
    this.active = -1;
    champ.setAttribute("role", "combobox");
    champ.setAttribute("aria-autocomplete", "list");
    champ.setAttribute("aria-controls", liste.id);
    champ.setAttribute("aria-expanded", "false");
    champ.addEventListener("keydown", (evenement) => this.toucher(evenement));
    // Ce que l’on se remet à écrire n’est plus ce que l’on avait choisi.
    champ.addEventListener("input", () => this.activer(-1));
  }

  /** @param {Option[]} options */
  montrer(options) {
    this.options = options;
    options.forEach(({ element, choisir }, rang) => {
      element.id = `${this.liste.id}-${rang}`;
      // Le champ garde le clavier : toucher un choix ne doit pas le lui prendre.
      element.addEventListener("mousedown", (evenement) => evenement.preventDefault());
      element.addEventListener("click", choisir);
    });
    this.liste.replaceChildren(...options.map(({ element }) => element));
    this.ouvrir(options.length > 0);
  }

  /** @param {boolean} oui */
  ouvrir(oui) {
    this.liste.hidden = !oui;
    this.champ.setAttribute("aria-expanded", String(oui));
    this.activer(-1);
  }

  /** @param {number} rang */
  activer(rang) {
    this.active = rang;
    this.options.forEach(({ element }, autre) => element.setAttribute("aria-selected", String(autre === rang)));
    const element = this.options[rang]?.element;
    if (element) this.champ.setAttribute("aria-activedescendant", element.id);
    else this.champ.removeAttribute("aria-activedescendant");
    element?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} evenement */
  toucher(evenement) {
    const nombre = this.options.length;
    if (!nombre || evenement.isComposing) return;
    const sens = { ArrowDown: 1, ArrowUp: -1 }[evenement.key];
    if (sens) {
      if (this.liste.hidden) this.ouvrir(true);
      // Après le dernier, le champ, puis le premier.
      this.activer((this.active + 1 + sens + nombre + 1) % (nombre + 1) - 1);
    } else if (this.liste.hidden) {
      return;
    } else if (evenement.key === "Escape") {
      this.ouvrir(false);
    } else if (evenement.key === "Enter" && this.active >= 0) {
      this.options[this.active].choisir();
    } else {
      return;
    }
    evenement.preventDefault();
  }
}
