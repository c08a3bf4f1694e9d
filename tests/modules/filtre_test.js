/// <reference lib="deno.ns" />
// La logique de l’explorateur, seule : ni page, ni réseau. Les fiches sont de vraies fiches, réduites à trois facettes.
import assert from "node:assert/strict";
import { ecrire, lire } from "../../overrides/assets/odd17/explorateur/adresse.js";
import { ajouter, compter, decoder, plein, rangs, vide } from "../../overrides/assets/odd17/explorateur/catalogue.js";
import { filtrer, ranger } from "../../overrides/assets/odd17/explorateur/filtre.js";

const CATALOGUE = decoder({
  parMorceau: 64,
  badges: { "": [["domaines", 1]] },
  facettes: [
    ["familles", ["exemples", "outils"]],
    ["acteurs", ["acteurs-publics", "entreprises", "associations-fondations"]],
    ["domaines", ["sante", "habitat", "culture"]],
  ],
  // Numéros : 0 exemples, 1 outils, 2 publics, 3 entreprises, 4 associations, 5 santé, 6 habitat, 7 culture.
  fiches: [
    ["Silver Geek", "silver-geek", 20_770, [0, 2, 4, 5]],
    ["Réseau Éco Habitat", "reseau-eco-habitat", 20_775, [0, 3, 4, 6]],
    ["Compagnon de vie", "compagnon-de-vie", 20_772, [0, 2, 3, 5, 6]],
    ["À La Ciotat, lever l’obstacle", "la-ciotat", 20_771, [0, 2, 3]],
    ["Contrats locaux de santé", "contrats-locaux-de-sante", 20_774, [1, 2, 5]],
  ],
});

/** @param {Record<string, string[]>} choix */
const choisir = (choix) => new Map(Object.entries(choix).map(([facette, valeurs]) => [facette, new Set(valeurs)]));
/** @param {Uint32Array} ensemble */
const identifiants = (ensemble) => rangs(ensemble).map((rang) => CATALOGUE.fiches[rang].cle.split("/")[1]);

Deno.test("sans choix, toutes les fiches, et chaque valeur compte les siennes", () => {
  const { nombre, effectifs } = filtrer(CATALOGUE, new Map());
  assert.equal(nombre, 5);
  assert.deepEqual([...(effectifs.get("domaines") ?? [])], [["sante", 3], ["habitat", 2], ["culture", 0]]);
});

Deno.test("deux valeurs d’une facette s’ajoutent, deux facettes se croisent", () => {
  const ou = filtrer(CATALOGUE, choisir({ domaines: ["sante", "habitat"] }));
  assert.deepEqual(identifiants(ou.retenues), ["silver-geek", "reseau-eco-habitat", "compagnon-de-vie", "contrats-locaux-de-sante"]);
  const et = filtrer(CATALOGUE, choisir({ domaines: ["sante", "habitat"], acteurs: ["entreprises"] }));
  assert.deepEqual(identifiants(et.retenues), ["reseau-eco-habitat", "compagnon-de-vie"]);
});

Deno.test("l’effectif d’une valeur ne dépend pas des choix de sa propre facette", () => {
  const { effectifs } = filtrer(CATALOGUE, choisir({ domaines: ["sante"], acteurs: ["entreprises"] }));
  assert.deepEqual([...(effectifs.get("domaines") ?? [])], [["sante", 1], ["habitat", 2], ["culture", 0]]);
  assert.deepEqual([...(effectifs.get("acteurs") ?? [])], [["acteurs-publics", 3], ["entreprises", 1], ["associations-fondations", 1]]);
});

Deno.test("une recherche en texte restreint les fiches et les effectifs", () => {
  const trouvees = vide(5);
  ajouter(trouvees, 0);
  ajouter(trouvees, 4);
  const { nombre, effectifs } = filtrer(CATALOGUE, choisir({ familles: ["exemples"] }), trouvees);
  assert.equal(nombre, 1);
  assert.equal(effectifs.get("familles")?.get("outils"), 1);
});

Deno.test("une facette ou une valeur inconnue ne change rien", () => {
  assert.equal(filtrer(CATALOGUE, choisir({ couleurs: ["bleu"] })).nombre, 5);
});

Deno.test("les fiches se rangent par date, par titre à la française, ou par pertinence", () => {
  const { retenues } = filtrer(CATALOGUE, choisir({ familles: ["exemples"] }));
  const titres = (/** @type {"pertinence" | "date" | "titre"} */ tri, notes = new Map()) =>
    ranger(CATALOGUE, retenues, tri, notes).map((rang) => CATALOGUE.fiches[rang].titre);
  assert.deepEqual(titres("date")[0], "Réseau Éco Habitat");
  assert.deepEqual(titres("titre"), ["À La Ciotat, lever l’obstacle", "Compagnon de vie", "Réseau Éco Habitat", "Silver Geek"]);
  assert.deepEqual(titres("pertinence", new Map([[3, 0], [0, 1]])).slice(0, 2), ["À La Ciotat, lever l’obstacle", "Silver Geek"]);
});

Deno.test("les ensembles tiennent à toutes les tailles, mot de 32 bits entamé ou non", () => {
  for (const taille of [1, 31, 32, 33, 64, 1000]) {
    const tout = plein(taille);
    assert.equal(compter(tout, tout), taille);
    assert.deepEqual(rangs(tout), Array.from({ length: taille }, (_, rang) => rang));
  }
});

Deno.test("une sélection n’a qu’une adresse, et l’adresse rend la sélection", () => {
  /** @type {import("../../overrides/assets/odd17/explorateur/adresse.js").Etat} */
  const etat = { selection: choisir({ domaines: ["habitat", "sante"], acteurs: ["entreprises"] }), texte: "l’été & après", tri: "titre", vue: "tableau" };
  const autre = { ...etat, selection: choisir({ acteurs: ["entreprises"], domaines: ["sante", "habitat"] }) };
  const adresse = ecrire(etat, CATALOGUE);
  assert.equal(ecrire(autre, CATALOGUE), adresse);
  assert.match(adresse, /^q=.*&acteurs=entreprises&domaines=sante,habitat&tri=titre&vue=tableau$/);
  const relu = lire(`?${adresse}`, CATALOGUE);
  assert.equal(relu.texte, etat.texte);
  assert.deepEqual(relu.selection.get("domaines"), new Set(["sante", "habitat"]));
  assert.equal(ecrire(relu, CATALOGUE), adresse);
});

Deno.test("un émoji au bord de la longueur permise ne casse pas l’adresse", () => {
  const etat = lire(`?q=${"a".repeat(199)}😀suite`, CATALOGUE);
  assert.equal(etat.texte, `${"a".repeat(199)}😀`);
  assert.equal(lire(`?${ecrire(etat, CATALOGUE)}`, CATALOGUE).texte, etat.texte);
  assert.doesNotThrow(() => ecrire({ ...etat, texte: "\ud83d" }, CATALOGUE));
});

Deno.test("une adresse abîmée montre ce qu’elle dit de juste", () => {
  const etat = lire("?domaines=sante,astrologie&couleurs=bleu&tri=au-hasard&vue=%00", CATALOGUE);
  assert.equal(ecrire(etat, CATALOGUE), "domaines=sante");
});
