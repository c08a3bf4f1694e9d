// @ts-check
/**
 * Le français d’une question : sans accents ni majuscules qui comptent, sans articles, sans élisions, « œ » comme « oe ».
 *
 * L’index est préparé de la même façon à la construction (generator/sortie/recherche.py). Rien ici ne connaît la page ni l’index.
 */

/** Les mots qui ne distinguent aucune fiche d’une autre. */
const VIDES = new Set(
  ("a ai ainsi alors apres au aussi aux avant avec avez avoir avons bien ca ce ceci cela celle celles celui ces cet cette ceux chez " +
    "combien comme comment dans de deja depuis des dois doit doivent donc dont du elle elles en entre es est et etait ete etes etre eu " +
    "eux existe faire fais fait faut ici il ils je la le les leur leurs lui ma mais me meme mes moi mon ne ni nos notre nous on ont ou " +
    "par parce pas peu peut peuvent peux plus pour pourquoi pouvons pouvez puis qu quand que quel quelle quelles quels qui quoi sa sans " +
    "se sera ses si soit sommes son sont suis sur ta te tes toi ton tous tout toute toutes tres trouver tu un une vers veulent veut " +
    "veux vos votre voudrais voulons vous vraiment y").split(" "),
);

/** Un article ou un pronom collé à son mot : l’, d’, qu’, jusqu’… */
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|aujourd)'/;

/** Le même, quand l’apostrophe manque : « lemploi ». */
const ARTICLE_SOUDE = /^(?:[dlnsjm]|qu)(?=[aehiouy])/;

/**
 * Le texte en minuscules, sans accents, apostrophes droites, ligatures ouvertes.
 * @param {string} texte
 */
export function plier(texte) {
  return texte
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[’ʼ`´‘]/g, "'")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/**
 * Un mot de la question. Une page le contient si elle contient tous les mots de l’une de ses formes : « e-sport » s’écrit
 * « esport » ou « e sport ».
 * @typedef {object} Mot
 * @property {string} ecrit  tel qu’il est dans la question, sans son article
 * @property {number} debut  sa place dans la question
 * @property {string[][]} formes
 */

/**
 * Les mots qui comptent dans une question. Si aucun ne compte, tous.
 * @param {string} question
 * @returns {Mot[]}
 */
export function mots(question) {
  /** @type {Map<string, Mot & { plein: boolean }>} */
  const lus = new Map();
  for (const { 0: morceau, index } of question.matchAll(/[\p{L}\p{M}\p{N}'’ʼ`´‘-]+/gu)) {
    const article = ELISION.exec(plier(morceau))?.[0].length ?? 0;
    const bord = article + (/^[-'’ʼ`´‘]*/.exec(morceau.slice(article))?.[0].length ?? 0);
    const ecrit = morceau.slice(bord).replace(/[-'’ʼ`´‘]+$/, "");
    const mot = plier(ecrit);
    if (!mot || lus.has(mot)) continue;
    const parties = mot.split("-").flatMap((partie) => partie.replace(ELISION, "").split("'")).filter(Boolean);
    const plein = !parties.every((partie) => VIDES.has(partie) || /^\p{L}$/u.test(partie));
    const formes = parties.length > 1 ? [parties, [parties.join("")]] : [parties];
    lus.set(mot, { ecrit, debut: index + bord, plein, formes });
  }
  const tous = [...lus.values()];
  const pleins = tous.filter(({ plein }) => plein);
  return pleins.length ? pleins : tous;
}

/**
 * Le mot sans son article quand on l’a tapé d’un seul tenant : « lemploi », « quune ». Rien s’il n’en a pas.
 * @param {string} mot
 */
export function sansArticle(mot) {
  const reste = mot.replace(ARTICLE_SOUDE, "");
  return reste !== mot && reste.length > 2 ? reste : "";
}

/**
 * Ce qui reste d’un mot plié quand on lui ôte son nombre et son genre : « local », « locale » et « locaux » ont la même racine.
 * @param {string} mot
 */
export function racine(mot) {
  if (mot.length < 4) return mot;
  const singulier = mot.replace(/([^e])aux$/, "$1al").replace(/[sx]$/, "");
  const masculin = singulier
    .replace(/e+$/, "")
    .replace(/iv$/, "if")
    .replace(/([tds])ric$/, "$1eur")
    .replace(/eus$/, "eu")
    .replace(/(...[lnst])[lnst]$/, (tout, debut) => (tout.at(-1) === tout.at(-2) ? debut : tout));
  return masculin.length > 2 ? masculin : singulier;
}

/** Ce qui fait d’un verbe un nom, d’un nom un adjectif… ; une racine a perdu son « e » et son « s ». */
const SUFFIXE =
  /(?:issement|ement|ment|ation|ition|ion|ateur|eur|ier|er|ir|ant|ent|anc|enc|atif|itif|if|abl|ibl|iqu|ist|ism|ial|iel|al|el|iat|at|ag|it|es)$/;

/**
 * Ce qui reste d’un mot plié quand on lui ôte aussi sa nature : « financer », « financement » et « financeurs » sont de la même
 * famille. Trop court pour que ce soit sûr, il reste seul dans la sienne.
 * @param {string} mot
 */
export function famille(mot) {
  const depart = racine(mot);
  const reste = depart
    .replace(/truir$/, "truct")
    .replace(/([ao])ir$/, "$1r")
    .replace(SUFFIXE, "")
    .replace(/y$/, "i")
    .replace(/i$/, "");
  return reste.length > 4 ? reste : depart;
}

/**
 * Le mot le plus proche dans une liste rangée du plus au moins fréquent ; rien s’il n’y en a pas.
 *
 * Une faute dans un mot court, deux dans un mot long : au-delà, ce n’est plus le même mot.
 * @param {string} mot
 * @param {Iterable<string>} connus
 */
export function plusProche(mot, connus) {
  if (mot.length < 4) return "";
  const permis = mot.length < 7 ? 1 : 2;
  let meilleur = "";
  let ecart = permis + 1;
  for (const connu of connus) {
    const plie = plier(connu);
    if (plie === mot || Math.abs(plie.length - mot.length) > permis) continue;
    const distance = separation(mot, plie, ecart);
    if (distance < ecart) [meilleur, ecart] = [connu, distance];
  }
  return meilleur;
}

/**
 * Le nombre de lettres à changer, ajouter, ôter ou intervertir pour passer d’un mot à l’autre ; `plafond` si c’est au moins autant.
 * @param {string} un
 * @param {string} autre
 * @param {number} plafond
 */
export function separation(un, autre, plafond) {
  /** @type {number[]} */
  let avant = [];
  let ligne = Array.from({ length: autre.length + 1 }, (_, j) => j);
  for (let i = 1; i <= un.length; i++) {
    const suivante = [i];
    for (let j = 1; j <= autre.length; j++) {
      const cout = un[i - 1] === autre[j - 1] ? 0 : 1;
      suivante[j] = Math.min(ligne[j] + 1, suivante[j - 1] + 1, ligne[j - 1] + cout);
      if (i > 1 && j > 1 && un[i - 1] === autre[j - 2] && un[i - 2] === autre[j - 1]) suivante[j] = Math.min(suivante[j], avant[j - 2] + 1);
    }
    if (Math.min(...suivante) >= plafond) return plafond;
    [avant, ligne] = [ligne, suivante];
  }
  return ligne[autre.length];
}
