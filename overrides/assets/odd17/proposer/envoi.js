// @ts-check
/**
 * Où va une proposition : un guichet, un courriel, un dépôt. Rien ici n’envoie sans qu’on l’ait demandé.
 *
 * @typedef {object} Proposition  ce que reçoit un guichet (generator/guichet/envois.py)
 * @property {"nouvelle" | "changement"} genre
 * @property {string} famille
 * @property {string} identifiant
 * @property {string} texte  le fichier entier
 * @property {string} mot  pour la rédaction, et elle seule
 * @property {string} adresse  où donner des nouvelles ; rien, si l’on n’en veut pas
 * @property {string} site_web  le piège : qui lit la page ne le voit pas
 */

/** Où sont les fiches d’une famille, dans le dépôt. @param {Pick<Proposition, "famille" | "identifiant">} proposition */
export const chemin = ({ famille, identifiant }) => `${famille === "exemples" ? "" : "content/"}${famille}/${identifiant}.md`;

/** Au-delà, des messageries coupent un courriel préparé, et des forges refusent l’adresse. */
const LONGUEUR = 7000;

/**
 * L’adresse d’un courriel préparé ; si tout n’y tient pas, il demande d’y joindre le fichier.
 * @param {string} adresse
 * @param {string} sujet
 * @param {Proposition} proposition
 * @returns {{ href: string, entier: boolean }}
 */
export function courriel(adresse, sujet, proposition) {
  const mot = proposition.mot ? `${proposition.mot}\n\n` : "";
  const ou = chemin(proposition);
  const entier = ecrire(adresse, sujet, `Bonjour,\n\nVoici une proposition pour ${ou}.\n\n${mot}${proposition.texte}`);
  if (entier.length <= LONGUEUR) return { href: entier, entier: true };
  return { href: ecrire(adresse, sujet, `Bonjour,\n\nVoici une proposition pour ${ou}, dans le fichier joint.\n\n${mot}`), entier: false };
}

/** @param {string} adresse @param {string} sujet @param {string} corps */
const ecrire = (adresse, sujet, corps) => `mailto:${encodeURIComponent(adresse).replace("%40", "@")}?subject=${encodeURIComponent(sujet)}&body=${encodeURIComponent(corps.replace(/\n/g, "\r\n"))}`;

/**
 * La page où un dépôt ouvre le fichier ; s’il ne l’ouvre pas déjà rempli (`entier`), il faut y coller le texte.
 *
 * GitLab sait le nom d’un fichier neuf, et oublie ce qu’on voudrait y mettre ; aucune forge ne remplit un fichier qui existe.
 * @param {string} depot
 * @param {string} forge
 * @param {Proposition} proposition
 * @returns {{ href: string, entier: boolean }}
 */
export function surLaForge(depot, forge, proposition) {
  const ou = chemin(proposition), dossier = ou.slice(0, ou.lastIndexOf("/")), nom = ou.slice(dossier.length + 1);
  const base = forge === "gitlab" ? `${depot}/-` : depot;
  if (proposition.genre === "changement") return { href: `${base}/edit/main/${ou}`, entier: false };
  if (forge === "gitlab") return { href: `${base}/new/main/${dossier}?${new URLSearchParams({ file_name: nom })}`, entier: false };
  const href = `${base}/new/main/${dossier}?${new URLSearchParams({ filename: nom, value: proposition.texte })}`;
  return href.length <= LONGUEUR ? { href, entier: true } : { href: `${base}/new/main/${dossier}?${new URLSearchParams({ filename: nom })}`, entier: false };
}

/**
 * Envoie au guichet ; rend sa réponse, ou pourquoi il n’en veut pas.
 * @param {string} guichet
 * @param {Proposition} proposition
 * @returns {Promise<{ reference?: string, dit?: string, jeton?: string, efface_le?: string, refus?: string, details?: string[] }>}
 */
export async function envoyer(guichet, proposition) {
  let reponse;
  try {
    reponse = await fetch(`${guichet.replace(/\/$/, "")}/envois`, { method: "POST", headers: { "content-type": "application/json" }, credentials: "omit", body: JSON.stringify(proposition) });
  } catch {
    return { refus: "Pas de réseau, ou le guichet ne répond pas. Votre brouillon est gardé\u00a0: réessayez plus tard." };
  }
  const lue = await reponse.json().catch(() => ({}));
  if (reponse.ok) return lue;
  const details = [...Object.values(lue.champs ?? {}), ...(lue.constats ?? []).map((/** @type {{ message: string }} */ { message }) => message)].map(String);
  return { refus: `${lue.message ?? `Le guichet n’a pas pu recevoir cet envoi (${reponse.status}).`} Votre brouillon est gardé.`, details };
}

/** Demande au guichet d’effacer l’adresse et le mot d’un envoi. @param {string} guichet @param {string} reference @param {string} jeton */
export async function oublier(guichet, reference, jeton) {
  try {
    return (await fetch(`${guichet.replace(/\/$/, "")}/envois/${reference}/adresse`, { method: "DELETE", headers: { authorization: `Bearer ${jeton}` }, credentials: "omit" })).ok;
  } catch {
    return false;
  }
}

/**
 * Les lignes qui changent d’un texte à l’autre : ce qui s’ôte, ce qui s’ajoute.
 * @param {string} avant
 * @param {string} apres
 * @returns {{ signe: "−" | "+", ligne: string }[]}
 */
export function lignesChangees(avant, apres) {
  const a = avant.split("\n"), b = apres.split("\n");
  let debut = 0, fin = 0;
  while (debut < a.length && debut < b.length && a[debut] === b[debut]) debut++;
  while (fin < a.length - debut && fin < b.length - debut && a[a.length - 1 - fin] === b[b.length - 1 - fin]) fin++;
  const uns = a.slice(debut, a.length - fin), autres = b.slice(debut, b.length - fin);
  // La plus longue suite commune, sur ce qui reste.
  const longueurs = Array.from({ length: uns.length + 1 }, () => new Uint16Array(autres.length + 1));
  for (let i = uns.length - 1; i >= 0; i--) {
    for (let j = autres.length - 1; j >= 0; j--) longueurs[i][j] = uns[i] === autres[j] ? longueurs[i + 1][j + 1] + 1 : Math.max(longueurs[i + 1][j], longueurs[i][j + 1]);
  }
  /** @type {{ signe: "−" | "+", ligne: string }[]} */
  const changees = [];
  let i = 0, j = 0;
  while (i < uns.length || j < autres.length) {
    if (i < uns.length && j < autres.length && uns[i] === autres[j]) i++, j++;
    else if (j >= autres.length || (i < uns.length && longueurs[i + 1][j] >= longueurs[i][j + 1])) changees.push({ signe: "−", ligne: uns[i++] });
    else changees.push({ signe: "+", ligne: autres[j++] });
  }
  return changees;
}
