// @ts-check
/**
 * L’explorateur : le formulaire servi avec la page filtre sur place, et l’adresse suit.
 *
 * La page reste telle qu’elle a été servie tant que le visiteur n’a rien demandé.
 * @import { Etat } from "./adresse.js"
 * @import { Ensemble } from "./catalogue.js"
 */
import { ecrire, lire } from "./adresse.js";
import { decoder, vide, ajouter } from "./catalogue.js";
import { filtrer, ranger } from "./filtre.js";
import { armer, cocher, Dessinateur, montrerLesChoix, un } from "./vue.js";

const PAR_PAGE = 24;
const LARGE = matchMedia("(min-width: 60em)");
const ATTENTE_DE_FRAPPE = 250;

for (const racine of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-explorateur]"))) {
  void demarrer(racine);
}

/**
 * @typedef {object} Trouvees
 * @property {Ensemble} ensemble
 * @property {Map<number, number>} notes  la place de chaque fiche dans les résultats
 * @property {boolean} partiel  aucune fiche n’a tous les mots
 * @property {string} autre  ce que l’on voulait sans doute chercher
 * @property {boolean} panne  la recherche n’a pas pu se charger
 */

/** @param {HTMLElement} racine */
async function demarrer(racine) {
  const catalogue = decoder(await (await fetch(racine.dataset.catalogue ?? "")).json());
  const famille = racine.dataset.seulement ?? "";
  const valeurs = armer(racine);
  const dessinateur = new Dessinateur(racine, catalogue, valeurs);
  const resultats = un(racine, "[data-resultats]");
  const annonce = un(racine, "[data-annonce]");
  const choix = un(racine, "[data-choix]");
  const tri = /** @type {HTMLSelectElement} */ (un(racine, "[name=tri]"));
  const champ = /** @type {HTMLInputElement} */ (un(racine, "[name=q]"));
  const tiroir = /** @type {HTMLDetailsElement} */ (un(racine, "[data-tiroir]"));
  const suite = un(racine, "[data-suite]");
  const effacer = un(racine, "[data-effacer]");
  const places = new Map(catalogue.fiches.map((fiche, rang) => [fiche.cle, rang]));

  let etat = lire(location.search, catalogue);
  /** Le numéro de la dernière demande : une réponse de recherche arrivée trop tard ne remplace pas une plus récente. */
  let demande = 0;

  /**
   * Montre l’état : effectifs, choix, annonce, fiches.
   * @param {boolean} repeindre  faux tant que la page servie dit déjà tout
   */
  async function montrer(repeindre = true) {
    const numero = ++demande;
    const texte = await chercher(etat.texte);
    if (numero !== demande) return;
    const selection = new Map(etat.selection);
    if (famille) selection.set("familles", new Set([famille]));
    const resultat = filtrer(catalogue, selection, texte && texte.ensemble);
    cocher(valeurs, etat.selection, resultat.effectifs);
    montrerLesChoix(choix, valeurs, etat, retirer);
    champ.value = etat.texte;
    tri.value = etat.tri;
    for (const bouton of /** @type {NodeListOf<HTMLInputElement>} */ (racine.querySelectorAll("[name=vue]"))) {
      bouton.checked = bouton.value === etat.vue;
    }
    const nombre = compterLesChoix();
    effacer.hidden = !nombre;
    un(racine, "[data-nombre-de-choix]").textContent = nombre ? ` (${nombre})` : "";
    annoncer(resultat.nombre, texte);
    if (repeindre) peindre(ranger(catalogue, resultat.retenues, etat.tri, texte?.notes), 0);
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
    if (texte?.panne) annonce.textContent = "La recherche n’a pas pu se charger. Vérifiez la connexion, puis réessayez.";
    else if (texte?.autre) {
      const autre = texte.autre;
      const bouton = Object.assign(document.createElement("button"), { type: "button", className: "o-puce o-puce--mot", textContent: autre });
      bouton.addEventListener("click", () => {
        void changer({ texte: autre });
        champ.focus();
      });
      annonce.replaceChildren(`Rien avec «\u00a0${etat.texte}\u00a0». Vouliez-vous dire `, bouton, `\u00a0? ${dit}.`);
    } else if (!nombre) annonce.textContent = "Aucune fiche. Retirez un choix pour élargir.";
    else annonce.textContent = texte?.partiel ? `Aucune fiche n’a tous ces mots\u00a0; ${dit} en ${nombre > 1 ? "ont" : "a"} une partie.` : dit;
  }

  /**
   * @param {number[]} rangs
   * @param {number} debut
   */
  function peindre(rangs, debut) {
    const tranche = dessinateur.dessiner(rangs.slice(debut, debut + PAR_PAGE), etat.vue);
    if (debut === 0) {
      const cadre = dessinateur.modele(etat.vue === "tableau" ? "tableau" : "cartes");
      resultats.replaceChildren(cadre);
    }
    un(resultats, "[data-fiches]").append(...tranche);
    suite.hidden = debut + PAR_PAGE >= rangs.length;
    suite.onclick = () => {
      peindre(rangs, debut + PAR_PAGE);
      un(resultats, `[data-fiches] > :nth-child(${debut + PAR_PAGE + 1}) a`).focus();
    };
  }

  function compterLesChoix() {
    return [...etat.selection.values()].reduce((somme, choisies) => somme + choisies.size, etat.texte ? 1 : 0);
  }

  /**
   * Passe à un nouvel état, et le met dans l’adresse. Préciser un texte n’est pas un pas de plus pour « page précédente ».
   * @param {Partial<Etat>} changement
   */
  function changer(changement) {
    const precise = Boolean(etat.texte && changement.texte);
    etat = { ...etat, ...changement };
    const adresse = ecrire(etat, catalogue);
    history[precise ? "replaceState" : "pushState"](null, "", adresse ? `?${adresse}` : location.pathname);
    return montrer();
  }

  /**
   * @param {string} facette
   * @param {string} modalite
   */
  async function retirer(facette, modalite) {
    const place = [...choix.querySelectorAll("button")].indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    if (facette === "q") await changer({ texte: "" });
    else await changer({ selection: basculer(facette, modalite) });
    // Le bouton que l’on vient d’activer a disparu : le clavier continue sur le suivant, ou sur le nombre de résultats.
    const restants = choix.querySelectorAll("button");
    (restants[Math.min(place, restants.length - 1)] ?? annonce).focus();
  }

  /**
   * @param {string} facette
   * @param {string} modalite
   */
  function basculer(facette, modalite) {
    const selection = new Map(etat.selection);
    const choisies = new Set(selection.get(facette));
    if (!choisies.delete(modalite)) choisies.add(modalite);
    if (choisies.size) selection.set(facette, choisies);
    else selection.delete(facette);
    return selection;
  }

  /**
   * Ce que trouve la recherche en texte : les fiches qui ont tous les mots, sinon celles qui en ont l’essentiel.
   * @param {string} texte
   * @returns {Promise<Trouvees | null>}
   */
  async function chercher(texte) {
    if (!texte) return null;
    const ensemble = vide(catalogue.fiches.length);
    /** @type {Trouvees} */
    const trouvees = { ensemble, notes: new Map(), partiel: false, autre: "", panne: false };
    try {
      const moteur = await import("../recherche/moteur.js");
      const { completes, proches, autre } = await moteur.chercher(texte, racine.dataset.racine ?? "");
      const fiches = completes.filter(({ cle }) => places.has(cle));
      trouvees.partiel = !fiches.length;
      trouvees.autre = autre;
      for (const { cle } of fiches.length ? fiches : proches) {
        const rang = places.get(cle);
        if (rang === undefined) continue;
        ajouter(ensemble, rang);
        trouvees.notes.set(rang, trouvees.notes.size);
      }
    } catch {
      trouvees.panne = true;
    }
    return trouvees;
  }

  racine.addEventListener("change", (evenement) => {
    const cible = /** @type {HTMLInputElement} */ (evenement.target);
    if (cible.name === "tri") void changer({ tri: /** @type {Etat["tri"]} */ (cible.value) });
    else if (cible.name === "vue") void changer({ vue: /** @type {Etat["vue"]} */ (cible.value) });
    else if (valeurs.get(cible.name)?.has(cible.value)) void changer({ selection: basculer(cible.name, cible.value) });
  });
  let minuteur = 0;
  champ.addEventListener("input", () => {
    clearTimeout(minuteur);
    minuteur = setTimeout(() => void changer({ texte: champ.value.trim() }), ATTENTE_DE_FRAPPE);
  });
  un(racine, "form").addEventListener("submit", (evenement) => evenement.preventDefault());
  effacer.addEventListener("click", () => {
    void changer({ selection: new Map(), texte: "" });
    annonce.focus();
  });
  addEventListener("popstate", () => {
    etat = lire(location.search, catalogue);
    void montrer();
  });

  const ouvrir = () => (tiroir.open = LARGE.matches);
  LARGE.addEventListener("change", ouvrir);
  ouvrir();
  // Ouvert sur un téléphone, le tiroir couvre les fiches : ni le clavier ni un lecteur d’écran n’y vont.
  const couvrir = () => {
    const couvre = tiroir.open && !LARGE.matches;
    document.documentElement.classList.toggle("o-tiroir-ouvert", couvre);
    un(racine, ".o-resultats").inert = couvre;
  };
  tiroir.addEventListener("toggle", couvrir);
  un(racine, "[data-voir]").addEventListener("click", () => {
    tiroir.open = false;
    couvrir();
    annonce.focus();
  });
  tiroir.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Escape" && !LARGE.matches) {
      tiroir.open = false;
      un(tiroir, "summary").focus();
    }
  });

  racine.dataset.pret = "";
  await montrer(location.search.length > 1);
}
