// @ts-check
/**
 * La forme du dialogue de recherche. Elle est ici, et non dans chaque page : sans JavaScript, elle ne servirait à rien.
 */

/**
 * Le dialogue, vide, prêt à entrer dans la page.
 * @param {[famille: string, nom: string][]} familles  ce parmi quoi l’on peut chercher, dans l’ordre ; la première est choisie
 * @returns {HTMLDialogElement}
 */
export function former(familles) {
  const saisie = { id: "o-question", type: "search", autocomplete: "off", maxlength: "200", placeholder: "mécénat, aidants…", enterkeyhint: "search" };
  const discret = { type: "button", class: "o-bouton--discret" };
  const modele = noeud("template");
  modele.content.append(noeud("li", {}, noeud("p", { class: "o-note o-majuscule", "data-nom": "" }), noeud("a", { href: "#" }), noeud("p", { "data-extrait": "" })));
  return noeud(
    "dialog",
    { class: "o-dialogue", "aria-label": "Chercher dans le site" },
    noeud(
      "form",
      { role: "search" },
      noeud("label", { for: "o-question" }, "Chercher dans le site"),
      noeud("div", { class: "o-dialogue__champ" }, noeud("input", saisie), noeud("button", { ...discret, "data-fermer": "" }, "Fermer")),
      noeud(
        "fieldset",
        { class: "o-dialogue__familles", "data-familles": "", hidden: "" },
        noeud("legend", { class: "o-invisible" }, "Parmi"),
        noeud("div", {}, ...familles.map(([famille, nom], rang) => choix(famille, nom, rang === 0))),
      ),
    ),
    noeud("p", { role: "status" }),
    noeud("ol", { class: "o-lignes", "data-liste": "" }),
    noeud(
      "p",
      { class: "o-rang o-dialogue__suite" },
      noeud("button", { ...discret, "data-suite": "", hidden: "" }, "Afficher la suite"),
      " ",
      noeud("a", { "data-explorer": "", hidden: "" }, "Affiner dans l’explorateur"),
    ),
    noeud("p", { class: "o-discret o-dialogue__presque", "data-presque": "", hidden: "" }, "Aussi, avec une partie de ces mots\u00a0:"),
    noeud("ol", { class: "o-lignes", "data-proches": "" }),
    modele,
  );
}

/**
 * @param {string} famille
 * @param {string} nom
 * @param {boolean} choisi
 */
function choix(famille, nom, choisi) {
  const bouton = noeud("input", { type: "radio", name: "famille", value: famille, ...(choisi ? { checked: "" } : {}) });
  return noeud("label", {}, bouton, noeud("span", {}, nom), " ", noeud("span", { class: "o-effectif" }));
}

/**
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} nom
 * @param {Record<string, string>} [attributs]
 * @param {...(Node | string)} enfants
 * @returns {HTMLElementTagNameMap[N]}
 */
function noeud(nom, attributs = {}, ...enfants) {
  const neuf = document.createElement(nom);
  for (const [attribut, valeur] of Object.entries(attributs)) neuf.setAttribute(attribut, valeur);
  neuf.append(...enfants);
  return neuf;
}
