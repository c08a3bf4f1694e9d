// @ts-check
/**
 * Le fil où le vérificateur tourne (voir assets/odd17/verificateur/verificateur.js, qui seul lui parle).
 *
 * Il télécharge trois paquets (voir `generator/moteur/publie.py`), les garde sur l’appareil, pose leurs fichiers dans le disque de
 * Python, qui est en mémoire, et appelle `generator.moteur.dans_la_page`.
 */

const ICI = new URL("verificateur/", import.meta.url);
/** Le cache de la page, que lit aussi `hors-ligne.js`. */
const GARDES = "odd17-proposer";
/** Millisecondes : au-delà, Python ne démarrera plus. Faute de mémoire, il se tait. */
const PATIENCE = 120_000;

/** @typedef {{ moteur: string, paquets: [string, number][], poids: number }} Annonce */
/** @typedef {Map<string, Uint8Array<ArrayBuffer>>} Paquet */

/** Ce qui empêche d’aller plus loin, et dont on connaît la raison. */
class Empeche extends Error {
  /** @param {string} raison @param {unknown} [detail] */
  constructor(raison, detail = "") {
    super(String(detail));
    this.raison = raison;
  }
}

/** @type {any} */
let python;
/** @type {any} */
let verificateur;

addEventListener("message", async ({ data: { ordre, numero, chemin, octets, jour } }) => {
  try {
    if (ordre === "preparer") await preparer();
    postMessage({ numero, json: ordre === "verifier" ? verificateur.verifier(chemin, python.toPy(octets), jour) : "" });
  } catch (erreur) {
    postMessage({ numero, raison: raison(erreur), detail: String(erreur) });
  }
});

/** @param {unknown} erreur */
function raison(erreur) {
  if (erreur instanceof Empeche) return erreur.raison;
  return /memory|MemoryError|allocat/i.test(String(erreur)) ? "memoire" : "interne";
}

async function preparer() {
  const annonce = await annoncer();
  const adresse = new URL(`${annonce.moteur}/`, ICI).href;
  const total = annonce.paquets.reduce((somme, [, taille]) => somme + taille, 0);
  let recus = 0;
  const recevoir = (/** @type {number} */ octets) => postMessage({ avancement: { recus: (recus += octets), total, etape: "telecharger" } });
  const cache = await ouvrirLeCache();
  const [{ loadPyodide }, moteur, regles, depot] = await Promise.all([
    importer(`${adresse}pyodide.mjs`),
    ...annonce.paquets.map(async ([nom, taille]) => deballer(await prendre(new URL(nom, ICI).href, taille, cache, recevoir))),
  ]);
  await retenir(cache, annonce, [import.meta.url, ...["pyodide.mjs", "pyodide.asm.mjs"].map((nom) => adresse + nom)]);
  postMessage({ avancement: { recus: total, total, etape: "demarrer" } });
  python = await demarrer(loadPyodide, adresse, moteur, regles, depot);
  verificateur = python.pyimport("generator.moteur.dans_la_page").Verificateur("/depot");
}

/** Ce que le site publie aujourd’hui ; sans réseau, ce qu’il publiait la dernière fois. @returns {Promise<Annonce>} */
async function annoncer() {
  const adresse = new URL("fichiers.json", ICI).href;
  const cache = await ouvrirLeCache();
  /** @type {Response | undefined} */
  let reponse;
  try {
    reponse = await fetch(adresse, { cache: "no-cache" });
  } catch (erreur) {
    reponse = await cache?.match(adresse);
    if (!reponse) throw new Empeche("reseau", erreur);
  }
  if (reponse.status === 404) throw new Empeche("absent");
  if (!reponse.ok) throw new Empeche("reseau", reponse.status);
  const copie = reponse.clone();
  const annonce = await reponse.json();
  await cache?.put(adresse, copie).catch(() => {});
  return annonce;
}

/**
 * Les octets d’un paquet : ceux que l’appareil a gardés, sinon ceux du réseau.
 * @param {string} adresse @param {number} taille @param {Cache | undefined} cache @param {(octets: number) => void} recevoir
 */
async function prendre(adresse, taille, cache, recevoir) {
  const garde = await cache?.match(adresse);
  const gardes = garde && (await garde.arrayBuffer());
  if (gardes?.byteLength === taille) {
    recevoir(taille);
    return new Uint8Array(gardes);
  }
  const octets = new Uint8Array(taille);
  let rang = 0;
  try {
    const reponse = await fetch(adresse);
    if (!reponse.ok || !reponse.body) throw new Error(String(reponse.status));
    for (const lecteur = reponse.body.getReader(); ; ) {
      const { done, value } = await lecteur.read();
      if (done) break;
      octets.set(value, rang);
      rang += value.length;
      recevoir(value.length);
    }
    if (rang !== taille) throw new Error(`${rang} octets sur ${taille}`);
  } catch (erreur) {
    throw new Empeche("reseau", erreur);
  }
  // Plus de place : on s’en passera, il faudra télécharger de nouveau.
  await cache?.put(adresse, new Response(octets)).catch(() => {});
  return octets;
}

/** Le cache de l’appareil ; rien en navigation privée, ou sans https. */
async function ouvrirLeCache() {
  try {
    return await caches.open(GARDES);
  } catch {
    return undefined;
  }
}

/**
 * Garde les scripts, pour se rouvrir sans réseau, et oublie ce que le site ne publie plus.
 * @param {Cache | undefined} cache @param {Annonce} annonce @param {string[]} scripts
 */
async function retenir(cache, annonce, scripts) {
  if (!cache) return;
  // Ils viennent d’arriver : le navigateur les a encore.
  await cache.addAll(scripts.map((script) => new Request(script, { cache: "force-cache" }))).catch(() => {});
  const publies = new Set([...scripts, ...["fichiers.json", ...annonce.paquets.map(([nom]) => nom)].map((nom) => new URL(nom, ICI).href)]);
  for (const { url } of await cache.keys()) if (url.startsWith(ICI.href) && !publies.has(url)) await cache.delete(url);
}

/** @param {string} adresse @returns {Promise<any>} */
async function importer(adresse) {
  try {
    return await import(adresse);
  } catch (erreur) {
    throw new Empeche("reseau", erreur);
  }
}

/** Les fichiers d’un paquet (voir `generator/moteur/paquet.py`). @param {Uint8Array<ArrayBuffer>} octets @returns {Promise<Paquet>} */
async function deballer(octets) {
  const flux = new Blob([octets]).stream().pipeThrough(new DecompressionStream("gzip"));
  const tout = new Uint8Array(await new Response(flux).arrayBuffer());
  let rang = tout.indexOf(10);
  /** @type {[string, number][]} */
  const table = JSON.parse(new TextDecoder().decode(tout.subarray(0, rang++)));
  return new Map(table.map(([chemin, taille]) => [chemin, tout.subarray(rang, (rang += taille))]));
}

/**
 * Démarre Python, ses paquets et nos fichiers déjà posés.
 * @param {(reglages: object) => Promise<any>} loadPyodide @param {string} adresse
 * @param {Paquet} moteur @param {Paquet} regles @param {Paquet} depot
 */
async function demarrer(loadPyodide, adresse, moteur, regles, depot) {
  const [binaire, standard, infos] = ["pyodide.asm.wasm", "python_stdlib.zip", "infos.json"].map((nom) => moteur.get(nom));
  if (!binaire || !standard) throw new Empeche("interne", "paquet incomplet");
  // Un navigateur trop ancien ne sait pas lire ce binaire ; Pyodide, lui, attendrait sans fin.
  if (!WebAssembly.validate(binaire)) throw new Empeche("webassembly");
  const recus = new Map([
    [`${adresse}pyodide.asm.wasm`, new Response(binaire, { headers: { "content-type": "application/wasm" } })],
    [`${adresse}python_stdlib.zip`, new Response(standard)],
  ]);
  // Pyodide demande ces deux fichiers au réseau : nous les avons déjà, avec le reste, compressés.
  const reseau = globalThis.fetch;
  globalThis.fetch = (ressource, options) => {
    const recu = recus.get(String(ressource));
    return recu ? Promise.resolve(recu) : reseau(ressource, options);
  };
  const poser = (/** @type {any} */ FS, /** @type {{ sitePackages: string }} */ { sitePackages }) => {
    const paquets = [...moteur].filter(([chemin]) => chemin.startsWith("paquets/")).map(([chemin, octets]) => [chemin.slice(8), octets]);
    for (const [ou, fichiers] of /** @type {[string, Iterable<any>][]} */ ([[sitePackages, [...paquets, ...regles]], ["/depot", depot]])) {
      for (const [chemin, octets] of fichiers) {
        FS.mkdirTree(`${ou}/${chemin}`.replace(/\/[^/]*$/, ""));
        FS.writeFile(`${ou}/${chemin}`, octets);
      }
    }
  };
  const demarre = loadPyodide({
    indexURL: adresse,
    lockFileContents: { info: JSON.parse(new TextDecoder().decode(infos)), packages: {} },
    env: { PYDANTIC_DISABLE_PLUGINS: "__all__", PYTHONDONTWRITEBYTECODE: "1" },
    fsInit: poser,
  });
  const attente = new Promise((_, rejeter) => setTimeout(() => rejeter(new Empeche("memoire", "Python ne démarre pas")), PATIENCE));
  try {
    return await Promise.race([demarre, attente]);
  } finally {
    globalThis.fetch = reseau;
  }
}
