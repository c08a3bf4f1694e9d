// @ts-check
/**
 * Ouvrir la recherche, par son bouton ou par « / ». Tout le reste ne se télécharge qu’à la première ouverture : la plupart des
 * visites n’en ont pas besoin.
 */

const bouton = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-recherche]"));
if (bouton) armer(bouton);

/** @param {HTMLAnchorElement} bouton */
function armer(bouton) {
  /** @type {Promise<() => void> | undefined} */
  let dialogue;
  const charger = () => (dialogue ??= import("./dialogue.js").then(({ brancher }) => brancher(bouton)));
  const ouvrir = async () => {
    try {
      (await charger())();
    } catch {
      // Sans son script, le bouton redevient ce qu’il est : un lien vers toutes les fiches.
      dialogue = undefined;
      location.assign(bouton.href);
    }
  };
  // Qui approche du bouton va sans doute l’ouvrir.
  for (const approche of ["pointerenter", "focus"]) bouton.addEventListener(approche, () => void charger().catch(() => (dialogue = undefined)));
  bouton.addEventListener("click", (evenement) => {
    evenement.preventDefault();
    void ouvrir();
  });
  addEventListener("keydown", (evenement) => {
    const cible = /** @type {HTMLElement} */ (evenement.target);
    const champs = "input:not([type=checkbox], [type=radio]), textarea, select";
    // Le dialogue à peine fermé, le clavier est encore un instant dans son champ, que l’on ne voit plus.
    const ecrit = cible.checkVisibility() && (cible.isContentEditable || cible.matches(champs));
    if (evenement.key === "/" && !ecrit && !evenement.ctrlKey && !evenement.metaKey && !evenement.altKey) {
      evenement.preventDefault();
      void ouvrir();
    }
  });
}
