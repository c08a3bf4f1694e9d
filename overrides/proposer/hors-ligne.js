// @ts-check
/**
 * La page /proposer/, et elle seule, sans réseau : le navigateur fait passer par ici ce qu’elle demande (un « service worker »).
 *
 * Ce dont le nom dit le contenu se prend d’abord sur l’appareil. Tout le reste se demande d’abord au réseau, et l’appareil ne répond
 * qu’à défaut : en ligne, personne ne lit jamais une vieille page. Les autres pages du site ne passent pas par ici.
 */

const GARDES = "odd17-proposer";
const MOTEUR = /\/verificateur\/moteur-[0-9a-f]{16}\//;
/** Les paquets : `ouvrier.js` les prend et les garde lui-même. */
const PAQUET = /\.bin$/;

/** @type {any} */
const service = globalThis;

service.addEventListener("install", () => service.skipWaiting());
service.addEventListener("activate", (/** @type {any} */ evenement) => evenement.waitUntil(service.clients.claim()));

// Ce que la page avait déjà demandé avant que nous soyons là.
service.addEventListener("message", (/** @type {any} */ evenement) => {
  evenement.waitUntil(Promise.allSettled(evenement.data.map((/** @type {string} */ adresse) => prendre(new Request(adresse)))));
});

service.addEventListener("fetch", (/** @type {any} */ evenement) => {
  /** @type {Request} */
  const demande = evenement.request;
  const { origin, pathname } = new URL(demande.url);
  if (demande.method !== "GET" || origin !== location.origin || PAQUET.test(pathname)) return;
  evenement.respondWith(MOTEUR.test(pathname) ? deLAppareil(demande).catch(() => prendre(demande)) : prendre(demande).catch((panne) => deLAppareil(demande, panne)));
});

/** Du réseau, en gardant une copie. @param {Request} demande */
async function prendre(demande) {
  const reponse = await fetch(demande);
  if (reponse.ok) await (await caches.open(GARDES)).put(demande, reponse.clone()).catch(() => {});
  return reponse;
}

/** @param {Request} demande @param {unknown} [panne] @returns {Promise<Response>} */
async function deLAppareil(demande, panne) {
  const garde = await (await caches.open(GARDES)).match(demande, { ignoreSearch: demande.mode === "navigate", ignoreVary: true });
  if (!garde) throw panne;
  return garde;
}
