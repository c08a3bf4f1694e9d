// @ts-check
/**
 * Le dialogue de recherche : il cherche pendant que l’on tape, se ferme par Échap.
 * @import { Donnees, Reponse, Trouve } from "./moteur.js"
 */
import { former } from "./forme.js";
import { famille as parente, mots, plier } from "./francais.js";
import { chercher, preparer } from "./moteur.js";

const PAR_TRANCHE = 10;
const ATTENTE_DE_FRAPPE = 150;
const PANNE = "La recherche n’a pas pu se charger. Vérifiez la connexion, puis appuyez sur Entrée.";
/** Ce qui suit, dans une page indexée, ne sert qu’à être trouvé (generator/sortie/recherche.py). */
const FIN_DU_TEXTE = "⁂";

/**
 * Met le dialogue dans la page, après son bouton.
 * @param {HTMLElement} bouton  il dit les familles où chercher, et le chemin d’ici à la racine du site
 * @returns {() => void} de quoi l’ouvrir
 */
export function brancher(bouton) {
  /** @type {[famille: string, singulier: string, pluriel: string][]} */
  const offertes = [...JSON.parse(bouton.dataset.recherche ?? "[]"), ["pages", "Page", "pages"]];
  const dialogue = former([["", "tout"], ...offertes.map(([famille, , pluriel]) => /** @type {[string, string]} */ ([famille, pluriel]))]);
  bouton.after(dialogue);
  /** Le nom d’une page de chaque famille. */
  const noms = new Map(offertes.map(([famille, singulier]) => [famille, singulier]));
  const racine = bouton.dataset.racine ?? "";
  const base = racine.replace(/\/?$/, "/");
  /**
   * @template {HTMLElement} E
   * @param {string} selecteur
   */
  const un = (selecteur) => /** @type {E} */ (dialogue.querySelector(selecteur));
  const champ = /** @type {HTMLInputElement} */ (un("input"));
  const annonce = un("[role=status]");
  const liste = un("[data-liste]");
  const presque = un("[data-presque]");
  const proches = un("[data-proches]");
  const suite = /** @type {HTMLButtonElement} */ (un("[data-suite]"));
  const explorer = /** @type {HTMLAnchorElement} */ (un("[data-explorer]"));
  const familles = un("[data-familles]");
  const modele = /** @type {HTMLTemplateElement} */ (un("template"));
  /** Le numéro de la dernière demande : une réponse arrivée trop tard ne remplace pas une plus récente. */
  let demande = 0;
  let minuteur = 0;

  const ouvrir = () => {
    if (dialogue.open) return;
    // Une famille choisie la dernière fois ne doit pas cacher les réponses d’aujourd’hui.
    /** @type {HTMLInputElement} */ (un("[name=famille]")).checked = true;
    dialogue.showModal();
    champ.select();
    if (champ.value.trim()) void montrer();
    void preparer(base).catch(() => {});
  };
  champ.addEventListener("input", () => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => void montrer(), ATTENTE_DE_FRAPPE);
  });
  un("form").addEventListener("submit", async (evenement) => {
    // « Entrée » mène au premier résultat, qu’une seconde pression ouvre ; sur un téléphone, le clavier se range.
    evenement.preventDefault();
    clearTimeout(minuteur);
    await montrer();
    /** @type {HTMLElement | null} */ (dialogue.querySelector("ol a"))?.focus();
  });
  champ.addEventListener("keydown", (evenement) => {
    if (evenement.key !== "Escape") return;
    // Un champ de recherche prend « Échap » pour s’effacer ; ici, on veut sortir.
    evenement.preventDefault();
    dialogue.close();
  });
  un("[data-fermer]").addEventListener("click", () => dialogue.close());
  // Presser et relâcher hors du dialogue le ferme ; y commencer ou y finir une sélection de texte, non.
  let presseDehors = false;
  dialogue.addEventListener("pointerdown", (evenement) => (presseDehors = dehors(evenement)));
  dialogue.addEventListener("click", (evenement) => {
    const lien = /** @type {HTMLElement} */ (evenement.target).closest("a");
    // Un lien vers une ancre de la page où l’on est ne la recharge pas : il faut la découvrir.
    if (lien || (presseDehors && dehors(evenement))) dialogue.close();
  });
  familles.addEventListener("change", () => void montrer());
  return ouvrir;

  async function montrer() {
    const numero = ++demande;
    const question = champ.value.trim();
    if (!question) return vider("");
    if (!liste.childElementCount) annonce.textContent = "Recherche…";
    try {
      const reponse = await chercher(question, base);
      if (numero === demande) await rendre(numero, reponse, reponse.autre || question);
    } catch {
      if (numero === demande) vider(PANNE);
    }
  }

  /** @param {string} texte */
  function vider(texte) {
    annonce.textContent = texte;
    for (const element of [familles, presque, suite, explorer]) element.hidden = true;
    liste.replaceChildren();
    proches.replaceChildren();
  }

  /**
   * @param {number} numero
   * @param {Reponse} reponse
   * @param {string} question  celle à laquelle on répond
   */
  async function rendre(numero, { completes, proches: approchantes, autre }, question) {
    const choisie = /** @type {HTMLInputElement} */ (un("[name=famille]:checked")).value;
    const dedans = (/** @type {Trouve} */ trouve) => !choisie || familleDe(trouve) === choisie;
    const principales = completes.length ? completes : approchantes;
    const retenues = principales.filter(dedans);
    const voisines = completes.length ? approchantes.filter(dedans).slice(0, Math.max(0, PAR_TRANCHE - retenues.length)) : [];
    const [premieres, dernieres] = await Promise.all([tracer(retenues.slice(0, PAR_TRANCHE), question), tracer(voisines, question)]);
    if (numero !== demande) return;
    compter(principales);
    liste.replaceChildren(...premieres);
    proches.replaceChildren(...dernieres);
    presque.hidden = !voisines.length;
    suite.hidden = retenues.length <= PAR_TRANCHE;
    suite.onclick = () => void allonger(numero, retenues, question);
    explorer.hidden = !principales.some((trouve) => familleDe(trouve) !== "pages");
    explorer.href = `${base}explorer/?q=${encodeURIComponent(question)}${choisie && choisie !== "pages" ? `&familles=${choisie}` : ""}`;
    annonce.replaceChildren(...(autre ? proposer(autre) : []), bilan(retenues.length, principales.length, Boolean(completes.length)));
  }

  /**
   * Montre dix pages de plus ; le clavier va à la première d’entre elles.
   * @param {number} numero
   * @param {Trouve[]} retenues
   * @param {string} question
   */
  async function allonger(numero, retenues, question) {
    const debut = liste.childElementCount;
    suite.disabled = true;
    try {
      const tranche = await tracer(retenues.slice(debut, debut + PAR_TRANCHE), question);
      if (numero !== demande) return;
      liste.append(...tranche);
      suite.hidden = liste.childElementCount >= retenues.length;
      tranche[0]?.querySelector("a")?.focus();
    } catch {
      if (numero === demande) annonce.textContent = PANNE;
    } finally {
      suite.disabled = false;
    }
  }

  /**
   * Dit combien de pages donnerait chaque famille.
   * @param {Trouve[]} trouves
   */
  function compter(trouves) {
    familles.hidden = !trouves.length;
    for (const choix of familles.querySelectorAll("label")) {
      const famille = valeur(choix).value;
      const nombre = famille ? trouves.filter((trouve) => familleDe(trouve) === famille).length : trouves.length;
      /** @type {HTMLElement} */ (choix.querySelector(".o-effectif")).textContent = nombre.toLocaleString("fr");
      valeur(choix).disabled = !nombre && !valeur(choix).checked;
    }
  }

  /** @param {Element} choix */
  function valeur(choix) {
    return /** @type {HTMLInputElement} */ (choix.querySelector("input"));
  }

  /** @param {Trouve} trouve */
  function familleDe({ cle }) {
    const [famille, fiche] = cle.split("/");
    return fiche && noms.has(famille) ? famille : "pages";
  }

  /** @param {Trouve} trouve */
  function nommer(trouve) {
    return trouve.cle.startsWith("glossaire/") ? "Définition" : (noms.get(familleDe(trouve)) ?? "");
  }

  /**
   * @param {number} retenues
   * @param {number} toutes  dans toutes les familles
   * @param {boolean} entieres  si elles ont tous les mots
   */
  function bilan(retenues, toutes, entieres) {
    if (!toutes) return "Rien trouvé. Essayez un mot plus courant, ou un seul.";
    if (!retenues) return `Rien dans cette famille, ${toutes.toLocaleString("fr")} ailleurs.`;
    if (!entieres) return "Aucune page n’a tous ces mots. Les plus proches\u00a0:";
    return `${retenues.toLocaleString("fr")}\u00a0${retenues > 1 ? "résultats" : "résultat"}`;
  }

  /** @param {MouseEvent} evenement */
  function dehors({ clientX, clientY }) {
    const { top, bottom, left, right } = dialogue.getBoundingClientRect();
    return clientX < left || clientX > right || clientY < top || clientY > bottom;
  }

  /**
   * La question que l’on voulait sans doute poser : un bouton la met dans le champ.
   * @param {string} autre
   */
  function proposer(autre) {
    const bouton = Object.assign(document.createElement("button"), { type: "button", className: "o-pastille o-puce o-puce--mot", textContent: autre });
    bouton.addEventListener("click", () => {
      champ.value = autre;
      champ.focus();
      void montrer();
    });
    return [`Rien avec «\u00a0${champ.value.trim()}\u00a0». Vouliez-vous dire `, bouton, "\u00a0? "];
  }

  /**
   * @param {Trouve[]} trouves
   * @param {string} question
   */
  async function tracer(trouves, question) {
    const cherches = new Set(mots(question).flatMap(({ formes }) => formes.flat()).map(parente));
    const donnees = await Promise.all(trouves.map((trouve) => trouve.data()));
    return donnees.map((donnee, rang) => dessiner(donnee, nommer(trouves[rang]), cherches));
  }

  /**
   * @param {Donnees} donnees
   * @param {string} nom  ce qu’est la page : un outil, une définition…
   * @param {Set<string>} cherches  les familles des mots cherchés
   * @returns {HTMLElement}
   */
  function dessiner(donnees, nom, cherches) {
    const element = /** @type {HTMLElement} */ (modele.content.firstElementChild?.cloneNode(true));
    const lien = /** @type {HTMLAnchorElement} */ (element.querySelector("a"));
    lien.href = new URL(`${base}${donnees.meta.adresse}`, document.baseURI).href;
    /** @type {HTMLElement} */ (element.querySelector("[data-nom]")).textContent = nom;
    surligner(lien, donnees.meta.titre, cherches);
    const extrait = /** @type {HTMLElement} */ (element.querySelector("[data-extrait]"));
    surligner(extrait, presenter(donnees), cherches);
    return element;
  }
}

/**
 * Ce qui présente une page : l’extrait où sont les mots, ou son résumé quand l’extrait n’apprend rien (il répète le titre) ou ne se
 * lit pas (le mot n’est que dans les synonymes).
 * @param {Donnees} donnees
 */
function presenter({ excerpt, meta }) {
  const texte = new DOMParser().parseFromString(excerpt, "text/html").body.textContent ?? "";
  // L’index sépare les mots que le français colle.
  const extrait = texte.replace(/’ /g, "’").replace(/\u2010 /g, "-").replace(/^[\s.,;:!?»)]+/, "");
  const repete = extrait.includes(meta.titre) || meta.titre.includes(extrait.slice(0, 20)) || meta.resume.includes(extrait.slice(0, 40));
  return repete || texte.includes(FIN_DU_TEXTE) || !excerpt.includes("<mark>") ? meta.resume : `… ${extrait} …`;
}

/**
 * Écrit un texte, les mots cherchés mis en évidence.
 * @param {HTMLElement} cible
 * @param {string} texte
 * @param {Set<string>} cherches
 */
function surligner(cible, texte, cherches) {
  const morceaux = texte.split(/([\p{L}\p{M}\p{N}]+)/u).map((morceau, rang) => {
    return rang % 2 === 1 && cherches.has(parente(plier(morceau))) ? Object.assign(document.createElement("mark"), { textContent: morceau }) : morceau;
  });
  cible.replaceChildren(...morceaux);
}
