// @ts-check
/**
 * La carte de France sur l’accueil : celle de la page des territoires, demandée quand on arrive à sa hauteur.
 *
 * Sans JavaScript, ou si elle n’arrive pas, il reste la silhouette et le lien vers cette page.
 */
const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-carte]"));

if (place) {
  const guet = new IntersectionObserver((vues) => {
    if (!vues.some((vue) => vue.isIntersecting)) return;
    guet.disconnect();
    void montrer(place).catch(() => {});
  });
  guet.observe(place);
}

/** @param {HTMLElement} place */
async function montrer(place) {
  const adresse = new URL(place.dataset.carte ?? "", location.href);
  const reponse = await fetch(adresse);
  if (!reponse.ok) return;
  const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
  const carte = page.querySelector(".o-france");
  if (!carte) return;
  for (const element of carte.querySelectorAll('[href]:not([href^="#"])')) {
    element.setAttribute("href", new URL(element.getAttribute("href") ?? "", adresse).href);
  }
  // Après le lien, qui reste : le clavier y est peut-être.
  place.querySelector(".o-repere")?.remove();
  place.append(document.importNode(carte, true));
}
