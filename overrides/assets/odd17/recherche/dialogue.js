// @ts-check
/**
 * Le dialogue de recherche : il s’ouvre par son bouton ou par « / », cherche pendant que l’on tape, se ferme par Échap.
 * @import { Donnees } from "./moteur.js"
 */
import { chercher, corriger } from "./moteur.js";

const MONTRES = 10;
const ATTENTE_DE_FRAPPE = 150;
/** Ce qui suit, dans une page indexée, ne sert qu’à être trouvé (generator/recherche.py). */
const FIN_DU_TEXTE = "⁂";

const dialogue = /** @type {HTMLDialogElement | null} */ (document.querySelector("[data-recherche]"));
if (dialogue) brancher(dialogue);

/** @param {HTMLDialogElement} dialogue */
function brancher(dialogue) {
  const racine = dialogue.dataset.racine ?? "";
  const champ = /** @type {HTMLInputElement} */ (dialogue.querySelector("input"));
  const annonce = /** @type {HTMLElement} */ (dialogue.querySelector("[role=status]"));
  const liste = /** @type {HTMLElement} */ (dialogue.querySelector("[data-liste]"));
  const familles = /** @type {HTMLElement} */ (dialogue.querySelector("[data-familles]"));
  const modele = /** @type {HTMLTemplateElement} */ (dialogue.querySelector("template"));
  let famille = "";
  let demande = 0;
  let minuteur = 0;

  const ouvrir = () => {
    if (!dialogue.open) dialogue.showModal();
    champ.select();
  };
  for (const bouton of document.querySelectorAll("[data-ouvrir-recherche]")) {
    bouton.addEventListener("click", (evenement) => {
      evenement.preventDefault();
      ouvrir();
    });
  }
  addEventListener("keydown", (evenement) => {
    const cible = /** @type {HTMLElement} */ (evenement.target);
    const ecrit = cible.isContentEditable || cible.matches("input, textarea, select");
    if (evenement.key === "/" && !ecrit && !evenement.ctrlKey && !evenement.metaKey) {
      evenement.preventDefault();
      ouvrir();
    }
  });
  champ.addEventListener("input", () => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => void montrer(), ATTENTE_DE_FRAPPE);
  });
  dialogue.querySelector("[data-fermer]")?.addEventListener("click", () => dialogue.close());
  dialogue.addEventListener("click", (evenement) => {
    if (evenement.target === dialogue) dialogue.close();
  });
  familles.addEventListener("change", (evenement) => {
    famille = /** @type {HTMLInputElement} */ (evenement.target).value;
    void montrer();
  });

  async function montrer() {
    const numero = ++demande;
    const question = champ.value.trim();
    if (!question) {
      liste.replaceChildren();
      familles.hidden = true;
      annonce.textContent = "";
      return;
    }
    const trouves = await chercher(question, racine);
    const donnees = await Promise.all(trouves.slice(0, famille ? 60 : MONTRES * 2).map((trouve) => trouve.data()));
    if (numero !== demande) return;
    familles.hidden = !trouves.length;
    const retenues = famille ? donnees.filter((donnee) => donnee.meta.famille === famille) : donnees;
    liste.replaceChildren(...retenues.slice(0, MONTRES).map(dessiner));
    if (trouves.length) {
      annonce.textContent = famille ? accorder(retenues.length) : accorder(trouves.length);
      return;
    }
    const autre = await corriger(question, racine);
    if (numero !== demande) return;
    annonce.textContent = "Rien trouvé.";
    if (autre) proposer(autre);
  }

  /** @param {number} nombre */
  function accorder(nombre) {
    return `${nombre.toLocaleString("fr")}\u00a0${nombre > 1 ? "résultats" : "résultat"}`;
  }

  /** @param {string} autre */
  function proposer(autre) {
    const bouton = Object.assign(document.createElement("button"), { type: "button", className: "o-puce", textContent: autre });
    bouton.addEventListener("click", () => {
      champ.value = autre;
      champ.focus();
      void montrer();
    });
    annonce.append(" Vouliez-vous dire ", bouton, "\u00a0?");
  }

  /**
   * @param {Donnees} donnees
   * @returns {HTMLElement}
   */
  function dessiner(donnees) {
    const element = /** @type {HTMLElement} */ (modele.content.firstElementChild?.cloneNode(true));
    const lien = /** @type {HTMLAnchorElement} */ (element.querySelector("a"));
    lien.textContent = donnees.meta.titre;
    lien.href = new URL(`${racine.replace(/\/?$/, "/")}${donnees.meta.adresse}`, document.baseURI).href;
    const nom = familles.querySelector(`[value="${donnees.meta.famille}"]`)?.parentElement?.textContent?.trim() ?? "";
    /** @type {HTMLElement} */ (element.querySelector("[data-nom]")).textContent = nom;
    const extrait = /** @type {HTMLElement} */ (element.querySelector("[data-extrait]"));
    // Un mot trouvé dans les synonymes n’a pas d’extrait qui se lise : le résumé le remplace.
    const cache = donnees.excerpt.includes(FIN_DU_TEXTE) || !donnees.excerpt.includes("<mark>");
    if (cache) extrait.textContent = donnees.meta.resume;
    else surligner(extrait, donnees.excerpt);
    return element;
  }

  /**
   * Copie un extrait : du texte, et des mots surlignés. Rien d’autre n’y passe.
   * @param {HTMLElement} cible
   * @param {string} extrait
   */
  function surligner(cible, extrait) {
    // L’index sépare les mots que le français colle : on les recolle, même de part et d’autre d’un mot surligné.
    const recolle = extrait.replace(/’(<\/mark>)? /g, "’$1").replace(/\u2010(<\/mark>)? /g, "-$1");
    const { body } = new DOMParser().parseFromString(recolle, "text/html");
    for (const noeud of body.childNodes) {
      const texte = noeud.textContent ?? "";
      cible.append(noeud.nodeName === "MARK" ? Object.assign(document.createElement("mark"), { textContent: texte }) : texte);
    }
  }
}
