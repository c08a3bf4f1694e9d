// @ts-check
/**
 * Un élément de la page, ses attributs, ses écouteurs (`onclick`), ce qu’il contient. Un texte y reste un texte.
 *
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} nom
 * @param {Record<string, string | number | boolean | undefined | ((evenement: any) => void)>} [attributs]
 * @param {...(Node | string | undefined | false)} enfants
 * @returns {HTMLElementTagNameMap[N]}
 */
export function element(nom, attributs = {}, ...enfants) {
  const cree = document.createElement(nom);
  for (const [cle, valeur] of Object.entries(attributs)) {
    if (typeof valeur === "function") cree.addEventListener(cle.slice(2), valeur);
    else if (valeur !== false && valeur !== undefined) cree.setAttribute(cle, valeur === true ? "" : String(valeur));
  }
  cree.append(...enfants.filter((un) => un !== undefined && un !== false));
  return cree;
}

/** @param {string} texte @param {() => void} faire @param {string} classe */
export const bouton = (texte, faire, classe = "o-bouton--discret") => element("button", { type: "button", class: classe, onclick: faire }, texte);

/**
 * Fait télécharger un texte.
 * @param {string} nom
 * @param {string} texte
 * @param {string} type
 */
export function telecharger(nom, texte, type = "text/plain") {
  const adresse = URL.createObjectURL(new Blob([texte], { type }));
  element("a", { href: adresse, download: nom }).click();
  setTimeout(() => URL.revokeObjectURL(adresse), 60_000);
}
