// @ts-check
/**
 * Remplir le modèle d’une fiche de ce que dit l’adresse de la page : une case vide d’un croisement y mène avec ses deux valeurs.
 * Sans JavaScript, le modèle reste tel qu’il est écrit.
 */

/** Un nom de lieu ou un identifiant : rien d’autre n’entre dans le modèle. */
const VALEUR = /^[\p{L}\p{N}][\p{L}\p{N}'’ ().,/-]{0,79}$/u;

/** Une virgule séparerait deux lieux, et un code serait un nombre. @param {string} valeur */
const citer = (valeur) => /^\p{L}[^,]*$/u.test(valeur) ? valeur : `"${valeur}"`;

/** Pour chaque facette, la ligne du modèle qui lui revient. @type {Record<string, (modele: string, valeur: string) => string>} */
const LIGNES = {
  acteurs: (modele, valeur) => modele.replace(/^( +profil: ).*$/m, (_, debut) => debut + valeur),
  domaines: (modele, valeur) => modele.replace(/^domaines: .*$/m, () => `domaines: [${citer(valeur)}]`),
  territoires: (modele, valeur) => modele.replace(/^territoires: .*$/m, () => `territoires: [${citer(valeur)}]`),
};

const modele = [...document.querySelectorAll("pre code")].find((code) => code.textContent?.includes("\npartenaires:"));
const choix = [...new URLSearchParams(location.search)].filter(([facette, valeur]) => facette in LIGNES && VALEUR.test(valeur));
if (modele && choix.length) {
  const rempli = choix.reduce((texte, [facette, valeur]) => LIGNES[facette](texte, valeur), modele.textContent ?? "");
  modele.textContent = rempli;
  const annonce = document.createElement("p");
  annonce.className = "o-boite o-manques";
  annonce.setAttribute("role", "status");
  annonce.textContent = `Ce modèle est déjà rempli pour ce qui manque : ${choix.map(([, valeur]) => valeur).join(", ")}.`;
  modele.closest("pre")?.before(annonce);
}
