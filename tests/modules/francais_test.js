/// <reference lib="deno.ns" />
// Le français de la recherche, seul : ni page, ni index.
import assert from "node:assert/strict";
import { famille, mots, plier, plusProche, racine, sansArticle, separation } from "../../overrides/assets/odd17/recherche/francais.js";
import { Lexique } from "../../overrides/assets/odd17/recherche/lexique.js";

/** @param {string} question */
const lus = (question) => mots(question).map(({ formes }) => formes[0].join(" "));

Deno.test("accents, majuscules et ligatures ne comptent pas", () => {
  assert.equal(plier("Œuvre À l’École, ÇA ET LÀ"), "oeuvre a l'ecole, ca et la");
});

Deno.test("les articles s’en vont, collés ou non, droits ou courbes", () => {
  assert.deepEqual(lus("l'emploi des jeunes"), ["emploi", "jeunes"]);
  assert.deepEqual(lus("d’aidants"), ["aidants"]);
  assert.deepEqual(lus("qu’est-ce que le mécénat ?"), ["mecenat"]);
  assert.deepEqual(lus("aujourd'hui"), ["hui"]);
});

Deno.test("une question faite de mots vides garde ses mots", () => {
  assert.deepEqual(lus("qui"), ["qui"]);
  assert.deepEqual(lus("  "), []);
});

Deno.test("un mot composé se cherche en plusieurs mots ou d’un seul tenant", () => {
  assert.deepEqual(mots("co-construction")[0].formes, [["co", "construction"], ["coconstruction"]]);
});

Deno.test("un article au milieu d’un mot composé s’en va aussi", () => {
  assert.deepEqual(mots("main-d’œuvre")[0].formes, [["main", "oeuvre"], ["mainoeuvre"]]);
  assert.deepEqual(mots("presqu'île")[0].formes, [["presqu", "ile"], ["presquile"]]);
  assert.deepEqual(mots("nos ex æquo").map(({ formes }) => formes[0][0]), ["ex", "aequo"]);
});

Deno.test("la question garde ses mots tels qu’ils sont écrits, pour pouvoir en corriger un seul", () => {
  const question = "l’Inssertion des Jeunes";
  assert.deepEqual(mots(question).map(({ ecrit }) => ecrit), ["Inssertion", "Jeunes"]);
  for (const { ecrit, debut } of mots(question)) assert.equal(question.slice(debut, debut + ecrit.length), ecrit);
});

for (
  const formes of [
    ["local", "locale", "locales", "locaux"],
    ["emploi", "emplois"],
    ["prive", "privee", "prives", "privees"],
    ["professionnel", "professionnelle", "professionnels"],
    ["inclusif", "inclusive", "inclusives"],
    ["animateur", "animatrice", "animatrices"],
    ["jeu", "jeux"],
    ["reseau", "reseaux"],
    ["europeen", "europeenne"],
  ]
) {
  Deno.test(`« ${formes.join(" », « ")} » sont un même mot`, () => assert.equal(new Set(formes.map(racine)).size, 1));
}

for (const [un, autre] of [["don", "donnee"], ["video", "vide"], ["bon", "bonus"], ["cas", "casse"]]) {
  Deno.test(`« ${un} » n’est pas « ${autre} »`, () => assert.notEqual(racine(un), racine(autre)));
}

for (
  const formes of [
    ["financer", "financement", "financeurs", "financiere"],
    ["mutualiser", "mutualisation"],
    ["benevole", "benevolat"],
    ["cooperer", "cooperation", "cooperative"],
    ["construire", "construction"],
    ["ecologie", "ecologique"],
    ["solidaire", "solidarite"],
    ["territoire", "territorial", "territoriaux"],
    ["partenaire", "partenariat"],
    ["emploi", "employeurs"],
  ]
) {
  Deno.test(`« ${formes.join(" », « ")} » sont de la même famille`, () => assert.equal(new Set(formes.map(famille)).size, 1));
}

Deno.test("un mot court reste seul dans sa famille", () => {
  assert.notEqual(famille("action"), famille("acteur"));
  assert.notEqual(famille("mission"), famille("mise"));
});

Deno.test("l’article soudé à son mot s’en sépare", () => {
  assert.equal(sansArticle("lemploi"), "emploi");
  assert.equal(sansArticle("partenariat"), "");
});

Deno.test("une faute, une lettre oubliée, deux lettres interverties comptent chacune pour une", () => {
  assert.equal(separation("mecennat", "mecenat", 3), 1);
  assert.equal(separation("asociation", "association", 3), 1);
  assert.equal(separation("partenraiat", "partenariat", 3), 1);
  assert.equal(separation("chat", "chien", 2), 2);
});

Deno.test("on ne propose qu’un mot vraiment proche, et le plus courant d’abord", () => {
  const connus = ["mécénat", "association", "partenariat", "papier"];
  assert.equal(plusProche("mecennat", connus), "mécénat");
  assert.equal(plusProche("asociasion", connus), "association");
  assert.equal(plusProche("papy", connus), "");
  assert.equal(plusProche("zorglub", connus), "");
});

const LEXIQUE = new Lexique(["emploi", "association", "mécénat", "financement", "emplois", "financer", "financements", "villeurbanne", "don", "données"]);

Deno.test("un mot amène ses autres formes, puis ceux de sa famille", () => {
  assert.deepEqual(LEXIQUE.graphies("emplois"), ["emplois", "emploi"]);
  assert.deepEqual(LEXIQUE.graphies("don"), ["don"]);
  assert.deepEqual(LEXIQUE.parents("financer"), ["financement", "financements"]);
});

Deno.test("un mot que l’on n’a pas fini de taper est déjà compris", () => {
  assert.equal(LEXIQUE.connait("villeurb"), false);
  assert.deepEqual(LEXIQUE.lectures("villeurb"), ["villeurbanne"]);
  assert.deepEqual(LEXIQUE.lectures("lemploi"), ["emploi", "emplois"]);
  assert.deepEqual(LEXIQUE.lectures("vi"), []);
});
