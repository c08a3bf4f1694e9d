// @ts-check
/**
 * « Près de moi » : on tape un lieu, la page répond. Rien ne part d’ici que la demande de petits fichiers du site.
 *
 * @import { Lieu } from "./lieux.js"
 * @import { Taille, Vue } from "./reponse.js"
 */
import { Lieux } from "./lieux.js";
import { accorder, departementDe, ecrire } from "./nom.js";
import { cercles, Dessinateur, un } from "./reponse.js";

const ATTENTE_DE_FRAPPE = 200;

for (const racine of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-pres-de-moi]"))) installer(racine);

/** @param {HTMLElement} racine */
function installer(racine) {
  const dessinateur = new Dessinateur(racine);
  const lieux = new Lieux(`${dessinateur.base}territoires/lieux/`);
  const formulaire = /** @type {HTMLFormElement} */ (un(racine, "form"));
  const champ = /** @type {HTMLInputElement} */ (un(racine, "[name=lieu]"));
  const annonce = un(racine, "[data-annonce]");
  const liste = un(racine, "[data-candidats]");
  const reponse = un(racine, "[data-reponse]");
  let minuteur = 0;
  /** Le numéro de la dernière demande : ce qui arrive trop tard ne remplace rien. */
  let demande = 0;

  /**
   * Propose les lieux que commence ce que l’on a tapé.
   * @param {string} texte
   */
  async function proposer(texte) {
    const numero = ++demande;
    const { lieux: trouves, reste } = texte.trim() ? await lieux.candidats(texte) : { lieux: [], reste: false };
    if (numero !== demande) return;
    liste.replaceChildren(...trouves.map((lieu) => {
      const ligne = dessinateur.ligne(lieu.nom, `?lieu=${ecrire(lieu.nom, lieu.code)}`, lieu.precision);
      un(ligne, "a").addEventListener("click", (evenement) => {
        evenement.preventDefault();
        void tenter(() => aller(lieu));
      });
      return ligne;
    }));
    annonce.textContent = trouves.length
      ? `${accorder(trouves.length, "lieu").replace(/lieus$/, "lieux")}${reste ? ", et d’autres\u00a0: continuez d’écrire" : ""}`
      : reste ? "Continuez d’écrire." : texte.trim() ? "Aucun lieu ne commence ainsi. Essayez le code postal, ou le début du nom." : "";
  }

  /**
   * Montre ce que l’on voit d’un lieu, et l’écrit dans l’adresse.
   * @param {Lieu} lieu
   * @param {boolean} nouvelle  faux si l’adresse le dit déjà
   */
  async function aller(lieu, nouvelle = true) {
    const numero = ++demande;
    const commune = lieu.code.length === 5;
    const grand = commune ? departementDe(lieu.code) : lieu.code;
    const [vue, tailles, index] = /** @type {[Vue, Taille[], import("./lieux.js").Index]} */ (
      await Promise.all([lieux.charger(grand), commune ? lieux.charger("tailles") : [], lieux.index()])
    );
    if (numero !== demande) return;
    const [nom, , , sorte] = index.grands.find(([, code]) => code === grand) ?? ["", "", 0, ""];
    liste.replaceChildren();
    annonce.textContent = "";
    champ.value = lieu.nom;
    un(reponse, "[data-titre]").textContent = lieu.actuelle && commune ? `${lieu.nom} (${lieu.actuelle})` : commune ? lieu.nom : nom;
    un(reponse, "[data-situation]").textContent = lieu.precision;
    const dessines = cercles(lieu, vue, sorte, tailles, (famille) => dessinateur.mot(famille));
    un(reponse, "[data-cercles]").replaceChildren(...dessines.map((cercle) => dessinateur.cercle(cercle, vue)));
    const [titre, adresse] = vue.lieux[lieu.code] ?? [nom, vue.adresse];
    dessinateur.lier(un(reponse, "[data-page]"), `La page de ce territoire\u00a0: ${titre}`, adresse);
    reponse.hidden = false;
    reponse.focus();
    if (nouvelle) history.pushState(null, "", `?lieu=${ecrire(lieu.nom, lieu.code)}`);
  }

  /** Répond à l’adresse : un seul lieu se montre, plusieurs se proposent. */
  async function repondre() {
    const texte = new URLSearchParams(location.search).get("lieu") ?? "";
    champ.value = texte;
    const lieu = texte && (await lieux.designe(texte));
    if (lieu) return aller(lieu, false);
    reponse.hidden = true;
    await proposer(texte);
  }

  /**
   * Sans réseau, la carte et la liste restent.
   * @param {() => Promise<unknown>} faire
   */
  async function tenter(faire) {
    try {
      await faire();
    } catch {
      annonce.textContent = "Les lieux n’ont pas pu se charger. Réessayez, ou choisissez sur la carte.";
    }
  }

  champ.addEventListener("input", () => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => void tenter(() => proposer(champ.value)), ATTENTE_DE_FRAPPE);
  });
  formulaire.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    clearTimeout(minuteur);
    void tenter(async () => {
      const lieu = await lieux.designe(champ.value);
      await (lieu ? aller(lieu) : proposer(champ.value));
    });
  });
  addEventListener("popstate", () => void tenter(repondre));
  if (new URLSearchParams(location.search).get("lieu")) void tenter(repondre);
}
