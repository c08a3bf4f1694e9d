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
  // Une alliance réunit des profils différents : si l’autre partenaire a déjà celui-ci, il prend celui du premier.
  acteurs: (modele, valeur) => {
    const [premier = ""] = modele.match(/(?<=^ +profil: ).*$/m) ?? [];
    let rang = 0;
    return modele.replace(/^( +profil: )(.*)$/gm, (_, debut, profil) => debut + (rang++ ? (profil === valeur ? premier : profil) : valeur));
  },
  domaines: (modele, valeur) => modele.replace(/^domaines: .*$/m, () => `domaines: [${citer(valeur)}]`),
  territoires: (modele, valeur) => modele.replace(/^territoires: .*$/m, () => `territoires: [${citer(valeur)}]`),
};

/** Ce que la page ne sait pas reste à écrire : la valeur du modèle, à côté de celles que l’on a données, les contredirait. */
const A_REMPLIR = /** @type {const} */ (["domaines", "territoires"]);

/** Une valeur telle qu’elle se nomme en français. @param {string} valeur */
const nommer = (valeur) =>
  [.../** @type {NodeListOf<HTMLOptionElement>} */ (document.querySelectorAll("#libelles option"))].find((une) => une.value === valeur)?.label ?? valeur;

const modele = [...document.querySelectorAll("pre code")].find((code) => code.textContent?.includes("\npartenaires:"));
const choix = [...new URLSearchParams(location.search)].filter(([facette, valeur]) => facette in LIGNES && VALEUR.test(valeur));
if (modele && choix.length) {
  const donnees = new Set(choix.map(([facette]) => facette));
  const vide = A_REMPLIR.filter((facette) => !donnees.has(facette)).reduce(
    (texte, facette) => texte.replace(new RegExp(`^${facette}: .*$`, "m"), `${facette}: []  # à remplir`),
    modele.textContent ?? "",
  );
  const rempli = choix.reduce((texte, [facette, valeur]) => LIGNES[facette](texte, valeur), vide);
  modele.textContent = rempli;
  const annonce = document.createElement("p");
  annonce.className = "o-boite o-manques";
  annonce.setAttribute("role", "status");
  annonce.textContent = `Ce modèle est déjà rempli pour ce qui manque : ${choix.map(([, valeur]) => nommer(valeur)).join(", ")}.`;
  modele.closest("pre")?.before(annonce);
}
