// @ts-check
/**
 * Le thème au clavier : Material ouvre son menu et change de couleurs par des étiquettes que la touche Tab ne voit pas, ou sans
 * effet quand on les presse. Elles deviennent ici de vrais boutons.
 */

const menu = /** @type {HTMLInputElement | null} */ (document.querySelector("#__drawer"));
const etiquette = /** @type {HTMLElement | null} */ (document.querySelector(".md-header label[for=__drawer]"));
if (menu && etiquette) armer(menu, etiquette);

for (const choix of document.querySelectorAll(".md-option")) {
  choix.addEventListener("keydown", (evenement) => {
    // Material s’occupe de « Entrée » ; un bouton répond aussi à la barre d’espace.
    if (/** @type {KeyboardEvent} */ (evenement).key !== " ") return;
    evenement.preventDefault();
    // L’étiquette qui suit un choix mène au choix suivant ; le clavier y va aussi.
    const suivant = /** @type {HTMLLabelElement} */ (choix.nextElementSibling);
    suivant.click();
    suivant.control?.focus();
  });
}

/**
 * @param {HTMLInputElement} menu
 * @param {HTMLElement} etiquette
 */
function armer(menu, etiquette) {
  const bouton = Object.assign(document.createElement("button"), { type: "button", className: `${etiquette.className} o-menu` });
  bouton.setAttribute("aria-label", "Menu");
  bouton.append(...etiquette.childNodes);
  bouton.addEventListener("click", () => menu.click());
  etiquette.replaceWith(bouton);
  const dire = () => bouton.setAttribute("aria-expanded", String(menu.checked));
  menu.addEventListener("change", dire);
  dire();
  addEventListener("keydown", (evenement) => {
    if (evenement.key !== "Escape" || !menu.checked) return;
    menu.click();
    bouton.focus();
  });
}
