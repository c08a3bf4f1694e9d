// @ts-check
/**
 * Un champ à l’écran, tel que sa description le veut : son étiquette, son aide, de quoi répondre, ce qui ne va pas.
 *
 * @import { Aides, Proposition } from "./aides.js"
 * @import { Faute } from "./juger.js"
 * @import { Champ, Description, Table, Valeur } from "./modele.js"
 * @typedef {(string | number)[]} Chemin
 */
import { Choix } from "../territoires/choix.js";
import { enMots } from "./aides.js";
import { bouton, element } from "./element.js";
import { estTable, NEUVE } from "./modele.js";

const ATTENTE_DE_FRAPPE = 150;
/** Une liste plus longue se filtre. */
const COURTE = 8;
/** Au-delà, les éléments déjà remplis se replient. */
const DEPLIES = 2;

export class Champs {
  /**
   * @param {Description} description
   * @param {Table} reponses
   * @param {Aides} aides
   * @param {() => void} change  ce qu’il faut faire après chaque réponse
   * @param {boolean} ensuite  vrai si l’on vient pour ajouter à ce qui est déjà là
   */
  constructor(description, reponses, aides, change, ensuite = false) {
    this.description = description;
    this.reponses = reponses;
    this.aides = aides;
    this.change = change;
    this.ensuite = ensuite;
  }

  /** @param {Chemin} chemin @returns {any} */
  lire(chemin) {
    return chemin.reduce((/** @type {any} */ valeur, cle) => valeur?.[cle], this.reponses);
  }

  /** @param {Chemin} chemin @param {Valeur} valeur */
  poser(chemin, valeur) {
    /** @type {any} */
    let ici = this.reponses;
    chemin.slice(0, -1).forEach((cle, rang) => ici = ici[cle] ??= typeof chemin[rang + 1] === "number" ? [] : {});
    ici[chemin[chemin.length - 1]] = valeur;
    this.change();
  }

  /** @param {string} nom */
  dessiner(nom) {
    return this.champ(this.description.champs[nom], [nom]);
  }

  /** @param {Champ} champ @param {Chemin} chemin @returns {HTMLElement} */
  champ(champ, chemin) {
    const { sorte, plusieurs } = champ;
    if (sorte === "objet") return plusieurs ? this.objets(champ, chemin) : this.objet(champ, chemin, champ.titre);
    if (sorte === "choix") return plusieurs ? this.cases(champ, chemin) : this.menu(champ, chemin, this.description.listes[champ.liste ?? ""] ?? []);
    if (sorte === "oui-non") return this.menu(champ, chemin, [["oui", "Oui"], ["non", "Non"]]);
    if (sorte === "lieu") return this.etiquettes(champ, chemin, (texte) => this.aides.territoires(texte), true);
    if (sorte === "fiche") return this.etiquettes(champ, chemin, (texte) => this.aides.fiches(texte), false);
    if (sorte === "organisation") return this.organisation(champ, chemin);
    if (sorte === "document") return this.document(champ, chemin);
    return this.texte(champ, chemin);
  }

  /**
   * Une ligne : son étiquette, son aide, de quoi répondre, ce qui ne va pas.
   * @param {Champ} champ
   * @param {Chemin} chemin
   * @param {HTMLElement} controle
   * @param {...(Node | false | undefined)} suite
   */
  ligne({ titre, aide, exemple, exige }, chemin, controle, ...suite) {
    const id = idDe(chemin);
    controle.id = id;
    controle.setAttribute("aria-describedby", `${id}-aide ${id}-faute`);
    return element(
      "div",
      { class: "o-proposer__champ", "data-chemin": id },
      element("label", { for: id }, titre, exige ? "" : element("span", { class: "o-note" }, " (facultatif)")),
      element("p", { class: "o-note", id: `${id}-aide` }, aide, exemple ? ` Par exemple\u00a0: ${exemple}` : ""),
      controle,
      ...suite,
      this.faute(id),
    );
  }

  /** @param {string} id */
  faute(id) {
    return element("p", { class: "o-proposer__faute", id: `${id}-faute` });
  }

  /** @param {Champ} champ @param {Chemin} chemin */
  texte(champ, chemin) {
    const { sorte, plusieurs, exige, min, max, motif, de, a } = champ;
    const avant = this.lire(chemin);
    const long = plusieurs || sorte === "recit" && !motif;
    const controle = element(long ? "textarea" : "input", {
      ...(long ? { rows: plusieurs ? 3 : 4 } : { type: sorte === "jour" ? "date" : motif ? "url" : "text", inputmode: sorte === "nombre" ? "numeric" : motif ? "url" : undefined, pattern: motif, min: de, max: a }),
      required: exige === true,
      minlength: plusieurs ? undefined : min,
      autocomplete: "off",
    });
    controle.value = plusieurs ? [avant ?? []].flat().join("\n") : avant ?? "";
    const compte = max && !plusieurs && long ? element("p", { class: "o-note o-proposer__compte" }) : undefined;
    const compter = () => compte && (compte.textContent = `${[...controle.value].length} signes sur ${max}`);
    compter();
    controle.addEventListener("input", () => {
      compter();
      this.poser(chemin, plusieurs ? controle.value.split("\n").map((ligne) => ligne.trim()).filter(Boolean) : controle.value);
    });
    return this.ligne(plusieurs ? { ...champ, aide: `${champ.aide ?? ""} Une réponse par ligne.` } : champ, chemin, controle, compte);
  }

  /** @param {Champ} champ @param {Chemin} chemin @param {[string, string, string?, string?][]} liste */
  menu(champ, chemin, liste) {
    const controle = element("select", { required: champ.exige === true }, element("option", { value: "" }, "Choisissez"), ...liste.map(([valeur, libelle]) => element("option", { value: valeur }, libelle)));
    controle.value = this.lire(chemin) ?? "";
    const sens = element("p", { class: "o-note" });
    const dire = () => sens.textContent = liste.find(([valeur]) => valeur === controle.value)?.[2] ?? "";
    dire();
    controle.addEventListener("change", () => {
      dire();
      this.poser(chemin, controle.value);
    });
    return this.ligne(champ, chemin, controle, sens);
  }

  /** @param {Champ} champ @param {Chemin} chemin */
  cases(champ, chemin) {
    const id = idDe(chemin), liste = this.description.listes[champ.liste ?? ""] ?? [];
    const choisies = new Set([this.lire(chemin) ?? []].flat());
    const lignes = liste.map(([valeur, libelle, definition = "", autres = ""]) => {
      const coche = element("input", { type: "checkbox", value: valeur });
      coche.checked = choisies.has(valeur);
      coche.addEventListener("change", () => {
        if (coche.checked) choisies.add(valeur);
        else choisies.delete(valeur);
        this.poser(chemin, [...choisies]);
      });
      const ligne = element("label", { class: "o-proposer__case" }, coche, element("span", {}, libelle, element("span", { class: "o-note o-note--dessous" }, definition)));
      return { ligne, coche, mots: enMots(`${libelle} ${autres} ${definition}`) };
    });
    const annonce = element("p", { class: "o-note", role: "status" });
    const filtre = liste.length > COURTE && element("input", { type: "search", id, placeholder: "manger, école, vieillir…", autocomplete: "off", oninput: (/** @type {{ target: HTMLInputElement }} */ { target }) => {
      const cherches = enMots(target.value);
      let restent = 0;
      for (const { ligne, coche, mots } of lignes) {
        ligne.hidden = !coche.checked && !cherches.every((cherche) => mots.some((mot) => mot.startsWith(cherche)));
        restent += Number(!ligne.hidden);
      }
      annonce.textContent = restent ? "" : "Rien sous ce mot. Essayez-en un autre.";
    } });
    return element(
      "fieldset",
      { class: "o-proposer__champ", "data-chemin": id, "aria-describedby": `${id}-aide ${id}-faute` },
      element("legend", {}, champ.titre, champ.exige ? "" : element("span", { class: "o-note" }, " (facultatif)")),
      element("p", { class: "o-note", id: `${id}-aide` }, champ.aide ?? ""),
      filtre && element("label", { for: id }, "Chercher avec vos mots"),
      filtre,
      annonce,
      ...lignes.map(({ ligne }) => ligne),
      this.faute(id),
    );
  }

  /**
   * Un champ qui propose pendant que l’on écrit.
   * @param {HTMLInputElement} controle
   * @param {(texte: string) => Promise<Proposition[]>} chercher
   * @param {(proposition: Proposition) => void} choisir
   * @param {string} sinon  ce que l’on dit quand le site ne connaît rien de tel
   */
  proposer(controle, chercher, choisir, sinon = "") {
    const liste = element("ul", { class: "o-lignes o-proposer__choix", role: "listbox", id: `${controle.id}-choix`, "aria-label": "Propositions", hidden: true });
    const annonce = element("p", { class: "o-note", role: "status" });
    const choix = new Choix(controle, liste);
    let minuteur = 0, demande = 0;
    const montrer = async () => {
      const numero = ++demande, texte = controle.value.trim();
      /** @type {Proposition[]} */
      let propositions = [];
      let muet = "";
      try {
        propositions = texte.length > 1 ? await chercher(texte) : [];
        muet = texte.length > 1 ? sinon : "";
      } catch {
        muet = "Pas de réseau\u00a0: écrivez-le, on le retrouvera.";
      }
      if (numero !== demande) return;
      annonce.textContent = propositions.length ? `${propositions.length} proposition${propositions.length > 1 ? "s" : ""}` : muet;
      choix.montrer(propositions.map((une) => ({
        element: element("li", { role: "option" }, element("b", {}, une.libelle), " ", element("span", { class: "o-note" }, une.note)),
        choisir: () => {
          demande++;
          choix.montrer([]);
          annonce.textContent = "";
          une.choisie?.();
          choisir(une);
        },
      })));
    };
    controle.addEventListener("input", () => {
      clearTimeout(minuteur);
      minuteur = setTimeout(() => void montrer(), ATTENTE_DE_FRAPPE);
    });
    controle.addEventListener("blur", () => choix.ouvrir(false));
    return [liste, annonce];
  }

  /** @param {Champ} champ @param {Chemin} chemin */
  organisation(champ, chemin) {
    const controle = element("input", { type: "text", required: true, autocomplete: "off" });
    controle.id = idDe(chemin);
    controle.value = this.lire(chemin) ?? "";
    controle.addEventListener("input", () => this.poser(chemin, controle.value));
    const autour = this.proposer(controle, (texte) => this.aides.organisations(texte), ({ valeur, suite }) => {
      controle.value = valeur;
      this.poser(chemin, valeur);
      const profil = document.getElementById(idDe([...chemin.slice(0, -1), "profil"]));
      if (suite && profil instanceof HTMLSelectElement && !profil.value) {
        profil.value = suite;
        profil.dispatchEvent(new Event("change"));
      }
    });
    return this.ligne(champ, chemin, controle, ...autour);
  }

  /**
   * Des valeurs que l’on cherche une à une, et qui restent en étiquettes.
   * @param {Champ} champ
   * @param {Chemin} chemin
   * @param {(texte: string) => Promise<Proposition[]>} chercher
   * @param {boolean} libre  vrai si l’on peut écrire ce que le site ne connaît pas
   */
  etiquettes(champ, chemin, chercher, libre) {
    /** @type {string[]} */
    let valeurs = [this.lire(chemin) ?? []].flat();
    const controle = element("input", { type: "text", autocomplete: "off", enterkeyhint: "done" });
    controle.id = idDe(chemin);
    const posees = element("ul", { class: "o-rang o-proposer__etiquettes" });
    const montrer = () =>
      posees.replaceChildren(...valeurs.map((valeur) => element("li", {}, element("button", { type: "button", "aria-label": `Retirer ${valeur}`, onclick: () => garder(valeurs.filter((une) => une !== valeur)) }, valeur, element("span", { "aria-hidden": "true" }, " ×")))));
    const garder = (/** @type {string[]} */ neuves) => {
      valeurs = [...new Set(neuves)];
      this.poser(chemin, champ.plusieurs ? valeurs : valeurs.at(-1) ?? "");
      montrer();
    };
    const ajouter = () => {
      const ecrit = controle.value.trim();
      if (!libre || !ecrit) return;
      controle.value = "";
      garder([...valeurs, ecrit]);
    };
    // Ce que l’on a écrit sans choisir compte aussi : le vérificateur en connaît d’autres noms.
    controle.addEventListener("change", ajouter);
    controle.addEventListener("keydown", (evenement) => {
      if (evenement.key !== "Enter" || evenement.isComposing || evenement.defaultPrevented) return;
      evenement.preventDefault();
      ajouter();
    });
    const autour = this.proposer(controle, chercher, ({ valeur }) => {
      controle.value = "";
      garder([...(champ.plusieurs ? valeurs : []), valeur]);
    }, libre ? "" : "Rien sous ce mot.");
    montrer();
    return this.ligne(champ, chemin, controle, ...autour, posees);
  }

  /** @param {Champ} champ @param {Chemin} chemin */
  document(champ, chemin) {
    const controle = element("input", { type: "text", autocomplete: "off" });
    controle.id = idDe(chemin);
    const suite = element("div", {});
    const decrire = () => {
      const cle = this.lire(chemin) ?? "";
      const sien = this.lire(["documents", cle]);
      const nouveau = cle.startsWith(NEUVE) || estTable(sien);
      controle.value = nouveau ? sien?.titre ?? "" : cle;
      const autre = bouton("Décrire un document que le site ne connaît pas", () => {
        const pris = Object.keys(this.lire(["documents"]) ?? {});
        const neuve = `${NEUVE}${Array.from({ length: 99 }, (_, rang) => rang + 1).find((rang) => !pris.includes(NEUVE + rang))}`;
        this.poser(["documents", neuve], /^https?:/.test(controle.value) ? { url: controle.value.trim() } : { titre: controle.value.trim() });
        this.poser(chemin, neuve);
        decrire();
        suite.querySelector("input")?.focus();
      });
      suite.replaceChildren(nouveau ? this.parties(this.description.document, ["documents", cle], "Le document") : autre, ...(nouveau ? [] : this.decrits(chemin, decrire)));
      controle.readOnly = nouveau;
    };
    const autour = this.proposer(controle, (texte) => this.aides.documents(texte), ({ valeur, libelle }) => {
      this.poser(chemin, valeur);
      controle.value = libelle;
    }, "Le site ne connaît pas ce document\u00a0: décrivez-le.");
    const ligne = this.ligne({ ...champ, aide: `${champ.aide ?? ""} Collez son adresse, ou un mot de son titre.` }, chemin, controle, ...autour, suite);
    decrire();
    return ligne;
  }

  /**
   * Les documents que l’on a déjà décrits pour cette fiche.
   * @param {Chemin} chemin
   * @param {() => void} apres
   */
  decrits(chemin, apres) {
    return Object.entries(/** @type {Table} */ (this.lire(["documents"]) ?? {})).filter(([, un]) => un?.titre).map(([cle, un]) =>
      bouton(un.titre, () => {
        this.poser(chemin, cle);
        apres();
      })
    );
  }

  /** @param {Champ} champ @param {Chemin} chemin @param {string} titre */
  objet(champ, chemin, titre) {
    return this.parties(champ.parties ?? {}, chemin, titre);
  }

  /**
   * @param {Record<string, Champ>} parties
   * @param {Chemin} chemin
   * @param {string} titre
   */
  parties(parties, chemin, titre) {
    const dessinees = Object.entries(parties).map(([nom, partie]) => ({ nom, ligne: this.champ(partie, [...chemin, nom]) }));
    const cadre = element("fieldset", { class: "o-proposer__objet", "data-chemin": idDe(chemin) }, element("legend", {}, titre), ...dessinees.map(({ ligne }) => ligne), this.faute(idDe(chemin)));
    const { aDefautDe, avec } = this.description;
    const accorder = () => {
      for (const { nom, ligne } of dessinees) {
        const rempli = Boolean(this.lire([...chemin, nom]));
        ligne.hidden = !rempli && (Boolean(aDefautDe[nom] && this.lire([...chemin, aDefautDe[nom]])) || Boolean(avec[nom] && !this.lire([...chemin, avec[nom]])));
      }
    };
    accorder();
    cadre.addEventListener("input", accorder);
    return cadre;
  }

  /** @param {Champ} champ @param {Chemin} chemin */
  objets(champ, chemin) {
    const { titre, nombreMin = 0, nombreMax = Infinity } = champ;
    const un = titre.replace(/s(?= |$)/g, "");
    const cadre = element("div", { class: "o-proposer__champ", "data-chemin": idDe(chemin) });
    const deja = [this.lire(chemin) ?? []].flat().length;
    const replies = deja > DEPLIES ? deja : 0;
    const dessiner = (/** @type {number} */ nombre) => {
      const elements = Array.from({ length: nombre }, (_, rang) => {
        const valeur = this.lire([...chemin, rang]);
        const objet = this.objet(champ, [...chemin, rang], `${un} ${rang + 1}`);
        if (nombre > Math.max(1, nombreMin)) objet.append(bouton(`Retirer\u00a0: ${un.toLowerCase()} ${rang + 1}`, () => retirer(rang)));
        if (rang >= replies || !valeur) return objet;
        return element("details", { class: "o-boite o-depliant" }, element("summary", {}, Object.values(valeur).filter((une) => typeof une === "string").slice(0, 2).join(", ")), objet);
      });
      const ajouter = bouton(`Ajouter\u00a0: ${un.toLowerCase()} ${nombre + 1}`, () => {
        dessiner(nombre + 1);
        /** @type {HTMLElement | null} */ (cadre.querySelector(`[data-chemin="${idDe([...chemin, nombre])}"] :is(input, select, textarea)`))?.focus();
      });
      cadre.replaceChildren(element("p", { class: "o-note" }, champ.aide ?? ""), ...elements, ...(nombre < nombreMax ? [ajouter] : []), this.faute(idDe(chemin)));
    };
    const retirer = (/** @type {number} */ rang) => {
      const restent = [this.lire(chemin) ?? []].flat().filter((_, sien) => sien !== rang);
      this.poser(chemin, restent);
      dessiner(Math.max(1, nombreMin, restent.length));
      cadre.querySelector("button")?.focus();
    };
    dessiner(Math.min(nombreMax, Math.max(1, nombreMin, deja + Number(this.ensuite))));
    return cadre;
  }
}

/** @param {Chemin} chemin */
export const idDe = (chemin) => chemin.join("--").replace(/[^\w-]/g, "_");

/**
 * Montre ce qui ne va pas à côté de ce que cela concerne ; rend le premier endroit.
 * @param {HTMLElement} ecran
 * @param {Faute[]} fautes
 */
export function montrerLesFautes(ecran, fautes) {
  for (const une of ecran.querySelectorAll(".o-proposer__faute")) une.textContent = "";
  for (const un of ecran.querySelectorAll("[aria-invalid]")) un.removeAttribute("aria-invalid");
  /** @type {HTMLElement | undefined} */
  let premier;
  for (const { chemin, message } of fautes) {
    for (let reste = chemin; reste.length; reste = reste.slice(0, -1)) {
      const id = idDe(reste), place = ecran.querySelector(`#${CSS.escape(id)}-faute`);
      if (!place) continue;
      place.textContent = [place.textContent, message].filter(Boolean).join(" ");
      const controle = /** @type {HTMLElement | null} */ (ecran.querySelector(`#${CSS.escape(id)}`) ?? ecran.querySelector(`[data-chemin="${id}"] :is(input, select, textarea, button)`));
      controle?.setAttribute("aria-invalid", "true");
      premier ??= controle ?? undefined;
      break;
    }
  }
  return premier;
}
