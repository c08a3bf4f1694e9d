// @ts-check
/**
 * Ce que le catalogue a déjà : une alliance qui ressemble à celle-ci, ou rien encore à cet endroit.
 *
 * On n’y emploie que ce que le site publie : les organisations connues et leurs exemples, le catalogue de l’explorateur, les lieux.
 *
 * @import { Aides, Connues } from "./aides.js"
 * @import { Table } from "./modele.js"
 */
import { departementDe, estCommune, estGroupe } from "../territoires/nom.js";
import { enMots } from "./aides.js";

/** Une part du titre en commun : au-delà, c’est sans doute la même. */
const MEME_TITRE = 0.6;

/**
 * Les exemples qui racontent peut-être la même alliance, et pourquoi.
 * @param {Table} champs
 * @param {Connues} connues
 * @param {string} [cle]  la fiche que l’on corrige n’est pas une autre
 * @returns {{ cle: string, titre: string, raison: string }[]}
 */
export function semblables({ titre = "", partenaires = [] }, { exemples, noms }, cle = "") {
  /** @type {Map<string, number>} */
  const rangs = new Map();
  noms.forEach(([nom, , , ...autres], rang) => [nom, ...autres].forEach((un) => rangs.set(enMots(un).join(" "), rang)));
  const siennes = [...new Set(partenaires.map((/** @type {Table} */ { nom = "" }) => rangs.get(enMots(nom).join(" "))))].filter((rang) => rang !== undefined);
  const mots = new Set(enMots(titre).filter((mot) => mot.length > 3));
  return exemples.flatMap(([autre, sien], rang) => {
    if (autre === cle) return [];
    const communes = siennes.filter((une) => noms[une][2].includes(rang)).map((une) => noms[une][0]);
    const leurs = enMots(sien).filter((mot) => mot.length > 3);
    const memes = leurs.filter((mot) => mots.has(mot)).length / Math.max(1, Math.min(leurs.length, mots.size));
    const titres = mots.size > 1 && memes >= MEME_TITRE;
    if (communes.length < 2 && !titres) return [];
    return [{ cle: autre, titre: sien, raison: communes.length ? `avec ${communes.slice(0, 3).join(", ")}` : "un titre très proche", poids: communes.length + (titres ? 2 : 0) }];
  }).sort((a, b) => b.poids - a.poids).slice(0, 3);
}

/**
 * « Le premier exemple à Barby\u00a0! » : le plus petit endroit où il n’y en a pas encore, ou rien.
 * @param {Table} champs
 * @param {Aides} aides
 * @param {(liste: string, valeur: string) => string} nommer
 * @returns {Promise<string>}
 */
export async function premier({ territoires = [], domaines = [] }, aides, nommer) {
  const lieux = await aides.lieux();
  for (const ecrit of territoires.slice(0, 1)) {
    const lieu = await lieux.designe(ecrit.replace(/ \((?:région|département)\)$/, ""));
    if (!lieu) continue;
    const { grands } = await lieux.index();
    const code = estGroupe(lieu.code) ? lieu.departement : estCommune(lieu.code) ? departementDe(lieu.code) : lieu.code;
    const grand = grands.find(([, sien]) => sien === code);
    /** @type {import("../territoires/reponse.js").Vue} */
    const vue = await lieux.charger(code);
    if (grand && !vue.ici.some((rang) => vue.fiches[rang][0].startsWith("exemples/"))) return `Le premier exemple de ce territoire\u00a0: ${grand[0]}\u00a0!`;
    if (estCommune(lieu.code) && !vue.lieux[lieu.code]) return `Le premier exemple de cette commune\u00a0: ${lieu.nom}\u00a0!`;
  }
  const [domaine] = domaines;
  if (domaine) {
    const nombre = (await aides.catalogue()).fiches.filter(({ modalites }) => modalites.domaines?.includes(domaine)).length;
    if (nombre < 10) return nombre ? `Le catalogue n’a que ${nombre} fiche${nombre > 1 ? "s" : ""} de ce domaine\u00a0: ${nommer("domaines", domaine)}.` : `Le premier exemple de ce domaine\u00a0: ${nommer("domaines", domaine)}\u00a0!`;
  }
  return "";
}
