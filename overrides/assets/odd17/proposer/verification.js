// @ts-check
/**
 * Vérifier ici comme la rédaction le fera, à la demande : le poids dit avant, l’avancement montré, les constats à côté de ce qu’ils
 * concernent.
 *
 * @import { Constat } from "../verificateur/verificateur.js"
 * @import { Formulaire } from "./proposer.js"
 * @import { Noeud } from "./yaml.js"
 * @typedef {{ chemin: (string | number)[], section: string, message: string, grave: boolean }} Situe
 */
import { Panne, preparer, verifier } from "../verificateur/verificateur.js";
import { lireLaFiche } from "./correction.js";
import { bouton, element } from "./element.js";

/**
 * Où mène une ligne du fichier : le champ, ou la section.
 * @param {string} texte
 * @param {number} ligne
 */
export function situer(texte, ligne) {
  const lue = lireLaFiche(texte);
  const place = texte.split("\n").slice(0, ligne - 1).join("\n").length + 1;
  const section = lue.places.findLast(({ debut }) => debut <= place + 3)?.titre ?? "";
  /** @type {(string | number)[]} */
  const chemin = [];
  // Une place est au dernier de ceux qui commencent avant elle.
  for (let ici = /** @type {Noeud | undefined} */ (lue.noeud); ici;) {
    const bout = texte.indexOf("\n", place);
    /** @type {{ debut: number, noeud: Noeud, cle?: string }[]} */
    const enfants = ici.entrees ?? ici.elements ?? [];
    const rang = enfants.findLastIndex(({ debut }) => debut < (bout < 0 ? texte.length : bout));
    if (rang < 0 || place > enfants[rang].noeud.fin + 1) break;
    chemin.push(enfants[rang].cle ?? rang);
    ici = enfants[rang].noeud;
  }
  return { chemin, section: chemin.length ? "" : section };
}

/**
 * @param {Formulaire} formulaire
 * @param {string} texte
 * @param {string} chemin  celui du fichier
 * @param {(situes: Situe[]) => void} montrer
 * @returns {HTMLElement}
 */
export function inviter(formulaire, texte, chemin, montrer) {
  const poids = formulaire.racine.dataset.verificateur ?? "";
  const jauge = element("progress", { max: 1, value: 0, "aria-label": "Avancement" });
  const annonce = element("p", { role: "status" });
  /** @type {AbortController | undefined} */
  let arret;
  const commande = bouton("Vérifier comme la rédaction le fera", async () => {
    if (arret) return arret.abort();
    arret = new AbortController();
    commande.textContent = "Arrêter";
    jauge.hidden = false;
    try {
      await preparer(({ recus, total, etape }) => {
        jauge.max = total;
        jauge.value = recus;
        const dit = etape === "demarrer" ? "Il démarre, quelques secondes encore." : "Il se télécharge, une fois pour toutes.";
        if (annonce.textContent !== dit) annonce.textContent = dit;
      }, { signal: arret.signal });
      const { constats } = await verifier({ chemin, texte });
      annonce.textContent = dire(constats);
      montrer(constats.map(({ ligne, message, suggestion, gravite }) => ({ ...situer(texte, ligne), message: suggestion ? `${message} À écrire\u00a0: ${suggestion}` : message, grave: gravite === "erreur" })));
    } catch (panne) {
      annonce.textContent = panne instanceof Panne ? panne.message : "La vérification n’a pas pu se faire. Réessayez, ou envoyez\u00a0: votre fiche sera vérifiée.";
      if (!(panne instanceof Panne)) console.error(panne);
    } finally {
      arret = undefined;
      commande.textContent = "Vérifier comme la rédaction le fera";
      jauge.hidden = true;
    }
  });
  jauge.hidden = true;
  return element("div", {}, commande, element("p", { class: "o-note" }, `Facultatif. ${poids.replace(".", ",")} Mo à télécharger la première fois\u00a0: attendez d’avoir du wifi.`), jauge, annonce);
}

/** @param {Constat[]} constats */
function dire(constats) {
  const erreurs = constats.filter(({ gravite }) => gravite === "erreur").length, conseils = constats.length - erreurs;
  if (!constats.length) return "Rien à redire\u00a0: la rédaction ne trouvera pas de faute.";
  const compter = (/** @type {number} */ nombre, /** @type {string} */ mot) => nombre ? `${nombre} ${mot}${nombre > 1 ? "s" : ""}` : "";
  return `${[compter(erreurs, "faute"), compter(conseils, "conseil")].filter(Boolean).join(", ")}, à côté de ce que cela concerne.`;
}
