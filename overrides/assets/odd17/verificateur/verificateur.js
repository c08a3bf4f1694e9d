// @ts-check
/**
 * Vérifier une fiche dans la page, avec les mêmes règles que partout : notre Python, tel quel, dans un autre fil que la page.
 *
 *     import { preparer, verifier, arreter, garderHorsLigne, Panne } from "../verificateur/verificateur.js";
 *
 *     await preparer(({ recus, total, etape }) => …, { signal });   // une fois, à la demande ; facultatif : verifier() le fait
 *     const { constats, json } = await verifier({ chemin: "exemples/mon-alliance.md", texte });
 *
 * - `preparer` télécharge le vérificateur, ou le reprend de ce que l’appareil a gardé, et le démarre. `progression` reçoit les octets
 *   reçus et attendus, compressés, et l’étape : "telecharger", puis "demarrer" (deux à dix secondes sans rien à compter). L’appeler
 *   deux fois ne télécharge qu’une fois. `signal` (un AbortSignal) annule : tout s’arrête, et l’on peut recommencer.
 * - `verifier` rend les constats du fichier : `json` est, au caractère près, ce que dit `odd17 valider --format json CHEMIN` ;
 *   `constats` le même, lu. `texte` peut aussi être un Uint8Array : les octets d’un fichier déposé. `chemin` est celui que la fiche
 *   aurait dans le dépôt ; s’il y en a déjà une, c’est elle que l’on juge changée. Le constat `deja-racontee` dit qu’elle y est peut-être
 *   sous un autre nom. Le référentiel reste chargé : une seconde vérification est bien plus rapide que la première.
 * - Tout échec est une `Panne` : `raison` pour le programme, `message` pour la personne.
 * - `garderHorsLigne` fait que la page /proposer/, une fois ouverte, se rouvre sans réseau (voir proposer/hors-ligne.js).
 *
 * Le gabarit sait par `verificateur` si le site le publie et ce qu’il pèse (voir `generator/plugin.py`) : à dire avant d’y aller.
 */

/** @typedef {{ recus: number, total: number, etape: "telecharger" | "demarrer" }} Avancement */
/**
 * Un constat, tel que l’écrit `generator/constats/rapports/json.py`.
 * @typedef {{ gravite: string, chemin: string, ligne: number, colonne: number, code: string, message: string, valeur: string,
 *   suggestion: string, admis: string, precisions: string, extrait: string, correction: string, lignes: number, page: string }} Constat
 */
/** @typedef {"absent" | "annule" | "reseau" | "webassembly" | "memoire" | "interne"} Raison */

const OUVRIER = new URL("../../../proposer/ouvrier.js", import.meta.url);
const HORS_LIGNE = new URL("../../../proposer/hors-ligne.js", import.meta.url);

/** @type {Record<Raison, string>} */
const MESSAGES = {
  absent: "Ce site n’a pas le vérificateur. Votre fiche sera vérifiée après l’envoi.",
  annule: "La vérification a été arrêtée.",
  reseau: "Le vérificateur n’a pas pu être téléchargé en entier. Vérifiez votre connexion, puis réessayez : ce que vous avez écrit est gardé.",
  webassembly: "Ce navigateur est trop ancien pour vérifier ici. Votre fiche sera vérifiée après l’envoi.",
  memoire: "Cet appareil n’a pas assez de mémoire pour vérifier ici. Fermez d’autres onglets et réessayez, ou envoyez : votre fiche sera vérifiée.",
  interne: "Le vérificateur s’est arrêté. Réessayez, ou envoyez : votre fiche sera vérifiée.",
};

/** Ce qui empêche de vérifier ici. */
export class Panne extends Error {
  /** @param {Raison} raison @param {string} [detail] ce que dit la machine */
  constructor(raison, detail = "") {
    super(MESSAGES[raison], { cause: detail });
    this.name = "Panne";
    this.raison = raison;
  }
}

/** Un fil qui vérifie, ce qu’on lui a demandé et ce qu’il a annoncé. */
class Fil {
  constructor() {
    this.ouvrier = new Worker(OUVRIER, { type: "module" });
    /** @type {Map<number, PromiseWithResolvers<string>>} */
    this.attentes = new Map();
    /** @type {Set<(avancement: Avancement) => void>} */
    this.suivis = new Set();
    this.ouvrier.addEventListener("message", ({ data }) => this.recevoir(data));
    this.ouvrier.addEventListener("error", (evenement) => {
      evenement.preventDefault();
      // Un fil qui ne démarre pas n’a pas de message : son script n’est pas venu.
      abandonner(this, new Panne(evenement.message ? "interne" : "reseau", evenement.message));
    });
    this.prete = this.demander({ ordre: "preparer" });
    // Qui n’attend pas encore de réponse n’a pas à la voir échouer deux fois.
    this.prete.catch(() => abandonner(this));
  }

  /** @param {object} ordre @returns {Promise<string>} */
  demander(ordre) {
    const numero = this.attentes.size ? Math.max(...this.attentes.keys()) + 1 : 1;
    const attente = /** @type {PromiseWithResolvers<string>} */ (Promise.withResolvers());
    this.attentes.set(numero, attente);
    this.ouvrier.postMessage({ ...ordre, numero });
    return attente.promise;
  }

  /** @param {{ numero?: number, json: string, raison?: Raison, detail?: string, avancement?: Avancement }} recu */
  recevoir({ numero, json, raison, detail, avancement }) {
    if (avancement) this.suivis.forEach((suivre) => suivre(avancement));
    if (numero === undefined) return;
    const attente = this.attentes.get(numero);
    this.attentes.delete(numero);
    if (raison) attente?.reject(new Panne(raison, detail));
    else attente?.resolve(json);
  }
}

/** @type {Fil | undefined} */
let fil;

/**
 * Télécharge et démarre le vérificateur, s’il ne l’est pas.
 * @param {(avancement: Avancement) => void} [progression]
 * @param {{ signal?: AbortSignal }} [options]
 */
export async function preparer(progression, { signal } = {}) {
  if (signal?.aborted) throw new Panne("annule");
  if (typeof Worker === "undefined" || typeof WebAssembly === "undefined" || typeof DecompressionStream === "undefined" || !Promise.withResolvers) {
    throw new Panne("webassembly");
  }
  const ici = (fil ??= new Fil());
  if (progression) ici.suivis.add(progression);
  const annuler = () => abandonner(ici, new Panne("annule"));
  signal?.addEventListener("abort", annuler, { once: true });
  try {
    await ici.prete;
  } finally {
    signal?.removeEventListener("abort", annuler);
    if (progression) ici.suivis.delete(progression);
  }
}

/**
 * Les constats d’une fiche.
 * @param {{ chemin: string, texte: string | Uint8Array, jour?: string }} fiche  `jour` : celui que l’on tient pour aujourd’hui
 * @returns {Promise<{ constats: Constat[], json: string }>}
 */
export async function verifier({ chemin, texte, jour = aujourdHui() }) {
  await preparer();
  if (!fil) throw new Panne("annule");
  const octets = typeof texte === "string" ? new TextEncoder().encode(texte) : texte;
  const json = await fil.demander({ ordre: "verifier", chemin, octets, jour });
  return { constats: JSON.parse(json), json };
}

/** Arrête tout et rend la mémoire ; ce qui était demandé échoue, ce qui est téléchargé reste gardé. */
export function arreter() {
  if (fil) abandonner(fil, new Panne("annule"));
}

/** Fait que la page, et le vérificateur s’il a servi, se rouvrent sans réseau. Ne fait rien là où ce n’est pas possible. */
export async function garderHorsLigne() {
  try {
    await navigator.serviceWorker.register(HORS_LIGNE);
    const { active } = await navigator.serviceWorker.ready;
    const demandes = performance.getEntriesByType("resource").map(({ name }) => name);
    active?.postMessage([location.href, ...demandes].filter((adresse) => adresse.startsWith(location.origin) && !adresse.endsWith(".bin")));
  } catch {
    // Navigation privée, ou adresse sans https : la page marche quand même, tant qu’elle reste ouverte.
  }
}

/** @param {Fil} ici @param {Panne} [panne] */
function abandonner(ici, panne) {
  ici.ouvrier.terminate();
  if (fil === ici) fil = undefined;
  const attentes = [...ici.attentes.values()];
  ici.attentes.clear();
  for (const attente of attentes) attente.reject(panne ?? new Panne("interne"));
}

/** Le jour qu’il est ici, et non à Greenwich. */
function aujourdHui() {
  const jour = new Date();
  return [jour.getFullYear(), jour.getMonth() + 1, jour.getDate()].map((nombre) => String(nombre).padStart(2, "0")).join("-");
}
