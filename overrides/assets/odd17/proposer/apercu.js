// @ts-check
/**
 * La carte et la fiche telles qu’elles seront : des copies des modèles que la page a servis, remplies des réponses.
 *
 * @import { Description, Reponses, Table } from "./modele.js"
 */
import { element } from "./element.js";
import { estBreve } from "./modele.js";

/**
 * Comment une liste nomme une valeur.
 * @param {Description} description
 * @param {string} liste
 * @param {string} valeur
 */
export const nommer = ({ listes }, liste, valeur) => listes[liste]?.find(([une]) => une === valeur)?.[1] ?? valeur;

/** @param {Table} champs */
export function quand({ periode = {} }) {
  const { debut, fin, attestee } = periode;
  return debut ? fin ? `de ${debut} à ${fin}` : `depuis ${debut}` : attestee ? `au moins depuis ${attestee}` : "";
}

/**
 * @param {HTMLElement} racine
 * @param {Description} description
 * @param {Reponses} reponses
 */
export function carte(racine, description, reponses) {
  const { champs } = reponses;
  const copie = copier(racine, "carte");
  const trouver = (/** @type {string} */ selecteur) => /** @type {HTMLElement} */ (copie.querySelector(selecteur));
  copie.classList.add(`o-famille--${description.famille}`);
  trouver(".o-signature").remove();
  trouver("[data-famille]").replaceWith(copier(racine, `famille-${description.famille}`));
  trouver(".o-carte__titre").replaceChildren(champs.titre ?? "Sans titre");
  trouver(".o-carte__resume").textContent = champs.resume ?? "";
  trouver(".o-carte__lieu").textContent = [(champs.territoires ?? []).slice(0, 2).join(", "), quand(champs), estBreve(description, reponses) && "brève"].filter(Boolean).join(" · ");
  const [chiffre] = champs.chiffres ?? [];
  if (chiffre) {
    trouver(".o-carte__chiffre").hidden = false;
    trouver(".o-carte__chiffre strong").textContent = [chiffre.valeur, chiffre.unite].filter(Boolean).join(" ");
    trouver(".o-carte__chiffre span").textContent = chiffre.libelle;
  }
  const badges = [...(champs.domaines ?? []).map((/** @type {string} */ un) => nommer(description, "domaines", un)), ...(champs.categories ?? []).map((/** @type {string} */ un) => nommer(description, "categories", un))];
  trouver(".o-badges").replaceChildren(...badges.slice(0, 3).map((un) => element("li", {}, un)));
  trouver(".o-carte__etat").remove();
  return copie;
}

/**
 * @param {HTMLElement} racine
 * @param {Description} description
 * @param {Reponses} reponses
 */
export function fiche(racine, description, reponses) {
  const { champs, sections } = reponses;
  const profils = [...new Set((champs.partenaires ?? []).map((/** @type {Table} */ { profil }) => profil))];
  const faits = [["Où", (champs.territoires ?? []).join(", ")], ["Quand", quand(champs)], ["Domaines", (champs.domaines ?? []).map((/** @type {string} */ un) => nommer(description, "domaines", un)).join(", ")]];
  return element(
    "div",
    { class: `o-boite o-proposer__fiche o-famille--${description.famille}` },
    element("p", { class: "o-surtitre" }, copier(racine, `famille-${description.famille}`)),
    element("h3", {}, champs.titre ?? "Sans titre"),
    element("p", { class: "o-chapeau" }, champs.resume ?? ""),
    ...profils.map((profil) =>
      element("div", { class: "o-partenaires" }, element("p", { class: `o-${profil}` }, nommer(description, "acteurs", profil)), element("ul", {}, ...champs.partenaires.filter((/** @type {Table} */ un) => un.profil === profil).map((/** @type {Table} */ un) => element("li", {}, element("strong", {}, un.nom ?? ""), " ", element("span", {}, un.role ?? "")))))
    ),
    element("dl", { class: "o-faits" }, ...faits.filter(([, dit]) => dit).flatMap(([nom, dit]) => [element("dt", {}, nom), element("dd", {}, dit)])),
    ...Object.entries(sections).filter(([, texte]) => texte.trim()).flatMap(([titre, texte]) => [element("h4", {}, titre), ...texte.trim().split(/\n{2,}/).map((un) => element("p", {}, un))]),
  );
}

/** @param {HTMLElement} racine @param {string} nom */
function copier(racine, nom) {
  const modele = /** @type {HTMLTemplateElement} */ (racine.querySelector(`template[data-modele="${nom}"]`));
  return /** @type {HTMLElement} */ (modele.content.firstElementChild?.cloneNode(true));
}
