// @ts-check
/**
 * Relire ce que l’on a répondu, voir la carte et la fiche, montrer exactement ce qui part, puis l’envoyer par le chemin que l’on veut.
 *
 * @import { Formulaire } from "./proposer.js"
 * @import { Etape, Table, Valeur } from "./modele.js"
 * @import { Proposition } from "./envoi.js"
 */
import { carte, fiche, nommer } from "./apercu.js";
import { changer } from "./correction.js";
import { premier, semblables } from "./deja.js";
import { bouton, element, telecharger } from "./element.js";
import { chemin, courriel, envoyer, lignesChangees, oublier, surLaForge } from "./envoi.js";
import { identifiant, ranger, rediger } from "./fichier.js";
import { estBreve, estTable, sansReponse } from "./modele.js";
import { inviter } from "./verification.js";

/** Les étapes d’après, si l’on en a le temps. @param {Formulaire} formulaire */
const autres = ({ description, etapes }) => [...description.etapes, ...description.suite].filter((une) => !etapes.includes(une));

/** @param {Formulaire} formulaire */
export function recapituler(formulaire) {
  const { brouillon, description, etapes } = formulaire;
  const { reponses } = brouillon;
  const breve = estBreve(description, reponses);
  const manquent = etapes.flatMap((etape) => formulaire.fautes(etape).map((faute) => ({ etape, faute })));
  const suite = autres(formulaire);
  const remplies = suite.filter((une) => !sansReponse(une, reponses)), restent = suite.filter((une) => sansReponse(une, reponses));
  const deja = element("div", { role: "status" });
  const envoi = element("section", { "aria-labelledby": "envoi" });
  const tete = formulaire.montrer(
    brouillon.cle ? "Relisez vos changements" : "Relisez avant d’envoyer",
    manquent.length > 0 && element(
      "div",
      { class: "o-boite o-manques" },
      element("p", {}, element("strong", {}, manquent.length > 1 ? `Il reste ${manquent.length} choses à voir` : "Il reste une chose à voir")),
      element("ul", { class: "o-liste" }, ...manquent.map(({ etape, faute }) => element("li", {}, lienVers(formulaire, etape, etape.question), `\u00a0: ${nomDe(formulaire, faute.chemin)}${faute.message}`))),
    ),
    element("dl", { class: "o-proposer__recap" }, ...[...etapes, ...remplies].flatMap((etape) => [
      element("dt", {}, etape.question),
      element("dd", {}, element("span", {}, dire(formulaire, etape) || "Pas de réponse"), " ", lienVers(formulaire, etape, "Modifier", etape.question)),
    ])),
    deja,
    element("details", { class: "o-boite o-depliant" }, element("summary", {}, "Voir la carte et la fiche"),
      carte(formulaire.racine, description, { ...reponses, champs: ranger(description, reponses) }),
      fiche(formulaire.racine, description, { ...reponses, champs: ranger(description, reponses) })),
    restent.length > 0 && element("details", { class: "o-boite o-depliant" }, element("summary", {}, breve ? "Pour en dire plus, si vous voulez" : "Ajouter autre chose"),
      breve && element("p", {}, "Ces dix réponses font une brève. Avec le reste, elle devient un récit dont d’autres s’inspirent."),
      element("ul", { class: "o-liste" }, ...restent.map((une) => element("li", {}, lienVers(formulaire, une, une.question))))),
    envoi,
    element("div", { class: "o-rang o-proposer__pas" }, bouton("Précédent", () => history.back()), bouton("Garder pour plus tard", () => {
      formulaire.retourner();
      /** @type {HTMLElement | null} */ (formulaire.ecran.querySelector("h2"))?.focus();
    })),
  );
  formulaire.garder();
  void direLeDeja(formulaire, deja);
  preparerLEnvoi(formulaire, envoi, manquent.length > 0);
  formulaire.viser(tete);
}

/**
 * @param {Formulaire} formulaire
 * @param {Etape} etape
 * @param {string} texte
 * @param {string} precis
 */
function lienVers(formulaire, etape, texte, precis = "") {
  return element("button", { type: "button", class: "o-proposer__lien", "aria-label": precis ? `${texte}\u00a0: ${precis}` : undefined, onclick: () => {
    if (!formulaire.etapes.includes(etape)) formulaire.etapes = [...formulaire.etapes, etape];
    formulaire.aller(formulaire.etapes.indexOf(etape));
  } }, texte);
}

/** Le nom de la partie fautive, si elle n’est pas tout le champ. @param {Formulaire} formulaire @param {(string | number)[]} ou */
function nomDe({ description }, ou) {
  const [champ, ...reste] = ou;
  const partie = reste.findLast((un) => typeof un === "string");
  const { titre } = champ === "documents" ? description.document[partie ?? ""] ?? {} : description.champs[champ]?.parties?.[partie ?? ""] ?? description.champs[champ] ?? {};
  return titre ? `${titre}. ` : "";
}

/** Une réponse en quelques mots. @param {Formulaire} formulaire @param {Etape} etape */
function dire({ brouillon, description }, etape) {
  const { champs, sections } = brouillon.reponses;
  if (etape.section) return couper(sections[etape.section]?.trim() ?? "");
  return couper((etape.champs ?? []).map((nom) => enClair(champs[nom], description, nom, champs)).filter(Boolean).join(". "));
}

/** @param {string} texte */
const couper = (texte) => texte.length > 220 ? `${texte.slice(0, 220).replace(/\s\S*$/, "")}…` : texte;

/**
 * @param {Valeur | undefined} valeur
 * @param {import("./modele.js").Description} description
 * @param {string} nom
 * @param {Table} champs
 * @returns {string}
 */
function enClair(valeur, description, nom, champs) {
  if (Array.isArray(valeur)) return valeur.map((une) => enClair(une, description, nom, champs)).filter(Boolean).join(nom === "partenaires" ? " ; " : ", ");
  if (estTable(valeur)) return Object.entries(valeur).filter(([cle]) => cle !== "profil").map(([, une]) => enClair(une, description, nom, champs)).filter(Boolean).join(", ");
  if (typeof valeur !== "string") return "";
  return champs.documents?.[valeur]?.titre ?? champs.documents?.[valeur]?.url ?? nommer(description, description.champs[nom]?.liste ?? "", valeur);
}

/** @param {Formulaire} formulaire @param {HTMLElement} ou */
async function direLeDeja({ aides, brouillon, description, racine }, ou) {
  if (description.famille !== "exemples" || brouillon.cle) return;
  const { champs } = brouillon.reponses;
  const [proches, neuf] = await Promise.all([
    aides.connues().then((connues) => semblables(champs, connues), () => []),
    premier(champs, aides, (liste, valeur) => nommer(description, liste, valeur)).catch(() => ""),
  ]);
  ou.replaceChildren(...[
    neuf && element("p", { class: "o-boite" }, element("strong", {}, neuf)),
    proches.length > 0 && element("div", { class: "o-boite o-manques" },
      element("p", {}, element("strong", {}, "Cette alliance est peut-être déjà là")),
      element("ul", { class: "o-liste o-liens" }, ...proches.map(({ cle, titre, raison }) => element("li", {}, element("a", { href: `${racine.dataset.racine}${cle}/`, target: "_blank" }, titre), `, ${raison}`))),
      element("p", {}, "Si c’est elle, ouvrez-la\u00a0: «\u00a0Je connais la suite\u00a0» la complète.")),
  ].filter((un) => un instanceof Node));
}

/** Le fichier que font les réponses. @param {Formulaire} formulaire */
function fichierDe({ brouillon, description }) {
  const { reponses, origine, cle } = brouillon;
  if (origine !== undefined && cle) return { texte: changer(description, origine, reponses), identifiant: cle.split("/")[1] };
  return { texte: rediger(description, reponses, new Date().toLocaleDateString("sv")), identifiant: identifiant(reponses.champs.titre ?? "") || "sans-titre" };
}

/** @param {Formulaire} formulaire @param {HTMLElement} ou @param {boolean} incomplet */
function preparerLEnvoi(formulaire, ou, incomplet) {
  const { brouillon, racine } = formulaire;
  const { guichet = "", courriel: adresse = "", depot = "", forge = "", editeur = "", site = "" } = racine.dataset;
  const { texte, identifiant: nom } = fichierDe(formulaire);
  const change = brouillon.origine === undefined || texte !== brouillon.origine;
  const mot = element("textarea", { id: "mot", rows: 3, maxlength: 4000, autocomplete: "off" });
  mot.value = brouillon.mot ?? "";
  const reponse = element("input", { id: "nouvelles", type: "email", maxlength: 254, autocomplete: "email" });
  const piege = element("input", { type: "text", name: "site_web", tabindex: -1, autocomplete: "off", "aria-hidden": true, class: "o-invisible" });
  const annonce = element("div", { role: "status" });
  /** @returns {Proposition} */
  const proposition = () => ({ genre: brouillon.cle ? "changement" : "nouvelle", famille: brouillon.famille, identifiant: nom, texte, mot: mot.value.trim(), adresse: reponse.value.trim(), site_web: piege.value });
  const sujet = `${brouillon.cle ? "Correction" : "Proposition"}\u00a0: ${brouillon.reponses.champs.titre ?? nom}`;
  const messagerie = element("a", { class: guichet ? "o-suite" : "o-bouton", href: "#" }, "Préparer le courriel");
  const actualiser = () => {
    const prepare = courriel(adresse, sujet, proposition());
    messagerie.href = prepare.href;
    messagerie.onclick = () => {
      if (!prepare.entier) telecharger(`${nom}.md`, texte, "text/markdown");
    };
  };
  mot.addEventListener("input", () => {
    brouillon.mot = mot.value;
    formulaire.garder();
    actualiser();
  });
  if (adresse) actualiser();
  const page = forge && !incomplet && change ? surLaForge(depot, forge, proposition()) : undefined;
  const qui = editeur || "la rédaction";
  const pret = !incomplet && (change || mot.value.trim() !== "");
  const constats = element("ul", { class: "o-liste" });
  const verifier = racine.dataset.verificateur && inviter(formulaire, texte, chemin(proposition()), (situes) => {
    formulaire.constats = situes;
    constats.replaceChildren(...situes.map(({ chemin: [champ], section, message }) => {
      const etape = [...formulaire.etapes, ...autres(formulaire)].find((une) => champ === undefined ? une.section === section : (une.champs ?? []).includes(String(champ === "documents" ? "sources" : champ)));
      return element("li", {}, etape && lienVers(formulaire, etape, etape.question), etape && "\u00a0: ", message);
    }));
  });
  ou.replaceChildren(
    element("h3", { id: "envoi" }, "Envoyer"),
    element("details", { class: "o-boite o-depliant" }, element("summary", {}, brouillon.cle ? "Ce qui change dans le fichier" : "Exactement ce qui part"), brouillon.origine !== undefined ? differences(brouillon.origine, texte) : element("pre", { tabindex: 0, role: "region", "aria-label": "Le fichier" }, element("code", {}, texte))),
    ...(verifier ? [verifier, constats] : []),
    element("p", { class: "o-note" }, `${qui[0].toUpperCase()}${qui.slice(1)} relit, vérifie dans la source, puis publie sous Licence Ouverte. Ni votre nom, ni votre adresse, ni votre mot ne sont publiés.`),
    ...(guichet || adresse ? [element("div", { class: "o-proposer__champ" }, element("label", { for: "mot" }, "Un mot pour la rédaction", element("span", { class: "o-note" }, " (facultatif)")), mot)] : []),
    ...(guichet ? [element("div", { class: "o-proposer__champ" }, element("label", { for: "nouvelles" }, "Votre adresse électronique, pour avoir des nouvelles", element("span", { class: "o-note" }, " (facultatif)")), reponse), piege] : []),
    ...(incomplet ? [element("p", {}, element("strong", {}, "Complétez ce qui reste à voir, plus haut, avant d’envoyer. Vous pouvez déjà garder le fichier."))] : []),
    ...(!incomplet && !change ? [element("p", {}, guichet || adresse ? "Rien n’a changé dans la fiche. Modifiez une réponse, ou laissez un mot." : "Rien n’a changé dans la fiche.")] : []),
    element("div", { class: "o-rang" },
      ...(guichet && !incomplet && change ? [element("button", { type: "button", class: "o-bouton", onclick: async (/** @type {{ currentTarget: HTMLButtonElement }} */ { currentTarget }) => {
        currentTarget.disabled = true;
        annonce.replaceChildren("Envoi…");
        await recevoir(formulaire, guichet, proposition(), annonce);
        currentTarget.disabled = false;
      } }, "Envoyer")] : []),
      ...(adresse && (pret || !incomplet) ? [messagerie] : []),
      ...(page ? [element("a", { class: "o-suite", rel: "external", target: "_blank", href: page.href }, `${brouillon.cle ? "Ouvrir" : "Proposer"} sur ${forge === "gitlab" ? "GitLab" : "GitHub"}`)] : []),
      bouton("Télécharger le fichier", () => telecharger(`${nom}.md`, texte, "text/markdown")),
      bouton("Copier le texte", () => void navigator.clipboard.writeText(texte).then(() => annonce.replaceChildren("Le texte est copié."), () => annonce.replaceChildren("Ce navigateur ne laisse pas copier\u00a0: téléchargez le fichier."))),
      ...("share" in navigator ? [bouton("Partager", () => void navigator.share({ title: `${site}\u00a0: ${sujet}`, text: texte }).catch(() => {}))] : []),
    ),
    ...(page && !page.entier ? [element("p", { class: "o-note" }, "Le dépôt n’ouvre pas le fichier déjà rempli\u00a0: copiez le texte d’ici, et collez-le là-bas.")] : []),
    annonce,
  );
  if (brouillon.reference) annonce.append(element("p", {}, `Déjà envoyé, sous la référence ${brouillon.reference}.`));
}

/**
 * @param {Formulaire} formulaire
 * @param {string} guichet
 * @param {Proposition} proposition
 * @param {HTMLElement} annonce
 */
async function recevoir(formulaire, guichet, proposition, annonce) {
  const { reference, dit, jeton, efface_le, refus, details = [] } = await envoyer(guichet, proposition);
  if (refus || !reference) {
    annonce.replaceChildren(element("p", { class: "o-boite o-manques" }, refus ?? "Le guichet n’a pas donné de référence."), element("ul", { class: "o-liste" }, ...details.map((un) => element("li", {}, un))));
    return;
  }
  Object.assign(formulaire.brouillon, { reference, jeton });
  formulaire.garder();
  const effacer = jeton && bouton("Effacer mon adresse et mon mot", async () => {
    annonce.append(element("p", {}, await oublier(guichet, reference, jeton) ? "C’est fait." : "Le guichet ne répond pas\u00a0: réessayez plus tard."));
  });
  annonce.replaceChildren(
    element("p", { class: "o-boite" }, element("strong", {}, `Merci\u00a0! Référence\u00a0: ${reference}. `), dit ?? "", efface_le ? ` Votre adresse sera effacée le ${new Date(efface_le).toLocaleDateString("fr")} au plus tard.` : ""),
    ...(effacer ? [effacer] : []),
  );
}

/** Les lignes qui changent, dites aussi à qui ne voit pas les signes. @param {string} avant @param {string} apres */
function differences(avant, apres) {
  const lignes = lignesChangees(avant, apres);
  return element("ul", { class: "o-proposer__differences" }, ...lignes.map(({ signe, ligne }) => element(signe === "+" ? "ins" : "del", {}, ligne)).map((une) => element("li", {}, une)));
}

