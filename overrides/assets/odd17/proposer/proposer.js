// @ts-check
/**
 * Le formulaire : une question par écran, un récapitulatif, puis l’envoi. Tout ce que l’on répond est gardé aussitôt sur l’appareil.
 *
 * @import { Brouillon } from "./brouillons.js"
 * @import { Description, Etape, Table } from "./modele.js"
 */
import { Aides } from "./aides.js";
import { Brouillons } from "./brouillons.js";
import { Champs, montrerLesFautes } from "./champs.js";
import { bouton, element, telecharger } from "./element.js";
import { fautesDeLEtape } from "./juger.js";
import { estBreve, sansReponse } from "./modele.js";

/** Ce que l’on charge à côté, dès qu’on commence : il sert plus tard, peut-être sans réseau. */
const plusTard = () => Promise.all([import("./recapitulatif.js"), import("./corrections.js")]);

export class Formulaire {
  /** @param {HTMLElement} racine */
  constructor(racine) {
    this.racine = racine;
    this.ecran = /** @type {HTMLElement} */ (racine.querySelector("[data-ecran]"));
    this.aides = new Aides(racine.dataset.racine ?? "");
    this.brouillons = new Brouillons(localStorage);
    /** @type {Brouillon} */
    this.brouillon = this.neuf("exemples");
    /** @type {Description} */
    this.description = /** @type {any} */ (undefined);
    /** Ce qu’a trouvé le vérificateur. @type {import("./verification.js").Situe[]} */
    this.constats = [];
    /** Ce que l’adresse de la page disait déjà. @type {Table} */
    this.connus = {};
    /** Les étapes que l’on suit ; au bout, le récapitulatif. @type {Etape[]} */
    this.etapes = [];
  }

  /** @param {string} famille @returns {Brouillon} */
  neuf(famille) {
    this.constats = [];
    return { id: crypto.randomUUID?.() ?? String(Math.random()).slice(2), famille, modifie: Date.now(), reponses: { champs: {}, sections: {} } };
  }

  async ouvrir() {
    addEventListener("popstate", ({ state }) => this.montrerLEtat(state ?? {}));
    const demande = new URLSearchParams(location.search);
    const cle = demande.get("fiche") ?? "";
    if (/^[a-z]+\/[a-z0-9-]+$/.test(cle)) return this.corriger(cle, demande.get("pour") ?? "corriger");
    await this.decrire("exemples");
    this.connus = this.preremplir(demande);
    // Un téléphone qui a fermé la page, ou qu’on recharge : on reprend où l’on en était.
    const repris = this.brouillons.tous().find(({ id, cle }) => !cle && id === history.state?.brouillon);
    if (!repris) return this.retourner();
    this.brouillon = repris;
    await this.suivre(() => this.montrerLEtat(history.state));
  }

  /** @param {string} famille */
  async decrire(famille) {
    if (this.description?.famille !== famille) this.description = structuredClone(await this.aides.charger(`proposer/${famille}.json`));
    this.etapes = this.description.etapes;
  }

  /** Ce que la famille peut dire d’autre ; sans réseau, ses premières questions suffisent. */
  async completer() {
    const { description } = this;
    if (description.suite.length) return;
    const { champs, listes, suite } = await this.aides.charger(`proposer/${description.famille}-suite.json`);
    Object.assign(description.champs, champs);
    Object.assign(description.listes, listes);
    description.suite = suite;
  }

  /**
   * Ce que dit l’adresse : une case vide d’une matrice, un lieu sans exemple.
   * @param {URLSearchParams} demande
   * @returns {Table}
   */
  preremplir(demande) {
    const admis = (/** @type {string} */ liste) => demande.getAll(liste).filter((un) => this.description.listes[liste]?.some(([valeur]) => valeur === un));
    const domaines = admis("domaines"), [profil] = admis("acteurs");
    const territoires = demande.getAll("territoires").filter((un) => /^[\p{L}\p{N}][\p{L}\p{N}'’ ().,/-]{0,79}$/u.test(un));
    return { ...(profil && { partenaires: [{ profil }] }), ...(territoires.length && { territoires }), ...(domaines.length && { domaines }) };
  }

  // Les écrans.

  /**
   * @param {string} titre
   * @param {...(Node | string | false | undefined)} contenu
   */
  montrer(titre, ...contenu) {
    const tete = element("h2", { tabindex: -1 }, titre);
    this.ecran.replaceChildren(tete, ...contenu.filter((un) => un !== false && un !== undefined));
    this.racine.querySelector("[data-papier]")?.setAttribute("hidden", "");
    this.ecran.hidden = false;
    this.racine.toggleAttribute("data-en-cours", !this.ecran.querySelector("[data-accueil]"));
    return tete;
  }

  /** @param {HTMLElement} tete */
  viser(tete) {
    tete.focus({ preventScroll: true });
    this.racine.scrollIntoView({ block: "start" });
  }

  accueil() {
    const { domaines = [], territoires = [], partenaires = [] } = this.connus;
    const libelle = (/** @type {string} */ liste, /** @type {string} */ un) => this.description.listes[liste]?.find(([valeur]) => valeur === un)?.[1];
    const connus = [...domaines.map((/** @type {string} */ un) => libelle("domaines", un)), ...territoires, ...partenaires.map((/** @type {Table} */ { profil }) => libelle("acteurs", profil))];
    const gardes = this.brouillons.tous();
    const familles = [.../** @type {NodeListOf<HTMLTemplateElement>} */ (this.racine.querySelectorAll("template[data-singulier]"))].filter(({ dataset }) => dataset.modele !== "famille-exemples");
    const relire = element("input", { type: "file", accept: "application/json,.json", class: "o-invisible", id: "relire", tabindex: -1, "aria-label": "Fichier d’un brouillon", onchange: () => void this.relire(relire.files?.[0]) });
    const annonce = element("p", { role: "status", "data-annonce": true });
    this.montrer(
      "Par où commencer",
      element("p", {}, "Dix questions, une à la fois. Chaque réponse est gardée sur cet appareil, même sans réseau, et rien ne part avant que vous ne l’ayez relu."),
      connus.length > 0 && element("p", { class: "o-boite", role: "status" }, `Déjà rempli pour vous\u00a0: ${connus.filter(Boolean).join(", ")}.`),
      element("p", { "data-accueil": true }, bouton("Commencer", () => void this.commencer("exemples"), "o-bouton")),
      gardes.length > 0 && element(
        "section",
        { "aria-labelledby": "brouillons" },
        element("h3", { id: "brouillons" }, "Vos brouillons"),
        element("ul", { class: "o-lignes" }, ...gardes.map((un) => this.ligneDeBrouillon(un))),
      ),
      element("details", { class: "o-boite o-depliant" }, element("summary", {}, "Autre chose qu’un exemple, ou un brouillon à relire"),
        element("div", { class: "o-rang" }, ...familles.map(({ dataset }) => bouton(dataset.singulier ?? "", () => void this.commencer(dataset.modele?.slice(8) ?? "")))),
        element("p", {}, bouton("Relire un brouillon exporté", () => relire.click()), relire)),
      annonce,
    );
  }

  /** @param {Brouillon} brouillon */
  ligneDeBrouillon(brouillon) {
    const titre = brouillon.reponses.champs.titre || (brouillon.reponses.champs.partenaires ?? []).map((/** @type {Table} */ un) => un.nom).filter(Boolean).join(", ") || "Sans titre";
    const jour = new Date(brouillon.modifie).toLocaleDateString("fr", { day: "numeric", month: "long" });
    const etat = brouillon.reference ? `envoyé, référence ${brouillon.reference}` : brouillon.cle ? "correction" : "";
    return element(
      "li",
      {},
      element("strong", {}, titre),
      element("span", { class: "o-note o-note--dessous" }, [etat, `touché le ${jour}`].filter(Boolean).join(", ")),
      element("div", { class: "o-rang" },
        bouton("Reprendre", () => void this.reprendre(brouillon)),
        bouton("Exporter", () => telecharger("brouillon.json", JSON.stringify(brouillon, null, 1), "application/json")),
        bouton("Effacer", () => {
          this.brouillons.effacer(brouillon.id);
          this.accueil();
          /** @type {HTMLElement | null} */ (this.ecran.querySelector("h2"))?.focus();
        })),
    );
  }

  /** @param {File | undefined} fichier */
  async relire(fichier) {
    const lu = fichier && this.brouillons.importer(await fichier.text(), this.neuf("exemples").id);
    if (lu) return this.reprendre(lu);
    const annonce = this.ecran.querySelector("[data-annonce]");
    if (annonce) annonce.textContent = "Ce fichier n’est pas un brouillon de ce site.";
  }

  /** @param {string} famille */
  async commencer(famille) {
    this.brouillon = this.neuf(famille);
    if (famille === "exemples") this.brouillon.reponses.champs = structuredClone(this.connus);
    await this.suivre(() => this.aller(0));
  }

  /** @param {Brouillon} brouillon */
  async reprendre(brouillon) {
    this.brouillon = brouillon;
    if (brouillon.cle) return this.corriger(brouillon.cle, brouillon.pour ?? "corriger", brouillon);
    await this.suivre(() => {
      const rang = this.etapes.findIndex(({ id }) => id === brouillon.etape);
      return rang < 0 ? this.recapituler() : this.aller(rang);
    });
  }

  /**
   * Ce qui demande la description de la famille, et peut-être le réseau.
   * @param {() => void | Promise<void>} faire
   */
  async suivre(faire) {
    try {
      await this.decrire(this.brouillon.famille);
      this.prevoir();
      await faire();
    } catch (erreur) {
      console.error(erreur);
      this.montrer("Le site ne répond pas", element("p", {}, "Il faut du réseau pour commencer. Vos brouillons sont gardés."), bouton("Réessayer", () => void this.suivre(faire)));
    }
  }

  /** Charge ce qui servira, tant qu’il y a du réseau. */
  prevoir() {
    void Promise.allSettled([this.completer(), this.aides.prevoir(), plusTard()]).then(async () => {
      const { garderHorsLigne } = await import("../verificateur/verificateur.js");
      await garderHorsLigne();
    });
  }

  // Les étapes.

  /** Revient au début, sans rien oublier. */
  retourner() {
    history.replaceState({}, "");
    this.accueil();
  }

  /** @param {number} etape */
  noter(etape) {
    history.pushState({ etape, brouillon: this.brouillon.id }, "");
  }

  /** @param {{ etape?: number, brouillon?: string }} etat */
  montrerLEtat({ etape, brouillon }) {
    if (!this.description) return;
    if (etape === undefined || brouillon !== this.brouillon.id) this.accueil();
    else if (etape < this.etapes.length) this.etape(etape);
    else void this.recapituler(false);
  }

  /** @param {number} rang */
  aller(rang) {
    this.noter(rang);
    if (rang < this.etapes.length) this.etape(rang);
    else void this.recapituler(false);
  }

  /** @param {number} rang */
  etape(rang) {
    const etape = this.etapes[rang];
    const { reponses } = this.brouillon;
    this.brouillon.etape = etape.id;
    const champs = new Champs(this.description, reponses.champs, this.aides, () => this.garder(), this.brouillon.pour === "suite");
    const contenu = element("div", {}, ...this.contenu(etape, champs));
    const formulaire = element("form", { novalidate: true, class: "o-proposer__etape", onsubmit: (/** @type {Event} */ evenement) => {
      evenement.preventDefault();
      const fautes = this.fautes(etape).filter(({ message }) => message !== "Il faut une réponse." || !sansReponse(etape, reponses));
      const premier = montrerLesFautes(formulaire, fautes);
      if (premier && !formulaire.hasAttribute("data-prevenu")) {
        // Ce qui ne va pas se dit une fois ; le récapitulatif le redira.
        formulaire.setAttribute("data-prevenu", "");
        premier.focus();
        return;
      }
      this.aller(rang + 1);
    } }, contenu,
      element("div", { class: "o-rang o-proposer__pas" },
        bouton("Précédent", () => history.back()),
        element("button", { class: "o-bouton" }, rang + 1 < this.etapes.length ? "Continuer" : "Relire"),
        this.brouillon.relu && bouton("Tout relire", () => this.aller(this.etapes.length))));
    formulaire.addEventListener("input", () => formulaire.removeAttribute("data-prevenu"));
    const tete = this.montrer(
      etape.question,
      element("progress", { max: this.etapes.length, value: rang + 1, "aria-label": `Question ${rang + 1} sur ${this.etapes.length}` }),
      element("p", { class: "o-note o-proposer__rang" }, `${rang + 1} sur ${this.etapes.length}`, element("span", { role: "status", "data-garde": true })),
      formulaire,
    );
    const siens = this.constats.filter(({ chemin: [champ], section }) => champ === undefined ? section && section === etape.section : etape.champs?.includes(champ === "documents" ? "sources" : String(champ)));
    montrerLesFautes(formulaire, siens.map(({ chemin, section, message }) => ({ chemin: section ? ["recit"] : chemin[0] === "documents" ? ["sources"] : chemin, message })));
    this.viser(tete);
  }

  /** @param {Etape} etape @param {Champs} champs */
  contenu(etape, champs) {
    if (!etape.section) return (etape.champs ?? []).map((nom) => champs.dessiner(nom));
    const { sections } = this.brouillon.reponses, section = etape.section;
    const texte = element("textarea", { rows: 8, id: "recit", "aria-describedby": "recit-aide recit-faute", autocomplete: "off" });
    texte.value = sections[section] ?? "";
    texte.addEventListener("input", () => {
      sections[section] = texte.value;
      this.garder();
    });
    return [element("div", { class: "o-proposer__champ" }, element("label", { for: "recit" }, section), element("p", { class: "o-note", id: "recit-aide" }, this.description.sections[section] ?? "", " Avec vos mots. Si vous ne savez pas, passez."), texte, champs.faute("recit"))];
  }

  /** @param {Etape} etape */
  fautes(etape) {
    return fautesDeLEtape(etape, this.description, this.brouillon.reponses, estBreve(this.description, this.brouillon.reponses));
  }

  garder() {
    this.brouillon.modifie = Date.now();
    const dit = this.ecran.querySelector("[data-garde]");
    const garde = this.brouillons.garder(this.brouillon);
    if (dit && dit.textContent === "" || !garde) /** @type {Element} */ (dit).textContent = garde ? " · gardé sur cet appareil" : " · cet appareil refuse de garder vos réponses\u00a0: exportez-les avant de fermer.";
  }

  // Au bout.

  async recapituler(pousser = true) {
    if (pousser) this.noter(this.etapes.length);
    this.brouillon.etape = "";
    this.brouillon.relu = true;
    const [{ recapituler }] = await Promise.all([import("./recapitulatif.js"), this.completer().catch(() => {})]);
    recapituler(this);
  }

  /**
   * Ouvre une fiche publiée, pour la changer.
   * @param {string} cle
   * @param {string} pour
   * @param {Brouillon} [brouillon]
   */
  async corriger(cle, pour, brouillon) {
    try {
      const { ouvrirLaFiche } = await import("./corrections.js");
      await ouvrirLaFiche(this, cle, pour, brouillon ?? this.brouillons.tous().find((un) => un.cle === cle && un.pour === pour && !un.reference));
      this.prevoir();
    } catch (erreur) {
      console.error(erreur);
      this.montrer("Cette fiche ne s’ouvre pas", element("p", {}, "Elle a peut-être changé d’adresse, ou le réseau manque."), bouton("Réessayer", () => void this.corriger(cle, pour, brouillon)), " ", bouton("Raconter une alliance", () => {
        void this.decrire("exemples").then(() => this.accueil());
      }));
    }
  }
}

for (const racine of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-proposer]"))) {
  const formulaire = new Formulaire(racine);
  // Sans réseau ni liste, les dix questions restent, à recopier.
  formulaire.ouvrir().catch((erreur) => console.error(erreur));
}
