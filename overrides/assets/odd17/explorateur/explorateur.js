// @ts-check
/**
 * L’explorateur : le formulaire servi avec la page filtre sur place, et l’adresse suit.
 *
 * La page reste telle qu’elle a été servie tant que le visiteur n’a rien demandé.
 * @import { Etat } from "./adresse.js"
 * @import { Ensemble } from "./catalogue.js"
 */
import { ecrire, lire } from "./adresse.js";
import { ajouter, decoder, vide } from "./catalogue.js";
import { filtrer, ranger } from "./filtre.js";
import { Tiroir } from "./tiroir.js";
import { armer, cocher, compter, Dessinateur, montrerLesChoix, un } from "./vue.js";

const PAR_PAGE = 24;
const ATTENTE_DE_FRAPPE = 250;
/** En millisecondes : une recherche plus longue se dit, une plus courte se passe de commentaire. */
const LENTEUR = 300;

for (const racine of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-explorateur]"))) {
  // Sans catalogue (le réseau a lâché), la page servie reste : ses liens filtrent aussi.
  demarrer(racine).catch((erreur) => console.warn("L’explorateur n’a pas démarré.", erreur));
}

/**
 * Ce que trouve la recherche en texte.
 * @typedef {object} Trouvees
 * @property {Ensemble | null} ensemble  rien si la recherche est en panne : on filtre alors sans elle
 * @property {Map<number, number>} notes  la place de chaque fiche dans les résultats
 * @property {boolean} partiel  aucune fiche n’a tous les mots
 * @property {string} autre  ce que l’on voulait sans doute chercher
 */

/** @param {HTMLElement} racine */
async function demarrer(racine) {
  const reponse = await fetch(racine.dataset.catalogue ?? "");
  if (!reponse.ok) throw new Error(`catalogue : ${reponse.status}`);
  const catalogue = decoder(await reponse.json());
  const famille = racine.dataset.seulement ?? "";
  const accueil = new URL(racine.dataset.adresse ?? "", document.baseURI);
  const valeurs = armer(racine);
  const dessinateur = new Dessinateur(racine, catalogue, valeurs);
  const resultats = un(racine, "[data-resultats]");
  const annonce = un(racine, "[data-annonce]");
  const choix = un(racine, "[data-choix]");
  const tri = /** @type {HTMLSelectElement} */ (un(racine, "[name=tri]"));
  const champ = /** @type {HTMLInputElement} */ (un(racine, "[name=q]"));
  const suite = un(racine, "[data-suite]");
  const effacer = un(racine, "[data-effacer]");
  const places = new Map(catalogue.fiches.map((fiche, rang) => [fiche.cle, rang]));
  const tiroir = new Tiroir(racine, annonce);

  let etat = lireIci();
  /** Le numéro de la dernière demande : une réponse de recherche arrivée trop tard ne remplace pas une plus récente. */
  let demande = 0;
  let minuteur = 0;

  /** L’état que dit l’adresse de la page ; une page d’une seule famille n’en propose pas d’autre. */
  function lireIci() {
    const lu = lire(location.search, catalogue);
    if (famille) lu.selection.delete("familles");
    return lu;
  }

  /**
   * Montre l’état : d’abord ce que l’on a demandé, puis, la recherche faite, ce que l’on trouve.
   * @param {boolean} repeindre  faux tant que la page servie dit déjà tout
   */
  async function montrer(repeindre = true) {
    const numero = ++demande;
    const actif = document.activeElement;
    cocher(valeurs, etat.selection);
    montrerLesChoix(choix, valeurs, etat, retirer);
    tri.value = etat.tri;
    for (const bouton of /** @type {NodeListOf<HTMLInputElement>} */ (racine.querySelectorAll("[name=vue]"))) {
      bouton.checked = bouton.value === etat.vue;
    }
    const nombre = [...etat.selection.values()].reduce((somme, choisies) => somme + choisies.size, etat.texte ? 1 : 0);
    effacer.hidden = !nombre;
    un(racine, "[data-nombre-de-choix]").textContent = nombre ? ` (${nombre})` : "";

    const texte = await chercher(etat.texte, numero);
    if (numero !== demande) return;
    const selection = new Map(etat.selection);
    if (famille) selection.set("familles", new Set([famille]));
    const resultat = filtrer(catalogue, selection, texte && texte.ensemble);
    compter(valeurs, resultat.effectifs);
    annoncer(resultat.nombre, texte);
    if (repeindre) peindre(ranger(catalogue, resultat.retenues, etat.tri, texte?.notes), 0);
    // Ce qui avait le clavier a pu disparaître avec les fiches d’avant.
    if (actif !== document.body && !racine.contains(actif) && document.activeElement === document.body) annonce.focus();
  }

  /**
   * @param {number[]} rangs
   * @param {number} debut
   */
  function peindre(rangs, debut) {
    const tranche = dessinateur.dessiner(rangs.slice(debut, debut + PAR_PAGE), etat.vue);
    if (debut === 0) resultats.replaceChildren(dessinateur.modele(etat.vue === "tableau" ? "tableau" : "cartes"));
    un(resultats, "[data-fiches]").append(...tranche);
    suite.hidden = debut + PAR_PAGE >= rangs.length;
    suite.onclick = () => {
      peindre(rangs, debut + PAR_PAGE);
      un(resultats, `[data-fiches] > :nth-child(${debut + PAR_PAGE + 1}) a`).focus();
    };
  }

  /**
   * Dit combien de fiches répondent, et si elles ne répondent qu’à peu près.
   * @param {number} nombre
   * @param {Trouvees | null} texte
   */
  function annoncer(nombre, texte) {
    const mots = racine.dataset.mots?.split("|") ?? ["fiche", "fiches"];
    const dit = `${nombre.toLocaleString("fr")}\u00a0${mots[nombre > 1 ? 1 : 0]}`;
    un(racine, "[data-voir]").textContent = `Voir ${dit}`;
    annonce.dataset.total = String(nombre);
    if (texte && !texte.ensemble) {
      annonce.replaceChildren("La recherche n’a pas pu se charger. ", bouton("Réessayer", () => void montrer()), ` ${dit} sans elle.`);
    } else if (texte?.autre) {
      const { autre } = texte;
      const proposer = bouton(autre, () => {
        void changer({ texte: autre });
        champ.focus();
      });
      annonce.replaceChildren(`Rien avec «\u00a0${etat.texte}\u00a0». Vouliez-vous dire `, proposer, `\u00a0? ${dit}.`);
    } else if (!nombre) annonce.textContent = "Aucune fiche. Retirez un choix pour élargir.";
    else annonce.textContent = texte?.partiel ? `Aucune fiche n’a tous ces mots\u00a0; ${dit} en ${nombre > 1 ? "ont" : "a"} une partie.` : dit;
  }

  /**
   * @param {string} texte
   * @param {() => void} agir
   */
  function bouton(texte, agir) {
    const un = Object.assign(document.createElement("button"), { type: "button", className: "o-pastille o-puce o-puce--mot", textContent: texte });
    un.addEventListener("click", agir);
    return un;
  }

  /**
   * Passe à un nouvel état, et le met dans l’adresse. Ce que l’on vient de taper en fait partie, même sans attendre la recherche.
   *
   * Préciser un texte n’est pas un pas de plus pour « page précédente » ; redemander la même chose non plus.
   * @param {Partial<Etat>} changement
   */
  async function changer(changement) {
    clearTimeout(minuteur);
    if (changement.texte !== undefined) champ.value = changement.texte;
    const nouveau = { ...etat, texte: champ.value.trim(), ...changement };
    const adresse = ecrire(nouveau, catalogue);
    const precise = Boolean(etat.texte && nouveau.texte && etat.texte !== nouveau.texte);
    const pareil = adresse === ecrire(etat, catalogue);
    // La suite d’une liste (page 2…) n’a pas d’état à elle : on revient à son début.
    if (accueil.pathname !== location.pathname) return location.assign(`${accueil.pathname}?${adresse}`);
    etat = nouveau;
    if (!pareil) history[precise ? "replaceState" : "pushState"](null, "", adresse ? `?${adresse}` : accueil.pathname);
    await montrer();
  }

  /**
   * @param {string} facette
   * @param {string} modalite
   */
  async function retirer(facette, modalite) {
    const place = [...choix.querySelectorAll("button")].indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const suivi = changer(facette === "q" ? { texte: "" } : { selection: choisir(facette, modalite, false) });
    // Le bouton que l’on vient d’activer a disparu : le clavier continue sur le suivant, ou sur le nombre de résultats.
    const restants = choix.querySelectorAll("button");
    (restants[Math.min(place, restants.length - 1)] ?? annonce).focus();
    await suivi;
  }

  /**
   * La sélection, une valeur en plus ou en moins.
   * @param {string} facette
   * @param {string} modalite
   * @param {boolean} voulue
   */
  function choisir(facette, modalite, voulue) {
    const selection = new Map(etat.selection);
    const choisies = new Set(selection.get(facette));
    if (voulue) choisies.add(modalite);
    else choisies.delete(modalite);
    if (choisies.size) selection.set(facette, choisies);
    else selection.delete(facette);
    return selection;
  }

  /**
   * Ce que trouve la recherche en texte : les fiches qui ont tous les mots, sinon celles qui en ont l’essentiel.
   * @param {string} texte
   * @param {number} numero  celui de la demande
   * @returns {Promise<Trouvees | null>}
   */
  async function chercher(texte, numero) {
    if (!texte) return null;
    const attente = setTimeout(() => numero === demande && (annonce.textContent = "Recherche…"), LENTEUR);
    const ensemble = vide(catalogue.fiches.length);
    try {
      const moteur = await import("../recherche/moteur.js");
      const { completes, proches, autre } = await moteur.chercher(texte, racine.dataset.racine ?? "");
      const fiches = completes.filter(({ cle }) => places.has(cle));
      const rangs = (fiches.length ? fiches : proches).flatMap(({ cle }) => places.get(cle) ?? []);
      for (const rang of rangs) ajouter(ensemble, rang);
      return { ensemble, notes: new Map(rangs.map((rang, place) => [rang, place])), partiel: !fiches.length, autre };
    } catch {
      return { ensemble: null, notes: new Map(), partiel: false, autre: "" };
    } finally {
      clearTimeout(attente);
    }
  }

  racine.addEventListener("change", (evenement) => {
    const cible = /** @type {HTMLInputElement} */ (evenement.target);
    if (cible.name === "tri") void changer({ tri: /** @type {Etat["tri"]} */ (cible.value) });
    else if (cible.name === "vue") void changer({ vue: /** @type {Etat["vue"]} */ (cible.value) });
    else if (valeurs.get(cible.name)?.has(cible.value)) void changer({ selection: choisir(cible.name, cible.value, cible.checked) });
  });
  champ.addEventListener("input", () => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => void changer({}), ATTENTE_DE_FRAPPE);
  });
  champ.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Enter") void changer({});
  });
  un(racine, "form").addEventListener("submit", (evenement) => evenement.preventDefault());
  effacer.addEventListener("click", () => {
    void changer({ selection: new Map(), texte: "" });
    annonce.focus();
  });
  addEventListener("popstate", () => {
    clearTimeout(minuteur);
    const lu = lireIci();
    // Aller à une ancre de la page n’est pas changer d’état.
    if (ecrire(lu, catalogue) === ecrire(etat, catalogue)) return;
    etat = lu;
    champ.value = etat.texte;
    void montrer();
  });

  addEventListener("beforeprint", () => {
    const jour = new Date().toLocaleDateString("fr", { dateStyle: "long" });
    un(document, "[data-imprime]").textContent = `${annonce.textContent}, le ${jour}\u00a0: ${location.href}`;
  });

  tiroir.armer();
  racine.dataset.pret = "";
  champ.value = etat.texte;
  await montrer(ecrire(etat, catalogue) !== "");
}
