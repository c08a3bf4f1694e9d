// @ts-check
/**
 * Ce que l’explorateur change dans la page. Tout ce qui se lit vient du HTML déjà servi (libellés, modèles de carte) ou du
 * catalogue ; rien ne s’écrit comme du HTML.
 * @import { Catalogue, Fiche } from "./catalogue.js"
 * @import { Etat } from "./adresse.js"
 */

/** Le détail d’une fiche, chargé quand on la montre : résumé, lieu et repères, chiffre et ce qu’il compte, date ; puis, pour un exemple, le cadre et les tracés de sa signature. */
/** @typedef {[string, string, string, string, string, string?, string?, string?, [string, string][]?]} Detail */

/**
 * @template {Element} [E=HTMLElement]
 * @param {ParentNode} racine
 * @param {string} selecteur
 * @returns {E}
 */
export function un(racine, selecteur) {
  const trouve = racine.querySelector(selecteur);
  if (!trouve) throw new Error(`introuvable : ${selecteur}`);
  return /** @type {E} */ (trouve);
}

/** Une valeur du formulaire : sa case, son effectif, son libellé. @typedef {{ case: HTMLInputElement, effectif: HTMLElement, libelle: string }} Valeur */

/**
 * Change chaque lien d’une valeur en case à cocher.
 * @param {HTMLElement} racine
 * @returns {Map<string, Map<string, Valeur>>}
 */
export function armer(racine) {
  /** @type {Map<string, Map<string, Valeur>>} */
  const valeurs = new Map();
  for (const groupe of /** @type {NodeListOf<HTMLElement>} */ (racine.querySelectorAll("[data-facette]"))) {
    const facette = groupe.dataset.facette ?? "";
    const siennes = valeurs.get(facette) ?? new Map();
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (groupe.querySelectorAll("[data-valeur]"))) {
      const lien = un(element, "a");
      const effectif = un(element, ".o-effectif");
      const libelle = (lien.textContent ?? "").trim();
      const coche = Object.assign(document.createElement("input"), { type: "checkbox", name: facette, value: element.dataset.valeur });
      const etiquette = document.createElement("label");
      etiquette.append(coche, Object.assign(document.createElement("span"), { textContent: libelle }));
      // L’effectif décrit la case sans faire partie de son nom, qui ne doit pas changer à chaque clic.
      effectif.id = `effectif-${facette}-${coche.value}`;
      coche.setAttribute("aria-describedby", effectif.id);
      const actif = lien === document.activeElement;
      element.replaceChildren(etiquette, effectif);
      if (actif) coche.focus();
      const valeur = { case: coche, effectif, libelle };
      coche.addEventListener("blur", () => eteindre(valeur));
      siennes.set(coche.value, valeur);
    }
    valeurs.set(facette, siennes);
  }
  return valeurs;
}

/**
 * Met les cases d’accord avec la sélection.
 * @param {Map<string, Map<string, Valeur>>} valeurs
 * @param {Etat["selection"]} selection
 */
export function cocher(valeurs, selection) {
  for (const [facette, siennes] of valeurs) {
    for (const [modalite, valeur] of siennes) valeur.case.checked = selection.get(facette)?.has(modalite) ?? false;
  }
}

/**
 * Met les effectifs à jour, et rend inactive une valeur qui ne donnerait rien : elle se voit encore.
 * @param {Map<string, Map<string, Valeur>>} valeurs
 * @param {Map<string, Map<string, number>>} effectifs
 */
export function compter(valeurs, effectifs) {
  for (const [facette, siennes] of valeurs) {
    for (const [modalite, valeur] of siennes) {
      const nombre = effectifs.get(facette)?.get(modalite) ?? 0;
      const texte = nombre.toLocaleString("fr");
      if (valeur.effectif.textContent !== texte) valeur.effectif.textContent = texte;
      valeur.effectif.dataset.effectif = String(nombre);
      // Celle où l’on est garde le clavier ; elle deviendra inactive quand on la quittera.
      if (document.activeElement !== valeur.case) eteindre(valeur);
    }
  }
}

/** @param {Valeur} valeur */
function eteindre(valeur) {
  valeur.case.disabled = valeur.effectif.dataset.effectif === "0" && !valeur.case.checked;
}

/**
 * Les choix faits, chacun avec de quoi le retirer.
 * @param {HTMLElement} liste
 * @param {Map<string, Map<string, Valeur>>} valeurs
 * @param {Etat} etat
 * @param {(facette: string, modalite: string) => void} retirer
 */
export function montrerLesChoix(liste, valeurs, etat, retirer) {
  /** Les puces déjà là restent en place : l’une d’elles a peut-être le clavier. */
  const anciennes = new Map([.../** @type {NodeListOf<HTMLElement>} */ (liste.querySelectorAll("li"))].map((puce) => [puce.dataset.choix, puce]));
  /** @type {HTMLElement[]} */
  const puces = [];
  const ajouter = (/** @type {string} */ libelle, /** @type {string} */ facette, /** @type {string} */ modalite) => {
    const cle = `${facette}/${modalite}/${libelle}`;
    puces.push(anciennes.get(cle) ?? puce(cle, libelle, () => retirer(facette, modalite)));
  };
  if (etat.texte) ajouter(`«\u00a0${etat.texte}\u00a0»`, "q", "");
  for (const [facette, siennes] of valeurs) {
    for (const [modalite, valeur] of siennes) {
      if (etat.selection.get(facette)?.has(modalite)) ajouter(valeur.libelle, facette, modalite);
    }
  }
  for (const ancienne of anciennes.values()) if (!puces.includes(ancienne)) ancienne.remove();
  for (const [rang, une] of puces.entries()) if (liste.children[rang] !== une) liste.insertBefore(une, liste.children[rang] ?? null);
}

/**
 * @param {string} cle
 * @param {string} libelle
 * @param {() => void} retirer
 * @returns {HTMLElement}
 */
function puce(cle, libelle, retirer) {
  const bouton = Object.assign(document.createElement("button"), { type: "button", className: "o-pastille o-puce", textContent: libelle });
  bouton.setAttribute("aria-label", `Retirer ${libelle}`);
  bouton.addEventListener("click", retirer);
  const element = document.createElement("li");
  element.dataset.choix = cle;
  element.append(bouton);
  return element;
}

/**
 * Dessine une signature : les chemins servis reçoivent les premiers tracés, chaque profil ajoute le sien.
 * @param {Element} signature
 * @param {string} cadre
 * @param {[string, string][]} traces
 */
function signer(signature, cadre, traces) {
  signature.setAttribute("viewBox", cadre);
  const chemins = [...signature.querySelectorAll("path")];
  for (const [rang, [profil, trace]] of traces.entries()) {
    const chemin = chemins[rang] ?? signature.appendChild(chemins[0].cloneNode());
    chemin.setAttribute("d", trace);
    if (profil) chemin.setAttribute("class", `o-${profil}`);
  }
}

/**
 * Dessine des fiches, d’après les modèles que contient la page.
 */
export class Dessinateur {
  /**
   * @param {HTMLElement} racine
   * @param {Catalogue} catalogue
   * @param {Map<string, Map<string, Valeur>>} valeurs
   */
  constructor(racine, catalogue, valeurs) {
    this.racine = racine;
    this.catalogue = catalogue;
    this.valeurs = valeurs;
    this.base = (racine.dataset.racine ?? "").replace(/\/?$/, "/");
    /** @type {Map<number, Promise<Detail[]>>} */
    this.morceaux = new Map();
  }

  /**
   * Les cartes ou les lignes de ces fiches ; leurs résumés arrivent ensuite.
   * @param {number[]} rangs
   * @param {Etat["vue"]} vue
   * @returns {HTMLElement[]}
   */
  dessiner(rangs, vue) {
    return rangs.map((rang) => (vue === "tableau" ? this.ligne(rang) : this.carte(rang)));
  }

  /** @param {number} rang */
  carte(rang) {
    const fiche = this.catalogue.fiches[rang];
    const carte = this.modele("carte");
    const famille = fiche.modalites.familles[0];
    carte.classList.add(`o-famille--${famille}`);
    carte.dataset.fiche = fiche.cle;
    un(carte, "[data-famille]").replaceWith(this.modele(`famille-${famille}`));
    this.lier(carte, fiche);
    const badges = this.catalogue.badges[famille] ?? this.catalogue.badges[""];
    un(carte, ".o-badges").append(...badges.flatMap(([facette, nombre]) => this.badges(fiche, facette, nombre)));
    const [niveau] = fiche.modalites.preuves ?? [];
    if (niveau) {
      un(carte, ".o-jauge").classList.add(`o-jauge--${niveau}`);
      un(carte, ".o-jauge").textContent = this.valeurs.get("preuves")?.get(niveau)?.libelle ?? niveau;
    } else un(carte, ".o-jauge").remove();
    void this.detailler(rang).then(([resume, lieu, chiffre, libelle, etat, cadre, toile, appuis, contours]) => {
      un(carte, ".o-carte__resume").textContent = resume;
      un(carte, ".o-carte__lieu").textContent = lieu;
      if (chiffre) {
        un(carte, ".o-carte__chiffre strong").textContent = chiffre;
        un(carte, ".o-carte__chiffre span").textContent = libelle;
        un(carte, ".o-carte__chiffre").hidden = false;
      }
      const signature = un(carte, ".o-signature");
      if (cadre) signer(signature, cadre, [["", toile ?? ""], ["", appuis ?? ""], ...(contours ?? [])]);
      else signature.remove();
      un(carte, ".o-carte__etat span:last-child").textContent = etat;
    }, () => {});
    return carte;
  }

  /** @param {number} rang */
  ligne(rang) {
    const fiche = this.catalogue.fiches[rang];
    const ligne = this.modele("ligne");
    ligne.dataset.fiche = fiche.cle;
    this.lier(ligne, fiche);
    // Dans la liste d’une seule famille, la dire à chaque ligne n’apprendrait rien.
    ligne.querySelector("[data-famille]")?.replaceWith(this.modele(`famille-${fiche.modalites.familles[0]}`));
    for (const cellule of /** @type {NodeListOf<HTMLElement>} */ (ligne.querySelectorAll("[data-place]"))) {
      cellule.textContent = this.libelles(fiche, cellule.dataset.place ?? "").join(", ");
    }
    return ligne;
  }

  /**
   * @param {HTMLElement} element
   * @param {Fiche} fiche
   */
  lier(element, fiche) {
    const lien = /** @type {HTMLAnchorElement} */ (un(element, "a"));
    lien.textContent = fiche.titre;
    lien.href = `${this.base}${fiche.cle}/`;
  }

  /**
   * @param {Fiche} fiche
   * @param {string} facette
   * @param {number} nombre
   */
  badges(fiche, facette, nombre) {
    return (fiche.modalites[facette] ?? []).slice(0, nombre).map((modalite) => {
      const badge = this.modele("badge");
      const lien = /** @type {HTMLAnchorElement} */ (un(badge, "a"));
      lien.textContent = this.valeurs.get(facette)?.get(modalite)?.libelle ?? modalite;
      lien.href = `${this.base}${facette}/${modalite}/`;
      return badge;
    });
  }

  /**
   * @param {Fiche} fiche
   * @param {string} facette
   */
  libelles(fiche, facette) {
    return (fiche.modalites[facette] ?? []).map((modalite) => this.valeurs.get(facette)?.get(modalite)?.libelle ?? modalite);
  }

  /**
   * @param {number} rang
   * @returns {Promise<Detail>}
   */
  async detailler(rang) {
    const { parMorceau } = this.catalogue;
    const numero = Math.floor(rang / parMorceau);
    let morceau = this.morceaux.get(numero);
    if (!morceau) {
      morceau = fetch(`${this.base}explorer/details-${numero}.json`).then((reponse) => reponse.json());
      // Un morceau qui n’arrive pas laisse une carte sans résumé, et sera redemandé.
      morceau.catch(() => this.morceaux.delete(numero));
      this.morceaux.set(numero, morceau);
    }
    return (await morceau)[rang % parMorceau];
  }

  /**
   * Un exemplaire neuf d’un modèle de la page.
   * @param {string} nom
   * @returns {HTMLElement}
   */
  modele(nom) {
    const modele = /** @type {HTMLTemplateElement} */ (un(this.racine, `template[data-modele="${nom}"]`));
    return /** @type {HTMLElement} */ (modele.content.firstElementChild?.cloneNode(true));
  }
}
