/// <reference lib="deno.ns" />
// Nommer un lieu et y répondre, seuls : ni page, ni réseau.
import assert from "node:assert/strict";
import { lectures } from "../../overrides/assets/odd17/territoires/demande.js";
import { ou, proches } from "../../overrides/assets/odd17/territoires/fautes.js";
import { cle, de, departementDe, ecrire, lire, sansSorte } from "../../overrides/assets/odd17/territoires/nom.js";
import { cercles, comparables } from "../../overrides/assets/odd17/territoires/reponse.js";

Deno.test("un nom se compare sans accents, traits d’union ni article", () => {
  for (const [ecrit, attendu] of [
    ["St-Étienne", "saint etienne"],
    ["Sainte Marie", "sainte marie"],
    ["Le Mans", "mans"],
    ["l'abergement-clemenciat", "abergement clemenciat"],
    ["Œuilly", "oeuilly"],
    ["La", "la"],
    ["  35 000 ", "35 000"],
  ]) assert.equal(cle(ecrit), attendu);
});

Deno.test("l’adresse d’un lieu se relit", () => {
  for (const [nom, code] of [["Rennes", "35238"], ["Corse-du-Sud", "2A"], ["Ajaccio", "2A004"], ["Bretagne", "r53"], ["La Réunion", "974"], ["Plaine Commune", "200057867"]]) {
    assert.deepEqual(lire(ecrire(nom, code)), { nom: cle(nom), code });
  }
  assert.equal(lire("Saint-Denis"), null);
  assert.equal(departementDe("97411"), "974");
  assert.equal(departementDe("2A004"), "2A");
});

Deno.test("la page d’une commune se nomme en français", () => {
  assert.deepEqual(["Barby", "Évreux", "Le Mans", "Les Abymes", "La Ciotat", "Lens"].map(de), ["de Barby", "d’Évreux", "du Mans", "des Abymes", "de La Ciotat", "de Lens"]);
});

Deno.test("une intercommunalité se dit avec ou sans sa sorte", () => {
  for (const [ecrit, attendu] of [
    ["CC du Mont des Avaloirs", "mont des avaloirs"],
    ["CA Communauté Paris-Saclay", "paris saclay"],
    ["communauté d’agglomération de La Rochelle", "rochelle"],
    ["Cahors", "cahors"],
  ]) assert.equal(sansSorte(cle(ecrit)), attendu);
});

Deno.test("ce que l’on tape se lit de plusieurs façons, la plus précise d’abord", () => {
  const lire = (/** @type {string} */ texte) => [...lectures(texte, [["reunion", "974"]])];
  assert.deepEqual(lire("35 000"), [{ nom: "35000" }, { nom: "35", approche: true }]);
  assert.deepEqual(lire("Paris 1er")[0], { nom: "paris 1er arrondissement" });
  assert.deepEqual(lire("3ème arrondissement de Lyon")[0], { nom: "lyon 3e arrondissement" });
  assert.deepEqual(lire("69100 Villeurbanne"), [{ nom: "69100", dit: "villeurbanne" }, { nom: "villeurbanne" }]);
  assert.deepEqual(lire("Saint-Denis (2a)")[0], { nom: "saint denis", departement: "2A" });
  assert.deepEqual(lire("Saint-Denis, La Réunion").at(-1), { nom: "saint denis", departement: "974" });
  assert.deepEqual(lire("CC du Mont des Avaloirs")[0], { nom: "mont des avaloirs", groupe: true });
  assert.deepEqual(lire("Lille métropole").at(-1), { nom: "lille", groupe: true });
  assert.deepEqual(lire("département du Nord").at(-1), { nom: "nord" });
  assert.deepEqual(lire("Ville-en-Vermois"), [{ nom: "ville en vermois" }]);
});

Deno.test("une faute demande les morceaux où le début ou la fin du nom est intact", async () => {
  const debuts = ["", "02>b", "02>m", "03<a", "03>a", "03>m"];
  const rangs = ou("rennse", debuts);
  assert.ok(rangs.length < debuts.length);
  /** @type {Record<string, unknown>} */
  const fichiers = { fautes: "" , "fautes-0": [["Rennes", "35238", 230_890], ["Revens", "30219", 37], ["Pennes", "0", 900]] };
  const proposer = async (/** @type {string} */ nom) => (await proches(nom, [], (fichier) => Promise.resolve(fichiers[fichier]))).map(([un]) => un);
  assert.deepEqual(await proposer("rennse"), ["Rennes"]);
  assert.deepEqual(await proposer("renens"), ["Rennes", "Revens"]);
  assert.deepEqual(await proposer("tennes"), ["Rennes"]); // un village de neuf cents habitants n’a pas deux premières lettres
  assert.deepEqual(await proposer("ren"), []);
});

/** @type {import("../../overrides/assets/odd17/territoires/reponse.js").Vue} */
const VUE = {
  adresse: "territoires/ille-et-vilaine/",
  ici: [0, 1, 2],
  lieux: {
    35238: ["Rennes", "territoires/ille-et-vilaine/rennes/", [0]],
    243500139: ["Rennes Métropole", "territoires/ille-et-vilaine/rennes-metropole/", [0, 1], ["35238", "35240"]],
  },
  autour: [["france", 40, "40 exemples", [3], "territoires/france-entiere/"]],
  groupes: { 243500147: [1] },
  voisins: [],
  aides: [],
  partout: 0,
  fiches: [["exemples/a", "A"], ["donnees/b", "B"], ["exemples/c", "C"], ["exemples/d", "D"]],
};
const lieu = (/** @type {string} */ code, population = 900) => ({ nom: "Ici", code, population, precision: "", actuelle: "", departement: "", exact: true, suite: false });
/** @typedef {import("../../overrides/assets/odd17/territoires/reponse.js").Taille} Taille */
const repondre = (/** @type {string} */ code, /** @type {Taille[]} */ tailles = []) =>
  cercles(lieu(code), VUE, "département", tailles, (famille) => famille.slice(0, -1));

Deno.test("chez vous réunit la commune et son intercommunalité, et rien ne se compte deux fois", () => {
  const [chezVous, departement] = repondre("35238");
  assert.deepEqual([chezVous.fiches, chezVous.compte], [[0, 1], "1\u00a0exemple et 1\u00a0donnee"]);
  assert.deepEqual([departement.fiches, departement.compte], [[2], "1\u00a0exemple"]);
  const [voisine] = repondre("35240");
  assert.deepEqual(voisine.fiches, [0, 1]);
  const [ailleurs, reste] = repondre("35001");
  assert.deepEqual([ailleurs.fiches, ailleurs.compte], [[], "Rien encore dans le catalogue."]);
  assert.deepEqual(reste.fiches, [0, 1, 2]);
});

Deno.test("une intercommunalité réunit ce qui la nomme et ce qui agit dans une partie d’elle", () => {
  const [metropole] = repondre("243500139");
  assert.deepEqual(metropole.fiches, [0, 1]);
  const [voisine, reste] = repondre("243500147");
  assert.deepEqual([voisine.fiches, voisine.compte, reste.fiches], [[1], "1\u00a0donnee", [0, 2]]);
});

Deno.test("un département n’a pas de « chez vous »", () => {
  assert.deepEqual(repondre("35").map(({ id }) => id), ["dedans", "france", "aide"]);
});

Deno.test("ce que comptent les voisins se dit, surtout s’ils comptent des fiches déjà montrées", () => {
  /** @param {number} effectif */
  const compte = (effectif) => {
    const vue = { ...VUE, voisins: [["Orne", "", 2], ["Manche", "", 1]], autour: [["voisins", effectif, `${effectif} exemples`, [], ""]] };
    return cercles(lieu("35"), /** @type {typeof VUE} */ (vue), "département", [], () => "").find(({ id }) => id === "voisins")?.compte;
  };
  assert.match(compte(1) ?? "", /^1 exemples de plus\. .*déjà dites/);
  assert.match(compte(3) ?? "", /^3 exemples\. .*les fiches de chaque voisin/);
});

Deno.test("une commune comparable a de la moitié au double de nos habitants", () => {
  /** @type {Taille[]} */
  const tailles = [["Grande", "1", 200_000, "", "", []], ["Village", "2", 800, "", "", []], ["Bourg", "3", 1_900, "", "", []], ["Hameau", "4", 460, "", "", []]];
  assert.deepEqual(comparables(lieu("9"), tailles).map(([nom]) => nom), ["Village", "Hameau"]);
  assert.deepEqual(comparables(lieu("2"), tailles).map(([nom]) => nom), ["Hameau"]);
});

Deno.test("une commune comparable ne montre pas une fiche que la réponse montre déjà", () => {
  /** @type {Taille[]} */
  const tailles = [["Deux", "1", 800, "Orne", "", [["A", "exemples/a/"], ["Z", "exemples/z/"]]], ["Une", "2", 900, "Orne", "", [["C", "exemples/c/"]]]];
  const semblables = (/** @type {Taille[]} */ ...donnees) => repondre("35238", donnees).find(({ id }) => id === "semblables")?.liste?.map(([titre]) => titre);
  assert.deepEqual(semblables(...tailles), ["Z"]);
  assert.equal(semblables(tailles[1]), undefined);
});
