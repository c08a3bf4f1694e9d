// @ts-check
/**
 * « Près de moi » : on tape un lieu, la page répond. Rien ne part d’ici que la demande de petits fichiers du site.
 *
 * @import { Lieu } from "./lieux.js"
 * @import { Taille, Vue } from "./reponse.js"
 */
import { Choix } from "./choix.js";
import { Lieux } from "./lieux.js";
import { accorder, de, departementDe, ecrire, estCommune, estGroupe } from "./nom.js";
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
  const choix = new Choix(champ, un(racine, "[data-candidats]"));
  const reponse = un(racine, "[data-reponse]");
  const nomDeLaPage = document.title;
  let minuteur = 0;
  /** Le numéro de la dernière demande : ce qui arrive trop tard ne remplace rien. */
  let demande = 0;

  /**
   * Propose les lieux que commence ce que l’on a tapé ou, si l’on a fini d’écrire et qu’il n’y en a pas, ceux à qui il ressemble.
   * @param {string} texte
   * @param {boolean} fini
   */
  async function proposer(texte, fini) {
    const numero = ++demande;
    const { lieux: trouves, reste } = texte.trim() ? await lieux.candidats(texte) : { lieux: [], reste: false };
    const ressemblants = fini && texte.trim() && !trouves.length && !reste ? await lieux.voisins(texte) : [];
    if (numero !== demande) return;
    choix.montrer([...trouves, ...ressemblants].map((lieu) => ({
      element: dessinateur.choix(lieu.nom, lieu.precision),
      choisir: () => void tenter(() => aller(lieu)),
    })));
    annonce.textContent = ressemblants.length
      ? "Aucun lieu ne commence ainsi. Vouliez-vous dire\u00a0:"
      : trouves.length
        ? `${accorder(trouves.length, "lieu").replace(/lieus$/, "lieux")}${reste ? ", et d’autres\u00a0: continuez d’écrire" : ""}`
        : !texte.trim() ? ""
        : reste ? "Continuez d’écrire."
        : fini ? "Aucun lieu ne commence ainsi. Essayez le code postal, ou le début du nom."
        : "Aucun lieu ne commence ainsi. «\u00a0Voir\u00a0» cherche un nom qui ressemble.";
  }

  /**
   * Montre ce que l’on voit d’un lieu, et l’écrit dans l’adresse.
   * @param {Lieu} lieu
   * @param {boolean} nouvelle  faux si l’adresse le dit déjà
   */
  async function aller(lieu, nouvelle = true) {
    const numero = ++demande;
    const commune = estCommune(lieu.code);
    const grand = estGroupe(lieu.code) ? lieu.departement : commune ? departementDe(lieu.code) : lieu.code;
    const [vue, tailles, index] = /** @type {[Vue, Taille[], import("./lieux.js").Index]} */ (
      await Promise.all([lieux.charger(grand), commune ? lieux.charger("tailles") : [], lieux.index()])
    );
    if (numero !== demande) return;
    const [nom, , , sorte] = index.grands.find(([, code]) => code === grand) ?? ["", "", 0, ""];
    choix.montrer([]);
    annonce.textContent = "";
    champ.value = lieu.nom;
    // Une commune ou une région d’hier se lit sous ses deux noms.
    const titre = lieu.actuelle ? `${lieu.nom} (${lieu.actuelle})` : lieu.nom;
    un(reponse, "[data-titre]").textContent = titre;
    un(reponse, "[data-situation]").textContent = lieu.precision;
    const dessines = cercles(lieu, vue, sorte, tailles, (famille) => dessinateur.mot(famille));
    un(reponse, "[data-cercles]").replaceChildren(...dessines.map((cercle) => dessinateur.cercle(cercle, vue)));
    const [page, adresse] = vue.lieux[lieu.code] ?? [nom, vue.adresse];
    dessinateur.lier(un(reponse, "[data-page]"), vue.lieux[lieu.code] && commune ? `La page ${de(page)}` : `La page de ce territoire\u00a0: ${page}`, adresse);
    document.title = `${titre}, ${nomDeLaPage}`;
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
    document.title = nomDeLaPage;
    await proposer(texte, true);
    if (choix.options.length) champ.focus();
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
    minuteur = setTimeout(() => void tenter(() => proposer(champ.value, false)), ATTENTE_DE_FRAPPE);
  });
  formulaire.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    clearTimeout(minuteur);
    void tenter(async () => {
      const lieu = await lieux.designe(champ.value);
      await (lieu ? aller(lieu) : proposer(champ.value, true));
    });
  });
  addEventListener("popstate", () => void tenter(repondre));
  if (new URLSearchParams(location.search).get("lieu")) void tenter(repondre);
}
