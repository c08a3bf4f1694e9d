/// <reference lib="deno.ns" />
// Chaque fiche reçue est lue, puis changée d’un champ à la fois ; on rend ce qui ne se relit pas comme il faut, et quelques textes changés.
import { changer, corriger, lireLaFiche } from "../../overrides/assets/odd17/proposer/correction.js";
import { fautesDeLEtape } from "../../overrides/assets/odd17/proposer/juger.js";
import { estBreve, estTable, pareil } from "../../overrides/assets/odd17/proposer/modele.js";

/** @type {{ fiches: [chemin: string, famille: string, texte: string, champs: Record<string, any>][], descriptions: Record<string, any> }} */
const { fiches, descriptions } = JSON.parse(await new Response(Deno.stdin.readable).text());

/** Ce que l’on pourrait faire d’un champ : l’allonger, l’ôter, y changer un détail. @param {any} valeur */
function* changements(valeur) {
  if (typeof valeur === "string") yield `${valeur.trim()} et « plus » : #1`;
  else if (estTable(valeur)) yield { ...valeur, ajoute: "12" };
  else {
    yield [...valeur, typeof valeur[0] === "string" ? "Un de plus, ici" : { ...valeur[0], ajoute: ["a", "b c"] }];
    if (valeur.length > 1) yield valeur.slice(1);
    if (estTable(valeur[0])) yield [{ ...valeur[0], [Object.keys(valeur[0])[0]]: "Autre" }, ...valeur.slice(1)];
  }
  yield undefined;
}

/** @type {string[]} */
const defauts = [];
/** @type {[string, string, any][]} */
const sorties = [];
let faits = 0, tour = 0;
for (const [chemin, famille, texte, champs] of fiches) {
  const lue = lireLaFiche(texte), description = descriptions[famille];
  const dire = (/** @type {string} */ quoi) => defauts.push(`${chemin} : ${quoi}`);
  if (!pareil(lue.champs, champs)) dire("se lit autrement");
  const sections = Object.fromEntries(Object.keys(description.sections).map((titre) => [titre, lue.sections[titre] ?? ""]));
  const reponses = { champs: lue.champs, sections };
  if (changer(description, texte, reponses) !== texte) dire("change sans que l’on ait rien changé");
  for (const etape of [...description.etapes, ...description.suite]) {
    for (const { chemin: ou, message } of fautesDeLEtape(etape, description, reponses, estBreve(description, reponses))) dire(`${ou.join(".")} : ${message}`);
  }
  const notes = texte.match(/^\s*#.*$/gm) ?? [];
  // Un champ sur trois, jamais les mêmes d’une fiche à la suivante.
  const places = Object.entries(champs).filter((_, rang) => (rang + tour) % 3 === 0);
  tour++;
  for (const [nom, valeur] of places) {
    for (const change of changements(valeur)) {
      const apres = { ...champs, [nom]: change };
      if (change === undefined) delete apres[nom];
      const sortie = corriger(texte, { champs: apres, sections: lue.sections }), relue = lireLaFiche(sortie);
      if (!pareil(relue.champs, apres) || !pareil(relue.sections, lue.sections)) dire(`${nom} changé ne se relit pas`);
      if ((sortie.match(/^\s*#.*$/gm) ?? []).length < notes.length) dire(`${nom} changé perd une note`);
      if (++faits % 20 === 0) sorties.push([chemin, sortie, apres]);
    }
  }
}
console.log(JSON.stringify({ faits, defauts, sorties }));
