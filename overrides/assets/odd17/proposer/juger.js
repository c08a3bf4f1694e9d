// @ts-check
/**
 * Les contraintes d’un champ, telles que le modèle les dit : de quoi reprendre une réponse avant que le vérificateur ne la lise.
 *
 * @import { Champ, Description, Etape, Reponses, Table, Valeur } from "./modele.js"
 * @typedef {{ chemin: (string | number)[], message: string }} Faute
 */
import { estTable, sansVide } from "./modele.js";

/**
 * Les fautes d’un champ : ce qui y est écrit, ce qui y manque.
 * @param {Champ} champ
 * @param {Valeur | undefined} valeur
 * @param {(string | number)[]} chemin
 * @param {Record<string, string>} aDefautDe
 * @param {boolean} breve
 * @returns {Faute[]}
 */
export function fautesDuChamp(champ, valeur, chemin, aDefautDe, breve = false) {
  const pleine = sansVide(valeur);
  if (pleine === undefined) {
    const exige = champ.exige === true || (champ.exige === "recit" && !breve);
    return exige ? [{ chemin, message: "Il faut une réponse." }] : [];
  }
  const { plusieurs, nombreMin = 0, nombreMax = Infinity } = champ;
  if (!plusieurs) return fautesDUne(champ, pleine, chemin, aDefautDe);
  const elements = Array.isArray(pleine) ? pleine : [pleine];
  const fautes = elements.flatMap((un, rang) => fautesDUne(champ, un, [...chemin, rang], aDefautDe));
  if (elements.length < nombreMin) fautes.push({ chemin, message: `Il en faut au moins ${nombreMin}.` });
  if (elements.length > nombreMax) fautes.push({ chemin, message: `${elements.length}, c’est trop\u00a0: ${nombreMax} au plus.` });
  return fautes;
}

/**
 * @param {Champ} champ
 * @param {Valeur} valeur
 * @param {(string | number)[]} chemin
 * @param {Record<string, string>} aDefautDe
 * @returns {Faute[]}
 */
function fautesDUne(champ, valeur, chemin, aDefautDe) {
  if (!champ.parties) return typeof valeur === "string" ? fautesDuTexte(champ, valeur).map((message) => ({ chemin, message })) : [];
  const table = /** @type {Table} */ (estTable(valeur) ? valeur : {});
  const fautes = Object.entries(champ.parties).flatMap(([nom, partie]) => fautesDuChamp(partie, table[nom], [...chemin, nom], aDefautDe));
  for (const [autre, premier] of Object.entries(aDefautDe)) {
    if (autre in champ.parties && premier in champ.parties && !table[autre] && !table[premier]) fautes.push({ chemin: [...chemin, premier], message: "Il faut une réponse." });
  }
  return fautes;
}

/**
 * @param {Champ} champ
 * @param {string} texte
 */
function fautesDuTexte({ sorte, min = 0, max = Infinity, motif, de = 0, a = Infinity }, texte) {
  const longueur = [...texte].length;
  if (sorte === "nombre") {
    const juste = /^\d{1,9}$/.test(texte) && Number(texte) >= de && Number(texte) <= a;
    return juste ? [] : [`Écrivez un nombre en chiffres${a < Infinity ? `, entre ${de} et ${a}` : ""}.`];
  }
  if (sorte === "jour") return /^\d{4}-\d\d-\d\d$/.test(texte) && !Number.isNaN(Date.parse(texte)) ? [] : ["Écrivez une date, par exemple 2026-11-20."];
  if (longueur < min) return [`${longueur} signes, c’est trop court\u00a0: il en faut ${min}.`];
  if (longueur > max) return [`${longueur} signes, c’est trop long\u00a0: ${max} au plus.`];
  if (motif && !new RegExp(motif, "u").test(texte)) {
    return [motif.startsWith("^https?") ? "Écrivez l’adresse entière, qui commence par https:// ou http://." : motif === "\\?$" ? "Finissez par un point d’interrogation." : "Cela ne s’écrit pas ainsi."];
  }
  return [];
}

/**
 * Les fautes d’une étape.
 * @param {Etape} etape
 * @param {Description} description
 * @param {Reponses} reponses
 * @param {boolean} breve
 * @returns {Faute[]}
 */
export function fautesDeLEtape(etape, description, { champs }, breve) {
  return (etape.champs ?? []).flatMap((nom) => {
    const fautes = fautesDuChamp(description.champs[nom], champs[nom], [nom], description.aDefautDe, breve);
    return nom === "sources" ? [...fautes, ...fautesDesDocuments(description, champs)] : fautes;
  });
}

/**
 * @param {Description} description
 * @param {Reponses["champs"]} champs
 */
function fautesDesDocuments(description, champs) {
  const documents = estTable(champs.documents) ? champs.documents : {};
  return Object.entries(documents).flatMap(([cle, document]) =>
    Object.entries(description.document).flatMap(([nom, partie]) =>
      fautesDuChamp(partie, estTable(document) ? document[nom] : undefined, ["documents", cle, nom], {})
    )
  );
}
