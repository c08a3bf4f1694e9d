/// <reference lib="deno.ns" />
// Le formulaire, sans page : juger une réponse, écrire le fichier, n’en changer qu’une ligne, ne perdre aucun brouillon.
import assert from "node:assert/strict";
import { trier } from "../../overrides/assets/odd17/proposer/aides.js";
import { Brouillons } from "../../overrides/assets/odd17/proposer/brouillons.js";
import { corriger, lireLaFiche } from "../../overrides/assets/odd17/proposer/correction.js";
import { semblables } from "../../overrides/assets/odd17/proposer/deja.js";
import { courriel, lignesChangees, surLaForge } from "../../overrides/assets/odd17/proposer/envoi.js";
import { identifiant, rediger, typographier } from "../../overrides/assets/odd17/proposer/fichier.js";
import { fautesDuChamp } from "../../overrides/assets/odd17/proposer/juger.js";
import { estBreve } from "../../overrides/assets/odd17/proposer/modele.js";

/** @import { Description } from "../../overrides/assets/odd17/proposer/modele.js" */

/** @type {Description} */
const DESCRIPTION = {
  famille: "exemples",
  bref: true,
  ordre: ["titre", "domaines", "partenaires", "sources"],
  exiges: ["titre", "domaines"],
  champs: {
    titre: { titre: "Titre", sorte: "texte", francais: true, exige: true, min: 3, max: 20 },
    domaines: { titre: "Domaines", sorte: "choix", plusieurs: true, exige: "recit", nombreMax: 2 },
    partenaires: { titre: "Partenaires", sorte: "objet", plusieurs: true, parties: { nom: { titre: "Nom", sorte: "organisation", exige: true } } },
    sources: { titre: "Sources", sorte: "objet", plusieurs: true, parties: { document: { titre: "Document", sorte: "document", exige: true } } },
  },
  document: {},
  aDefautDe: { attestee: "debut" },
  avec: {},
  sections: { Contexte: "", Résultats: "" },
  etapes: [],
  suite: [],
  listes: {},
};

const FICHE = `---
# Une note de la rédaction.
titre: "Le four"   # le nom d’usage
resume: >-
  Des voisins rallument un four,
  chaque mois.
domaines: [lien-social, culture]
periode: {debut: 2019}
partenaires:
- nom: Ville de Barby
  profil: acteurs-publics   # la commune
- nom: 'Les Amis d''ici'
  profil: citoyens
---

## Contexte

Il y avait un four.

## Résultats

Du pain.
`;

/** @param {Record<string, unknown>} changes @param {Record<string, string>} sections */
function changer(changes, sections = {}) {
  const lue = lireLaFiche(FICHE);
  const champs = Object.fromEntries(Object.entries({ ...lue.champs, ...changes }).filter(([, valeur]) => valeur !== undefined));
  const sortie = corriger(FICHE, { champs, sections: { ...lue.sections, ...sections } }, ["titre", "resume", "domaines", "statut", "periode"]);
  const relue = lireLaFiche(sortie);
  assert.deepEqual(relue.champs, champs);
  return lignesChangees(FICHE, sortie).map(({ signe, ligne }) => `${signe} ${ligne}`);
}

Deno.test("changer une fiche ne touche que la ligne dite, commentaires et façon d’écrire compris", () => {
  assert.deepEqual(changer({}), []);
  assert.deepEqual(changer({ titre: "Le four à pain" }), ['− titre: "Le four"   # le nom d’usage', '+ titre: "Le four à pain"   # le nom d’usage']);
  assert.deepEqual(changer({ resume: "Des voisins rallument un four." }), ["−   Des voisins rallument un four,", "−   chaque mois.", "+   Des voisins rallument un four."]);
  assert.deepEqual(changer({ statut: "termine" }), ["+ statut: termine"]);
  assert.deepEqual(changer({ domaines: undefined }), ["− domaines: [lien-social, culture]"]);
  assert.deepEqual(changer({ periode: { debut: "2019", fin: "2024" } }), ["− periode: {debut: 2019}", "+ periode: {debut: 2019, fin: 2024}"]);
  const { partenaires } = lireLaFiche(FICHE).champs;
  assert.deepEqual(changer({ partenaires: [...partenaires, { nom: "Une ferme", profil: "entreprises" }] }), ['+ - nom: "Une ferme"', "+   profil: entreprises"]);
  assert.deepEqual(changer({ partenaires: partenaires.slice(1) }), ["− - nom: Ville de Barby", "−   profil: acteurs-publics   # la commune"]);
  assert.deepEqual(changer({}, { Résultats: "Du pain, et des voisins." }), ["− Du pain.", "+ Du pain, et des voisins."]);
});

Deno.test("une réponse se reprend avant que le vérificateur ne la lise", () => {
  const { titre, domaines, partenaires } = DESCRIPTION.champs;
  const dire = (/** @type {any} */ champ, /** @type {any} */ valeur, breve = false) => fautesDuChamp(champ, valeur, ["x"], DESCRIPTION.aDefautDe, breve).map(({ chemin, message }) => `${chemin.join(".")} ${message}`);
  assert.deepEqual(dire(titre, " "), ["x Il faut une réponse."]);
  assert.deepEqual(dire(titre, "a".repeat(21)), ["x 21 signes, c’est trop long\u00a0: 20 au plus."]);
  assert.deepEqual(dire(domaines, [], true), []);
  assert.deepEqual(dire(domaines, ["a", "b", "c"]), ["x 3, c’est trop\u00a0: 2 au plus."]);
  assert.deepEqual(dire(partenaires, [{ nom: "" , role: "porte" }]), ["x.0.nom Il faut une réponse."]);
});

Deno.test("le fichier ne contient ni vide, ni document que rien ne cite, et chaque document neuf prend le nom de son titre", () => {
  const reponses = {
    champs: { sources: [{ document: "nouvelle-source-1" }], documents: { "nouvelle-source-1": { titre: "Bilan : 2022", url: "" }, "nouvelle-source-2": { titre: "Oublié" } }, titre: "L'été : \"ici\"", partenaires: [{ nom: "" }] },
    sections: { Contexte: "# Il était\n\nune fois !" , Résultats: " " },
  };
  assert.ok(estBreve(DESCRIPTION, reponses));
  assert.equal(rediger(DESCRIPTION, reponses, "2026-12-01"), `---
titre: "L’été\u00a0: \\"ici\\""
sources:
  - document: bilan
documents:
  bilan:
    titre: "Bilan : 2022"
breve: oui
publie_le: 2026-12-01
---

## Contexte

Il était

une fois\u00a0!
`);
  assert.equal(identifiant("Œuvrer à l’été : un récit"), "oeuvrer-a-l-ete");
  assert.equal(typographier("C'est vrai? « oui »"), "C’est vrai\u00a0? «\u00a0oui\u00a0»");
});

Deno.test("un brouillon se garde, se retrouve, se relit ; un autre fichier n’en est pas un", () => {
  /** @type {Record<string, string>} */
  const appareil = {};
  const brouillons = new Brouillons({ getItem: (cle) => appareil[cle] ?? null, setItem: (cle, valeur) => void (appareil[cle] = valeur) });
  const un = { id: "a", famille: "exemples", modifie: 1, reponses: { champs: { titre: "Un" }, sections: {} } };
  assert.ok(brouillons.garder(un) && brouillons.garder({ ...un, id: "b", modifie: 2 }) && brouillons.garder({ ...un, modifie: 3 }));
  assert.deepEqual(brouillons.tous().map(({ id }) => id), ["a", "b"]);
  assert.equal(brouillons.importer(JSON.stringify(un), "c")?.id, "c");
  for (const faux of ["", "[1]", "{}", '{"id":"a","famille":"../x","modifie":1,"reponses":{"champs":{},"sections":{}}}']) assert.equal(brouillons.importer(faux, "d"), undefined);
  brouillons.effacer("a");
  assert.deepEqual(brouillons.tous().map(({ id }) => id), ["b", "c"]);
  const plein = new Brouillons({ getItem: () => null, setItem: () => { throw new Error("plein"); } });
  assert.equal(plein.garder(un), false);
});

Deno.test("ce qui part par courriel ou sur une forge est le fichier, entier", () => {
  const proposition = { genre: /** @type {const} */ ("nouvelle"), famille: "outils", identifiant: "grille", texte: "---\nà\n", mot: "Merci & bravo", adresse: "", site_web: "" };
  const { href, entier } = courriel("a+b@exemple.fr", "Été", proposition);
  assert.ok(entier);
  assert.ok(href.startsWith("mailto:a%2Bb@exemple.fr?subject=%C3%89t%C3%A9&body="));
  assert.ok(decodeURIComponent(href).includes("content/outils/grille.md.\r\n\r\nMerci & bravo\r\n\r\n---\r\nà\r\n"));
  assert.equal(courriel("a@b.fr", "x", { ...proposition, texte: "a".repeat(9000) }).entier, false);
  const ouvrir = (/** @type {string} */ forge, /** @type {object} */ change) => {
    const { href, entier } = surLaForge("https://forge.example/a/b", forge, { ...proposition, ...change });
    return [new URL(href).pathname, new URL(href).searchParams.get("value"), entier];
  };
  assert.deepEqual(ouvrir("github", {}), ["/a/b/new/main/content/outils", proposition.texte, true]);
  assert.deepEqual(ouvrir("github", { texte: "a".repeat(9000) }), ["/a/b/new/main/content/outils", null, false]);
  assert.deepEqual(ouvrir("gitlab", {}), ["/a/b/-/new/main/content/outils", null, false]);
  assert.deepEqual(ouvrir("github", { genre: "changement" }), ["/a/b/edit/main/content/outils/grille.md", null, false]);
});

Deno.test("une alliance déjà là se reconnaît à ses partenaires ou à son titre, et une organisation à ses mots", () => {
  /** @type {import("../../overrides/assets/odd17/proposer/aides.js").Connues} */
  const connues = { exemples: [["exemples/a", "Silver Geek : le jeu"], ["exemples/b", "Autre chose"]], noms: [["Unis-Cité", "x", [0, 1]], ["Fondation Macif", "x", [0], "Macif"]] };
  const partenaires = [{ nom: "unis cité" }, { nom: "MACIF" }];
  assert.deepEqual(semblables({ partenaires }, connues).map(({ cle, raison }) => [cle, raison]), [["exemples/a", "avec Unis-Cité, Fondation Macif"]]);
  assert.deepEqual(semblables({ partenaires }, connues, "exemples/a"), []);
  assert.deepEqual(semblables({ titre: "Le Silver Geek" }, connues).map(({ cle }) => cle), ["exemples/a"]);
  assert.deepEqual(trier("mac fond", connues.noms, ([nom]) => [nom]).map(([nom]) => nom), ["Fondation Macif"]);
});
