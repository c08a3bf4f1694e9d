// @ts-check
/**
 * Chercher un document dans la page des sources : la liste entière ne se charge qu’à la première frappe.
 *
 * @typedef {[titre: string, notice: string, adresse: string]} Notice
 */
import { plier } from "./recherche/francais.js";

/** Au-delà, préciser vaut mieux que faire défiler. */
const MONTRES = 50;

const champ = document.querySelector("[data-bibliographie]");
if (champ instanceof HTMLElement) installer(champ);

/** @param {HTMLElement} reglages */
function installer(reglages) {
  const question = /** @type {HTMLInputElement} */ (reglages.querySelector("input"));
  const trouves = /** @type {HTMLElement} */ (document.querySelector("[data-documents-trouves]"));
  const liste = /** @type {HTMLElement} */ (document.querySelector("[data-documents]"));
  const annonce = /** @type {HTMLElement} */ (trouves.querySelector("[role=status]"));
  const resultats = /** @type {HTMLElement} */ (trouves.querySelector("ul"));
  const base = (reglages.dataset.racine ?? "").replace(/\/?$/, "/");
  /** @type {Promise<{ notice: Notice, texte: string }[]> | undefined} */
  let notices;

  function charger() {
    notices ??= fetch(reglages.dataset.bibliographie ?? "").then(async (reponse) => {
      if (!reponse.ok) throw new Error(`documents : ${reponse.status}`);
      const lues = /** @type {Notice[]} */ (await reponse.json());
      return lues.map((notice) => ({ notice, texte: plier(`${notice[0]} ${notice[1]}`) }));
    });
    // Une liste qui n’arrive pas sera redemandée à la frappe suivante.
    notices.catch(() => (notices = undefined));
    return notices;
  }

  async function chercher() {
    const mots = plier(question.value).split(/\s+/).filter(Boolean);
    trouves.hidden = mots.length === 0;
    liste.hidden = mots.length > 0;
    if (mots.length === 0) return;
    const demande = question.value;
    try {
      const reponses = (await charger()).filter(({ texte }) => mots.every((mot) => texte.includes(mot)));
      if (demande !== question.value) return;
      montrer(reponses.map(({ notice }) => notice));
    } catch {
      annonce.textContent = "La liste n’a pas pu se charger. Réessayez, ou parcourez les pages.";
      liste.hidden = false;
    }
  }

  /** @param {Notice[]} reponses */
  function montrer(reponses) {
    const pluriel = reponses.length > 1 ? "s" : "";
    annonce.textContent = reponses.length
      ? `${reponses.length}\u00a0document${pluriel} trouvé${pluriel}${reponses.length > MONTRES ? `, dont voici les ${MONTRES} premiers` : ""}`
      : "Aucun document n’a tous ces mots.";
    resultats.replaceChildren(...reponses.slice(0, MONTRES).map(([titre, notice, adresse]) => {
      const element = document.createElement("li");
      const lien = document.createElement("a");
      lien.href = base + adresse;
      lien.textContent = titre;
      element.append(lien, `, ${notice}`);
      return element;
    }));
  }

  question.addEventListener("input", () => void chercher());
  // Le document choisi est peut-être dans la liste d’ici : elle se remontre avant que l’on y aille.
  resultats.addEventListener("click", () => {
    question.value = "";
    void chercher();
  });
}
